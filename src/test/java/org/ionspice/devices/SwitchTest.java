package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchTest {
  @Test
  void aSwitchGoesBetweenItsResistancesAndIsTheirMeanInLogarithmAtTheThreshold() {
    SwitchLaw law = SwitchLaw.of(1, 1e6, 2, 0, 1e-3);

    assertThat(law.conductance(2.1, 0)).isCloseTo(1, within(1e-12));
    assertThat(law.conductance(1.9, 0)).isCloseTo(1e-6, within(1e-18));
    assertThat(law.conductance(2, 0)).isCloseTo(1e-3, within(1e-15));
  }

  @Test
  void hysteresisHoldsTheSideThatEventsSet() {
    SwitchLaw law = SwitchLaw.of(1, 1e6, 2, 0.5, 1e-3);

    assertThat(law.conductance(2, 1)).isCloseTo(1, within(1e-9));
    assertThat(law.conductance(2, -1)).isCloseTo(1e-6, within(1e-15));
  }

  @Test
  void newtonStopsAtEachThresholdOnItsWay() {
    SwitchLaw law = SwitchLaw.of(1, 1e6, 2, 0.5, 1e-3);

    // The curves are 20 widths of 1 mV behind the thresholds of 1.5 V and 2.5 V.
    assertThat(law.limiter().limit(5, 0)).isEqualTo(1.48);
    assertThat(law.limiter().limit(5, 1.48)).isEqualTo(2.52);
    assertThat(law.limiter().limit(5, 2.52)).isEqualTo(5);
    assertThat(law.limiter().limit(0, 5)).isEqualTo(2.52);
  }

  @Test
  void aTriangleSwitchesOnAndOffAtTheTwoThresholds() {
    Waves waves =
        Waves.of(
            """
            Switch with hysteresis under a triangle
            Vc c 0 PWL(0 0 1m 1 2m 0)
            V1 a 0 1
            S1 a b c 0 sm
            R1 b 0 1k
            .model sm SW(vt=0.5 vh=0.2 ron=1 roff=1meg)
            .tran 1u 2m 0 1u
            .end
            """);
    double[] t = waves.column("time");
    double[] v = waves.column("v(b)");

    // On when the control passes 0.7 V at 0.7 ms, off when it passes 0.3 V at 1.7 ms.
    double on = Double.NaN;
    double off = Double.NaN;
    for (int k = 1; k < t.length; k++) {
      if (v[k - 1] < 0.5 && v[k] >= 0.5) {
        on = t[k];
      }
      if (v[k - 1] >= 0.5 && v[k] < 0.5) {
        off = t[k];
      }
    }
    assertThat(on).isCloseTo(0.7e-3, within(1e-9));
    assertThat(off).isCloseTo(1.7e-3, within(1e-9));
  }

  @Test
  void aRelaxationOscillatorSwitchesAtItsThresholds() {
    Waves waves =
        Waves.of(
            """
            Neon lamp
            V1 in 0 100
            R1 in a 1meg
            C1 a 0 0.1u
            S1 a 0 a 0 lamp
            .model lamp sw(vt=75 vh=15 ron=2k roff=1g)
            .options reltol=1e-6
            .tran 0.1m 0.7 uic
            .end
            """);
    double[] t = waves.column("time");
    double[] v = waves.column("v(a)");

    List<Double> strikes = new ArrayList<>();
    for (int k = 1; k < t.length - 1; k++) {
      if (v[k] > 89 && v[k + 1] < v[k] && v[k - 1] < v[k]) {
        strikes.add(t[k]);
        assertThat(v[k]).isCloseTo(90, within(0.01));
      }
    }

    // Charge from 60 V to 90 V through 1 Mohm beside 1 Gohm, and back through 2 kohm besides.
    double off = 0.1 / 1.001;
    double charge = off * Math.log((100 / 1.001 - 60) / (100 / 1.001 - 90));
    double on = 0.1 / (1 + 500);
    double discharge = on * Math.log((90 - 100.0 / 501) / (60 - 100.0 / 501));
    assertThat(strikes).hasSize(4);
    assertThat(strikes.get(0))
        .isCloseTo(off * Math.log(100 / 1.001 / (100 / 1.001 - 90)), within(3e-6));
    assertThat(strikes.get(2) - strikes.get(1)).isCloseTo(charge + discharge, within(3e-6));
  }

  @Test
  void aRelaxationOscillatorLeavesItsOperatingPoint() {
    Waves waves =
        Waves.of(
            """
            Neon lamp
            V1 in 0 100
            R1 in a 1meg
            C1 a 0 0.1u
            S1 a 0 a 0 lamp
            .model lamp sw(vt=75 vh=15 ron=2k roff=1g)
            .tran 0.1m 0.5
            .end
            """);
    double least = Double.POSITIVE_INFINITY;
    for (double v : waves.column("v(a)")) {
      least = Math.min(least, v);
    }

    assertThat(least).isCloseTo(60, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0.71", "1, 0, 0.29"})
  void aSweepGoesAroundTheHysteresis(double from, double to, double turned) {
    String netlist =
        """
        Switch with hysteresis, swept
        Vc c 0 0
        V1 a 0 1
        S1 a b c 0 sm
        R1 b 0 1k
        .model sm SW(vt=0.5 vh=0.2 ron=1 roff=1meg)
        .dc Vc %s %s %s
        .end
        """;
    double step = to > from ? 0.01 : -0.01;
    Waves waves = Waves.of(String.format(Locale.ROOT, netlist, from, to, step));
    double[] b = waves.column("v(b)");

    for (int k = 0; k < b.length; k++) {
      double control = from + k * step;
      // Beyond 0.7 V on the way up, beyond 0.3 V on the way down, and not at them but for rounding.
      boolean beyond = to > from ? control > turned - 0.005 : control < turned + 0.005;
      boolean on = (to > from) == beyond;
      if (Math.abs(control - turned) > 0.015) {
        assertThat(b[k]).as("at %s", control).isCloseTo(on ? 1 / 1.001 : 1 / 1001.0, within(1e-6));
      }
    }
  }

  @Test
  void aTransientStartsOnTheSideOfItsControl() {
    Waves waves =
        Waves.of(
            """
            Switch with hysteresis, on at first
            Vc c 0 PWL(0 1 1m 0)
            V1 a 0 1
            S1 a b c 0 sm
            R1 b 0 1k
            .model sm SW(vt=0.5 vh=0.2 ron=1 roff=1meg)
            .tran 1u 1m uic
            .end
            """);

    assertThat(waves.at("v(b)", 0.1e-3)).isCloseTo(1 / 1.001, within(1e-6));
    assertThat(waves.at("v(b)", 0.69e-3)).isCloseTo(1 / 1.001, within(1e-6));
    assertThat(waves.at("v(b)", 0.71e-3)).isCloseTo(1 / 1001.0, within(1e-6));
  }
}
