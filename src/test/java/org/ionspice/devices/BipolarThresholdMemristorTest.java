package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Against the closed form, a resistance that changes linearly under a constant voltage, and an
 * independent integration.
 */
class BipolarThresholdMemristorTest {
  private static Waves driven(String voltage, String card) {
    return Waves.of(
        "ramp\nV1 a 0 " + voltage + "\nN1 a 0 pershin RON=1k ROFF=10k VT=2 X0=0.5 " + card
            + "\n.options reltol=1e-6\n.tran 10u 10m\n.end\n");
  }

  @Test
  void changesAtBothRates() {
    // Beyond: alpha vt + beta (v - vt) = 1e5 2 + 1e6 = 1.2e6 ohm/s at 3 V; below: alpha v.
    Waves beyond = driven("PWL(0 3 1 3)", "ALPHA=1e5 BETA=1e6");
    Waves below = driven("PWL(0 -1.5 1 -1.5)", "ALPHA=1e5 BETA=1e6");
    Waves threshold = driven("PWL(0 1.9 1 1.9)", "ALPHA=0 BETA=1e6");

    assertThat(beyond.at("@n1[r]", 2e-3)).isCloseTo(5500 + 2400, within(0.1));
    assertThat(below.at("@n1[r]", 1e-2)).isCloseTo(5500 - 1500, within(0.1));
    assertThat(threshold.at("@n1[r]", 1e-2)).isCloseTo(5500, within(1e-3));
  }

  @Test
  void followsASine() {
    // 6 V, 10 Hz, threshold 4.6 V; scipy's DOP853 with sharp thresholds and bounds.
    Waves waves =
        Waves.of(
            "sine\nV1 a 0 SIN(0 6 10)\nN1 a 0 pershin RON=1k ROFF=10k VT=4.6 BETA=500k X0=0.2\n"
                + ".options reltol=1e-6\n.tran 0.2m 50m\n.end\n");

    assertThat(waves.at("@n1[r]", 0.02)).isCloseTo(4680.83, within(0.9));
    assertThat(waves.at("@n1[r]", 0.025)).isCloseTo(7935.31, within(0.9));
    assertThat(waves.at("@n1[r]", 0.05)).isCloseTo(10e3, within(9.0));
  }

  @Test
  void isReversedByNegativeRates() {
    Waves waves = driven("PWL(0 3 1 3)", "ALPHA=-1e5 BETA=-1e6");

    assertThat(waves.at("@n1[r]", 2e-3)).isCloseTo(5500 - 2400, within(0.1));
  }

  @Test
  void staysWithinItsBoundsAndLeavesThem() {
    Waves waves = driven("PWL(0 3 5m 3 5.1m -3 10m -3)", "BETA=4e6");

    assertThat(waves.at("@n1[r]", 5e-3)).isCloseTo(10e3, within(60.0));
    assertThat(waves.at("@n1[r]", 1e-2)).isCloseTo(1e3, within(60.0));
  }

  @Test
  void refusesRatesOfOppositeSign() {
    assertThatThrownBy(() -> new BipolarThresholdMemristor(1, 2, 1, -1, 1, 0.5, 1e-3, 1e-3))
        .hasMessageContaining("alpha");
  }
}
