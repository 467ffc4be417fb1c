package org.ionspice.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Source;
import org.ionspice.measure.Result;
import org.ionspice.plot.Sketch;
import org.ionspice.result.Summary;

/**
 * What a report is made of.
 *
 * @param title of the netlist
 * @param source the netlist
 * @param diagnostics everything that was said, in order
 * @param analyses what was run
 * @param results measurements
 * @param further tables that belong to no single analysis
 * @param pictures by the names of their files
 * @param devices the parameters of every device type in the circuit
 * @param facts further lines about the run, such as versions
 */
public record Contents(
    String title,
    Source source,
    List<Diagnostic> diagnostics,
    List<Ran> analyses,
    List<Result> results,
    List<Summary> further,
    Map<String, Sketch> pictures,
    List<DeviceTable> devices,
    Map<String, String> facts) {
  public Contents {
    diagnostics = List.copyOf(diagnostics);
    analyses = List.copyOf(analyses);
    results = List.copyOf(results);
    further = List.copyOf(further);
    pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
    devices = List.copyOf(devices);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /**
   * One analysis.
   *
   * @param name that of its files, {@code tran2}
   * @param kind its name for people
   * @param seconds of wall-clock time
   * @param summaries what it found beside its rows
   */
  public record Ran(
      String name,
      String kind,
      long points,
      long rejected,
      long iterations,
      double seconds,
      boolean completed,
      List<Summary> summaries) {
    public Ran {
      summaries = List.copyOf(summaries);
    }
  }
}
