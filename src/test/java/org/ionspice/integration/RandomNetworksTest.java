package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of random networks of resistors, capacitors and memristors against whole runs. */
class RandomNetworksTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theWalkBackAgreesWithDifferencesOfWholeRuns(long seed) throws Exception {
    Random random = new Random(seed);
    int nodes = 8;
    List<String> lines = new ArrayList<>();
    List<String[]> weights = new ArrayList<>();
    lines.add("V1 n0 0 sin(0 1.5 200)");
    for (int k = 1; k < nodes; k++) {
      lines.add(line("C%d n%d 0 %.4gu", k, k, 0.2 + random.nextDouble()));
      weights.add(new String[] {"c" + k, "c"});
    }
    for (int k = 0; k < 12; k++) {
      int a = k < nodes - 1 ? k : random.nextInt(nodes);
      int b = k < nodes - 1 ? k + 1 : (a + 1 + random.nextInt(nodes - 1)) % nodes;
      if (random.nextBoolean()) {
        lines.add(line("R%d n%d n%d %.4gk", k, a, b, 0.5 + 2 * random.nextDouble()));
        weights.add(new String[] {"r" + k, "r"});
      } else {
        lines.add(line("N%d n%d n%d hp x0=%.4g", k, a, b, 0.2 + 0.6 * random.nextDouble()));
        weights.add(new String[] {"n" + k, random.nextBoolean() ? "x0" : "uv"});
      }
    }
    GradientProbe probe =
        new GradientProbe(
                new Transient(10e-3, 10e-3, 0, Double.NaN, false, false),
                Map.of("reltol", 1e-6),
                lines.toArray(new String[0]))
            .sample(6.1e-3, "v(n7)")
            .sample(10e-3, "v(n4)")
            .sample(8.7e-3, "v(n2)");
    weights.forEach(w -> probe.by(w[0], w[1]));

    double[] walked = probe.gradient(1, -0.5, 0.3);
    double[] whole = probe.differences(1e-3, 1, -0.5, 0.3);

    // Relative to the largest part of the gradient that a change of each weight by its value makes.
    double largest = 0;
    double[] sizes = probe.sizes();
    for (int k = 0; k < walked.length; k++) {
      largest = Math.max(largest, Math.abs(whole[k] * sizes[k]));
    }
    for (int k = 0; k < walked.length; k++) {
      double miss = (walked[k] - whole[k]) * sizes[k];
      assertThat(miss / largest)
          .as("seed %d, @%s[%s]", seed, weights.get(k)[0], weights.get(k)[1])
          .isCloseTo(0, within(1e-4));
    }
  }

  private static String line(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
