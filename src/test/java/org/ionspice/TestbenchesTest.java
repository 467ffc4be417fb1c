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
import org.ionspice.elaboration.Design;
import org.ionspice.measure.Measure;
import org.ionspice.measure.Result;
import org.ionspice.result.Table;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every testbench: a folder with tolerance.properties (measure = absolute tolerance) and
 * netlists, each with a table of expectations (measure, block, value): bench.cir with expect.csv,
 * any other NAME.cir with NAME.expect.csv. Adding one needs no Java.
 */
class TestbenchesTest {
  @TestFactory
  Stream<DynamicTest> everyBenchMeetsItsExpectations() throws IOException {
    List<Path> expectations;
    try (Stream<Path> files = Files.walk(Path.of("testbenches"), 2)) {
      expectations = files.filter(f -> f.toString().endsWith("expect.csv")).sorted().toList();
    }
    assertThat(expectations).isNotEmpty();
    return expectations.stream()
        .map(
            f -> {
              Path folder = f.getParent();
              String file = f.getFileName().toString();
              String name = file.equals("expect.csv") ? "bench" : file.replace(".expect.csv", "");
              return DynamicTest.dynamicTest(
                  folder.getFileName() + " " + name,
                  () -> check(folder, folder.resolve(name + ".cir"), f));
            });
  }

  private static void check(Path bench, Path netlist, Path expectations) throws IOException {
    assertThat(bench.resolve("README.md")).exists();
    Simulation simulation = Simulation.read(netlist, List.of(), Map.of());
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    Map<String, Table> tables = simulation.tables();
    Properties tolerance = new Properties();
    try (Reader reader = Files.newBufferedReader(bench.resolve("tolerance.properties"))) {
      tolerance.load(reader);
    }
    Map<String, List<Double>> found = measure(simulation, tables);
    List<String> rows = Files.readAllLines(expectations);
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

  private static List<Measure> measures(Design design, Diagnostics diagnostics) {
    List<Measure> measures = new ArrayList<>();
    for (Command command : design.commands()) {
      if (command.keyword().equals("meas")) {
        Measure.of(command, diagnostics).ifPresent(measures::add);
      }
    }
    return measures;
  }

  private static Map<String, List<Double>> measure(
      Simulation simulation, Map<String, Table> tables) {
    Map<String, List<Double>> found = new HashMap<>();
    Diagnostics diagnostics = new Diagnostics();
    List<Measure> measures = measures(simulation.design(), diagnostics);
    assertThat(diagnostics.hasErrors()).isFalse();
    Map<Integer, Map<String, Double>> known = new HashMap<>();
    for (Measure measure : measures) {
      // The first analysis of the measurement's kind; blocks are the steps.
      Table table =
          tables.values().stream()
              .filter(t -> t.header().analysis().equals(measure.analysis()))
              .findFirst()
              .orElseThrow();
      int step = 0;
      for (Table.Block block : table.blocks()) {
        Map<String, Double> earlier = known.computeIfAbsent(step++, k -> new HashMap<>());
        // What a measurement says may depend on the stepped parameters.
        Measure here =
            measures(simulation.design(block.stepValues()), diagnostics)
                .get(measures.indexOf(measure));
        Result result = here.evaluate(table.header(), block, earlier);
        assertThat(result.succeeded()).as(result.render()).isTrue();
        earlier.put(measure.name(), result.value());
        found.computeIfAbsent(measure.name(), n -> new ArrayList<>()).add(result.value());
      }
    }
    return found;
  }
}
