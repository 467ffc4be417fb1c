package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BehaviouralDevicesTest {
  @Test
  void aDerivativeAndAnIntegralOfASineAreACosineAndItsShift() {
    Waves waves =
        Waves.of(
            """
            Derivative and integral
            V1 a 0 SIN(0 1 1k)
            R1 a 0 1k
            B1 d 0 V=ddt(v(a))/6283.185307179586
            R2 d 0 1k
            B2 s 0 V=6283.185307179586*idt(v(a))
            R3 s 0 1k
            .options reltol=1e-6
            .tran 2u 2m 0 2u
            .end
            """);
    double[] t = waves.column("time");
    double[] d = waves.column("v(d)");
    double[] s = waves.column("v(s)");

    for (int k = 0; k < t.length; k++) {
      double phase = 2 * Math.PI * 1e3 * t[k];
      if (t[k] > 0.1e-3) {
        // Second order in the 2 us step: (omega h)^2 / 12 = 1.3e-5, a few times that at the start.
        assertThat(d[k]).as("derivative at %s", t[k]).isCloseTo(Math.cos(phase), within(2e-3));
        assertThat(s[k]).as("integral at %s", t[k]).isCloseTo(1 - Math.cos(phase), within(1e-4));
      }
    }
  }

  @Test
  void aCapacitanceThatDependsOnItsVoltageChargesAsItsChargeWould() {
    String rest = "V1 a 0 PULSE(0 1 0 1u 1u 1 2)\nR1 a b 1k\n";
    String end = "\n.options reltol=1e-6\n.tran 5u 2m 0 5u\n.end\n";

    double[] byCharge =
        Waves.of("Charge\n" + rest + "C1 b 0 q={1u*v(b)+0.5u*v(b)^3}" + end).column("v(b)");
    double[] byCapacitance =
        Waves.of("Capacitance\n" + rest + "C1 b 0 {1u+1.5u*v(b)^2}" + end).column("v(b)");

    assertThat(byCapacitance[byCapacitance.length - 1])
        .isCloseTo(byCharge[byCharge.length - 1], within(1e-4));
  }

  @Test
  void aResistanceGivenByAFormulaMayVanish() {
    Waves waves =
        Waves.of(
            """
            A short at zero volts
            V1 c 0 0
            R0 c 0 1k
            I1 0 a 1m
            R1 a 0 {1k*v(c)}
            .op
            .end
            """);

    assertThat(waves.column("v(a)")[0]).isCloseTo(0, within(1e-9));
  }
}
