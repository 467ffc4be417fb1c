package org.ionspice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.circuit.Circuit;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.junit.jupiter.api.Test;

/** The loop over laws with a state makes what their stamps make, to the last bit. */
class StateLoopTest {
  /** By type, as the engine's banks are, so that sums are made in the same order. */
  private static final String NETLIST =
      """
      memristors of each kind, in series, to ground, side by side and short-circuited
      V1 a 0 1
      N1 a b m1
      N9 d a m6
      N2 b c m2 m=3
      N5 c c m2
      N3 c 0 m3
      N4 0 c m3
      N6 c d m4 m=2
      N7 d 0 m5
      N8 d 0 m5
      R1 d 0 1k
      .model m1 hp
      .model m2 vteam(aoff=1.5)
      .model m3 yakopcic
      .model m4 nanopore
      .model m5 mms
      .model m6 hp(win=wall)
      .tran 1u 1m uic
      .end
      """;

  /** A model whose equations the engine does not know for what they are. */
  private record Unrecognised(DeviceModel inner) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Equations known = inner.declare(named(self));
      return (at, f, q) -> known.evaluate(at, f, q);
    }

    /** Returns a declaration that knows the pins by name, as it does not for models made in code. */
    private static Declaration named(Declaration self) {
      return (Declaration)
          Proxy.newProxyInstance(
              Declaration.class.getClassLoader(),
              new Class<?>[] {Declaration.class},
              (proxy, method, arguments) ->
                  arguments != null && arguments[0] instanceof String name
                          && method.getName().equals("terminal")
                      ? self.terminal(name.equals("p") ? 0 : 1)
                      : method.invoke(self, arguments));
    }
  }

  private static Assembly laws() {
    return new Assembly(circuit());
  }

  private static Assembly stamps() {
    Circuit circuit = circuit();
    return new Assembly(
        new Circuit(
            circuit.title(),
            circuit.nodes(),
            circuit.instances().stream()
                .map(i -> i.name().startsWith("n") ? i.with(new Unrecognised(i.model())) : i)
                .toList(),
            circuit.initial(),
            circuit.guesses(),
            circuit.nominalTemperature(),
            circuit.temperature(),
            circuit.gmin()));
  }

  private static Circuit circuit() {
    return Simulation.of("laws.cir", NETLIST).design().circuit();
  }

  private static double[] point(int n, Random random) {
    double[] x = new double[n + 1];
    for (int i = 0; i < n; i++) {
      x[i] = 1.2 * random.nextDouble() - 0.1;
    }
    return x;
  }

  @Test
  void itsSumsAreThoseOfStamps() {
    Assembly one = laws();
    Assembly other = stamps();
    one.evaluation().mode(true);
    other.evaluation().mode(true);
    Random random = new Random(3);
    for (int run = 0; run < 50; run++) {
      double[] x = point(one.size(), random);
      if (run % 10 == 0) {
        one.evaluation().seedLimits(x);
        other.evaluation().seedLimits(x);
      }
      boolean limit = run % 2 == 1;

      boolean limited = one.evaluation().evaluate(x, limit);

      assertThat(other.evaluation().evaluate(x, limit)).isEqualTo(limited);
      assertThat(one.evaluation().f()).isEqualTo(other.evaluation().f());
      assertThat(one.evaluation().magnitude()).isEqualTo(other.evaluation().magnitude());
      assertThat(one.evaluation().q()).isEqualTo(other.evaluation().q());
      assertThat(one.evaluation().g()).isEqualTo(other.evaluation().g());
      assertThat(one.evaluation().charges()).isEqualTo(other.evaluation().charges());
    }
  }

  @Test
  void itTakesTheseDevices() {
    Assembly one = laws();
    Assembly other = stamps();

    for (int k = 0; k < one.partCount(); k++) {
      assertThat(StateLoop.suits(one.part(k)))
          .isEqualTo(one.instance(k).name().startsWith("n"));
      assertThat(StateLoop.suits(other.part(k))).isFalse();
    }
  }
}
