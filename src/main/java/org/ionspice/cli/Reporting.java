package org.ionspice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.elaboration.Step;
import org.ionspice.elaboration.Value;
import org.ionspice.measure.Result;
import org.ionspice.output.FinalFile;
import org.ionspice.plot.Picture;
import org.ionspice.plot.Sketch;
import org.ionspice.report.Contents;
import org.ionspice.report.DeviceTable;
import org.ionspice.report.HtmlReport;
import org.ionspice.result.Summary;

/** Gathers what {@code --report} writes. Loaded only when a report is asked for. Mutable. */
final class Reporting {
  private final Simulation simulation;
  private final List<Diagnostic> said;
  private final List<Contents.Ran> analyses = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();
  private final List<Summary> further = new ArrayList<>();
  private final Map<String, Sketch> pictures = new LinkedHashMap<>();

  /** Begins a report of a netlist about which {@code said} was said; the list may still grow. */
  Reporting(Simulation simulation, List<Diagnostic> said) {
    this.simulation = simulation;
    this.said = said;
  }

  /** Returns whether a file can be made at {@code target}. */
  static boolean isWritable(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder) && !Files.isDirectory(target);
  }

  /** Adds what was run and measured. */
  Reporting with(List<AnalysisReport> reports, List<Result> measured, List<Summary> spreads) {
    Map<String, Integer> seen = new HashMap<>();
    for (AnalysisReport report : reports) {
      int count = seen.merge(report.analysis(), 1, Integer::sum);
      analyses.add(
          new Contents.Ran(
              report.analysis() + (count == 1 ? "" : Integer.toString(count)),
              report.header().plotName(),
              report.points(),
              report.rejected(),
              report.iterations(),
              report.seconds(),
              report.completed(),
              report.summaries()));
    }
    results.addAll(measured);
    further.addAll(spreads);
    return this;
  }

  /** Adds pictures by the names of their files. */
  Reporting with(Map<String, Picture> drawn) {
    drawn.forEach((name, picture) -> pictures.put(name, picture.sketch()));
    return this;
  }

  /** Writes the file. */
  void write(Path target) throws IOException {
    Contents contents =
        new Contents(
            simulation.title(),
            simulation.source(),
            said,
            analyses,
            results,
            further,
            pictures,
            DeviceTable.of(simulation.design().circuit()),
            facts());
    FinalFile.of(target).write(HtmlReport.of(contents));
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("IonSpice", Main.VERSION);
    facts.put("Java", System.getProperty("java.version", ""));
    facts.put(
        "Written",
        LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"))
            + " UTC");
    Value seed = simulation.design().options().get("seed");
    if (seed != null) {
      facts.put("Seed", seed.text());
    }
    for (Step step : simulation.design().steps()) {
      if (step.kind() == Step.Kind.RUN) {
        facts.put("Seed", step.parameter());
      }
    }
    return facts;
  }
}
