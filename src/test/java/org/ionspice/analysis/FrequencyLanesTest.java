package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** {@code .ac} of circuits so large that two threads share the frequencies. */
class FrequencyLanesTest {
  private static final int SECTIONS = 400;
  private static final double OHMS = 1;
  private static final double FARADS = 1e-9;

  @Test
  void everyFrequencyOfALadderIsTheClosedForm() throws Exception {
    StringBuilder netlist = new StringBuilder("ladder\nV1 n0 0 AC 1\n");
    for (int k = 1; k <= SECTIONS; k++) {
      netlist.append("R%d n%d n%d %s%n".formatted(k, k - 1, k, OHMS));
      netlist.append("C%d n%d 0 %s%n".formatted(k, k, FARADS));
    }
    netlist.append(".ac lin 1000 10 20k\n.save v(n").append(SECTIONS).append(")\n.end\n");

    Table table = Simulation.of("ladder.cir", netlist.toString()).tables().get("ac");

    Table.Block block = table.blocks().get(0);
    assertThat(block.size()).isEqualTo(1000);
    for (int p = 0; p < block.size(); p++) {
      double frequency = block.column(0)[p];
      assertThat(frequency).isCloseTo(10 + p * (20e3 - 10) / 999, within(1e-8));
      double[] end = endOfLadder(2 * Math.PI * frequency);
      assertThat(block.column(2)[p]).as("real at %s Hz", frequency).isCloseTo(end[0], within(1e-11));
      assertThat(block.column(3)[p]).as("imaginary at %s Hz", frequency).isCloseTo(end[1], within(1e-11));
    }
  }

  /** Goes from one volt at the open end back to the source, section by section. */
  private static double[] endOfLadder(double omega) {
    double re = 1;
    double im = 0;
    double currentRe = 0;
    double currentIm = 0;
    for (int k = 0; k < SECTIONS; k++) {
      currentRe -= omega * FARADS * im;
      currentIm += omega * FARADS * re;
      re += OHMS * currentRe;
      im += OHMS * currentIm;
    }
    double square = re * re + im * im;
    return new double[] {re / square, -im / square};
  }
}
