package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against closed forms (rates, retention, admittance), and a sine solved with scipy's Radau. */
class MetastableSwitchTest {
  private static final double BETA = 1.602176634e-19 / (1.380649e-23 * 298.5);

  private static MetastableSwitch model() {
    return new MetastableSwitch(500, 1500, 0.27, 0.27, 1e-4, 298.5, 1, 0, 1, 0, 1, Double.NaN);
  }

  @Test
  void hasTheRatesOfItsSwitches() {
    assertThat(BETA).isCloseTo(38.8761, within(1e-4));
    assertThat(model().turnOn(0)).isCloseTo(0.276309, within(1e-6));
    assertThat(model().turnOff(0)).isCloseTo(0.276309, within(1e-6));
    assertThat(model().turnOn(0.27)).isCloseTo(5000, within(1e-9));
    assertThat(model().equilibrium(0)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void forgetsAtRest() {
    Waves waves =
        Waves.of("rest\nV1 a 0 0\nN1 a 0 mms X0=1\n.options reltol=1e-6\n.tran 10m 4 uic\n.end\n");

    double tau = 1e-4 * (1 + Math.exp(BETA * 0.27)) / 2;
    assertThat(tau).isCloseTo(1.80957, within(1e-5));
    for (double t : new double[] {0.5, 2, 4}) {
      assertThat(waves.at("@n1[x]", t)).isCloseTo(0.5 + 0.5 * Math.exp(-t / tau), within(2e-5));
    }
  }

  @Test
  void followsASine() {
    Waves waves =
        Waves.of("sine\nV1 a 0 SIN(0 0.5 100)\nN1 a 0 mms X0=0\n.tran 10u 10m uic\n.end\n");

    assertThat(waves.at("@n1[x]", 1.25e-3)).isCloseTo(0.966699, within(3e-4));
    assertThat(waves.at("@n1[x]", 5e-3)).isCloseTo(0.999977, within(1e-4));
    assertThat(waves.at("@n1[x]", 6e-3)).isCloseTo(0.297197, within(5e-4));
    assertThat(waves.at("@n1[x]", 7.5e-3)).isCloseTo(1.30353e-7, within(1e-5));
    assertThat(waves.at("@n1[x]", 1e-2)).isCloseTo(2.26796e-5, within(1e-5));
  }

  @Test
  void hasTheAdmittanceOfAConductanceAndARelaxation() {
    double v = 0.05;
    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC 0.05 AC 1\nN1 a 0 mms PHI=0.9 ALPHAF=1u BETAF=3 ALPHAR=2u BETAR=2\n"
                + ".options reltol=1e-9\n.ac dec 2 1m 1k\n.end\n");

    // Y = dI/dv + dI/dx df/dv / (j omega - df/dx), written out by hand.
    double on = 1 / (1 + Math.exp(-BETA * (v - 0.27))) / 1e-4;
    double off = 1 / (1 + Math.exp(BETA * (v + 0.27))) / 1e-4;
    double x = on / (on + off);
    double byVoltage =
        BETA * (on * (1 - 1e-4 * on) * (1 - x) + off * (1 - 1e-4 * off) * x);
    double gb =
        0.9 * (x / 500 + (1 - x) / 1500)
            + 0.1 * (3e-6 * Math.exp(3 * v) + 4e-6 * Math.exp(-2 * v));
    double ga = 0.9 * (1.0 / 500 - 1.0 / 1500) * v * byVoltage;
    double[] frequency = waves.table().blocks().get(0).column(0);
    double[] real = waves.column("i(v1)");
    double[] imaginary = waves.imaginary("i(v1)");
    for (int k = 0; k < real.length; k++) {
      double omega = 2 * Math.PI * frequency[k];
      double rate = on + off;
      double size = rate * rate + omega * omega;
      double g = gb + ga * rate / size;
      double b = -ga * omega / size;
      assertThat(-real[k]).isCloseTo(g, within(1e-8 * Math.hypot(g, b)));
      assertThat(-imaginary[k]).isCloseTo(b, within(1e-8 * Math.hypot(g, b)));
    }
  }
}
