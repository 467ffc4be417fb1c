package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Against the printed equations by hand, and a 0.45 V, 100 Hz sine solved with scipy's DOP853 for
 * sharp thresholds.
 */
class YakopcicMemristorTest {
  private static final String SET =
      " A1=0.17 A2=0.17 B=0.05 VP=0.16 VN=0.15 AP=4000 AN=4000 XP=0.3 XN=0.5 ALPHAP=1 ALPHAN=5";

  private static YakopcicMemristor model(double eta) {
    return new YakopcicMemristor(
        0.17, 0.17, 0.05, 0.16, 0.15, 4000, 4000, 0.3, 0.5, 1, 5, eta, 1e-3, 0.11);
  }

  @Test
  void movesAsPrinted() {
    double gp = 4000 * (Math.exp(0.4) - Math.exp(0.16));
    double gn = 4000 * (Math.exp(0.4) - Math.exp(0.15));

    assertThat(model(1).rate(0.4, 0.2)).isCloseTo(gp, within(1e-9));
    assertThat(model(1).rate(0.4, 0.6))
        .isCloseTo(gp * Math.exp(-0.3) * ((0.3 - 0.6) / 0.7 + 1), within(1e-9));
    assertThat(model(1).rate(-0.4, 0.7)).isCloseTo(-gn, within(1e-9));
    assertThat(model(1).rate(-0.4, 0.2))
        .isCloseTo(-gn * Math.exp(5 * (0.2 + 0.5 - 1)) * 0.2 / 0.5, within(1e-9));
    assertThat(model(1).rate(0.1, 0.5)).isCloseTo(0, within(1e-20));
    // With eta = -1 a positive voltage lowers the state, which then slows down as any fall does.
    assertThat(model(-1).rate(0.4, 0.2))
        .isCloseTo(-gp * Math.exp(5 * (0.2 + 0.5 - 1)) * 0.2 / 0.5, within(1e-9));
  }

  @Test
  void followsASine() {
    Waves waves =
        Waves.of(
            "sine\nV1 a 0 SIN(0 0.45 100)\nN1 a 0 yakopcic X0=0.11" + SET
                + "\n.tran 10u 10m\n.end\n");

    assertThat(waves.at("@n1[x]", 2.5e-3)).isCloseTo(0.870873, within(3e-4));
    assertThat(waves.at("@n1[x]", 5e-3)).isCloseTo(0.969737, within(3e-4));
    assertThat(waves.at("@n1[x]", 7.5e-3)).isCloseTo(0.173064, within(3e-4));
    assertThat(waves.at("@n1[x]", 1e-2)).isCloseTo(0.0929252, within(3e-4));
    assertThat(waves.at("@n1[i]", 2.5e-3)).isCloseTo(3.33137e-3, within(2e-6));
    assertThat(waves.at("@n1[i]", 7.5e-3)).isCloseTo(-0.662028e-3, within(2e-6));
  }

  @Test
  void reachesNoBoundWhenDrivenForLong() {
    Waves waves =
        Waves.of(
            "long\nV1 a 0 PWL(0 0 1m 1 0.1 1 0.101 -1 0.2 -1)\nN1 a 0 yakopcic" + SET
                + "\n.tran 1m 0.2\n.end\n");

    for (double x : waves.column("@n1[x]")) {
      assertThat(x).isBetween(-1e-3, 1.001);
    }
    assertThat(waves.at("@n1[x]", 0.1)).isGreaterThan(0.999);
    assertThat(waves.at("@n1[x]", 0.2)).isLessThan(0.001);
  }

  @Test
  void isAConductanceForSmallSignals() {
    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC 0.1 AC 1\nN1 a 0 yakopcic A1=0.2 A2=0.1 B=2 X0=0.4\n"
                + ".ac dec 1 1 1meg\n.end\n");

    // a1 x b cosh(b v); 100 mV is a hundred roundings away from the change of a1 to a2.
    double g = 0.2 * 0.4 * 2 * Math.cosh(0.2);
    for (double i : waves.column("i(v1)")) {
      assertThat(-i).isCloseTo(g, within(1e-8 * g));
    }
  }
}
