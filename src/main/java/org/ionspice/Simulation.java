package org.ionspice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.ResultShape;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.control.Script;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.AnalysisKeyword;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Elaborator;
import org.ionspice.elaboration.Overrides;
import org.ionspice.elaboration.Step;
import org.ionspice.elaboration.Topology;
import org.ionspice.elaboration.Value;
import org.ionspice.lines.AnalysisLines;
import org.ionspice.netlist.Netlist;
import org.ionspice.netlist.NetlistReader;
import org.ionspice.netlist.ScriptLine;
import org.ionspice.result.Attachment;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;
import org.jspecify.annotations.Nullable;

/**
 * A netlist that was read, ready to run: the way in for Java callers.
 *
 * <pre>{@code
 * Simulation simulation = Simulation.read(Path.of("rc.cir"), List.of(), Map.of());
 * Table tran = simulation.tables().get("tran");
 * }</pre>
 *
 * <p>For one thread; several simulations in one process do not see each other.
 */
public final class Simulation {
  /** Dot lines that only a training needs. */
  static final Set<String> OF_TRAINING = Set.of("weight", "sample", "data");

  /** Readers of raw files with several plots expect ngspice's order; other kinds come behind. */
  private static final List<String> ORDER =
      List.of("ac", "dc", "op", "tran", "pz", "tf", "disto", "noise", "sens");

  private final Netlist netlist;
  private final Overrides overrides;
  private final Diagnostics diagnostics;
  private final Design design;
  private final List<Bound> analyses = new ArrayList<>();
  private final Script script;
  private Settings settings;
  private int jobs = 1;
  private final Variants variants = new Variants();
  private Set<String> beside = Set.of();
  private final Set<String> hidden = new LinkedHashSet<>();

  private record Bound(Command command, Analysis analysis) {}

  /** Opens a sink for an analysis that is about to run. */
  public interface SinkFactory {
    ResultSink open(Header header) throws IOException;

    /**
     * Returns why a result is not begun, a reason and a hint; empty when there is room for it.
     *
     * @param rows that it will have at least
     */
    default List<String> refusal(Header header, double rows) throws IOException {
      return List.of();
    }
  }

  /** Told about progress; may ask to stop. */
  public interface Progress {
    /** Ignores everything and never stops. */
    Progress NONE =
        new Progress() {
          @Override
          public void update(String analysis, double fraction, double stepSize) {}

          @Override
          public boolean cancelled() {
            return false;
          }
        };

    /** Takes the fraction of the analysis that is done, 0..1, and its step in the scale's unit. */
    void update(String analysis, double fraction, double stepSize);

    boolean cancelled();
  }

  /** Binds a netlist; {@code known} is the script that may go on to further analyses. */
  private Simulation(
      Netlist netlist, Overrides overrides, Diagnostics diagnostics, @Nullable Script known) {
    this.netlist = netlist;
    this.overrides = overrides;
    this.diagnostics = diagnostics;
    this.design = Elaborator.elaborate(netlist, overrides, diagnostics);
    this.script = known == null ? Script.of(netlist.script(), diagnostics) : known;
    boolean asked =
        design.commands().stream().anyMatch(c -> AnalysisKeyword.find(c.keyword()).isPresent());
    boolean scripted = !netlist.script().isEmpty() && !asked;
    boolean trainedLater = netlist.script().stream().anyMatch(line -> line.key().equals("train"));
    boolean alone = known == null && netlist.script().isEmpty();
    if (!diagnostics.hasErrors() && !scripted) {
      Topology.check(design.circuit(), design, alone, diagnostics);
    }
    this.settings = RunSettings.of(design, diagnostics);
    Value highest = design.options().get("maxord");
    boolean gear = settings.method() == Settings.Method.GEAR;
    if (highest != null && !gear && !diagnostics.hasErrors()) {
      diagnostics.add(
          Code.W214, highest.span(), "maxord has no effect without method=gear", "add method=gear");
    }
    AnalysisLines lines = new AnalysisLines(design, diagnostics);
    for (Command command : design.commands()) {
      if (!trainedLater || !OF_TRAINING.contains(command.keyword())) {
        lines.bind(command).ifPresent(a -> analyses.add(new Bound(command, a)));
      }
    }
    analyses.sort(Comparator.comparingInt(bound -> rank(bound.command().keyword())));
    if (!scripted && !diagnostics.hasErrors()) {
      new FourierLines(design, diagnostics)
          .check(analyses.stream().map(Bound::analysis).toList());
      if (known == null && netlist.script().isEmpty()) {
        SavedQuantities.requireTime(
            design, analyses.stream().map(Bound::analysis).toList(), diagnostics);
      }
    }
    if (!asked && !scripted && !diagnostics.hasErrors()) {
      Span end = new Span(netlist.source(), Math.max(1, netlist.source().lineCount()), 1, 1);
      diagnostics.add(
          Code.E231, end, "the netlist asks for no analysis", "add .op, .dc, .ac or .tran");
    }
  }

  private static int rank(String keyword) {
    int place = ORDER.indexOf(keyword);
    return place < 0 ? ORDER.size() : place;
  }

  /** Reads a netlist file; mistakes are in {@link #diagnostics()}. */
  public static Simulation read(
      Path netlist, List<Path> includePaths, Map<String, Double> defines) {
    Diagnostics diagnostics = new Diagnostics();
    Netlist tree = NetlistReader.read(netlist, includePaths, diagnostics);
    return new Simulation(tree, Overrides.ofParameters(defines), diagnostics, null);
  }

  /** Reads a netlist that did not come from a file, and includes files relative to a folder. */
  public static Simulation of(
      String name,
      String text,
      Path folder,
      List<Path> includePaths,
      Map<String, Double> defines) {
    Diagnostics diagnostics = new Diagnostics();
    Netlist tree =
        NetlistReader.parse(new Source(name, text), folder, includePaths, diagnostics);
    return new Simulation(tree, Overrides.ofParameters(defines), diagnostics, null);
  }

  /** Reads a netlist from memory; {@code name} stands in messages. */
  public static Simulation of(String name, String text) {
    Diagnostics diagnostics = new Diagnostics();
    Netlist tree = NetlistReader.parse(new Source(name, text), diagnostics);
    return new Simulation(tree, Overrides.NONE, diagnostics, null);
  }

  /** Lets analyses use so many threads; results do not depend on it. */
  public void jobs(int threads) {
    jobs = Math.max(1, threads);
  }

  /** Keeps these quantities of devices of every run, too, where there are such: a script reads them. */
  public void keepBeside(Set<String> quantities) {
    beside = Set.copyOf(quantities);
  }

  /** Returns the names of the columns of the last run that were kept for a script only. */
  public Set<String> hidden() {
    return hidden;
  }

  /** Returns the netlist's text. */
  public Source source() {
    return netlist.source();
  }

  /** Returns the netlist's title. */
  public String title() {
    return netlist.title();
  }

  /** Returns whether the netlist has an analysis of its own, outside of any script. */
  public boolean hasAnalyses() {
    return !analyses.isEmpty();
  }

  /** Returns the commands of the netlist's {@code .control} sections. */
  public Script script() {
    return script;
  }

  /**
   * Returns this netlist's circuit with other analyses, as a script asks for them.
   *
   * @param lines dot lines without their dot
   * @param own whether the netlist's own analyses stay
   */
  public Simulation with(List<ScriptLine> lines, boolean own, Overrides altered) {
    boolean trains =
        lines.stream().anyMatch(line -> line.key().equals("train"))
            || own && design.commands().stream().anyMatch(c -> c.keyword().equals("train"));
    Variants.Variant variant = variants.of(netlist, lines, own, trains);
    Diagnostics trouble = new Diagnostics();
    variant.trouble().forEach(trouble::add);
    Simulation other =
        new Simulation(variant.netlist(), overrides.and(altered), trouble, script);
    other.jobs = jobs;
    other.beside = beside;
    return other;
  }

  /** Returns every diagnostic so far, in the order of their places. */
  public List<Diagnostic> diagnostics() {
    return diagnostics.sorted();
  }

  /** Returns whether there is no error, so that {@link #run} may be called. */
  public boolean isRunnable() {
    return !diagnostics.hasErrors();
  }

  /** Returns what the netlist means. */
  public Design design() {
    return design;
  }

  /**
   * Returns the circuit and commands as they read with these values of the {@code .step} lines, one
   * for each line: what a {@code .meas} line says may depend on them.
   */
  public Design design(double[] stepValues) {
    Overrides here = overrides;
    for (int s = 0; s < stepValues.length; s++) {
      here = design.steps().get(s).to(stepValues[s], here);
    }
    return Elaborator.elaborate(netlist, here, new Diagnostics());
  }

  /** Runs all analyses in ngspice's order of kinds; those of one kind as the netlist has them. */
  public List<AnalysisReport> run(SinkFactory sinks, Progress progress) throws IOException {
    if (!isRunnable()) {
      throw new IllegalStateException("the netlist has errors");
    }
    List<AnalysisReport> reports = new ArrayList<>();
    for (Bound bound : analyses) {
      if (progress.cancelled()) {
        break;
      }
      reports.add(run(bound, sinks, progress));
    }
    return reports;
  }

  /** Runs everything in memory; the n-th analysis of a kind is named {@code tran2} and so on. */
  public Map<String, Table> tables() throws IOException {
    Map<String, Table> tables = new java.util.LinkedHashMap<>();
    List<AnalysisReport> reports =
        run(
            header -> {
              String name = header.analysis();
              for (int k = 2; tables.containsKey(name); k++) {
                name = header.analysis() + k;
              }
              Table table = new Table();
              tables.put(name, table);
              return table;
            },
            Progress.NONE);
    for (AnalysisReport report : reports) {
      if (!report.completed()) {
        throw new IllegalStateException(
            report.problems().stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .map(Diagnostic::render)
                .orElse("stopped early"));
      }
    }
    return tables;
  }

  private AnalysisReport run(Bound bound, SinkFactory sinks, Progress progress)
      throws IOException {
    long begun = System.nanoTime();
    Analysis analysis = bound.analysis();
    String keyword = analysis.keyword();
    List<Step> steps = design.steps();
    long runs = 1;
    for (Step step : steps) {
      runs *= step.values().length;
    }
    long points = 0;
    long rejected = 0;
    long iterations = 0;
    List<Diagnostic> problems = new ArrayList<>();
    List<Summary> summaries = new ArrayList<>();
    List<Attachment> attachments = new ArrayList<>();
    List<String> names = steps.stream().map(Step::label).toList();
    Header header = null;
    int[] index = new int[steps.size()];
    try (AnalysisSinks open = new AnalysisSinks()) {
      for (long k = 0; k < runs && !progress.cancelled(); k++) {
        Overrides here = overrides;
        double[] values = new double[steps.size()];
        for (int s = 0; s < steps.size(); s++) {
          here = steps.get(s).at(index[s], here);
          values[s] = steps.get(s).values()[index[s]];
        }
        Design stepped = design;
        Analysis run = analysis;
        if (!steps.isEmpty()) {
          Diagnostics trouble = new Diagnostics();
          stepped = Elaborator.elaborate(netlist, here, trouble);
          run = again(stepped, bound, trouble);
          if (trouble.hasErrors()) {
            problems.addAll(trouble.sorted());
            break;
          }
        }
        Assembly system = new Assembly(stepped.circuit());
        Probes saved =
            SavedQuantities.beside(
                system, stepped, SavedQuantities.of(system, stepped, problems), beside, hidden);
        Probes probes = run.takesTime() ? saved : saved.atRest();
        Diagnostics fourierTrouble = new Diagnostics();
        List<FourierResults> fourier =
            FourierResults.of(run, stepped, probes, fourierTrouble);
        if (fourierTrouble.hasErrors()) {
          problems.addAll(fourierTrouble.sorted());
          break;
        }
        if (header == null) {
          List<String> refusal =
              sinks.refusal(
                  header(shape(run, system, probes)), run.leastRows() * runs);
          if (!refusal.isEmpty()) {
            problems.add(
                Diagnostic.of(
                    Code.E506, bound.command().span(), refusal.get(0), refusal.get(1)));
            break;
          }
          header = open(analysis, system, probes, open, sinks);
          for (FourierResults results : fourier) {
            for (ResultShape shape : results.shapes()) {
              open.open(sinks, header(shape));
            }
          }
        }
        open.block(values);
        Overrides base = here;
        double offset = k;
        double all = runs;
        Outcome outcome =
            run.run(
                new Run(
                    system,
                    RunSettings.of(stepped, diagnostics),
                    probes,
                    open.first(),
                    open.further(),
                    fourier.stream().map(FourierResults::grid).toList(),
                    new Run.Watch() {
                      @Override
                      public void progress(double fraction, double step) {
                        progress.update(keyword, (offset + fraction) / all, step);
                      }

                      @Override
                      public boolean cancelled() {
                        return progress.cancelled();
                      }
                    },
                    jobs,
                    celsius ->
                        new Assembly(
                            Elaborator.elaborate(
                                    netlist, base.withTemperature(celsius), new Diagnostics())
                                .circuit())));
        points += outcome.points();
        rejected += outcome.rejected();
        iterations += outcome.iterations();
        for (Summary summary : outcome.summaries()) {
          summaries.add(summary.at(names, values));
        }
        for (Attachment each : outcome.attachments()) {
          attachments.add(runs == 1 ? each : each.numbered(k + 1));
        }
        outcome.remarks().stream().filter(d -> !problems.contains(d)).forEach(problems::add);
        outcome.failure().ifPresent(problems::add);
        if (!outcome.completed()) {
          break;
        }
        List<ResultSink> further = open.further();
        for (int f = 0; f < fourier.size() && !progress.cancelled(); f++) {
          fourier.get(f).write(further.get(2 * f), further.get(2 * f + 1));
        }
        advance(index, steps);
      }
      open.whole(!progress.cancelled() && problems.stream().noneMatch(Diagnostic::isError));
    }
    boolean completed =
        !progress.cancelled() && problems.stream().noneMatch(Diagnostic::isError);
    double seconds = (System.nanoTime() - begun) * 1e-9;
    Header written =
        header != null
            ? header
            : new Header(keyword, analysis.plotName(), netlist.title(), List.of(), false, List.of());
    return new AnalysisReport(
        keyword,
        points,
        rejected,
        iterations,
        seconds,
        problems,
        completed,
        written,
        summaries,
        attachments);
  }

  /** Opens the sinks of all results of an analysis; returns the first one's header. */
  private Header open(
      Analysis analysis, Assembly system, Probes probes, AnalysisSinks sinks, SinkFactory factory)
      throws IOException {
    Header first = header(shape(analysis, system, probes));
    sinks.open(factory, first);
    for (ResultShape shape : analysis.further(system, probes)) {
      sinks.open(factory, header(shape));
    }
    return first;
  }

  private static ResultShape shape(Analysis analysis, Assembly system, Probes probes) {
    return new ResultShape(
        analysis.keyword(),
        analysis.plotName(),
        analysis.columns(system, probes),
        analysis.complex());
  }

  /** Counts on, innermost step first. */
  private static void advance(int[] index, List<Step> steps) {
    for (int s = 0; s < index.length; s++) {
      if (++index[s] < steps.get(s).values().length) {
        return;
      }
      index[s] = 0;
    }
  }

  /** Returns the analysis as it reads in the stepped design: its numbers may be stepped too. */
  private Analysis again(Design stepped, Bound bound, Diagnostics trouble) {
    AnalysisLines lines = new AnalysisLines(stepped, trouble);
    int position = design.commands().indexOf(bound.command());
    Optional<Analysis> analysis =
        position < 0 || position >= stepped.commands().size()
            ? Optional.empty()
            : lines.bind(stepped.commands().get(position));
    return analysis.orElse(bound.analysis());
  }

  private Header header(ResultShape shape) {
    return new Header(
        shape.name(),
        shape.plotName(),
        netlist.title(),
        shape.columns(),
        shape.complex(),
        design.steps().stream().map(Step::label).toList());
  }
}
