package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

class StabilityCheckTest {
  private static List<Diagnostic> warnings(String netlist) throws IOException {
    List<AnalysisReport> reports =
        Simulation.of("n.cir", netlist).run(header -> new Table(), Simulation.Progress.NONE);
    return reports.stream()
        .flatMap(r -> r.problems().stream())
        .filter(d -> d.code() == Code.W402)
        .toList();
  }

  /** The cubic i = v^3/3 - v beside 1 F and a resistor, at v = 0: deviations grow as (1 - 1/R) t. */
  private static String cubic(double ohms, String analysis) {
    return "cubic\nB1 a 0 I=v(a)^3/3-v(a)\nC1 a 0 1\nR1 a 0 " + ohms + "\n" + analysis + "\n.end\n";
  }

  @Test
  void theMiddleBranchIsToldWithItsTime() throws IOException {
    // Closed form: C dv/dt = v - v/R with R = 2 Ohm, C = 1 F grows by e every 2 s.
    List<Diagnostic> found = warnings(cubic(2, ".op"));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).message()).contains("every 2.00 s");
  }

  @Test
  void anImpedanceAtAnUnstablePointIsToldToo() throws IOException {
    assertThat(warnings(cubic(2, "I1 0 a 0 ac 1\n.ac dec 1 1 10"))).hasSize(1);
  }

  @Test
  void aStablePointIsNotToldOf() throws IOException {
    assertThat(warnings(cubic(0.5, ".op"))).isEmpty();
  }

  @Test
  void sourcesInductorsAndHeldStatesDoNotLookUnstable() throws IOException {
    assertThat(
            warnings(
                "many rows without a charge\nV1 a 0 1\nL1 a b 1m\nC1 b 0 1n\nE1 c 0 b 0 -10\n"
                    + "R1 c d 1k\nN1 d 0 hp\nV2 d e 0\nR2 e 0 1k\nK1 L1 L2 0.5\nL2 f 0 1m\n"
                    + "R3 f 0 10\n.op\n.end\n"))
        .isEmpty();
  }
}
