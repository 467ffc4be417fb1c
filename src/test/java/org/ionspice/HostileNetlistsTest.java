package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.junit.jupiter.api.Test;

/**
 * Netlists that are large in one direction are read, or refused with a bounded number of bounded
 * messages; a step that were quadratic would take many minutes.
 */
class HostileNetlistsTest {
  // Five times as many, and a line of 16 MB, were tried too; a test is to be quick.
  private static final int MANY = 200_000;
  private static final int LONG = 4 << 20;

  /** Characters of a rendered diagnostic: message, hint and the lines around the caret. */
  private static final int LONGEST_TEXT = 10_000;

  @Test
  void aLineOfMegabytesIsOneWord() {
    Simulation simulation = of("R1 a 0 " + "x".repeat(LONG));

    assertThat(codes(simulation)).contains(Code.E102);
  }

  @Test
  void aNumberOfMillionsOfDigitsIsBeyondTheRange() {
    Simulation simulation = of("R1 a 0 " + "1".repeat(LONG));

    assertThat(codes(simulation)).containsOnly(Code.E102);
  }

  @Test
  void manyLettersOutsideAsciiAreOneNode() {
    Simulation simulation = of("V1 " + "\u00e9".repeat(MANY) + " 0 1", "R1 a 0 1k");

    assertThat(simulation.design().circuit().nodes().get(0)).hasSize(MANY);
  }

  @Test
  void manyContinuationLinesAreOneStatement() {
    Simulation simulation = of("V1 a 0 PWL(", "+ 0 0\n".repeat(MANY / 2).strip(), "+ )");

    // All points stand at the same time.
    assertThat(simulation.diagnostics()).hasSizeLessThanOrEqualTo(Diagnostics.MOST_ERRORS);
  }

  @Test
  void manyParametersOfOneElementAreRefusedInAFewMessages() {
    StringBuilder line = new StringBuilder("R1 a 0 1k");
    for (int k = 0; k < MANY; k++) {
      line.append(" p").append(k).append("=1");
    }

    Simulation simulation = of(line.toString());

    assertThat(codes(simulation)).contains(Code.E202);
  }

  @Test
  void manyParametersOfASubcircuitAreSet() {
    StringBuilder definition = new StringBuilder(".subckt s a");
    StringBuilder call = new StringBuilder("X1 b s");
    for (int k = 0; k < MANY / 4; k++) {
      definition.append(" p").append(k).append("=1");
      call.append(" p").append(k).append("=2");
    }

    Simulation simulation = of(definition.toString(), "R1 a 0 {p7}", ".ends", call.toString(),
        "V1 b 0 1");

    assertThat(simulation.isRunnable()).isTrue();
    assertThat(simulation.design().circuit().instances().get(0).model().toString()).contains("r=2.0");
  }

  @Test
  void manyNodesOnOneLineAreCountedOnce() {
    StringBuilder line = new StringBuilder("X1");
    for (int k = 0; k < MANY; k++) {
      line.append(" n").append(k);
    }

    Simulation simulation = of(".subckt s a b", "R1 a b 1k", ".ends", line + " s");

    assertThat(codes(simulation)).contains(Code.E120);
  }

  @Test
  void manyCommasAreReadInOneGo() {
    Simulation simulation = of("M1 a b c d m ic=1" + ",1".repeat(MANY / 2), ".model m nmos");

    assertThat(codes(simulation)).contains(Code.E122);
  }

  @Test
  void manyDoubtfulNumbersGiveABoundedListOfWarnings() {
    StringBuilder lines = new StringBuilder("V1 a 0 1");
    for (int k = 0; k < MANY / 4; k++) {
      lines.append("\nR").append(k).append(" a 0 1M");
    }

    Simulation simulation = of(lines.toString());

    assertThat(simulation.diagnostics()).hasSize(Diagnostics.MOST_REMARKS);
  }

  private static Simulation of(String... lines) {
    Simulation simulation =
        Simulation.of("hostile.cir", "title\n" + String.join("\n", lines) + "\n.op\n.end\n");
    for (Diagnostic diagnostic : simulation.diagnostics()) {
      assertThat(diagnostic.render().length()).isLessThan(LONGEST_TEXT);
    }
    return simulation;
  }

  private static List<Code> codes(Simulation simulation) {
    return simulation.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::code)
        .toList();
  }
}
