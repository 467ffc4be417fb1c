package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.AnalysisKeyword;
import org.ionspice.elaboration.Command;
import org.ionspice.measure.Listing;
import org.ionspice.measure.Measure;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.measure.Result;
import org.ionspice.result.Table;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every netlist that the documentation shows runs: {@code spice} blocks that have an analysis, in
 * the README and in docs.
 *
 * <p>Files that the netlists of a page read are shown on it too, in blocks whose first line names
 * them: {@code csv steady.csv}.
 */
class ShownNetlistsTest {
  private static final Pattern FENCE =
      Pattern.compile("^```(\\w+)(?: (\\S+))?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern ANALYSIS = 
      Pattern.compile("(?im)^\\.(" + String.join("|", AnalysisKeyword.keywords()) + ")\\b");

  @TempDir static Path work;

  @TestFactory
  Stream<DynamicTest> everyNetlistRunsWithoutARemark() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      Path folder = Files.createDirectories(work.resolve(page.toString()));
      int count = 0;
      Matcher fence = FENCE.matcher(Files.readString(page).replace("\r\n", "\n"));
      while (fence.find()) {
        String text = fence.group(3);
        if (fence.group(2) != null) {
          Files.writeString(folder.resolve(fence.group(2)), text);
        } else if (fence.group(1).equals("spice") && ANALYSIS.matcher(text).find()) {
          String name = page.getFileName() + " netlist " + ++count;
          Path file = Files.writeString(folder.resolve("n" + count + ".cir"), text);
          tests.add(DynamicTest.dynamicTest(name, () -> run(file)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests.stream();
  }

  @Test
  void theGuidesShowWholeNetlistsOnly() throws IOException {
    for (Path page : pages()) {
      Matcher fence = FENCE.matcher(Files.readString(page).replace("\r\n", "\n"));
      while (fence.find()) {
        if (fence.group(1).equals("spice")) {
          // Scripts are run by ScriptTest.
          boolean scripted = fence.group(3).contains("\n.control\n");
          assertThat(scripted || ANALYSIS.matcher(fence.group(3)).find())
              .as(page + fence.group())
              .isTrue();
        }
      }
    }
  }

  private static void run(Path file) throws IOException, NotMeasurable {
    Simulation simulation = Simulation.read(file, List.of(), Map.of());
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    Map<String, Table> tables = simulation.tables();
    assertThat(tables).isNotEmpty();
    for (Table table : tables.values()) {
      assertThat(table.blocks()).isNotEmpty();
      for (Table.Block block : table.blocks()) {
        assertThat(block.size()).isPositive();
        asked(simulation, table, block);
      }
    }
  }

  /** Makes the measurements and the lists that the netlist asks of a block of results. */
  private static void asked(Simulation simulation, Table table, Table.Block block)
      throws NotMeasurable {
    Map<String, Double> known = new HashMap<>();
    Diagnostics trouble = new Diagnostics();
    for (Command command : simulation.design().commands()) {
      String analysis = command.values().isEmpty() ? "" : command.values().get(0).key();
      if (!analysis.equals(table.header().analysis())) {
        continue;
      }
      if (command.keyword().equals("meas")) {
        Measure measure = Measure.of(command, trouble).orElseThrow();
        Result result = measure.evaluate(table.header(), block, known);
        assertThat(result.reason()).as(measure.name()).isEmpty();
        known.put(measure.name(), result.value());
      } else if (command.keyword().equals("plot") || command.keyword().equals("print")) {
        Listing listing = Listing.of(command, trouble).orElseThrow();
        assertThat(listing.waves(table.header(), block)).isNotEmpty();
        assertThat(listing.horizontal(table.header(), block).wave().re()).isNotEmpty();
      }
    }
    assertThat(trouble.sorted()).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }
}
