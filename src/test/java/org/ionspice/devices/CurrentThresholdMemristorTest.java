package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against closed forms: under a constant current the state moves at a constant speed. */
class CurrentThresholdMemristorTest {
  private static final String CARD =
      ".model m team(RON=50 ROFF=1k IOFF=115u ION=-8.9u KOFF=8e-13 KON=-8e-13 AOFF=3 AON=3"
          + " XOFF=3n XON=0 WIN=none";

  @Test
  void movesLinearlyUnderAConstantCurrent() {
    // koff (i/ioff - 1)^3 / span at 2.3 mA: 8e-13 19^3 / 3e-9 = 1.82907 1/s.
    Waves waves =
        Waves.of(
            "linear\nI1 0 a 2.3m\nN1 a 0 m\n" + CARD + " X0=0.1)\n.tran 1m 0.3\n.end\n");

    double speed = 8e-13 * 19 * 19 * 19 / 3e-9;
    for (double t : new double[] {0.1, 0.2, 0.3}) {
      double x = 0.1 + speed * t;
      assertThat(waves.at("@n1[x]", t)).isCloseTo(x, within(1e-5));
      assertThat(waves.at("v(a)", t)).isCloseTo(2.3e-3 * (50 + 950 * x), within(2e-5));
    }
  }

  @Test
  void fallsBeyondTheNegativeThresholdOnly() {
    // Between the thresholds nothing moves; at -89 uA: -8e-13 9^3 / 3e-9 = -0.1944 1/s.
    Waves waves =
        Waves.of(
            "fall\nI1 0 a PWL(0 100u 1 100u 1.0001 -89u 2 -89u)\nN1 a 0 m\n"
                + CARD
                + " X0=0.5)\n.tran 1m 2\n.end\n");

    assertThat(waves.at("@n1[x]", 1)).isCloseTo(0.5, within(1e-9));
    double speed = 8e-13 * 9 * 9 * 9 / 3e-9;
    assertThat(waves.at("@n1[x]", 2) - waves.at("@n1[x]", 1.5))
        .isCloseTo(-0.5 * speed, within(1e-5));
  }

  @Test
  void isHeldInDcAndAResistanceForSmallSignals() {
    Waves op = Waves.of("op\nI1 0 a 1m\nN1 a 0 m\n" + CARD + " X0=0.2)\n.op\n.end\n");
    Waves ac =
        Waves.of(
            "ac\nI1 0 a DC 1m AC 1\nN1 a 0 m\n" + CARD + " X0=0.2)\n.ac dec 1 1 1k\n.end\n");

    assertThat(op.column("v(a)")[0]).isCloseTo(0.24, within(1e-9));
    for (double v : ac.column("v(a)")) {
      assertThat(v).isCloseTo(240, within(240e-8));
    }
  }
}
