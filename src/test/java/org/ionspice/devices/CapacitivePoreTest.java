package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against Fig 31 of Bisquert 2024, integrated by a fourth-order rule, and against closed forms. */
class CapacitivePoreTest {
  private static final String FIG31 =
      "N1 a 0 cappore GL=0.1u E0=0 Q0=1n VB=0 VM=0.1 PM=0.5 TAUMODE=const TAU0=1m\n";

  @Test
  void givesTheLoopOfFigure31() {
    // 1.5 V at 100 Hz; the fourth cycle is periodic to exp(-30). Steps of 20 us for the quadrature.
    Waves waves =
        Waves.of(
            "Fig 31\nV1 a 0 SIN(0 1.5 100)\n"
                + FIG31
                + ".options reltol=1e-5\n.tran 10u 40m 0 20u\n.end\n");
    double[] t = waves.column("time");
    double[] u = waves.column("v(a)");
    double[] i = waves.column("@n1[i]");
    double[] p = waves.column("@n1[p]");

    double most = 0;
    double where = 0;
    double fullest = 0;
    double area = 0;
    for (int k = 1; k < t.length; k++) {
      if (t[k] > 30e-3) {
        // The row before the last cycle may lie before its start, where u = 0.
        boolean inside = t[k - 1] >= 30e-3;
        double from = inside ? u[k - 1] : 0;
        double before = inside ? i[k - 1] : waves.at("@n1[i]", 30e-3);
        area += 0.5 * (i[k] + before) * (u[k] - from);
        fullest = Math.max(fullest, p[k]);
        if (i[k] > most) {
          most = i[k];
          where = u[k];
        }
      }
    }
    assertThat(waves.at("@n1[p]", 30e-3)).isCloseTo(-0.427636, within(4e-4));
    assertThat(waves.at("@n1[i]", 30e-3)).isCloseTo(0.427636e-6, within(4e-10));
    assertThat(waves.at("@n1[i]", 35e-3)).isCloseTo(-0.427636e-6, within(4e-10));
    assertThat(most).isCloseTo(0.715216e-6, within(7e-10));
    assertThat(where).isCloseTo(0.260214, within(2e-2));
    assertThat(fullest).isCloseTo(0.487798, within(5e-4));
    assertThat(area).isCloseTo(1.34139e-6, within(2e-9));
  }

  @Test
  void isALeakBesideACapacitanceInSeriesWithItsRelaxation() {
    // Y = gl + j w C / (1 + j w tau), C = q0 / (4 vm) = 2.5 nF at u = vb.
    Waves waves = Waves.of("ac\nV1 a 0 DC 0 AC 1\n" + FIG31 + ".ac dec 1 1 10k\n.end\n");
    double[] f = waves.column("frequency");
    double[] re = waves.column("i(v1)");
    double[] im = waves.imaginary("i(v1)");
    for (int k = 0; k < f.length; k++) {
      double w = 2 * Math.PI * f[k];
      double size = 1 + w * w * 1e-6;
      double real = 1e-7 + w * w * 1e-3 * 2.5e-9 / size;
      double imaginary = w * 2.5e-9 / size;
      assertThat(-re[k]).isCloseTo(real, within(1e-6 * real));
      assertThat(-im[k]).isCloseTo(imaginary, within(1e-6 * imaginary));
    }
  }

  @Test
  void relaxesAtTheRateOfTheExponentialMode() {
    // Fig 24's rates: tau(0.2 V) = 1.84726 ms, tau(0) = tau(0.4 V) = 1.19713 ms.
    assertThat(1e3 * tau("exp", 0.2)).isCloseTo(1.84726, within(1e-5));
    assertThat(1e3 * tau("exp", 0)).isCloseTo(1.19713, within(1e-5));
    assertThat(1e3 * tau("exp", 0.4)).isCloseTo(1.19713, within(1e-5));
    // taum = 2 ms adds 500 / s.
    assertThat(1 / tau("gen TAUM=2m", 0.2)).isCloseTo(1e3 / 1.84726 + 500, within(1e-2));
  }

  @Test
  void refusesAStartOutsideItsRange() {
    assertThatThrownBy(
            () ->
                new CapacitivePore(
                    1e-7, 0, 1e-9, 0, 0.1, 0.5, TauMode.CONST, 1e-3, 0, 0, 2, 2, 0, 0,
                    0.8))
        .hasMessageContaining("p0");
  }

  private static double tau(String mode, double volts) {
    Waves waves =
        Waves.of(
            "tau\nV1 a 0 DC "
                + volts
                + "\nN1 a 0 cappore VB=0.2 VM=0.1 TAU0=0.5m VA=0.6 VD=-0.2 TAUMODE="
                + mode
                + "\n.op\n.end\n");
    return waves.column("@n1[tau]")[0];
  }
}
