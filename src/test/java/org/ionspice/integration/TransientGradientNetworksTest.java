package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients of transients with steps chosen by error: a closed form, and random networks. */
class TransientGradientNetworksTest {
  @ParameterizedTest
  @CsvSource({
    "trbdf2, 1e-7, 1e-4", "trap, 1e-7, 1e-4", "gear, 1e-7, 1e-4",
    "trbdf2, 1e-9, 1e-6", "trap, 1e-9, 1e-6"
  })
  void theStepResponseOfAResonantCircuit(String method, double reltol, double allowed)
      throws Exception {
    // v = V (1 - y), y = exp(-a t) (cos w t + a / w sin w t) with a = R / 2L, w^2 = 1 / LC - a^2.
    double r = 20;
    double l = 1e-3;
    double c = 1e-6;
    double volts = 2;
    double t = 0.23e-3;
    double[] g =
        new GradientProbe(
                new Transient(0.3e-3, 0.3e-3, 0, Double.NaN, true, false),
                Map.of("method", method, "reltol", reltol),
                "V1 in 0 2",
                "R1 in a 20",
                "L1 a out 1m",
                "C1 out 0 1u")
            .sample(t, "v(out)")
            .by("r1", "r")
            .by("l1", "l")
            .by("c1", "c")
            .by("v1", "dc")
            .gradient(1);

    double a = r / (2 * l);
    double w = Math.sqrt(1 / (l * c) - a * a);
    double e = Math.exp(-a * t);
    double y = e * (Math.cos(w * t) + a / w * Math.sin(w * t));
    double yByA = -t * y + e * Math.sin(w * t) / w;
    double yByW =
        e * (-t * Math.sin(w * t) + a * t / w * Math.cos(w * t) - a / (w * w) * Math.sin(w * t));
    double aByR = 1 / (2 * l);
    double aByL = -r / (2 * l * l);
    double wByR = -a * aByR / w;
    double wByL = (-1 / (l * l * c) - 2 * a * aByL) / (2 * w);
    double wByC = -1 / (l * c * c) / (2 * w);
    double[] expected = {
      -volts * (yByA * aByR + yByW * wByR),
      -volts * (yByA * aByL + yByW * wByL),
      -volts * yByW * wByC,
      1 - y
    };
    for (int k = 0; k < g.length; k++) {
      assertThat(g[k] / expected[k]).as("%d", k).isCloseTo(1, within(allowed));
    }
  }

  /** Writes a chain of nodes, each with a capacitor, and random elements between them. */
  private static GradientProbe network(int seed, String method, double reltol) {
    Random random = new Random(seed);
    int nodes = 4 + random.nextInt(4);
    List<String> lines = new ArrayList<>();
    lines.add(line("V1 n0 0 sin(%.3g %.3g 500)", random.nextDouble(), 0.5 + random.nextDouble()));
    List<String[]> numbers = new ArrayList<>();
    for (int k = 1; k < nodes; k++) {
      lines.add(line("C%d n%d 0 %.4gu", k, k, 0.1 + 0.4 * random.nextDouble()));
      lines.add(line("R%d n%d n%d %.4gk", k, k - 1, k, 0.5 + 2 * random.nextDouble()));
      numbers.add(new String[] {"c" + k, "c"});
      numbers.add(new String[] {"r" + k, "r"});
    }
    for (int k = 0; k < nodes; k++) {
      int a = 1 + random.nextInt(nodes - 1);
      int b = (a + 1 + random.nextInt(nodes - 1)) % nodes;
      switch (random.nextInt(4)) {
        case 0 -> {
          lines.add(line("D%d n%d n%d dd", k, a, b));
          numbers.add(new String[] {"r1", "r"});
        }
        case 1 -> {
          lines.add(line("N%d n%d n%d hp x0=%.3g", k, a, b, 0.3 + 0.4 * random.nextDouble()));
          numbers.add(new String[] {"n" + k, "x0"});
        }
        case 2 -> {
          lines.add(line("L%d n%d m%d %.4gm", k, a, k, 20 + 60 * random.nextDouble()));
          lines.add(line("RL%d m%d n%d 1k", k, k, b));
          numbers.add(new String[] {"l" + k, "l"});
        }
        default -> {
          lines.add(line("G%d n%d 0 n%d 0 %.4gm", k, a, b, 0.1 + 0.2 * random.nextDouble()));
          numbers.add(new String[] {"g" + k, "gain"});
        }
      }
    }
    lines.add(".model dd d(is=1e-12 cjo=10n)");
    GradientProbe probe =
        new GradientProbe(
                new Transient(3e-3, 3e-3, 0, Double.NaN, false, false),
                Map.of("method", method, "reltol", reltol),
                lines.toArray(new String[0]))
            .sample(1.3e-3, "v(n1)")
            .sample(2.9e-3, "v(n" + (nodes - 1) + ")");
    for (int k = 0; k < 4; k++) {
      String[] one = numbers.remove(random.nextInt(numbers.size()));
      probe.by(one[0], one[1]);
    }
    return probe;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @ParameterizedTest
  @CsvSource({"trbdf2, 1e-7", "trap, 1e-7", "gear, 1e-8", "euler, 1e-5"})
  void randomNetworks(String method, double reltol) throws Exception {
    for (int seed = 1; seed <= 3; seed++) {
      GradientProbe probe = network(seed, method, reltol);
      double[] factors = {1, -0.7};

      double[] walked = probe.gradient(factors);
      double[] whole = probe.differences(1e-3, factors);

      double[] sizes = probe.sizes();
      double largest = 0;
      for (int k = 0; k < whole.length; k++) {
        largest = Math.max(largest, Math.abs(whole[k] * sizes[k]));
      }
      assertThat(largest).isPositive();
      for (int k = 0; k < whole.length; k++) {
        // Runs with other numbers have other steps, which with Euler's errors shows in small derivatives:
        // there the difference is measured by the largest change that one per cent of a number makes.
        double by = method.equals("euler") ? largest : Math.abs(whole[k] * sizes[k]);
        assertThat((walked[k] - whole[k]) * sizes[k] / by)
            .as("%s, seed %d, number %d", method, seed, k)
            .isCloseTo(0, within(1e-4));
      }
    }
  }
}
