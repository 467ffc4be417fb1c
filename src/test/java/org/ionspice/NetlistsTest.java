package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example in netlists/ runs to its end, without a warning, and gives finite numbers. */
class NetlistsTest {
  @TestFactory
  Stream<DynamicTest> everyExampleRunsWithoutARemark() throws IOException {
    List<Path> netlists;
    try (Stream<Path> files = Files.list(Path.of("netlists"))) {
      netlists = files.filter(f -> f.toString().endsWith(".cir")).sorted().toList();
    }
    assertThat(netlists).isNotEmpty();
    return netlists.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path netlist) throws IOException {
    Simulation simulation = Simulation.read(netlist, List.of(), Map.of());
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();

    Map<String, Table> tables = simulation.tables();

    assertThat(tables).isNotEmpty();
    for (Table table : tables.values()) {
      assertThat(table.blocks()).isNotEmpty();
      for (Table.Block block : table.blocks()) {
        assertThat(block.size()).isPositive();
        for (int c = 0; c < table.header().width(); c++) {
          boolean mayEnd = table.header().analysis().equals("pz"); // The shorter list ends in NaN.
          for (double value : block.column(c)) {
            assertThat(mayEnd && Double.isNaN(value) || Double.isFinite(value))
                .as("%s in column %d of %s", value, c, table.header().analysis())
                .isTrue();
          }
        }
      }
    }
  }
}
