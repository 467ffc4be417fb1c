package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against closed forms: constant drive makes the state linear, logistic or a tanh in time. */
class VoltageThresholdMemristorTest {
  private static final String CARD =
      ".model m vteam(RON=50 ROFF=1k VOFF=0.2 VON=-0.2 KOFF=1m KON=-1m AOFF=3 AON=3 XOFF=3n XON=0";

  private static VoltageThresholdMemristor model(Window window) {
    return new VoltageThresholdMemristor(
        50, 1e3, 0.2, -0.2, 1e-3, -1e-3, 3, 3, 3e-9, 0, ResistanceLaw.LIN, window, 0.1e-9,
        2.7e-9, 0.3e-9, 2, 1, 0.01, 0.01, 0.5);
  }

  @Test
  void movesAtTheSpeedOfThePaperBeyondTheThresholds() {
    ThresholdDrift drift = model(Window.NONE).drift();

    // koff (v/voff - 1)^aoff = 1e-3 1.5^3 m/s, its slope 3e-3 1.5^2 / 0.2.
    assertThat(3e-9 * drift.rate(0.5, 0.5)).isCloseTo(3.375e-3, within(1e-15));
    double slope = (drift.rate(0.5 + 1e-5, 0.5) - drift.rate(0.5 - 1e-5, 0.5)) / 2e-5;
    assertThat(3e-9 * slope).isCloseTo(3.375e-2, within(1e-10));
    assertThat(3e-9 * drift.rate(-0.5, 0.5)).isCloseTo(-3.375e-3, within(1e-15));
    // Half way to a threshold the rounded corner leaves less than one part in 1e60.
    assertThat(drift.rate(0.1, 0.5)).isCloseTo(0, within(1e-50));
    assertThat(drift.rate(0, 0.5)).isEqualTo(0);
  }

  @Test
  void endsAtTheWindowsOfKvatinsky() {
    ThresholdDrift drift = model(Window.KVAT).drift();

    // exp(-exp((w - aoff)/wc)) at w = 2.65 nm, and exp(-exp((aon - w)/wc)) at w = 0.35 nm.
    double high = Math.exp(-Math.exp(-0.5));
    assertThat(3e-9 * drift.rate(0.5, 2.65 / 3)).isCloseTo(3.375e-3 * high, within(1e-14));
    assertThat(3e-9 * drift.rate(-0.5, 0.35 / 3)).isCloseTo(-3.375e-3 * high, within(1e-14));
  }

  @Test
  void growsAsALogisticWithJoglekarsFirstWindow() {
    // 1 - (2x - 1)^2 = 4 x (1 - x).
    Waves waves =
        Waves.of(
            "logistic\nV1 a 0 PWL(0 0.5 1 0.5)\nN1 a 0 m\n"
                + CARD
                + " WIN=joglekar P=1 X0=0.1)\n.options reltol=1e-6\n.tran 10n 1u\n.end\n");

    for (double t : new double[] {1e-7, 4e-7, 8e-7}) {
      double z = Math.log(0.1 / 0.9) + 4 * 3.375e-3 / 3e-9 * t;
      assertThat(waves.at("@n1[x]", t)).isCloseTo(1 / (1 + Math.exp(-z)), within(2e-4));
    }
  }

  @Test
  void hasAnExponentialResistance() {
    Waves waves =
        Waves.of("read\nV1 a 0 0.1\nN1 a 0 m\n" + CARD + " IV=exp X0=0.4)\n.op\n.end\n");

    // ron (roff/ron)^x = 50 20^0.4.
    assertThat(waves.column("@n1[r]")[0]).isCloseTo(50 * Math.pow(20, 0.4), within(1e-9));
    assertThat(waves.column("@n1[x]")[0]).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void isAResistanceForSmallSignals() {
    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC 0.15 AC 1\nN1 a 0 m\n" + CARD + " X0=0.3)\n.ac dec 1 1 1meg\n.end\n");

    for (double i : waves.column("i(v1)")) {
      assertThat(-i).isCloseTo(1 / (50 + 950 * 0.3), within(1e-8 / 335));
    }
  }

  @Test
  void sticksAtABoundWithJoglekarAndLeavesAWall() {
    String drive = "V1 a 0 PWL(0 0 0.1u -0.5 1.3u -0.5)\nN1 a 0 m\n";
    String run = ".tran 10n 1.3u\n.end\n";

    Waves stuck = Waves.of("s\n" + drive + CARD + " WIN=joglekar X0=1)\n" + run);
    Waves free = Waves.of("w\n" + drive + CARD + " WIN=wall X0=1)\n" + run);

    assertThat(stuck.at("@n1[x]", 1.3e-6)).isCloseTo(1, within(1e-6));
    assertThat(free.at("@n1[x]", 1.3e-6)).isLessThan(0.05);
    for (double x : free.column("@n1[x]")) {
      assertThat(x).isBetween(-0.05, 1.05);
    }
  }
}
