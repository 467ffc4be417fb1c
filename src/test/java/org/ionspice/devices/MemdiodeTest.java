package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;

/** The memdiode against closed forms; the loop is in the testbench memdiode-loop. */
class MemdiodeTest {
  private static Memdiode device(Map<String, ?> given) {
    return ParameterTable.of(Memdiode.class).build(given).record().orElseThrow();
  }

  @Test
  void setsFasterByDecadesWithVoltage() {
    // Set A2: t0s exp(-v/v0s), computed with numpy.
    Memdiode a2 = device(Map.of("t0s", 120.2042, "v0s", 97.89e-3, "t0r", 0));

    assertThat(1 / a2.setRate(0.5)).isCloseTo(0.727179, within(1e-6 * 0.73));
    assertThat(1 / a2.setRate(1)).isCloseTo(4.39910e-3, within(5e-9));
    assertThat(a2.resetRate(-1)).isZero();
  }

  @Test
  void theOperatingPointIsTheBalanceOfItsRatesBehindItsResistance() {
    Waves waves = Waves.of("op\nV1 a 0 DC 0.9\nN1 a 0 memdiode\n.op\n.end\n");

    double set = Math.exp(0.9 / 0.0899) / 1.796e6;
    double reset = Math.exp(-0.9 / 0.1905) / 132;
    double x = set / (set + reset);
    double a = 3 + 0.8 * x;
    double scale = 1.8e-6 + (1.23e-3 - 1.8e-6) * x;
    double vd = waves.column("@n1[vd]")[0];
    double i = scale * (Math.exp(0.308 * a * vd) - Math.exp(-0.692 * a * vd));
    assertThat(waves.column("@n1[x]")[0]).isCloseTo(x, within(1e-10));
    assertThat(waves.column("@n1[i]")[0]).isCloseTo(i, within(1e-9 * i));
    assertThat(vd + i * (117 + 139 * x)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void withoutAResetTimeTheStateIsHeldInDcAndRisesAsAnExponential() {
    String a2 = " memdiode imax=95.76u amax=0.9999 amin=1 rsmax=30 rsmin=30 beta=0.5"
        + " t0s=120.2042 v0s=97.89m t0r=0 x0=0.2\n";
    Waves op = Waves.of("op\nV1 a 0 DC 1\nN1 a 0" + a2 + ".op\n.end\n");
    Waves tran = Waves.of("tran\nV1 a 0 DC 1\nN1 a 0" + a2 + ".tran 1u 10m uic\n.end\n");

    assertThat(op.column("@n1[x]")[0]).isCloseTo(0.2, within(1e-12));
    double tau = 120.2042 * Math.exp(-1 / 97.89e-3);
    assertThat(tran.at("@n1[x]", 5e-3))
        .isCloseTo(1 - 0.8 * Math.exp(-5e-3 / tau), within(5e-4));
  }

  @Test
  void hasItsAdmittanceInAc() {
    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC 0.9 AC 1\nN1 a 0 memdiode rsmin=0 rsmax=0\n.ac dec 2 1u 100\n.end\n");

    double v = 0.9;
    double set = Math.exp(v / 0.0899) / 1.796e6;
    double reset = Math.exp(-v / 0.1905) / 132;
    double x = set / (set + reset);
    double a = 3 + 0.8 * x;
    double scale = 1.8e-6 + (1.23e-3 - 1.8e-6) * x;
    double pair = Math.exp(0.308 * a * v) - Math.exp(-0.692 * a * v);
    double slope = 0.308 * Math.exp(0.308 * a * v) + 0.692 * Math.exp(-0.692 * a * v);
    double iv = scale * a * slope;
    double ix = (1.23e-3 - 1.8e-6) * pair + scale * 0.8 * v * slope;
    double fv = (1 - x) * set / 0.0899 + x * reset / 0.1905;
    double rate = set + reset;
    double[] hertz = waves.table().blocks().get(0).column(0);
    double[] real = waves.column("i(v1)");
    double[] imaginary = waves.imaginary("i(v1)");
    for (int k = 0; k < hertz.length; k++) {
      double omega = 2 * Math.PI * hertz[k];
      double size = omega * omega + rate * rate;
      assertThat(-real[k]).isCloseTo(iv + ix * fv * rate / size, within(1e-8 * (iv + ix * fv)));
      assertThat(-imaginary[k]).isCloseTo(-ix * fv * omega / size, within(1e-8 * (iv + ix * fv)));
    }
  }

  @Test
  void itsSeriesResistanceStaysPositiveOutsideTheRangeOfItsState() {
    Memdiode falling = device(Map.of("rsmin", 200, "rsmax", 10));
    Memdiode rising = device(Map.of("rsmin", 1, "rsmax", 1000));

    assertThat(falling.series(0.5)).isCloseTo(105, within(1e-12));
    assertThat(falling.series(1.5)).isPositive();
    assertThat(rising.series(-0.5)).isPositive();
  }
}
