package org.ionspice.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ionspice.analysis.AcSweep;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.DcSweep;
import org.ionspice.analysis.OperatingPoint;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.AnalysisKeyword;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.integration.Transient;

/** Turns dot lines into analyses: those of SPICE here, the others by their readers. */
public final class AnalysisLines {
  /** What to write for a sweep that .dc does not have. */
  private static final String STEPPED = "; .step sweeps parameters, models and numbers of devices";

  private static final int MOST_POINTS = 10_000_000;

  /** Steps of a transient that no machine ends: mostly a wrong suffix. */
  private static final double MOST_STEPS = 1e10;

  /** The readers of lines that have a class of their own, by keyword. */
  private static final Map<AnalysisKeyword, LineReader> READERS =
      Map.ofEntries(
          Map.entry(
              AnalysisKeyword.SENS,
              (c, design, trouble) -> new SmallSignalLines(design, trouble).sensitivity(c)),
          Map.entry(
              AnalysisKeyword.TRAIN, (c, design, trouble) -> new TrainLine(design, trouble).read(c)),
          Map.entry(
              AnalysisKeyword.TF,
              (c, design, trouble) -> new SmallSignalLines(design, trouble).transferFunction(c)),
          Map.entry(
              AnalysisKeyword.NOISE,
              (c, design, trouble) -> new SmallSignalLines(design, trouble).noise(c)),
          Map.entry(
              AnalysisKeyword.EIS,
              (c, design, trouble) -> new ImpedanceLine(design, trouble).read(c)),
          Map.entry(
              AnalysisKeyword.SP,
              (c, design, trouble) -> new ScatteringLine(design, trouble).read(c)),
          Map.entry(
              AnalysisKeyword.POLES,
              (c, design, trouble) -> new StabilityLines(design, trouble).poles(c)),
          Map.entry(
              AnalysisKeyword.CONTINUATION,
              (c, design, trouble) -> new StabilityLines(design, trouble).continuation(c)),
          Map.entry(
              AnalysisKeyword.PSS, (c, design, trouble) -> new PeriodicLine(design, trouble).read(c)),
          Map.entry(
              AnalysisKeyword.HYSTERESIS,
              (c, design, trouble) -> new HysteresisLine(design, trouble).read(c)),
          Map.entry(
              AnalysisKeyword.PROTOCOL,
              (c, design, trouble) -> new ProtocolLine(c, design, trouble).read()),
          Map.entry(
              AnalysisKeyword.PZ, (c, design, trouble) -> new PoleZeroLine(design, trouble).read(c)));

  private final Design design;
  private final Diagnostics diagnostics;

  /** Makes a reader of the lines of a design; mistakes are added to {@code diagnostics}. */
  public AnalysisLines(Design design, Diagnostics diagnostics) {
    this.design = design;
    this.diagnostics = diagnostics;
  }

  /** Returns the analysis of a command, or nothing when it is none or has mistakes. */
  public Optional<Analysis> bind(Command command) {
    Optional<AnalysisKeyword> keyword = AnalysisKeyword.find(command.keyword());
    if (keyword.isPresent() && READERS.containsKey(keyword.get())) {
      return READERS.get(keyword.get()).read(command, design, diagnostics);
    }
    return switch (command.keyword()) {
      case "op" -> command.values().isEmpty()
          ? Optional.of(new OperatingPoint())
          : wrong(command.values().get(0).span(), ".op takes no values", "form: .op");
      case "dc" -> dc(command);
      case "ac" -> ac(command);
      case "tran" -> transientRun(command);
      case "weight", "sample", "data" -> TrainLine.beside(command, design, diagnostics);
      default -> Optional.empty();
    };
  }

  private Optional<Analysis> wrong(Span at, String message, String form) {
    diagnostics.add(Code.E230, at, message, form);
    return Optional.empty();
  }

  private Optional<Analysis> transientRun(Command command) {
    String form = "form: .tran [tstep] tstop [tstart [tmax]] [uic]";
    List<Value> numbers = new ArrayList<>();
    boolean uic = false;
    for (Value value : command.values()) {
      if (value.isNumber()) {
        numbers.add(value);
        if (value.number() < 0) {
          return wrong(value.span(), "a time must not be negative", form);
        }
      } else if (List.of("uic", "skipbp", "noop").contains(value.key())) {
        uic = true;
      } else if (!value.key().equals("startup")) { // The sources know of it.
        return wrong(value.span(), "'" + value.text() + "' is not a time", form);
      }
    }
    if (numbers.isEmpty() || numbers.size() > 4) {
      return wrong(command.span(), ".tran takes one to four times", form);
    }
    double stop = numbers.get(numbers.size() == 1 ? 0 : 1).number();
    boolean interpolate = design.options().containsKey("interp");
    // LTspice writes 0 for a step of its own choice, and for no largest step.
    boolean free = numbers.size() == 1 || numbers.get(0).number() == 0 && !interpolate;
    double step = free ? stop / 50 : numbers.get(0).number();
    double start = numbers.size() > 2 ? numbers.get(2).number() : 0;
    double most = numbers.size() > 3 ? numbers.get(3).number() : 0;
    if (!(stop > start)) {
      return wrong(numbers.get(numbers.size() - 1).span(), "tstop must be later than tstart", form);
    }
    if (!(step > 0)) {
      return wrong(numbers.get(0).span(), "a grid needs a step greater than zero", form);
    }
    if (most > 0 && stop / most > MOST_STEPS) {
      return wrong(
          numbers.get(3).span(), "this is over ten thousand million steps of tmax", form);
    }
    if (interpolate && stop / step > MOST_POINTS) {
      return wrong(numbers.get(0).span(), "this grid has over ten million points", form);
    }
    return Optional.of(new Transient(step, stop, start, most == 0 ? Double.NaN : most, uic, interpolate));
  }

  private Optional<Analysis> ac(Command command) {
    String form = "form: .ac dec|oct|lin n fstart fstop";
    List<Value> v = command.values();
    if (v.size() != 4) {
      return wrong(command.span(), ".ac takes four values", form);
    }
    return new FrequencyGrid(diagnostics, form).readToEnd(v).map(AcSweep::new);
  }

  private Optional<Analysis> dc(Command command) {
    String form = "form: .dc source|resistor|temp start stop step [source2 start2 stop2 step2]";
    List<Value> v = command.values();
    if (v.size() != 4 && v.size() != 8) {
      boolean byWord = !v.isEmpty() && v.get(0).text().equalsIgnoreCase("param");
      return wrong(
          command.span(),
          ".dc takes a name and three numbers, once or twice",
          byWord ? form + STEPPED : form);
    }
    List<DcSweep.Axis> axes = new ArrayList<>();
    for (int i = 0; i < v.size(); i += 4) {
      for (Value value : v.subList(i + 1, i + 4)) {
        if (!value.isNumber()) {
          return wrong(value.span(), "'" + value.text() + "' is not a number", form);
        }
      }
      String target = v.get(i).text().toLowerCase(Locale.ROOT);
      String parameter = parameterOf(target);
      if (parameter.isEmpty()) {
        boolean element = "virt".indexOf(target.charAt(0)) >= 0 && target.indexOf('(') < 0;
        return wrong(
            v.get(i).span(),
            "'" + v.get(i).text() + "' is no V, I or R of this circuit",
            element ? form : form + STEPPED);
      }
      double from = v.get(i + 1).number();
      double to = v.get(i + 2).number();
      double step = v.get(i + 3).number();
      if (step == 0 || (to - from) * step < 0) {
        return wrong(
            v.get(i + 3).span(), "this step never leads from the start to the stop", form);
      }
      double count = Math.floor((to - from) / step + 1e-6) + 1;
      if (count > MOST_POINTS) {
        return wrong(v.get(i + 3).span(), "this sweep has over ten million points", form);
      }
      double[] values = new double[(int) count];
      for (int k = 0; k < values.length; k++) {
        values[k] = from + k * step;
      }
      axes.add(new DcSweep.Axis(target, parameter, values));
    }
    return Optional.of(new DcSweep(axes));
  }

  private String parameterOf(String target) {
    if (target.equals("temp")) {
      return "temp";
    }
    if (design.circuit().instances().indexOfName(target) < 0) {
      return "";
    }
    return switch (target.charAt(target.lastIndexOf('.') + 1)) {
      case 'v', 'i' -> "dc";
      case 'r' -> "r";
      default -> "";
    };
  }
}
