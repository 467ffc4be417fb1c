package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** {@code .noise} against closed forms. */
class NoiseTest {
  private static final double KT = 1.380649e-23 * 300.15;
  private static final double Q = 1.602176634e-19;

  private static Map<String, Table> run(String netlist) throws Exception {
    return Simulation.of("noise.cir", "test\n" + netlist).tables();
  }

  private static Offset<Double> near(double expected, double relative) {
    return within(relative * Math.abs(expected));
  }

  @Test
  void aResistorHasNyquistsNoise() throws Exception {
    // v^2 = 4 k T R of the parallel resistance; referred to the input, over the gain 3/4.
    Table noise = run("V1 a 0 0\nR1 a b 1k\nR2 b 0 3k\n.noise v(b) V1 dec 1 1 1k\n").get("noise");

    double expected = Math.sqrt(4 * KT * 750);
    for (double found : noise.column("onoise_spectrum")) {
      assertThat(found).isCloseTo(expected, near(expected, 1e-12));
    }
    for (double found : noise.column("inoise_spectrum")) {
      assertThat(found).isCloseTo(expected / 0.75, near(expected / 0.75, 1e-12));
    }
    assertThat(noise.header().columns().get(1).unit()).isEqualTo("V/sqrt(Hz)");
    assertThat(noise.header().plotName()).isEqualTo("Noise Spectral Density Curves");
  }

  @Test
  void allOfTheNoiseOfAnRcIsKTOverC() throws Exception {
    // Between f1 and f2: k T / C times (atan(f2/fc) - atan(f1/fc)) 2/pi.
    Map<String, Table> all =
        run("V1 a 0 0\nR1 a b 1k\nC1 b 0 1n\n.noise v(b) V1 dec 200 1 1g 1\n");
    double corner = 1 / (2 * Math.PI * 1e3 * 1e-9);
    double variance =
        KT / 1e-9 * 2 / Math.PI * (Math.atan(1e9 / corner) - Math.atan(1 / corner));

    double found = all.get("noise_total").column("onoise_total")[0];
    // The power law through points 1.2 % apart misses 4e-6 of the area around the corner.
    assertThat(found).isCloseTo(Math.sqrt(variance), near(Math.sqrt(variance), 1e-5));
    assertThat(all.get("noise_total").header().plotName()).isEqualTo("Integrated Noise");
  }

  @Test
  void theInputReferredNoiseIsWhiteWhereGainAndNoiseFallTogether() throws Exception {
    // Output noise and gain of an RC both fall as 1/(1 + (f/fc)^2): what remains is 4 k T R.
    Table totals =
        run("V1 a 0 0\nR1 a b 1k\nC1 b 0 1u\n.noise v(b) V1 dec 2 1 100k\n").get("noise_total");

    double expected = Math.sqrt(4 * KT * 1e3 * (1e5 - 1));
    assertThat(totals.column("inoise_total")[0]).isCloseTo(expected, near(expected, 1e-9));
  }

  @Test
  void aDiodeHasShotNoiseOfItsCurrent() throws Exception {
    // 2 q I into the slope (I + is)/Vt; the bias comes from a noiseless source.
    double current = 1e-3;
    double slope = (current + 1e-14) / (KT / Q);
    double expected = Math.sqrt(2 * Q * current) / slope;
    Table noise =
        run("I1 0 a 1m\nD1 a 0 dm\n.model dm d(is=1e-14)\n.options gmin=1e-30\n"
                + ".noise v(a) I1 dec 1 10 10\n")
            .get("noise");

    assertThat(noise.column("onoise_spectrum")[0]).isCloseTo(expected, near(expected, 1e-8));
    assertThat(noise.column("inoise_spectrum")[0])
        .isCloseTo(Math.sqrt(2 * Q * current), near(Math.sqrt(2 * Q * current), 1e-8));
    assertThat(noise.header().columns().get(2).unit()).isEqualTo("A/sqrt(Hz)");
  }

  @Test
  void flickerFallsWithTheFrequencyAndIntegratesToALogarithm() throws Exception {
    // kf i^af / f through 1 kOhm at 2 mA, thermal noise beside it; the integral is ln(f2/f1).
    double perHertz = 1e-12 * Math.pow(2e-3, 1.5) * 1e6;
    Map<String, Table> all =
        run("I1 0 a 2m\nR1 a 0 1k kf=1e-12 af=1.5\n.noise v(a) I1 dec 3 1 1meg 1\n");
    Table noise = all.get("noise");

    double[] f = noise.column("frequency");
    double[] flicker = noise.column("onoise_r1_1overf");
    double[] whole = noise.column("onoise_r1");
    for (int k = 0; k < f.length; k++) {
      double expected = Math.sqrt(perHertz / f[k]);
      assertThat(flicker[k]).isCloseTo(expected, near(expected, 1e-12));
      double both = Math.sqrt(perHertz / f[k] + 4 * KT * 1e3);
      assertThat(whole[k]).isCloseTo(both, near(both, 1e-12));
    }
    double total = all.get("noise_total").column("onoise_total_r1_1overf")[0];
    double expected = Math.sqrt(perHertz * Math.log(1e6));
    assertThat(total).isCloseTo(expected, near(expected, 1e-12));
  }

  @Test
  void aPoreHasTheThermalNoiseOfItsConductance() throws Exception {
    Table noise =
        run("V1 a 0 0.5\nR1 a b 1 noisy=0\nN1 b 0 pore\n.model pore nanopore(gl=0.1u gh=1u vb=0.5)\n"
                + ".noise i(V1) V1 dec 1 1g 1g\n.save all @n1[g]\n.op\n")
            .get("noise");
    double x = 0.5;
    double g = 0.1e-6 + 0.9e-6 * x;

    // At 1 GHz the gate does not follow. The drop over 1 Ohm moves the gate by 3e-6.
    double expected = Math.sqrt(4 * KT * g);
    assertThat(noise.column("onoise_spectrum")[0]).isCloseTo(expected, near(expected, 1e-5));
  }

  @Test
  void parallelCopiesAddTheirNoise() throws Exception {
    Table noise = run("I1 0 a 0\nR1 a 0 4k m=4\n.noise v(a) I1 lin 1 5 5\n").get("noise");

    double expected = Math.sqrt(4 * KT * 1e3);
    assertThat(noise.column("onoise_spectrum")[0]).isCloseTo(expected, near(expected, 1e-12));
  }

  @Test
  void pointsPerSummaryThinsTheRowsOnly() throws Exception {
    String circuit = "V1 a 0 0\nR1 a b 1k\nC1 b 0 1u\n.noise v(b) V1 dec 10 1 1k ";
    Map<String, Table> sums = run(circuit);
    Map<String, Table> thinned = run(circuit + "3");

    double[] f = sums.get("noise").column("frequency");
    double[] third = thinned.get("noise").column("frequency");
    assertThat(third).hasSize(11);
    assertThat(third[2]).isEqualTo(f[6]);
    assertThat(thinned.get("noise_total").column("onoise_total"))
        .isEqualTo(sums.get("noise_total").column("onoise_total"));
    assertThat(sums.get("noise").header().indexOf("onoise_r1")).isEqualTo(-1);
    assertThat(thinned.get("noise").header().indexOf("onoise_r1")).isPositive();
  }

  @Test
  void thePowerLawIsIntegratedExactlyAtEveryExponent() {
    for (double exponent : new double[] {-2, -1 - 1e-9, -1, 0, 0.5, 2}) {
      double whole = Noise.Integral.between(3, Math.pow(3, exponent), 7, Math.pow(7, exponent));
      double p = exponent + 1;
      double expected =
          Math.abs(p) < 1e-6 ? Math.log(7.0 / 3) : (Math.pow(7, p) - Math.pow(3, p)) / p;
      assertThat(whole).isCloseTo(expected, near(expected, 2e-9));
    }
  }
}
