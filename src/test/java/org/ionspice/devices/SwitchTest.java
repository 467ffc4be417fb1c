package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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

    assertThat(law.limiter().limit(5, 0)).isEqualTo(1.5);
    assertThat(law.limiter().limit(5, 1.5)).isEqualTo(2.5);
    assertThat(law.limiter().limit(5, 2.5)).isEqualTo(5);
    assertThat(law.limiter().limit(0, 5)).isEqualTo(2.5);
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
    // The transition is vh/40 = 5 mV wide, 5 us of the ramp; the step is 1 us.
    assertThat(on).isCloseTo(0.7e-3, within(6e-6));
    assertThat(off).isCloseTo(1.7e-3, within(6e-6));
  }
}
