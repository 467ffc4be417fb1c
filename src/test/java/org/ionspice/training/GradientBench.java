package org.ionspice.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.analysis.Settings;
import org.ionspice.analysis.SteadyState;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/**
 * What a gradient costs beside a simulation: {@code mvn -B -q -o test -Dtest=GradientBench}. Not among
 * the tests; testbenches/bench-gradient tells more.
 */
class GradientBench {
  private static final int ROUNDS = 9;

  /** Training takes hundreds of steps: most of them run compiled. */
  private static final int WARM = 8;

  private record Cost(double forward, double gradient, double difference) {}

  private static SteadyState network(int channels, int weights) {
    Assembly system =
        new Assembly(
            Simulation.of("network.cir", netlist(channels) + ".op\n.end\n").design().circuit());
    List<DeviceNumber> numbers = new ArrayList<>();
    for (int k = 0; k < weights; k++) {
      numbers.add(DeviceNumber.find(system, "n" + k, "l").orElseThrow());
    }
    Settings settings = ParameterTable.of(Settings.class).build(Map.of()).record().orElseThrow();
    return new SteadyState(system, settings, numbers);
  }

  private static String netlist(int channels) {
    Random random = new Random(channels);
    int nodes = Math.max(6, channels / 3);
    StringBuilder text = new StringBuilder("A random network\nV1 n0 0 5\nRG n1 0 100g\n");
    for (int k = 0; k < channels; k++) {
      int a = k < nodes - 1 ? k : random.nextInt(nodes);
      int b = k < nodes - 1 ? k + 1 : (a + 1 + random.nextInt(nodes - 1)) % nodes;
      double l = 5 + 10 * random.nextDouble();
      text.append("N%d n%d n%d c l=%.3fu\n".formatted(k, a, b, l));
    }
    return text.append(".model c cone(rb=200n rt=50n rhob=0.2)\n").toString();
  }

  /** Returns CPU time, s, of {@code .train} from the netlist's text to its results. */
  private static double train(int channels, int weights, String gradient, int steps)
      throws IOException {
    StringBuilder text = new StringBuilder(netlist(channels));
    text.append(".train rate=1e-14 steps=%d gradient=%s\n".formatted(steps, gradient));
    for (int k = 0; k < weights; k++) {
      text.append(".weight @n%d[l] min=1u max=100u\n".formatted(k));
    }
    text.append(".sample : v(n3)=2.5 v(n4)=1\n.end\n");
    double begun = seconds();
    Simulation simulation = Simulation.of("network.cir", text.toString());
    simulation.run(header -> new Table(), Simulation.Progress.NONE);
    return seconds() - begun;
  }

  @Test
  void aStepOfTrainingEndToEnd() throws IOException {
    StringBuilder table =
        new StringBuilder("channels  weights  adjoint [ms/step]  difference [ms/step]  ratio\n");
    for (int k = 0; k < 4; k++) {
      train(100, 100, "adjoint", 200);
      train(100, 100, "difference", 5);
    }
    for (int[] size : new int[][] {{10, 10}, {100, 100}, {1000, 100}}) {
      double adjoint = Double.POSITIVE_INFINITY;
      double difference = Double.POSITIVE_INFINITY;
      int few = size[0] > 100 ? 2 : 10;
      for (int round = 0; round < 3; round++) {
        double start = train(size[0], size[1], "adjoint", 0);
        adjoint = Math.min(adjoint, (train(size[0], size[1], "adjoint", 200) - start) / 200);
        start = train(size[0], size[1], "difference", 0);
        difference =
            Math.min(difference, (train(size[0], size[1], "difference", few) - start) / few);
      }
      table.append(
          "%8d  %7d  %17.3f  %20.2f  %5.0f\n"
              .formatted(size[0], size[1], 1e3 * adjoint, 1e3 * difference, difference / adjoint));
    }
    System.out.println(table);
  }

  private static double seconds() {
    return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Returns CPU times, s, best of several; every round has new weights, as in training. */
  private static Cost measure(int channels, int weights, boolean differences) {
    SteadyState steady = network(channels, weights);
    int n = steady.system().size();
    double[] x = new double[n + 1];
    double[] slope = new Random(1).doubles(n + 1).toArray();
    double forward = Double.POSITIVE_INFINITY;
    double gradient = Double.POSITIVE_INFINITY;
    double difference = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      for (int k = 0; k < weights; k++) {
        double value = steady.derivatives().numbers().get(k).value(steady.system());
        steady.set(k, value * (1 + 1e-6));
      }
      double begun = seconds();
      assertThat(steady.solve(x, false)).isEmpty();
      double solved = seconds();
      assertThat(steady.pullBack(x, slope, new double[weights])).isTrue();
      double done = seconds();
      forward = Math.min(forward, solved - begun);
      gradient = Math.min(gradient, done - solved);
      if (differences && round >= ROUNDS - 3) {
        double from = seconds();
        for (int k = 0; k < weights; k++) {
          double value = steady.derivatives().numbers().get(k).value(steady.system());
          for (double side : new double[] {1 + 1e-4, 1 - 1e-4, 1}) {
            steady.set(k, side * value);
            if (side != 1) {
              assertThat(steady.solve(x.clone(), true)).isEmpty();
            }
          }
        }
        difference = Math.min(difference, seconds() - from);
      }
    }
    return new Cost(forward, gradient, difference);
  }

  @Test
  void aGradientCostsLessThanASimulation() {
    for (int k = 0; k < WARM; k++) {
      measure(100, 100, true);
    }
    StringBuilder table =
        new StringBuilder(
            "channels  weights  forward [ms]  gradient [ms]  gradient/forward  by differences\n");
    for (int[] size : new int[][] {{10, 10}, {100, 100}, {1000, 100}, {1000, 1000}}) {
      Cost cost = measure(size[0], size[1], size[1] <= 100);
      double gain = cost.difference() / cost.gradient();
      table.append(
          "%8d  %7d  %12.3f  %13.3f  %16.2f  %s\n"
              .formatted(
                  size[0],
                  size[1],
                  1e3 * cost.forward(),
                  1e3 * cost.gradient(),
                  cost.gradient() / cost.forward(),
                  Double.isFinite(gain) ? "%.0f x the adjoint".formatted(gain) : "-"));
    }
    System.out.println(table);
  }
}
