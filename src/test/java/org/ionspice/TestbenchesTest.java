package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.measure.Measure;
import org.ionspice.measure.Result;
import org.ionspice.result.Table;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every testbench: a folder with bench.cir, expect.csv (measure, block, value) and
 * tolerance.properties (measure = absolute tolerance). Adding one needs no Java.
 */
class TestbenchesTest {
  @TestFactory
  Stream<DynamicTest> everyBenchMeetsItsExpectations() throws IOException {
    List<Path> benches;
    try (Stream<Path> folders = Files.list(Path.of("testbenches"))) {
      benches = folders.filter(f -> Files.exists(f.resolve("expect.csv"))).sorted().toList();
    }
    assertThat(benches).isNotEmpty();
    return benches.stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
  }

  private static void check(Path bench) throws IOException {
    assertThat(bench.resolve("README.md")).exists();
    Simulation simulation = Simulation.read(bench.resolve("bench.cir"), List.of(), Map.of());
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    Map<String, Table> tables = simulation.tables();
    Properties tolerance = new Properties();
    try (Reader reader = Files.newBufferedReader(bench.resolve("tolerance.properties"))) {
      tolerance.load(reader);
    }
    Map<String, List<Double>> found = measure(simulation, tables);
    List<String> rows = Files.readAllLines(bench.resolve("expect.csv"));
    assertThat(rows.size()).isGreaterThan(1);
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      String name = cells[0];
      double expected = Double.parseDouble(cells[2]);
      assertThat(tolerance.getProperty(name)).as("tolerance of " + name).isNotNull();
      double allowed = Double.parseDouble(tolerance.getProperty(name).trim());
      assertThat(found).containsKey(name);
      assertThat(found.get(name).get(Integer.parseInt(cells[1])))
          .as(row)
          .isCloseTo(expected, within(allowed));
    }
  }

  private static Map<String, List<Double>> measure(
      Simulation simulation, Map<String, Table> tables) {
    Map<String, List<Double>> found = new HashMap<>();
    Diagnostics diagnostics = new Diagnostics();
    List<Measure> measures = new ArrayList<>();
    for (Command command : simulation.design().commands()) {
      if (command.keyword().equals("meas")) {
        Measure.of(command, diagnostics).ifPresent(measures::add);
      }
    }
    assertThat(diagnostics.hasErrors()).isFalse();
    Table table = tables.values().iterator().next();
    for (Table.Block block : table.blocks()) {
      Map<String, Double> known = new HashMap<>();
      for (Measure measure : measures) {
        Result result = measure.evaluate(table.header(), block, known);
        assertThat(result.succeeded()).as(result.render()).isTrue();
        known.put(measure.name(), result.value());
        found.computeIfAbsent(measure.name(), n -> new ArrayList<>()).add(result.value());
      }
    }
    return found;
  }
}
