package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lossy lines against the two-port of the telegraph equations and its solutions in time. */
class LossyLineTest {
  private static Built<LossyLine> build(Map<String, Object> given) {
    return ParameterTable.of(LossyLine.class).build(given);
  }

  private static Table run(String netlist) throws IOException {
    Simulation simulation = Simulation.of("test.cir", "test\n" + netlist + ".end\n");
    assertThat(
            simulation.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    return simulation.tables().values().iterator().next();
  }

  private static double at(Table table, String name, double t) {
    double[] time = table.column("time");
    double[] v = table.column(name);
    int k = 0;
    while (time[k + 1] < t) {
      k++;
    }
    return v[k] + (v[k + 1] - v[k]) * (t - time[k]) / (time[k + 1] - time[k]);
  }

  @Test
  void theAdmittancesAreThoseOfTheTelegraphEquations() {
    // r c line of 1 Ohm and 1 F with w = 2: s = 1 + j, coth s and 1/sinh s from cosh, sinh.
    double[] y = new double[4];
    build(Map.of("r", 1, "c", 1, "len", 1)).record().orElseThrow().admittances(2, y);
    double sr = Math.sinh(1) * Math.cos(1);
    double si = Math.cosh(1) * Math.sin(1);
    double cr = Math.cosh(1) * Math.cos(1);
    double ci = Math.sinh(1) * Math.sin(1);
    double size = sr * sr + si * si;
    // y = sqrt(j w c / r) = 1 + j; (1 + j) cosh s / sinh s and -(1 + j) / sinh s.
    double pr = (cr * sr + ci * si) / size;
    double pi = (ci * sr - cr * si) / size;
    assertThat(y[0]).isCloseTo(pr - pi, within(1e-14));
    assertThat(y[1]).isCloseTo(pr + pi, within(1e-14));
    assertThat(y[2]).isCloseTo(-(sr + si) / size, within(1e-14));
    assertThat(y[3]).isCloseTo(-(sr - si) / size, within(1e-14));
  }

  @Test
  void atLowFrequencyItIsTheResistanceAndHalfTheCapacitance() {
    // coth s = 1/s + s/3: 1/R + j w C/3 at the own port, -1/R + j w C/6 over to the other.
    double[] y = new double[4];
    LossyLine line =
        build(Map.of("r", 5, "l", 1e-7, "c", 1e-10, "len", 2)).record().orElseThrow();
    line.admittances(1, y);
    assertThat(y[0]).isCloseTo(0.1, within(1e-12));
    assertThat(y[1]).isCloseTo(2e-10 / 3 - 2e-7 / 100, within(1e-15));
    assertThat(y[2]).isCloseTo(-0.1, within(1e-12));
    line.admittances(0, y);
    assertThat(y[0]).isEqualTo(0.1);
    assertThat(y[2]).isEqualTo(-0.1);
  }

  @ParameterizedTest
  // x = r len / (2 z0), z0 = 50: N = 250 x^2 exp(-x), at least 8, at most 128.
  @CsvSource({"1, 8", "50, 38", "100, 92", "300, 128", "0, 1"})
  void thePiecesFollowFromTheLoss(double r, int pieces) {
    assertThat(
            build(Map.of("r", r, "l", 250e-9, "c", 100e-12, "len", 1))
                .record()
                .orElseThrow()
                .pieces())
        .isEqualTo(pieces);
  }

  @Test
  void otherCombinationsAreRefused() {
    for (Map<String, Object> given :
        java.util.List.<Map<String, Object>>of(
            Map.of("len", 1, "r", 1),
            Map.of("len", 1, "r", 1, "l", 1),
            Map.of("len", 1, "r", 1, "l", 1, "c", 1, "g", 1),
            Map.of("len", 1, "l", 1, "c", 1, "sections", 1.5))) {
      assertThat(build(given).problems()).hasSize(1);
    }
  }

  @Test
  void aFrontArrivesAfterTheDelayAndIsDamped() throws IOException {
    // z0 = 50, td = 5 ns, x = 0.5; from and into 50 Ohm: 1/2 exp(-x) at the front.
    Table table =
        run(
            "V1 in 0 PULSE(0 1 0 1p 1p 1)\nR1 in a 50\nO1 a 0 b 0 m\nR2 b 0 50\n"
                + ".model m ltra(r=50 l=250n c=100p len=1)\n.tran 10p 8n\n");
    assertThat(at(table, "v(b)", 4.99e-9)).isCloseTo(0, within(1e-4));
    // What the file says: too high by x^2 / (2 N) = 0.25 / 76 of itself.
    double front = 0.5 * Math.exp(-0.5);
    assertThat(at(table, "v(b)", 5.005e-9)).isCloseTo(front * (1 + 0.25 / 76), within(5e-4));
  }

  @Test
  void anRcLineDiffuses() throws IOException {
    // Open end: 1 - 4/pi sum (-1)^k/(2k+1) exp(-(2k+1)^2 pi^2 t / (4 R C)), R C = 1 us.
    Table table =
        run(
            "V1 a 0 PULSE(0 1 0 1p 1p 1)\nO1 a 0 b 0 m\nR2 b 0 1g\n"
                + ".model m ltra(r=1k c=1n len=1)\n.tran 1n 2u\n");
    for (double t : new double[] {0.05e-6, 0.1e-6, 0.3e-6, 1e-6}) {
      double sum = 0;
      for (int k = 0; k < 40; k++) {
        int odd = 2 * k + 1;
        sum += (k % 2 == 0 ? 1 : -1) * Math.exp(-odd * odd * Math.PI * Math.PI * t / 4e-6) / odd;
      }
      assertThat(at(table, "v(b)", t)).isCloseTo(1 - 4 / Math.PI * sum, within(1e-3));
    }
  }

  @Test
  void inDcItIsItsResistance() throws IOException {
    Table table =
        run(
            "V1 a 0 3\nO1 a 0 b 0 m\nR2 b 0 100\nO2 a 0 c 0 n\nR3 c 0 100\n"
                + ".model m ltra(r=50 l=250n c=100p len=1)\n.model n ltra(r=200 c=1n len=1)\n.op\n");
    assertThat(table.column("v(b)")[0]).isCloseTo(2, within(1e-9));
    assertThat(table.column("v(c)")[0]).isCloseTo(1, within(1e-9));
  }
}
