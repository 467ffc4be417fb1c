package org.ionspice.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.measure.Measure;
import org.ionspice.measure.MeasureFile;
import org.ionspice.measure.Result;
import org.ionspice.output.FinalFile;
import org.ionspice.output.Numbers;
import org.ionspice.output.RawFile;
import org.ionspice.plot.Picture;
import org.ionspice.plot.Plots;
import org.ionspice.result.Header;
import org.ionspice.result.Table;
import org.jspecify.annotations.Nullable;

/** Runs one netlist, writes its files and prints its results. */
final class Runner {
  private final Options options;
  private final PrintStream out;
  private final PrintStream err;

  Runner(Options options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Reads and checks; with {@code run} also runs. Returns the exit code. */
  int netlist(Path netlist, boolean run) throws IOException {
    if (!Files.isReadable(netlist) || Files.isDirectory(netlist)) {
      err.println("ionspice: " + netlist + " cannot be read");
      return Main.FILES;
    }
    Simulation simulation =
        Simulation.read(netlist, options.includePaths, options.parameters);
    Diagnostics measureTrouble = new Diagnostics();
    List<Measure> measures = new ArrayList<>();
    for (Command command : simulation.design().commands()) {
      if (command.keyword().equals("meas")) {
        Measure.of(command, measureTrouble).ifPresent(measures::add);
      }
    }
    print(simulation.diagnostics());
    print(measureTrouble.sorted());
    if (!simulation.isRunnable() || measureTrouble.hasErrors()) {
      return Main.NETLIST;
    }
    return run ? run(netlist, simulation, measures) : Main.FINE;
  }

  private int run(Path netlist, Simulation simulation, List<Measure> measures)
      throws IOException {
    String name = String.valueOf(netlist.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Path folder = folder(stem);
    if (folder != null) {
      Files.createDirectories(folder);
    }
    RawFile raw = raw(folder, stem);
    Outputs outputs = new Outputs(folder, raw);
    Thread hook = new Thread(outputs::abandon);
    Runtime.getRuntime().addShutdownHook(hook);
    List<AnalysisReport> reports;
    try {
      reports = simulation.run(outputs::open, Simulation.Progress.NONE);
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    outputs.close();
    boolean solved = true;
    for (AnalysisReport report : reports) {
      print(report.problems());
      solved &= report.completed();
      if (!options.quiet && !options.json) {
        out.println(summary(report));
      }
    }
    List<Result> results = measured(outputs.tables(), measures);
    if (folder != null && !measures.isEmpty()) {
      FinalFile.of(folder.resolve("measures.json")).write(MeasureFile.json(results));
    }
    if (folder != null && options.plot) {
      plots(folder, outputs.tables());
    }
    if (options.json) {
      out.print(Summary.json(netlist, reports, results, simulation.diagnostics()));
    } else {
      outputs.tables().forEach((key, table) -> operatingPoint(table));
      results.forEach(r -> out.println(r.render()));
    }
    if (!solved) {
      return Main.NO_SOLUTION;
    }
    boolean failed = results.stream().anyMatch(r -> !r.succeeded());
    return failed && options.strict ? Main.MEASUREMENT : Main.FINE;
  }

  private @Nullable Path folder(String stem) {
    if (options.out != null) {
      return options.out;
    }
    return options.batch || options.raw != null ? null : Path.of(stem + ".out");
  }

  private @Nullable RawFile raw(@Nullable Path folder, String stem) throws IOException {
    Path target = options.raw;
    if (target == null) {
      if (folder == null) {
        return null;
      }
      target = folder.resolve(stem + ".raw");
    }
    boolean ascii =
        "ascii".equalsIgnoreCase(options.variables.get("filetype"))
            || "1".equals(System.getenv("SPICE_ASCIIRAWFILE"));
    return new RawFile(
        target,
        ascii ? RawFile.Form.ASCII : RawFile.Form.BINARY,
        "IonSpice 0.1 (ngspice-46 compatible), Build " + Main.VERSION,
        ZonedDateTime.now());
  }

  private static void plots(Path folder, Map<String, Table> tables) throws IOException {
    for (Map.Entry<String, Table> entry : tables.entrySet()) {
      for (Map.Entry<String, Picture> each :
          Plots.of(entry.getKey(), entry.getValue()).entrySet()) {
        FinalFile png = FinalFile.of(folder.resolve(each.getKey() + ".png"));
        each.getValue().png(png.partial());
        png.publish();
        FinalFile svg = FinalFile.of(folder.resolve(each.getKey() + ".svg"));
        each.getValue().svg(svg.partial());
        svg.publish();
      }
    }
  }

  private static List<Result> measured(Map<String, Table> tables, List<Measure> measures) {
    List<Result> results = new ArrayList<>();
    List<Map<String, Double>> earlier = new ArrayList<>();
    for (Measure measure : measures) {
      Table table =
          tables.values().stream()
              .filter(t -> t.header().analysis().equals(measure.analysis()))
              .findFirst()
              .orElse(null);
      if (table == null) {
        results.add(measure.failed("the netlist has no ." + measure.analysis()));
        continue;
      }
      List<Table.Block> blocks = table.blocks();
      for (int i = 0; i < blocks.size(); i++) {
        while (earlier.size() <= i) {
          earlier.add(new HashMap<>());
        }
        Result result = measure.evaluate(table.header(), blocks.get(i), earlier.get(i));
        results.add(result);
        if (result.succeeded()) {
          earlier.get(i).put(measure.name(), result.value());
        }
      }
    }
    return results;
  }

  private void operatingPoint(Table table) {
    Header header = table.header();
    if (!header.analysis().equals("op")) {
      return;
    }
    for (Table.Block block : table.blocks()) {
      for (int i = 0; block.size() > 0 && i < header.columns().size(); i++) {
        String unit = header.columns().get(i).unit();
        String value = Numbers.shortest(block.at(i, 0));
        String tail = unit.equals("1") ? "" : " " + unit;
        out.println(header.columns().get(i).name() + " = " + value + tail);
      }
    }
  }

  private static String summary(AnalysisReport report) {
    return String.format(
        Locale.ROOT,
        "%s: %d points, %d rejected, %d Newton iterations, %.3f s%s",
        report.analysis(),
        report.points(),
        report.rejected(),
        report.iterations(),
        report.seconds(),
        report.completed() ? "" : ", not completed");
  }

  private void print(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      err.println(diagnostic.render());
    }
  }

  /** Copies standard input to a file, since messages need its lines. */
  static Path standardInput() throws IOException {
    Path copy = Files.createTempDirectory("ionspice").resolve("stdin.cir");
    Files.write(copy, System.in.readAllBytes());
    copy.toFile().deleteOnExit();
    return copy;
  }

  /** Opens {@code -o}'s file for both streams. */
  static PrintStream log(Path target) throws IOException {
    return new PrintStream(Files.newOutputStream(target), true, StandardCharsets.UTF_8);
  }
}
