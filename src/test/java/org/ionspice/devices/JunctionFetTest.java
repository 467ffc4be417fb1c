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

/** Closed forms of the square law, and of the gate's junctions. */
class JunctionFetTest {
  /** k T / q at 300.15 K with the constants of CODATA 2018, V. */
  private static final double VT = 1.380649e-23 * 300.15 / 1.602176634e-19;

  private static Built<JunctionFet> build(Map<String, Object> given) {
    return ParameterTable.of(JunctionFet.class).build(given);
  }

  private static ContractProbe probe(Map<String, Object> given) {
    return new ContractProbe(build(given).record().orElseThrow(), 3, 0);
  }

  private static double diode(double u) {
    return 1e-14 * Math.expm1(u / VT) + 1e-12 * u;
  }

  @ParameterizedTest
  @CsvSource({"-1, 5", "-1, 0.4", "0, 2", "-3, 4", "0, 0", "-0.5, 1.5"})
  void theChannelIsShichmanAndHodges(double vgs, double vds) {
    // id = beta (1 + lambda vds) times vds (2 (vgs - vto) - vds), or (vgs - vto)^2 beyond pinch-off.
    double w = Math.max(vgs + 2, 0);
    double end = Math.min(vds, w);
    double channel = 1e-3 * (1 + 0.05 * vds) * end * (2 * w - end);
    Map<String, Object> card = Map.of("vto", -2, "beta", 1e-3, "lambda", 0.05);
    double[] f = probe(card).at(new double[] {0, vds, vgs, 0}).f();

    assertThat(f[1]).isCloseTo(channel - diode(vgs - vds), within(1e-15));
    assertThat(f[2]).isCloseTo(diode(vgs) + diode(vgs - vds), within(1e-24));
    // With drain and source exchanged the same current flows the other way.
    double[] exchanged = probe(card).at(new double[] {0, 0, vgs, vds}).f();
    assertThat(exchanged[3]).isCloseTo(f[1], within(1e-15));
    // A p channel is the same with all signs changed.
    double[] p =
        probe(Map.of("vto", -2, "beta", 1e-3, "lambda", 0.05, "polarity", "pjf"))
            .at(new double[] {0, -vds, -vgs, 0})
            .f();
    assertThat(p[1]).isEqualTo(-f[1]);
  }

  @Test
  void theDopingTailJoinsAtPinchOffAndIsCubicForZero() {
    JunctionFet card = build(Map.of("vto", -2, "b", 0, "pb", 1)).record().orElseThrow();

    // b = 0 leaves k w^3 / (pb - vto) in saturation: 1e-4 1.2^3 / 3.
    assertThat(card.new Channel(1e-4, -2).at(-0.8, 3).current)
        .isCloseTo(1e-4 * 1.2 * 1.2 * 1.2 / 3, within(1e-18));
    JunctionFet half = build(Map.of("vto", -2, "b", 0.5, "pb", 1)).record().orElseThrow();
    JunctionFet.Channel below = half.new Channel(1e-4, -2).at(-0.8, 1.2 - 1e-9);
    JunctionFet.Channel above = half.new Channel(1e-4, -2).at(-0.8, 1.2 + 1e-9);
    assertThat(below.current).isCloseTo(above.current, within(1e-17));
    assertThat(below.byVgs).isCloseTo(above.byVgs, within(1e-11));
    assertThat(below.byVds).isCloseTo(above.byVds, within(1e-11));
  }

  @Test
  void theGateCapacitancesLieAtTheirPins() {
    double[][] c =
        probe(Map.of("cgs", 3e-12, "cgd", 1e-12, "pb", 0.8, "area", 2))
            .at(new double[] {0, 2.4, 0, 0})
            .c();

    // cgd at -2.4 V: 2 * 1 pF / sqrt(1 + 2.4/0.8).
    assertThat(c[2][1]).isCloseTo(-1e-12, within(1e-24));
    assertThat(c[2][3]).isCloseTo(-6e-12, within(1e-24));
  }

  @Test
  void oddCardsAreRefused() {
    assertThat(build(Map.of("b", 0.5, "vto", 2)).problems().get(0).message()).contains("pb");
  }

  @Test
  void theElementLineTakesAnAreaAndInitialVoltages() throws IOException {
    Simulation simulation =
        Simulation.of(
            "test.cir",
            "test\nVd d 0 5\nVg g 0 -1\nJ1 d g 0 jm 2 off\nJ2 d g 0 jm area=2 ic=5,-1\n"
                + ".model jm njf(vto=-2 beta=1m)\n.op\n.save @j1[id] @j2[id]\n.end\n");
    assertThat(
            simulation.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    Table table = simulation.tables().values().iterator().next();

    assertThat(table.column("@j1[id]")[0]).isCloseTo(2e-3, within(1e-9));
    assertThat(table.column("@j2[id]")[0]).isCloseTo(2e-3, within(1e-9));
  }
}
