package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code models of XSPICE (A elements) against closed forms; ngspice-parity has them against ngspice. */
class CodeModelTest {
  private static Table run(String netlist, String result) throws Exception {
    Simulation simulation = Simulation.of("code.cir", "code models\n" + netlist + ".end\n");
    assertThat(simulation.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    return simulation.tables().get(result);
  }

  @Test
  void anIntegratorStandsStillAtItsLimitsAndLeavesThemAtOnce() throws Exception {
    // 1000/s times 1 V for 4 ms would be 4 V; from 2 V it falls at once when the input turns to -1 V.
    Table table =
        run(
            "V1 in 0 PWL(0 1 4m 1 4.001m -1 10m -1)\nA1 in out i1\nR1 out 0 1k\n"
                + ".model i1 int(gain=1000 out_ic=0.5 out_lower_limit=-1 out_upper_limit=2)\n"
                + ".tran 1u 10m 0 10u\n",
            "tran");

    double[] t = table.column("time");
    double[] v = table.column("v(out)");
    for (int k = 0; k < t.length; k++) {
      double expected =
          t[k] < 4e-3 ? Math.min(2, 0.5 + 1e3 * t[k]) : Math.max(-1, 2 - 1e3 * (t[k] - 4.0005e-3));
      assertThat(v[k]).as("at %s s", t[k]).isCloseTo(expected, within(2e-3));
    }
  }

  @Test
  void namesOfASubcircuitAndParametersReachACodeModel() throws Exception {
    Table table =
        run(
            ".param k=3\nV1 a 0 2\nX1 a b amp f=2\nRb b 0 1k\n.subckt amp in out f=1\n"
                + "A1 [in %vd(in out2)] out s\nA2 %v in %id(0 out2) g\nR2 out2 0 1k\n"
                + ".model s summer(in_gain=[{f} 1])\n.model g gain(gain={k*1m})\n.ends\n.op\n",
            "op");

    // out2 = 3 mA/V * 2 V * 1 kOhm = 6 V; out = 2 * 2 V + (2 V - 6 V).
    assertThat(table.column("v(x1.out2)")[0]).isCloseTo(6, within(1e-12));
    assertThat(table.column("v(b)")[0]).isCloseTo(0, within(1e-12));
  }

  @Test
  void aDivisionStopsAtItsSmallestDenominator() throws Exception {
    Table table =
        run(
            "V1 n 0 1\nV2 d 0 0\nA1 n d q m\nR1 q 0 1k\n"
                + ".model m divide(den_lower_limit=0.1 den_domain=0.01)\n.dc V2 -0.5 0.5 0.25\n",
            "dc");

    assertThat(table.column("v(q)")).containsExactly(new double[] {-2, -4, 10, 4, 2}, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A1 a b m|.model m hyst(in_low=0)|3:8: error[E123]|a switch SW with vt and vh",
        "A1 a b m|.model m gain(gian=2)|4:15: error[E202]|did you mean",
        "A1 a b c m|.model m gain(gain=2)|3:1: error[E120]|2 ports, not 3",
        "A1 %i(a) b m|.model m gain(gain=2)|3:1: error[E123]|inputs are voltages",
        "A1 a %gd(b 0) m|.model m gain(gain=2)|3:1: error[E123]|%i(...)",
        "A1 [a a] b m|.model m summer(in_gain=[1])|4:17: error[E121]|fewer numbers",
        "A1 a b m|.model m pwl(x_array=[0 1 1] y_array=[0 1 2])|4:8: error[E203]|does not rise",
        "A1 a b m|.model m s_xfer(num_coeff=[1] den_coeff=[1 1] int_ic=[1])|4:47: error[E123]|integrators",
        "A1 a b m|.model m pwl(x_array=[0 1])|4:8: error[E121]|y_array",
        "A1 a b m|.model m gain(gain=two)|4:20: error|two"
      })
  void mistakesAreTold(String element, String card, String start, String part) {
    Simulation simulation =
        Simulation.of(
            "code.cir",
            "code\nV1 a 0 1\n" + element + "\n" + card + "\nR1 b 0 1k\nR2 a 0 1k\n.op\n.end\n");

    String first =
        simulation.diagnostics().stream()
            .filter(Diagnostic::isError)
            .findFirst()
            .map(Diagnostic::render)
            .orElse("");
    assertThat(first).startsWith("code.cir:" + start).contains(part);
  }
}
