package org.ionspice.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ionspice.Simulation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares what is said about faulty netlists, whole texts: each NAME.cir has its NAME.txt. Run with
 * {@code -Dupdate=true} to rewrite the texts, and review the difference.
 */
class RenderedDiagnosticsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/ionspice/diagnostics");

  @TestFactory
  Stream<DynamicTest> everyFaultyNetlistIsToldSo() throws IOException {
    List<Path> netlists;
    try (Stream<Path> files = Files.list(FOLDER)) {
      netlists = files.filter(f -> f.toString().endsWith(".cir")).sorted().toList();
    }
    assertThat(netlists).hasSizeGreaterThanOrEqualTo(60);
    return netlists.stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)));
  }

  private static void compare(Path netlist) throws IOException {
    String name = netlist.getFileName().toString();
    Simulation simulation =
        Simulation.of(name, Files.readString(netlist, StandardCharsets.UTF_8));
    String rendered =
        simulation.diagnostics().stream()
                .map(Diagnostic::render)
                .collect(Collectors.joining("\n"))
            + "\n";
    // The list of all lines grows with every analysis; DialectTest looks at single ones.
    rendered = rendered.replaceAll("supported: \\..*", "supported: ...");
    Path expected = FOLDER.resolve(name.replace(".cir", ".txt"));
    if (Boolean.getBoolean("update")) {
      Files.writeString(expected, rendered, StandardCharsets.UTF_8);
    }

    assertThat(rendered).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    assertThat(rendered).matches("(?s).*\\b[EW]\\d{3}\\b.*");
  }
}
