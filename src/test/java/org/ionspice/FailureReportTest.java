package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what a failed run says, word for word: own text, frozen; -Dupdate=true writes it. Numbers
 * that depend on rounding are replaced by #.
 */
class FailureReportTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/ionspice/failures");

  @ParameterizedTest
  @ValueSource(strings = {"blow-up", "no-point", "no-step", "ladder"})
  void aFailureNamesTheRowTheStepsAndThreeThingsToTry(String name) throws IOException {
    String netlist = Files.readString(FOLDER.resolve(name + ".cir"), StandardCharsets.UTF_8);
    Simulation simulation = Simulation.of(name + ".cir", netlist);
    assertThat(simulation.diagnostics()).isEmpty();
    Table table = new Table();

    AnalysisReport report = simulation.run(header -> table, Simulation.Progress.NONE).get(0);

    String rendered =
        report.problems().stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
    rendered = rendered.replaceAll("[0-9.]+e-[0-9]+|0[.][0-9]{4,}", "#") + "\n";
    Path expected = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("update")) {
      Files.writeString(expected, rendered, StandardCharsets.UTF_8);
    }
    assertThat(rendered).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    assertThat(report.completed()).isEqualTo(name.equals("ladder"));
    assertThat(report.points() > 0).isEqualTo(!name.equals("no-point")); // partial rows are kept
  }
}
