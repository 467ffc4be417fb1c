package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts with uic from voltages that .ic gives to nodes. */
class InitialNodesTest {
  /**
   * Compares an astable pair of transistors with ngspice 39: {@code ngspice -b} on the same netlist,
   * v(c1), v(b1), v(c2), v(b2) by {@code wrdata}, its rows joined by straight lines. Up to the first
   * switching its steps are good to 0.1 mV; after two of them to 2 mV.
   */
  @ParameterizedTest
  @CsvSource({
    "20e-6, 5.0161993, -1.3973864, 0.0951552, 0.8181905, 1e-4",
    "90e-6, 5.0000147, 0.3423049, 0.0920055, 0.8179880, 1e-4",
    "150e-6, 0.0861342, 0.8192262, 4.9296688, -2.3403904, 2e-3",
    "300e-6, 4.9361335, -2.4541066, 0.0845525, 0.8191897, 2e-3"
  })
  void anAstablePairStartsWhereNgspiceStartsIt(
      double when, double c1, double b1, double c2, double b2, double close) throws Exception {
    Simulation simulation =
        Simulation.of(
            "astable.cir",
            "astable\nVcc vcc 0 5\nRc1 vcc c1 1k\nRc2 vcc c2 1k\nRb1 vcc b1 22k\nRb2 vcc b2 20k\n"
                + "C1 c1 b2 10n\nC2 c2 b1 10n\nQ1 c1 b1 0 qn\nQ2 c2 b2 0 qn\n"
                + ".model qn npn(cje=8p cjc=4p tf=.5n tr=40n)\n"
                + ".ic v(b1)=-2 v(c1)=5 v(b2)=0.7 v(c2)=0.1\n.tran 1u 310u 0 0.5u uic\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();

    Table rows = simulation.tables().get("tran");

    assertThat(at(rows, "v(c1)", when)).isCloseTo(c1, within(close));
    assertThat(at(rows, "v(b1)", when)).isCloseTo(b1, within(close));
    assertThat(at(rows, "v(c2)", when)).isCloseTo(c2, within(close));
    assertThat(at(rows, "v(b2)", when)).isCloseTo(b2, within(close));
    // The first row has the values of .ic themselves.
    assertThat(rows.column("v(b1)")[0]).isCloseTo(-2, within(1e-6));
    assertThat(rows.column("v(c2)")[0]).isCloseTo(0.1, within(1e-6));
  }

  /**
   * Starts from {@code ic=} of capacitors that touch no node whose voltage is known. At once no charge has
   * flowed, so that the capacitors keep their voltages; what the resistors carry adds up to nothing: with
   * va - vb = 1, vb - vc = 2 and va + vb + vc = 0, vb = 1/3 V.
   */
  @Test
  void capacitorsThatFloatKeepTheirVoltages() throws Exception {
    Simulation simulation =
        Simulation.of(
            "floating.cir",
            "floating\nC1 a b 10n ic=1\nR1 a 0 1k\nR2 b 0 1k\nR3 c 0 1k\nC2 b c 10n ic=2\n"
                + ".tran 10n 1u uic\n.end\n");

    Table rows = simulation.tables().get("tran");

    assertThat(rows.column("v(a)")[0]).isCloseTo(4.0 / 3, within(1e-6));
    assertThat(rows.column("v(b)")[0]).isCloseTo(1.0 / 3, within(1e-6));
    assertThat(rows.column("v(c)")[0]).isCloseTo(-5.0 / 3, within(1e-6));
  }

  private static double at(Table rows, String name, double when) {
    double[] t = rows.column("time");
    double[] v = rows.column(name);
    int k = 1;
    while (t[k] < when) {
      k++;
    }
    return v[k - 1] + (v[k] - v[k - 1]) * (when - t[k - 1]) / (t[k] - t[k - 1]);
  }
}
