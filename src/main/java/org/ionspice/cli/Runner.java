package org.ionspice.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.control.Session;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.measure.Fourier;
import org.ionspice.measure.Listing;
import org.ionspice.measure.Measure;
import org.ionspice.measure.MeasureFile;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.measure.Result;
import org.ionspice.output.FinalFile;
import org.ionspice.output.Numbers;
import org.ionspice.output.RawFile;
import org.ionspice.plot.Picture;
import org.ionspice.output.SummaryJson;
import org.ionspice.output.SummaryText;
import org.ionspice.result.Header;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;
import org.jspecify.annotations.Nullable;

/** Runs one netlist, writes its files and prints its results. */
final class Runner {
  private static final int LONGEST_INPUT = 64 << 20;

  private final Options options;
  private final PrintStream out;
  private final PrintStream err;
  private final Set<String> printed = new HashSet<>();
  private final Allowance allowance;
  private final List<Diagnostic> said = new ArrayList<>();

  Runner(Options options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
    this.allowance = new Allowance(options.memory, options.disk);
  }

  /** Reads and checks; with {@code run} also runs. Returns the exit code. */
  int netlist(Path netlist, boolean run) throws IOException {
    if (!Files.isReadable(netlist) || Files.isDirectory(netlist)) {
      err.println("ionspice: " + netlist + " cannot be read");
      return Main.FILES;
    }
    return netlist(
        netlist, Simulation.read(netlist, options.includePaths, options.parameters), run);
  }

  /** Does the same for a netlist on standard input, which includes from the working folder. */
  int standardInput(boolean run) throws IOException {
    byte[] text = System.in.readNBytes(LONGEST_INPUT + 1);
    if (text.length > LONGEST_INPUT) {
      err.println("error[E106]: standard input is larger than 64 MB");
      return Main.NETLIST;
    }
    String name = "stdin.cir";
    Simulation simulation =
        Simulation.of(
            name,
            new String(text, StandardCharsets.UTF_8),
            Path.of("").toAbsolutePath(),
            options.includePaths,
            options.parameters);
    if (options.server && run && simulation.script().isEmpty()) {
      return new Server(simulation, out, err, allowance).run();
    }
    return netlist(Path.of(name), simulation, run);
  }

  private int netlist(Path netlist, Simulation simulation, boolean run) throws IOException {
    simulation.jobs(options.jobs);
    Diagnostics measureTrouble = new Diagnostics();
    List<Measure> measures = measures(simulation.design(), measureTrouble);
    List<Listing> plots = listings(simulation, "plot", measureTrouble);
    List<Listing> prints = listings(simulation, "print", measureTrouble);
    print(simulation.diagnostics());
    print(measureTrouble.sorted());
    if (options.report != null && !simulation.script().isEmpty()) {
      err.println("ionspice: --report does not go together with a .control script");
      return Main.USAGE;
    }
    if (options.report != null && !Reporting.isWritable(options.report)) {
      err.println("ionspice: " + options.report + " cannot be written");
      return Main.FILES;
    }
    if (options.report != null && (measureTrouble.hasErrors() || !simulation.isRunnable())) {
      new Reporting(simulation, said).write(options.report);
    }
    if (measureTrouble.hasErrors()) {
      return Main.NETLIST;
    }
    if (!simulation.isRunnable()) {
      // A well-written netlist of a circuit without a solution ends as one whose solution failed.
      return run && onlyTopology(simulation.diagnostics()) ? Main.NO_SOLUTION : Main.NETLIST;
    }
    if (!run) {
      return Main.FINE;
    }
    Wishes wishes = new Wishes(measures, plots, prints);
    return simulation.script().isEmpty()
        ? run(netlist, simulation, wishes)
        : script(netlist, simulation, wishes);
  }

  /** Carries out a netlist's script; its own analyses follow when the script ran none. */
  private int script(Path netlist, Simulation simulation, Wishes wishes)
      throws IOException {
    Path root = options.out == null ? Path.of("") : options.out;
    if (!options.untrusted) {
      Files.createDirectories(root.toAbsolutePath());
    }
    Path working = root.toAbsolutePath();
    RawFile raw = options.raw == null ? null : raw(null, "", simulation.design());
    ScriptEngine engine = new ScriptEngine(simulation, new Reports(raw), sources(netlist));
    Session session =
        new Session(simulation.script(), engine, files(working), out, err);
    int code;
    try {
      code = session.run();
    } finally {
      if (raw != null) {
        raw.close();
      }
    }
    if (code != -1) {
      return code;
    }
    return !session.hasRun() && simulation.hasAnalyses() ? run(netlist, simulation, wishes) : Main.FINE;
  }

  private Meter meter() {
    return new Meter(err, Boolean.getBoolean("ionspice.errterminal"), options.percent);
  }

  private Sources sources(Path netlist) {
    Path folder = netlist.toAbsolutePath().normalize().getParent();
    Map<String, String> variables = new LinkedHashMap<>(options.variables);
    variables.put("program", "ionspice");
    if (options.batch) {
      variables.put("batchmode", "1");
    }
    return new Sources(folder, options.includePaths, options.parameters, variables);
  }

  private org.ionspice.control.Files files(Path working) throws IOException {
    return options.untrusted
        ? org.ionspice.control.Files.none()
        : new org.ionspice.control.Files(working);
  }

  /** Runs what a script asks for: results in memory, and in the raw file when one was asked for. */
  private final class Reports implements ScriptEngine.Reports {
    private final @Nullable RawFile raw;

    Reports(@Nullable RawFile raw) {
      this.raw = raw;
    }

    @Override
    public ScriptEngine.Results run(Simulation simulation) throws IOException {
      Outputs outputs = new Outputs(null, raw, header -> true, allowance);
      List<AnalysisReport> reports;
      try (Meter meter = meter()) {
        reports = simulation.run(outputs, options.quiet ? Simulation.Progress.NONE : meter);
      }
      for (AnalysisReport report : reports) {
        print(report.problems());
        if (!options.quiet) {
          out.println(summary(report));
        }
      }
      Map<String, Table> tables = outputs.tables();
      Diagnostics trouble = new Diagnostics();
      List<Measure> measures = measures(simulation.design(), trouble);
      print(trouble.sorted());
      Measurements.print(
          Measurements.of(
              tables, measures, values -> measures(simulation.design(values), new Diagnostics())),
          out);
      return new ScriptEngine.Results(List.copyOf(tables.values()), reports);
    }

    @Override
    public void show(List<Diagnostic> diagnostics) {
      print(diagnostics);
    }
  }

  private static List<Measure> measures(Design design, Diagnostics trouble) {
    List<Measure> measures = new ArrayList<>();
    for (Command command : design.commands()) {
      if (command.keyword().equals("meas")) {
        Measure.of(command, trouble).ifPresent(measures::add);
      }
    }
    return measures;
  }

  private static boolean onlyTopology(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(Diagnostic::isError)
        .allMatch(d -> d.code().name().startsWith("E3"));
  }

  /** What is done with the results. */
  private record Wishes(List<Measure> measures, List<Listing> plots, List<Listing> prints) {
    /** Returns whether something is made of these results when the run is over. */
    boolean want(Header header) {
      String analysis = header.analysis();
      return !header.hasScale()
          || measures.stream().anyMatch(m -> m.analysis().equals(analysis))
          || prints.stream().anyMatch(p -> p.analysis().equals(analysis));
    }
  }

  private static List<Listing> listings(
      Simulation simulation, String keyword, Diagnostics diagnostics) {
    List<Listing> listings = new ArrayList<>();
    for (Command command : simulation.design().commands()) {
      if (command.keyword().equals(keyword)) {
        Listing.of(command, diagnostics).ifPresent(listings::add);
      }
    }
    return listings;
  }

  /** Takes the hook away, unless the process is ending: then it runs already. */
  private static void release(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It closes the files; what this thread could still say about them would be noise.
      LockSupport.park();
    }
  }

  private int run(Path netlist, Simulation simulation, Wishes wishes) throws IOException {
    String name = String.valueOf(netlist.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Path folder = folder(stem);
    if (folder != null) {
      Files.createDirectories(folder);
    }
    RawFile raw = raw(folder, stem, simulation.design());
    boolean drawn = folder != null && options.plot || options.report != null;
    Outputs outputs = new Outputs(folder, raw, header -> drawn || wishes.want(header), allowance);
    Thread hook = new Thread(outputs::abandon);
    Runtime.getRuntime().addShutdownHook(hook);
    List<AnalysisReport> reports;
    try (Meter meter = meter()) {
      reports = simulation.run(outputs, options.quiet ? Simulation.Progress.NONE : meter);
    } catch (IOException | RuntimeException e) {
      outputs.abandon();
      throw e;
    } catch (OutOfMemoryError e) {
      outputs.abandon();
      err.println(
          "error[E106]: the results do not fit into the memory of "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB; what there is stays in the partial files");
      err.println(
          "  = hint: .save fewer quantities, leave out .print and .meas with -r, use --no-plot, or"
              + " give more memory: IONSPICE_JAVA_OPTS=-Xmx8g");
      return Main.FILES;
    } finally {
      release(hook);
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
    Map<String, Table> tables = outputs.tables();
    print(withoutResults(wishes, reports, tables));
    List<Result> results = 
        Measurements.of(
            tables,
            wishes.measures(),
            values -> measures(simulation.design(values), new Diagnostics()));
    List<Summary> spreads = Spreads.of(simulation.design(), results);
    List<String> written = new ArrayList<>(outputs.names());
    if (folder != null && !wishes.measures().isEmpty()) {
      FinalFile.of(folder.resolve("measures.json")).write(MeasureFile.json(results));
      written.add("measures.json");
    }
    if (folder != null && !spreads.isEmpty()) {
      FinalFile.of(folder.resolve("spread.json")).write(SummaryJson.of(spreads));
      written.add("spread.json");
    }
    Findings findings = Findings.of(reports);
    if (folder != null) {
      written.addAll(findings.write(folder));
    }
    if (drawn) {
      List<Diagnostic> remarks = new ArrayList<>();
      Map<String, Picture> pictures =
          Pictures.of(tables, findings.byName(), wishes.plots(), remarks);
      print(remarks);
      if (folder != null && options.plot) {
        written.addAll(Pictures.draw(folder, pictures));
      }
      if (options.report != null) {
        new Reporting(simulation, said)
            .with(reports, results, spreads)
            .with(pictures)
            .write(options.report);
      }
    }
    if (options.json) {
      out.print(RunSummary.json(netlist, reports, results, spreads, simulation.diagnostics()));
    } else {
      text(tables, wishes.prints(), fourierSamples(simulation.design()));
      out.print(findings.text());
      Measurements.print(results, out);
      spreads.forEach(spread -> out.print(SummaryText.of(spread)));
    }
    if (!options.quiet && !written.isEmpty()) {
      String where = folder == null ? "" : folder + ": ";
      err.println("written: " + where + String.join(" ", written));
    }
    if (!solved) {
      return isFilesAffair(reports) ? Main.FILES : Main.NO_SOLUTION;
    }
    boolean failed = results.stream().anyMatch(r -> !r.succeeded());
    return failed && options.strict ? Main.MEASUREMENT : Main.FINE;
  }

  /** Returns whether what went wrong is the place that results take. */
  private static boolean isFilesAffair(List<AnalysisReport> reports) {
    return reports.stream()
        .flatMap(report -> report.problems().stream())
        .filter(Diagnostic::isError)
        .allMatch(problem -> problem.code() == Code.E506);
  }

  /** Returns a warning for each list of an analysis that the netlist does not ask for. */
  private static List<Diagnostic> withoutResults(
      Wishes wishes, List<AnalysisReport> reports, Map<String, Table> tables) {
    List<Listing> lines = new ArrayList<>(wishes.plots());
    lines.addAll(wishes.prints());
    List<Diagnostic> remarks = new ArrayList<>();
    for (Listing line : lines) {
      // Totals and special points are results of their own.
      if (reports.stream().noneMatch(r -> r.analysis().equals(line.analysis()))
          && tables.values().stream()
              .noneMatch(t -> t.header().analysis().equals(line.analysis()))) {
        String what = "there are no results of ." + line.analysis() + " to list";
        String hint = "add ." + line.analysis() + ", or name an analysis of this netlist";
        remarks.add(Diagnostic.of(Code.W230, line.span(), what, hint));
      }
    }
    return remarks;
  }

  private @Nullable Path folder(String stem) {
    if (options.out != null) {
      return options.out;
    }
    return options.batch || options.raw != null ? null : Path.of(stem + ".out");
  }

  private @Nullable RawFile raw(@Nullable Path folder, String stem, Design design)
      throws IOException {
    Path target = options.raw;
    if (target == null) {
      if (folder == null) {
        return null;
      }
      target = folder.resolve(stem + ".raw");
    }
    Value type = design.options().get("filetype");
    boolean ascii =
        type != null && type.text().equalsIgnoreCase("ascii")
            || "ascii".equalsIgnoreCase(options.variables.get("filetype"))
            || "1".equals(System.getenv("SPICE_ASCIIRAWFILE"));
    return new RawFile(
        target,
        ascii ? RawFile.Form.ASCII : RawFile.Form.BINARY,
        "IonSpice 0.1 (ngspice-46 compatible), Build " + Main.VERSION,
        LocalDateTime.ofEpochSecond(System.currentTimeMillis() / 1000, 0, ZoneOffset.UTC));
  }

  private static int fourierSamples(Design design) {
    Value given = design.options().get("fourgridsize");
    return given == null ? Fourier.SAMPLES : (int) given.number();
  }

  /** Prints the tables of {@code .print}, and single values that no line asks for. */
  private void text(Map<String, Table> tables, List<Listing> prints, int samples)
      throws IOException {
    for (Table table : tables.values()) {
      boolean asked = false;
      for (Listing line : prints) {
        if (!line.analysis().equals(table.header().analysis())) {
          continue;
        }
        asked = true;
        try {
          if (options.raw == null) {
            Tables.print(line, table, out);
          }
        } catch (NotMeasurable e) {
          String why = String.valueOf(e.getMessage());
          print(List.of(Diagnostic.of(Code.W230, line.span(), "not printed: " + why, "")));
        }
      }
      if (!asked && table.header().analysis().equals("four")) {
        Tables.harmonics(table, samples, out);
      } else if (!asked && !table.header().analysis().equals("four_total")) {
        singleValues(table);
      }
    }
  }

  private void singleValues(Table table) {
    Header header = table.header();
    if (header.hasScale()) {
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
    // Not String.format, which takes a while to start.
    return report.analysis()
        + ": "
        + report.points()
        + " points, "
        + report.rejected()
        + " rejected, "
        + report.iterations()
        + " Newton iterations, "
        + seconds(report.seconds())
        + " s"
        + (report.completed() ? "" : ", not completed");
  }

  /** Returns a time to the millisecond. */
  private static String seconds(double seconds) {
    long milliseconds = Math.round(seconds * 1000);
    return milliseconds / 1000 + "." + String.valueOf(1000 + milliseconds % 1000).substring(1);
  }

  private void print(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      String text = diagnostic.render();
      if (printed.add(text)) { // Every analysis and step may find the same.
        said.add(diagnostic);
        err.println(text);
      }
    }
  }

  /** Opens {@code -o}'s file for both streams. */
  static PrintStream log(Path target) throws IOException {
    return new PrintStream(Files.newOutputStream(target), true, StandardCharsets.UTF_8);
  }
}
