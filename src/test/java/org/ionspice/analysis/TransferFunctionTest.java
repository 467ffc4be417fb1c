package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** {@code .tf} against closed forms of small networks. */
class TransferFunctionTest {
  private static final double ROUNDING = 1e-12;

  private static Table run(String netlist) throws Exception {
    return Simulation.of("tf.cir", "test\n" + netlist).tables().get("tf");
  }

  private static void hasValues(Table table, double gain, double output, double input) {
    double[] expected = {gain, output, input};
    for (int i = 0; i < 3; i++) {
      double found = table.blocks().get(0).column(i)[0];
      assertThat(found)
          .as(table.header().columns().get(i).name())
          .isCloseTo(expected[i], within(ROUNDING * Math.abs(expected[i])));
    }
  }

  @Test
  void aDividerHasItsRatioAndItsTwoResistances() throws Exception {
    Table tf = run("V1 a 0 5\nR1 a b 1k\nR2 b 0 3k\n.tf v(b) V1\n");

    hasValues(tf, 3.0 / 4, 750, 4000);
    assertThat(tf.header().plotName()).isEqualTo("Transfer Function");
    assertThat(tf.header().columns().get(1).name()).isEqualTo("output_impedance_at_v(b)");
    assertThat(tf.header().columns().get(2).name()).isEqualTo("v1#input_impedance");
  }

  @Test
  void aCurrentSourceSeesWhatItDrives() throws Exception {
    hasValues(run("I1 0 a 1m\nR1 a 0 2k\nR2 a b 3k\nR3 b 0 5k\n.tf v(b) I1\n"),
        1600.0 / 8 * 5, 2500, 1600);
  }

  @Test
  void theCurrentOfAnyElementIsAnOutput() throws Exception {
    // Seen from the branch of R2, R1 lies in series with it.
    hasValues(run("V1 a 0 5\nR1 a b 1k\nR2 b 0 3k\n.tf i(R2) V1\n"), 1 / 4e3, 4e3, 4e3);
  }

  @Test
  void aDifferenceOfNodesIsAnOutput() throws Exception {
    // A bridge: 1k over 3k beside 2k over 2k.
    hasValues(
        run("V1 a 0 5\nR1 a b 1k\nR2 b 0 3k\nR3 a c 2k\nR4 c 0 2k\n.tf v(b,c) V1\n"),
        0.25, 750 + 1000, 2000);
  }

  @Test
  void aDiodeCountsWithItsSlopeAtTheOperatingPoint() throws Exception {
    // i = is (exp(v/Vt) - 1) = 1 mA, so that the slope is (1 mA + is)/Vt.
    double slope = (1e-3 + 1e-14) / (1.380649e-23 * 300.15 / 1.602176634e-19);
    Table tf = run("I1 0 a 1m\nD1 a 0 dm\n.model dm d(is=1e-14)\n.options gmin=1e-30\n.tf v(a) I1\n");

    double found = tf.column("transfer_function")[0];
    assertThat(found).isCloseTo(1 / slope, within(1e-9 / slope));
  }

  @Test
  void aStepGivesABlockForEachValue() throws Exception {
    Table tf = run("V1 a 0 5\nR1 a b 1k\nR2 b 0 3k\n.step R2 list 1k 3k\n.tf v(b) V1\n");

    assertThat(tf.blocks()).hasSize(2);
    assertThat(tf.blocks().get(0).at(0, 0)).isCloseTo(0.5, within(ROUNDING));
    assertThat(tf.blocks().get(1).at(0, 0)).isCloseTo(0.75, within(ROUNDING));
  }
}
