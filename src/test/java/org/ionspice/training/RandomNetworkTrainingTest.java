package org.ionspice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ionspice.Runs.report;
import static org.ionspice.Runs.simulation;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random networks of channels: their gradients, and training on several threads. */
class RandomNetworkTrainingTest {
  /** A random network of conical channels between sources and a ground. */
  private static String network(int nodes, int edges, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("A random network, seed " + seed + "\n");
    text.append("V1 n0 0 3\nV2 n1 0 -2\nRG n2 0 300g\n");
    for (int k = 0; k < edges; k++) {
      int a = k < nodes - 1 ? k : random.nextInt(nodes);
      int b = k < nodes - 1 ? k + 1 : (a + 1 + random.nextInt(nodes - 1)) % nodes;
      text.append(
          "N%d n%d n%d c l=%.3fu rb=%.2fn\n"
              .formatted(k, a, b, 5 + 10 * random.nextDouble(), 150 + 100 * random.nextDouble()));
    }
    return text.append(".model c cone(rt=50n rhob=0.2)\n").toString();
  }

  /** Adjoint gradients against central differences of the whole simulation. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theAdjointIsTheDerivativeOfTheSimulation(long seed) {
    int edges = 30;
    Assembly system =
        new Assembly(simulation(network(10, edges, seed) + ".op\n.end\n").design().circuit());
    List<DeviceNumber> numbers = new ArrayList<>();
    for (int k = 0; k < edges; k++) {
      numbers.add(DeviceNumber.find(system, "n" + k, k % 2 == 0 ? "l" : "rb").orElseThrow());
    }
    numbers.add(DeviceNumber.find(system, "v1", "dc").orElseThrow());
    Settings settings = ParameterTable.of(Settings.class).build(Map.of()).record().orElseThrow();
    SteadyState steady = new SteadyState(system, settings, numbers);
    double[] slope = new Random(seed).doubles(system.size() + 1, -1, 1).toArray();
    for (int i = 0; i < system.size(); i++) {
      slope[i] = system.isNode(i) ? slope[i] : 0;
    }
    double[] x = new double[system.size() + 1];
    assertThat(steady.solve(x, false)).isEmpty();
    double[] gradient = new double[numbers.size()];
    assertThat(steady.pullBack(x, slope, gradient)).isTrue();

    double largest = 0;
    for (int k = 0; k < numbers.size(); k++) {
      largest = Math.max(largest, Math.abs(gradient[k] * numbers.get(k).value(system)));
    }
    for (int k = 0; k < numbers.size(); k++) {
      double p = numbers.get(k).value(system);
      double h = 1e-3 * p;
      // Fourth order: (8 (E(p+h) - E(p-h)) - (E(p+2h) - E(p-2h))) / 12 h
      double difference =
          (8 * (value(steady, k, p + h, x, slope) - value(steady, k, p - h, x, slope))
                  - value(steady, k, p + 2 * h, x, slope)
                  + value(steady, k, p - 2 * h, x, slope))
              / (12 * h);
      steady.set(k, p);
      assertThat(gradient[k] * p)
          .as(numbers.get(k) + ", seed " + seed)
          .isCloseTo(difference * p, within(1e-6 * Math.abs(difference * p) + 1e-9 * largest));
    }
  }

  private static double value(SteadyState steady, int k, double p, double[] x, double[] slope) {
    double[] y = x.clone();
    steady.set(k, p);
    assertThat(steady.solve(y, true)).isEmpty();
    double sum = 0;
    for (int i = 0; i + 1 < y.length; i++) {
      sum += slope[i] * y[i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gradient=difference", "batch=3 seed=5"})
  void jobsDoNotChangeABit(String how) throws Exception {
    StringBuilder text = new StringBuilder(network(8, 20, 11));
    text.append(".train steps=4 optimizer=adam rate=0.02 ").append(how).append('\n');
    for (int k = 0; k < 20; k++) {
      text.append(".weight @n%d[l] min=1u max=50u\n".formatted(k));
    }
    for (int s = 0; s < 11; s++) {
      text.append(
          ".sample v1=%.2f v2=%.2f : v(n4)=%.2f\n".formatted(0.3 * s, 1 - 0.2 * s, 0.1 * s));
    }
    Simulation one = simulation(text + ".end\n");
    Simulation several = simulation(text + ".end\n");
    several.jobs(5);
    Table first = new Table();
    Table second = new Table();

    report(one, first);
    report(several, second);

    for (String column : List.of("loss", "gradient_norm", "@n3[l]", "@n17[l]")) {
      assertThat(second.column(column)).isEqualTo(first.column(column));
    }
  }
}
