package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;

/** What most tests do with a netlist: read it, see that nothing is wrong with it, run it. */
public final class Runs {
  private Runs() {}

  /** Reads a netlist, title line first, and asserts that it has no errors. */
  public static Simulation simulation(String text) {
    return sound(Simulation.of("test.cir", text));
  }

  /** Reads a netlist file and asserts that it has no errors. */
  public static Simulation read(Path file) {
    return sound(Simulation.read(file, List.of(), Map.of()));
  }

  /** Runs a netlist, title line first, that has no errors: its tables by their names. */
  public static Map<String, Table> tables(String text) throws IOException {
    return simulation(text).tables();
  }

  /** Runs a simulation into a table and returns the report of its first analysis. */
  public static AnalysisReport report(Simulation simulation, Table table) throws IOException {
    return simulation.run(header -> table, Simulation.Progress.NONE).get(0);
  }

  private static Simulation sound(Simulation simulation) {
    assertThat(
            simulation.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    return simulation;
  }
}
