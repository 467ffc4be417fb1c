package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.apache.commons.math3.complex.Complex;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E and G sources with a transfer function against the function itself. */
class LaplaceTest {
  private static Simulation read(String netlist) {
    return Simulation.of("laplace.cir", "test\n" + netlist);
  }

  private static Table run(String netlist, String analysis) throws Exception {
    Simulation simulation = read(netlist);
    assertThat(simulation.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
    return simulation.tables().get(analysis);
  }

  /** The response at the last frequency of an AC sweep. */
  private static Complex last(Table ac, String name) {
    int column = ac.header().indexOf(name);
    Table.Block block = ac.blocks().get(0);
    int row = block.size() - 1;
    return new Complex(block.column(2 * column)[row], block.column(2 * column + 1)[row]);
  }

  private static void close(Complex found, Complex expected, double tolerance) {
    assertThat(found.subtract(expected).abs() / expected.abs())
        .as("%s instead of %s", found, expected)
        .isLessThan(tolerance);
  }

  private static Complex s(double hertz) {
    return new Complex(0, 2 * Math.PI * hertz);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LAPLACE {v(in)} = {1/(1+s*tau)}",
        "LAPLACE {v(in)} {1/(1+s*tau)}",
        "LAPLACE={v(in)} {1/(1+s*tau)}",
        "laplace {v(in,0)} = {1/(1+s*{tau})}",
        "in 0 Laplace=1/(1+s*1u)",
        "in 0 Laplace={1/(1+s*tau)}",
        "LAPLACE in 0 1 / 1 1u",
        "LAPLACE {0.5*(v(in)+v(in))} = {1/(1+s*tau)}",
        "LAPLACE {v(in)} = {(1+s*tau)/(1+s*tau)^2}",
        "LAPLACE {v(in)} = {pow(1+s*tau,-1)}"
      })
  void everyDialectsFormIsTheSameFilter(String form) throws Exception {
    String netlist =
        ".param tau=1u\nV1 in 0 ac 1\nE1 a 0 " + form + "\nRa a 0 1\nG1 0 b " + form
            + "\nRb b 0 1\n.ac lin 1 200k 200k\n";

    Table ac = run(netlist.replace("{tau}", "tau"), "ac");

    Complex expected = Complex.ONE.divide(s(2e5).multiply(1e-6).add(1));
    close(last(ac, "v(a)"), expected, 1e-13);
    close(last(ac, "v(b)"), expected, 1e-13);
  }

  @Test
  void aStepThroughTwoPolesFollowsTheExponentials() throws Exception {
    // 1/((1+s a)(1+s b)) answers to a step with 1 - (a exp(-t/a) - b exp(-t/b))/(a - b).
    Table tran =
        run(
            "V1 in 0 PULSE(0 1 0 1p 1p 1)\nE1 out 0 LAPLACE {v(in)} = {1/((1+s*1m)*(1+s*3m))}\n"
                + "Rl out 0 1\n.tran 20m\n",
            "tran");

    double[] t = tran.column("time");
    double[] v = tran.column("v(out)");
    double a = 1e-3;
    double b = 3e-3;
    for (int k = 0; k < t.length; k++) {
      double expected = 1 - (a * Math.exp(-t[k] / a) - b * Math.exp(-t[k] / b)) / (a - b);
      // reltol is 1e-4 of the largest value for each step; errors of a stable filter fade.
      assertThat(v[k]).as("t = %s", t[k]).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void polesTenDecadesApartKeepTheirDigits() throws Exception {
    // Five poles from 1 Hz to 10 GHz: the coefficients span a hundred decades.
    StringBuilder product = new StringBuilder("1");
    for (int k = 0; k <= 10; k += 2) {
      product.append(String.format(Locale.ROOT, "*(1+s/(2*pi*1e%d))", k));
    }
    for (String hertz : new String[] {"0.1", "1", "300", "1e5", "1e8", "1e10", "1e11"}) {
      Table ac =
          run(
              "V1 in 0 ac 1\nE1 out 0 LAPLACE {v(in)} = {1/(" + product + ")}\nRl out 0 1\n"
                  + ".ac lin 1 " + hertz + " " + hertz + "\n",
              "ac");
      Complex s = s(Double.parseDouble(hertz));
      Complex expected = Complex.ONE;
      for (int k = 0; k <= 10; k += 2) {
        expected = expected.divide(s.divide(2 * Math.PI * Math.pow(10, k)).add(1));
      }
      close(last(ac, "v(out)"), expected, 1e-11);
    }
  }

  @Test
  void aButterworthOfTenthOrderHasItsGainsAndItsRinging() throws Exception {
    // |H|^2 = 1/(1 + (w/wc)^20); D is the product of s^2 + 2 sin((2k-1) pi/20) s + 1, wc = 1 krad/s.
    StringBuilder d = new StringBuilder("1");
    for (int k = 1; k <= 5; k++) {
      d.append("*((s/1k)^2+2*sin(" + (2 * k - 1) + "*pi/20)*s/1k+1)");
    }
    double hertz = 1200 / (2 * Math.PI);
    Table ac =
        run(
            "V1 in 0 ac 1\nE1 out 0 LAPLACE {v(in)}={1/(" + d + ")}\nRl out 0 1\n.ac lin 1 " + hertz
                + " " + hertz + "\n",
            "ac");

    assertThat(last(ac, "v(out)").abs())
        .isCloseTo(1 / Math.sqrt(1 + Math.pow(1.2, 20)), within(1e-12));
  }

  @Test
  void theStatesOfAFilterAreItsPoles() throws Exception {
    Table pz =
        run(
            "V1 in 0 0\nE1 out 0 LAPLACE {v(in)} = {(1+s/500)/(1+s/1k+s^2/1meg)}\nRl out 0 1\n"
                + ".pz in 0 out 0 vol pz\n",
            "pz");

    // s^2 + 1000 s + 1e6 = 0 at -500 +- 866 j.
    double[] re = pz.column("pole");
    assertThat(re).hasSize(2);
    assertThat(re[0]).isCloseTo(-500, within(1e-6));
    assertThat(Math.abs(pz.imaginary("pole")[0])).isCloseTo(500 * Math.sqrt(3), within(1e-6));
    assertThat(pz.column("zero")[0]).isCloseTo(-500, within(1e-6));
  }

  @Test
  void anIntegratorInALoopFindsItsRest() throws Exception {
    // A PI controller makes the plant's output 2 V without an error left.
    String netlist =
        "Vset set 0 2\nE1 drive 0 LAPLACE {v(set,out)} = {3+1/(s*1m)}\nR1 drive out 1k\n"
            + "C1 out 0 1u\nR2 out 0 1k\n";

    Table op = run(netlist + ".op\n", "op");

    assertThat(op.column("v(out)")[0]).isCloseTo(2, within(1e-9));
    assertThat(op.column("v(drive)")[0]).isCloseTo(4, within(1e-9));
  }

  @Test
  void anIntegratorFromRestIntegrates() throws Exception {
    Table tran =
        run(
            "V1 in 0 1\nE1 out 0 LAPLACE {v(in)} = {1/(s*1m)}\nRl out 0 1\n.tran 1m uic\n", "tran");

    double[] v = tran.column("v(out)");
    assertThat(v[v.length - 1]).isCloseTo(1, within(1e-6));
  }

  @Test
  void aNumeratorOneOrderHigherDifferentiates() throws Exception {
    String netlist =
        "V1 in 0 ac 1 SIN(0 1 1k)\nE1 out 0 LAPLACE {v(in)} = {(s*0.1m)*(1+s*1u)/(1+s*2u)}\n"
            + "E2 d 0 LAPLACE {v(in)}={s*0.1m}\nRl out 0 1\nRd d 0 1\n";

    close(
        last(run(netlist + ".ac lin 1 100k 100k\n", "ac"), "v(out)"),
        s(1e5).multiply(1e-4).multiply(s(1e5).multiply(1e-6).add(1))
            .divide(s(1e5).multiply(2e-6).add(1)),
        1e-12);
    Table tran = run(netlist + ".tran 2m\n.options reltol=1e-6\n", "tran");
    double[] t = tran.column("time");
    double[] v = tran.column("v(d)");
    double w = 2 * Math.PI * 1000;
    for (int k = 2; k < t.length; k++) {
      assertThat(v[k]).as("t = %s", t[k]).isCloseTo(1e-4 * w * Math.cos(w * t[k]), within(2e-3));
    }
  }

  @Test
  void aFunctionThatIsNoQuotientIsExactAtEachFrequency() throws Exception {
    String netlist =
        "V1 in 0 dc 1 ac 1\nE1 a 0 LAPLACE {v(in)} = {exp(-s*1u)}\nRa a 0 1k\n"
            + "E2 b 0 LAPLACE {v(in)} = {tanh(sqrt(s*1m))/sqrt(s*1m)}\nRb b 0 1k\n"
            + "G1 0 c LAPLACE {v(in)} = {1m*sqrt(s*1m+1)}\nRc c 0 1k\n";

    Table ac = run(netlist + ".ac lin 1 300k 300k\n", "ac");

    close(last(ac, "v(a)"), s(3e5).multiply(-1e-6).exp(), 1e-12);
    Complex root = s(3e5).multiply(1e-3).sqrt();
    close(last(ac, "v(b)"), root.tanh().divide(root), 1e-12);
    close(last(ac, "v(c)"), s(3e5).multiply(1e-3).add(1).sqrt(), 1e-12);
    Table op = run(netlist + ".op\n", "op");
    assertThat(op.column("v(a)")[0]).isCloseTo(1, within(1e-12));
    assertThat(op.column("v(b)")[0]).isCloseTo(1, within(1e-9));
    assertThat(op.column("v(c)")[0]).isCloseTo(1, within(1e-12));
  }

  private static Diagnostic error(String lines) {
    return read("V1 in 0 1\n" + lines).diagnostics().stream()
        .filter(Diagnostic::isError)
        .findFirst()
        .orElseThrow(() -> new AssertionError(lines));
  }

  @Test
  void whatCannotBeSolvedIsToldAtItsPlace() {
    Diagnostic late = error("E1 a 0 LAPLACE {v(in)} = {exp(-s*1u)}\nRa a 0 1\n.tran 1m\n");
    assertThat(late.code()).isEqualTo(Code.E125);
    assertThat(late.at().line()).isEqualTo(3);
    assertThat(late.at().column()).isEqualTo(26);

    assertThat(error("E1 a 0 LAPLACE {v(in)} = {1/sqrt(s)}\nRa a 0 1\n.op\n").code())
        .isEqualTo(Code.E223);
    assertThat(error("E1 a 0 LAPLACE {v(in)} = {s^3/(1+s)}\nRa a 0 1\n.op\n").code())
        .isEqualTo(Code.E125);
    assertThat(error("E1 a 0 LAPLACE {v(in)} = {abs(s)}\nRa a 0 1\n.op\n").code())
        .isEqualTo(Code.E107);
    assertThat(error("E1 a 0 LAPLACE {v(in)} = {1/(1+v(in)*s)}\nRa a 0 1\n.op\n").code())
        .isEqualTo(Code.E107);
    assertThat(error("E1 a 0 LAPLACE {v(in)} = {1/(s-s)}\nRa a 0 1\n.op\n").code())
        .isEqualTo(Code.E107);
    assertThat(error("E1 a 0 LAPLACE {v(in)}\nRa a 0 1\n.op\n").code()).isEqualTo(Code.E121);
    assertThat(error("E1 a 0 LAPLACE in 0 1 1\nRa a 0 1\n.op\n").code()).isEqualTo(Code.E121);
    assertThat(error("E1 a 0 FREQ {v(in)} = (0,0,0)\nRa a 0 1\n.ac lin 1 1 1\n").code())
        .isEqualTo(Code.E121);
    assertThat(error("E1 a 0 FREQ {v(in)} = (1,0,0) (1,0,0)\nRa a 0 1\n.op\n").code())
        .isEqualTo(Code.E213);
    assertThat(error("E1 a 0 FREQ {v(in)} = (0,0,45) (1,0,0)\nRa a 0 1\n.op\n").code())
        .isEqualTo(Code.E223);
    assertThat(error("E1 a 0 FREQ {v(in)} = (0,0,0) (1,0,0)\nRa a 0 1\n.tran 1m 1m\n").code())
        .isEqualTo(Code.E125);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ {v(in)} = (0,6,0) (1k,-14,-90) (1meg,-60,-180)",
        "FREQ={v(in)} (0,6,0) (1k,-14,-90) (1meg,-60,-180)",
        "FREQ {v(in)} DEG (0,6,0) (1k,-14,-90) (1meg,-60,-180)"
      })
  void aTableIsStraightInDecibelsAndDegrees(String form) throws Exception {
    String netlist =
        "table\nV1 in 0 dc 1 ac 1\nE1 e 0 " + form + "\nRe e 0 1k\nG1 0 g " + form + "\nRg g 0 1\n"
            + ".op\n.ac lin 2 1 500\n.end\n";
    Simulation simulation = Simulation.of("table.cir", netlist);
    assertThat(simulation.diagnostics()).isEmpty();
    Table ac = simulation.tables().get("ac");

    // Half way: -4 dB at -45 degrees. At rest 6 dB.
    Complex expected = Complex.I.multiply(-Math.PI / 4).exp().multiply(Math.pow(10, -0.2));
    close(last(ac, "v(e)"), expected, 1e-12);
    close(last(ac, "v(g)"), expected, 1e-12);
    assertThat(simulation.tables().get("op").column("v(e)")[0])
        .isCloseTo(Math.pow(10, 0.3), org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void outsideItsFrequenciesATableIsZero() throws Exception {
    String netlist =
        "table\nV1 in 0 dc 1 ac 1\nE1 e 0 FREQ {v(in)} = (1,0,0) (10,0,0)\nRe e 0 1k\n.ac lin 2 5 20\n.end\n";

    Table ac = Simulation.of("table.cir", netlist).tables().get("ac");

    assertThat(last(ac, "v(e)").abs()).isZero();
    assertThat(ac.column("v(e)")[0]).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
  }
}
