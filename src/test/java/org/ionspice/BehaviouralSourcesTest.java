package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** ddt, idt and delay in B sources, charges and capacitances by formula, against closed forms. */
class BehaviouralSourcesTest {
  private static Table tran(String... lines) throws Exception {
    Simulation simulation =
        Simulation.of("b.cir", "behavioural\n" + String.join("\n", lines) + "\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();
    return simulation.tables().get("tran");
  }

  @Test
  void ddtIsTheDerivative() throws Exception {
    Table rows = tran("V1 a 0 SIN(0 1 1k)", "B1 b 0 V=1m*ddt(v(a))", "Rb b 0 1k", ".tran 1u 2m");

    double[] t = rows.column("time");
    double[] v = rows.column("v(b)");
    for (int i = 20; i < t.length; i++) {
      // Second-order differences on about a hundred points a period: (w h)^2 / 6 of the slope.
      double exact = 1e-3 * 2000 * Math.PI * Math.cos(2000 * Math.PI * t[i]);
      assertThat(v[i]).isCloseTo(exact, within(6.3e-3 * 2));
    }
  }

  @Test
  void idtIsTheIntegral() throws Exception {
    Table rows = tran("V1 a 0 SIN(0 1 1k)", "B1 b 0 V=1k*idt(v(a))", "Rb b 0 1k", ".tran 1u 2m");

    double[] t = rows.column("time");
    double[] v = rows.column("v(b)");
    for (int i = 0; i < t.length; i++) {
      double exact = (1 - Math.cos(2000 * Math.PI * t[i])) / (2 * Math.PI);
      assertThat(v[i]).isCloseTo(exact, within(1e-3 / Math.PI));
    }
  }

  @Test
  void aChargeAndACapacitanceByFormulaAgreeWithACapacitor() throws Exception {
    Table rows =
        tran(
            "V1 a 0 PULSE(0 1 0.1m 10u 10u 5m 9m)",
            "R1 a b 1k",
            "C1 b 0 1u",
            "R2 a c 1k",
            "C2 c 0 Q={1u*v(c)}",
            "R3 a d 1k",
            "C3 d 0 C={1u+0*v(a)}",
            ".tran 10u 3m");

    double[] plain = rows.column("v(b)");
    double[] charge = rows.column("v(c)");
    double[] capacitance = rows.column("v(d)");
    for (int i = 0; i < plain.length; i++) {
      assertThat(charge[i]).isCloseTo(plain[i], within(1e-6));
      assertThat(capacitance[i]).isCloseTo(plain[i], within(1e-3));
    }
  }

  @Test
  void theFluxOfASaturatingInductorIsTheIntegralOfItsVoltage() throws Exception {
    Table rows =
        tran(
            "V1 a 0 1",
            "L1 a 0 flux={1m*tanh(i(L1)/0.1)} ic=0",
            "L2 a 0 L={1m*(1+(i(L2)/0.1)^2)} ic=0",
            ".options reltol=1e-6",
            ".tran 1u 0.9m uic");

    double[] t = rows.column("time");
    double[] first = rows.column("i(l1)");
    double[] second = rows.column("i(l2)");
    for (int k = 0; k < t.length; k++) {
      // 1 V: the flux is t. Inverted: i = 0.1 atanh(t / 1 ms); and the integral of L over i.
      assertThat(1e-3 * Math.tanh(first[k] / 0.1)).isCloseTo(t[k], within(1e-9));
      double i = second[k];
      assertThat(1e-3 * (i + i * i * i / 0.03)).isCloseTo(t[k], within(1e-8));
    }
  }

  @Test
  void aFormulaWithoutAValueAtZeroVoltsHasItsOperatingPoint() throws Exception {
    Simulation simulation =
        Simulation.of(
            "b.cir",
            "logarithm\nV1 a 0 2\nR1 a 0 1k\nB1 b 0 V=ln(v(a))\nR2 b 0 1k\n"
                + "I1 0 c 2\nB2 c 0 I=1/(v(c)*v(c))\nR3 c 0 1k\n"
                + ".op\n");

    Table rows = simulation.tables().get("op");

    assertThat(rows.column("v(b)")[0]).isCloseTo(Math.log(2), within(1e-9));
    // 1 / v^2 + v / 1000 = 2 has its root between 0.7 V and 0.71 V (and one near 2000 V).
    double c = rows.column("v(c)")[0];
    assertThat(1 / (c * c) + c / 1000).isCloseTo(2, within(1e-4));
  }

  @Test
  void anIntegralHasItsResponseInAcAlthoughDcHoldsIt() throws Exception {
    Simulation simulation =
        Simulation.of(
            "b.cir",
            "integrals\nV1 a 0 0 AC 1\nB1 b 0 V=idt(100*v(a),0.5)\nRb b 0 1k\n"
                + "B2 c 0 V=idt(1k*(v(a)-v(c)))\nRc c 0 1k\n.ac dec 2 1 10k\n.sens v(c) ac dec 2 1 10k\n.end\n");

    Table ac = simulation.tables().get("ac");
    Table slopes = simulation.tables().get("sens");

    double[] f = ac.column("frequency");
    for (int k = 0; k < f.length; k++) {
      double w = 2 * Math.PI * f[k];
      // 100/(j w), and k/(j w + k) of a loop around an integral.
      assertThat(ac.column("v(b)")[k]).isCloseTo(0, within(1e-12));
      assertThat(ac.imaginary("v(b)")[k]).isCloseTo(-100 / w, within(1e-12 * 100 / w));
      double d = 1e6 + w * w;
      assertThat(ac.column("v(c)")[k]).isCloseTo(1e6 / d, within(1e-12));
      assertThat(ac.imaginary("v(c)")[k]).isCloseTo(-1e3 * w / d, within(1e-12));
      assertThat(slopes.column("v1_acmag")[k]).isCloseTo(1e6 / d, within(1e-12));
      assertThat(slopes.imaginary("v1_acmag")[k]).isCloseTo(-1e3 * w / d, within(1e-12));
    }
  }
}
