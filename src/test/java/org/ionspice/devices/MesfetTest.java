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

/** Closed forms of Statz et al. for the current and the gate's charge. */
class MesfetTest {
  /** k T / q at 300.15 K with the constants of CODATA 2018, V. */
  private static final double VT = 1.380649e-23 * 300.15 / 1.602176634e-19;

  private static Built<Mesfet> build(Map<String, Object> given) {
    return ParameterTable.of(Mesfet.class).build(given);
  }

  private static ContractProbe probe(Map<String, Object> given) {
    return new ContractProbe(build(given).record().orElseThrow(), 3, 0);
  }

  private static double diode(double u) {
    return 1e-14 * Math.expm1(u / VT) + 1e-12 * u;
  }

  @ParameterizedTest
  @CsvSource({"-0.5, 3", "-0.5, 0.4", "0, 2", "-2, 4", "0, 0", "0.3, 1.4"})
  void theCurrentIsThatOfStatz(double vgs, double vds) {
    double w = Math.max(vgs + 1.3, 0);
    double knee = 1 - Math.pow(Math.max(0, 1 - 2.2 * vds / 3), 3);
    double id = 2 * 3e-3 * w * w / (1 + 0.5 * w) * (1 + 0.04 * vds) * knee;
    Map<String, Object> card =
        Map.of(
            "vto", -1.3, "beta", 3e-3, "b", 0.5, "alpha", 2.2, "lambda", 0.04, "area", 2, "is",
            5e-15);
    double[] f = probe(card).at(new double[] {0, vds, vgs, 0}).f();

    assertThat(f[1]).isCloseTo(id - diode(vgs - vds), within(1e-15 + 1e-12 * id));
    // With drain and source exchanged the same current flows the other way.
    double[] exchanged = probe(card).at(new double[] {0, 0, vgs, vds}).f();
    assertThat(exchanged[3]).isCloseTo(f[1], within(1e-15));
  }

  @Test
  void aPChannelHasAllSignsChanged() {
    Map<String, Object> n = Map.of("cgs", 1e-12, "cgd", 2e-13);
    Map<String, Object> p = Map.of("cgs", 1e-12, "cgd", 2e-13, "polarity", "pmf");
    ContractProbe.Sample one = probe(n).at(new double[] {0, 1.5, -0.6, 0.1, 2e-3});
    ContractProbe.Sample other = probe(p).at(new double[] {0, -1.5, 0.6, -0.1, 2e-3});
    // The unknown of the gate's current belongs to the reversed voltage: it keeps its sign.
    for (int row = 1; row <= 3; row++) {
      assertThat(other.f()[row]).isEqualTo(-one.f()[row]);
      assertThat(other.q()[row]).isEqualTo(-one.q()[row]);
    }
  }

  @Test
  void theChargeIsThatOfStatzAndItsSlopesAreTheCapacitances() {
    // vgs = -0.4, vgd = -2.4: e = (-2.8 + sqrt(4 + 1/4))/2, root = sqrt(4.25), below y = 0.5.
    double root = Math.sqrt(4.25);
    double e = (-2.8 + root) / 2;
    double w = e + 1.3;
    double y = (e - 1.3 + Math.sqrt(w * w + 0.04)) / 2;
    double slope = 0.5 * (1 + w / Math.sqrt(w * w + 0.04));
    double junction = 1e-12 / Math.sqrt(1 - y / 0.8) * slope;
    double plus = 0.5 * (1 + 2 / root);
    Map<String, Object> card =
        Map.of("vto", -1.3, "alpha", 2, "pb", 0.8, "cgs", 1e-12, "cgd", 2e-13);
    double[] point = {0, 2, -0.4, 0, 0};
    ContractProbe probe = probe(card);

    assertThat(probe.at(point).q()[2])
        .isCloseTo(
            1e-12 * 2 * 0.8 * (1 - Math.sqrt(1 - y / 0.8)) + 2e-13 * (e - root), within(1e-24));
    assertThat(probe.output("cgs", point))
        .isCloseTo(junction * plus + 2e-13 * (1 - plus), within(1e-24));
    assertThat(probe.output("cgd", point))
        .isCloseTo(junction * (1 - plus) + 2e-13 * plus, within(1e-24));
  }

  @Test
  void theChargeGoesStraightAboveHalfAVolt() {
    // vds = 0 and alpha = 1e6: e = vgs; far above vto y = vgs + 0.01/(vgs - vto), with vto = -40.
    Map<String, Object> card = Map.of("vto", -40, "alpha", 1e6, "pb", 0.8, "cgs", 1e-12);
    double width = Math.sqrt(40.7 * 40.7 + 0.04);
    double y = (0.7 - 40 + width) / 2;
    double root = Math.sqrt(1 - 0.5 / 0.8);

    assertThat(probe(card).at(new double[] {0, 0, 0.7, 0, 0}).q()[2])
        .isCloseTo(1e-12 * (1.6 * (1 - root) + (y - 0.5) / root), within(1e-18));
  }

  @Test
  void theElementLineTakesAnAreaAndInitialVoltages() throws IOException {
    Simulation simulation =
        Simulation.of(
            "test.cir",
            "test\nVd d 0 5\nVg g 0 -1\nZ1 d g 0 zm 2 off\nZ2 d g 0 zm area=2 ic=5,-1\n"
                + ".model zm nmf(vto=-2 b=0)\n.op\n.save @z1[id] @z2[id]\n.end\n");
    assertThat(
            simulation.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    Table table = simulation.tables().values().iterator().next();

    // 2 2.5 mA/V^2 (1 V)^2.
    assertThat(table.column("@z1[id]")[0]).isCloseTo(5e-3, within(1e-9));
    assertThat(table.column("@z2[id]")[0]).isCloseTo(5e-3, within(1e-9));
  }
}
