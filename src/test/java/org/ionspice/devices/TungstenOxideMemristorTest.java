package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against closed forms: the decay at rest, the steady state, and the admittance around it. */
class TungstenOxideMemristorTest {
  @Test
  void decaysAtRest() {
    Waves waves =
        Waves.of(
            "rest\nV1 a 0 0\nN1 a 0 chang LAMBDA=2 TAU=10 X0=0.8\n.options reltol=1e-6\n"
                + ".tran 10m 10 uic\n.end\n");

    for (double t : new double[] {1, 5, 10}) {
      assertThat(waves.at("@n1[x]", t)).isCloseTo(0.8 * Math.exp(-t / 5), within(2e-5));
    }
  }

  @Test
  void followsASine() {
    // 1 V, 0.5 Hz from x = 0, far below the bound; scipy's DOP853 for the equations without walls.
    Waves waves =
        Waves.of(
            "sine\nV1 a 0 SIN(0 1 0.5)\nN1 a 0 chang LAMBDA=3\n.options reltol=1e-6\n"
                + ".tran 5m 1.1\n.end\n");

    assertThat(waves.at("@n1[x]", 0.5)).isCloseTo(0.0642517, within(1e-4));
    assertThat(waves.at("@n1[x]", 1)).isCloseTo(0.1151045, within(1e-4));
    assertThat(waves.at("@n1[x]", 1.1)).isCloseTo(0.1108618, within(1e-4));
  }

  @Test
  void settlesWhereDriveAndDecayBalance() {
    Waves waves =
        Waves.of("op\nV1 a 0 0.5\nN1 a 0 chang\n.options reltol=1e-8\n.op\n.end\n");

    // tau eta1 sinh(eta2 v); the wall is fifty widths away.
    double x = 10 * 4e-3 * Math.sinh(2);
    assertThat(waves.column("@n1[x]")[0]).isCloseTo(x, within(1e-8));
    double i = (1 - x) * 0.5e-6 * (1 - Math.exp(-0.25)) + x * 4e-6 * Math.sinh(1);
    assertThat(waves.column("@n1[i]")[0]).isCloseTo(i, within(1e-8 * i));
  }

  @Test
  void hasTheAdmittanceOfAConductanceAndARelaxation() {
    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC 0.5 AC 1\nN1 a 0 chang LAMBDA=3\n.options reltol=1e-10\n"
                + ".ac dec 1 1m 10\n.end\n");

    // The wall is a hundred of its widths away and more.
    double x = 10 * 4e-3 * Math.sinh(2);
    double gb =
        (1 - x) * 0.5e-6 * 0.5 * Math.exp(-0.25) + x * 4e-6 * 2 * Math.cosh(1);
    double byState = 4e-6 * Math.sinh(1) - 0.5e-6 * (1 - Math.exp(-0.25));
    double drive = 3 * 4e-3 * 4 * Math.cosh(2);
    double rate = 0.3;
    double[] frequency = waves.table().blocks().get(0).column(0);
    for (int k = 0; k < frequency.length; k++) {
      double omega = 2 * Math.PI * frequency[k];
      double size = rate * rate + omega * omega;
      double g = gb + byState * drive * rate / size;
      double b = -byState * drive * omega / size;
      double scale = Math.hypot(g, b);
      assertThat(-waves.column("i(v1)")[k]).isCloseTo(g, within(1e-8 * scale));
      assertThat(-waves.imaginary("i(v1)")[k]).isCloseTo(b, within(1e-8 * scale));
    }
  }

  @Test
  void staysBelowItsBoundUnderAStrongDrive() {
    Waves waves =
        Waves.of("strong\nV1 a 0 PWL(0 0 1m 3 1 3)\nN1 a 0 chang\n.tran 1m 1\n.end\n");

    for (double x : waves.column("@n1[x]")) {
      assertThat(x).isBetween(-0.01, 1.02);
    }
    assertThat(waves.at("@n1[x]", 1)).isGreaterThan(0.97);
  }
}
