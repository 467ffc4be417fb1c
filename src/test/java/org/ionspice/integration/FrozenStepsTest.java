package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.Settings;
import org.ionspice.analysis.TestDevices;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.circuit.Instance;
import org.ionspice.solver.Newton;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The walk back gives the derivative of the numbers that were computed: the steps of an adaptive run are
 * taken over as they are, and differences of runs with just these steps are compared with the walk.
 */
class FrozenStepsTest {
  private static final String NETLIST =
      """
      frozen
      V1 in 0 sin(0.3 1 500)
      R1 in a 1k
      D1 a b dd
      .model dd d(is=1e-9 cjo=50n)
      L1 b c 20m
      N1 c 0 hp x0=0.4 uv=3e-12
      C1 c 0 0.3u
      .op
      .end
      """;

  private static final String[][] NUMBERS = {
    {"r1", "r"}, {"l1", "l"}, {"c1", "c"}, {"n1", "uv"}, {"n1", "x0"}, {"n1", "roff"}
  };

  /** Two voltages at the end, and the state of the memristor inside of a step. */
  private static final double[] FACTORS = {1, -0.5, 0.3};

  private final Simulation simulation = Simulation.of("frozen.cir", NETLIST);

  private Assembly system() {
    return new Assembly(simulation.design().circuit());
  }

  private static DeviceNumber number(Assembly system, int k) {
    return DeviceNumber.find(system, NUMBERS[k][0], NUMBERS[k][1]).orElseThrow();
  }

  private static List<Tape.Sample> samples(Assembly system, double stop) {
    int ground = system.size();
    return List.of(
        new Tape.Sample(stop, system.indexOf("v(c)"), ground),
        new Tape.Sample(stop, system.indexOf("v(a)"), ground),
        new Tape.Sample(0.61 * stop, system.indexOf("@n1[x]"), ground));
  }

  /** Goes over the steps [start, end] of {@code ends}, from the initial values; returns the tape. */
  private static Tape over(Assembly system, Settings settings, double[] ends) {
    double stop = ends[ends.length - 1];
    Tape tape = new Tape(samples(system, stop));
    CircuitEquations equations = new CircuitEquations(system, settings);
    Newton newton = new Newton(system.pattern(), system.linearSolver());
    StepSolver solver = new StepSolver(system, settings, equations, newton, 1e-12 * stop, tape);
    StepHistory past = solver.past();
    system.evaluation().mode(true);
    system.evaluation().resetCells();
    system.initialValues(past.x);
    tape.start(past.x, false);
    assertThat(solver.reconcile(0)).isTrue();
    // No other order looks better: Gear stays at the second.
    IntegrationFormula.Judge same = (error, order) -> 1e9;
    double t = 0;
    for (double end : ends) {
      double h = end - t;
      assertThat(solver.step(t, h)).isTrue();
      tape.step(t, h, end, solver, -1, false, false);
      solver.formula().accepted(past, h, 1, same);
      solver.accept(h);
      t = end;
    }
    tape.end();
    return tape;
  }

  private static double sum(Tape tape) {
    double sum = 0;
    for (int i = 0; i < FACTORS.length; i++) {
      sum += FACTORS[i] * tape.values()[i];
    }
    return sum;
  }

  private double moved(int k, double relative, Settings settings, double[] ends) {
    Assembly system = system();
    DeviceNumber number = number(system, k);
    Instance now = system.instance(number.instance());
    double value = number.value(system) * (1 + relative);
    system.replace(number.instance(), number.at(now, value).orElseThrow().model());
    return sum(over(system, settings, ends));
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "trbdf2", "trap", "gear"})
  void theWalkIsTheDerivativeOfTheSameSteps(String method) throws Exception {
    double stop = 3e-3;
    Tape adaptive = new Tape(List.of());
    Transient plan = new Transient(stop, stop, 0, Double.NaN, true, false);
    Settings coarse = TestDevices.settings(Map.of("method", method, "reltol", 1e-4));
    assertThat(plan.record(GradientProbe.run(system(), coarse), adaptive).completed()).isTrue();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < adaptive.size(); i++) {
      if (adaptive.point(i).kind == TapePoint.Kind.END) {
        times.add(adaptive.point(i).t);
      }
    }
    double[] ends = times.stream().mapToDouble(Double::doubleValue).toArray();
    assertThat(ends.length).isBetween(50, 5000);
    // The steps are coarse, but their equations are solved to rounding.
    Settings settings = TestDevices.settings(Map.of("method", method, "reltol", 1e-10));

    Assembly system = system();
    Tape tape = over(system, settings, ends);
    List<DeviceNumber> numbers = new ArrayList<>();
    for (int k = 0; k < NUMBERS.length; k++) {
      numbers.add(number(system, k));
    }
    double[] walked = new double[NUMBERS.length];
    assertThat(
            new TransientAdjoint(system, settings)
                .add(tape, FACTORS, new ParameterDerivatives(system, numbers), walked))
        .isEmpty();

    for (int k = 0; k < walked.length; k++) {
      // Differences over 2^-9 and 2^-10 of the number, extrapolated: wrong by its fourth power.
      double h = 0x1p-9;
      double wide = (moved(k, h, settings, ends) - moved(k, -h, settings, ends)) / (2 * h);
      double near = (moved(k, h / 2, settings, ends) - moved(k, -h / 2, settings, ends)) / h;
      double expected = (4 * near - wide) / 3;
      assertThat(walked[k] * numbers.get(k).value(system) / expected)
          .as(String.join(".", NUMBERS[k]))
          .isCloseTo(1, within(1e-7));
    }
  }
}
