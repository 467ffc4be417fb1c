package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PSpice's switches against the formula of its reference guide, written here once more. */
class SmoothSwitchTest {
  private static double resistance(double control, double on, double off, double ron, double roff) {
    double low = Math.min(on, off);
    double high = Math.max(on, off);
    if (control <= low || control >= high) {
      return (control >= high) == (on > off) ? ron : roff;
    }
    double mean = Math.log(Math.sqrt(ron * roff));
    double ratio = Math.log(ron / roff);
    double away = control - 0.5 * (on + off);
    double width = on - off;
    return Math.exp(
        mean
            + 3 * ratio * away / (2 * width)
            - 2 * ratio * Math.pow(away, 3) / Math.pow(width, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 3, 1", "1.2, 3, 1", "2, 3, 1", "2.9, 3, 1", "4, 3, 1", "0.5, -1, 2", "5, -1, 2", "-3, -1, 2"
  })
  void theResistanceIsThatOfTheGuide(double control, double on, double off) {
    ContractProbe probe =
        new ContractProbe(
            ParameterTable.of(SmoothVoltageSwitch.class)
                .build(Map.of("ron", 2.0, "roff", 5e5, "von", on, "voff", off))
                .record()
                .orElseThrow(),
            4,
            0);
    double[] x = new double[probe.columns()];
    x[3] = control;
    double expected = resistance(control, on, off, 2, 5e5);

    assertThat(1 / probe.output("g", x)).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void bothKindsStandInNetlists() throws IOException {
    Simulation run =
        Simulation.of(
            "case.cir",
            "t\nV1 c 0 0.5\nVc k 0 0\nRk c k 1k\nV2 a 0 1\nR1 a b 1k\nS1 b 0 c 0 sx\nR2 a d 1k\nW1 d 0 Vc wx\n"
                + ".model sx VSWITCH(ron=1 roff=1meg von=1 voff=0)\n.model wx ISWITCH(ion=1m ioff=0)\n"
                + ".op\n.end\n");
    assertThat(run.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    Table table = run.tables().values().iterator().next();

    // Half way the resistance is sqrt(ron roff) = 1 kOhm; gmin and tolerances leave 1e-6.
    assertThat(table.column("v(b)")[0]).isCloseTo(0.5, within(1e-6));
    assertThat(table.column("v(d)")[0]).isCloseTo(0.5, within(1e-6));
  }
}
