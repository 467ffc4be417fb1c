package org.ionspice.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.expression.Expression;
import org.ionspice.result.Header;
import org.ionspice.result.Table;
import org.jspecify.annotations.Nullable;

/**
 * One {@code .meas} line. Immutable.
 *
 * @param analysis {@code tran ac dc op tf noise noise_total pz four four_total}
 * @param name the result's name, lower case
 * @param recipe what to do
 */
public record Measure(String analysis, String name, Recipe recipe, Span span) {

  /** What a measurement does. */
  sealed interface Recipe {}

  /** Statistics of {@code of} between two values of the scale. */
  record Statistic(Kind kind, Expression of, Limits limits) implements Recipe {}

  /**
   * What is read off the spikes of {@code of}: rises through {@code threshold}, counted again after a
   * fall through {@code reset}, null for the threshold.
   */
  record SpikeTrain(
      SpikeKind kind,
      Expression of,
      Expression threshold,
      @Nullable Expression reset,
      Limits limits)
      implements Recipe {}

  /** The value (or, with {@code slope}, the derivative) of {@code of} at a place. */
  record Find(Expression of, Where where, boolean slope) implements Recipe {}

  /** The place itself. */
  record When(Where where, Limits limits) implements Recipe {}

  /** The distance between two places. */
  record Delay(Where trigger, Where target) implements Recipe {}

  /** A formula of earlier measurements. */
  record Formula(Expression formula) implements Recipe {}

  /** Either a fixed place or a crossing: exactly one is given. */
  record Where(@Nullable Expression at, @Nullable Crossing crossing) {}

  /** Ends of a window; null for the whole range. */
  record Limits(@Nullable Expression from, @Nullable Expression to) {}

  enum Kind {
    MAX,
    MIN,
    MAX_AT,
    MIN_AT,
    PP,
    AVG,
    RMS,
    INTEG
  }

  /** Reads the line; empty when it has mistakes, which are added to {@code diagnostics}. */
  public static Optional<Measure> of(Command command, Diagnostics diagnostics) {
    return new MeasureReader(command, diagnostics).read();
  }

  /** Returns the names of the columns that it looks at, such as {@code v(out)}. */
  public List<String> columnsNeeded() {
    List<String> names = new ArrayList<>();
    if (recipe instanceof Statistic statistic) {
      Waves.columns(statistic.of(), names);
    } else if (recipe instanceof SpikeTrain train) {
      Waves.columns(train.of(), names);
      Waves.columns(train.threshold(), names);
      if (train.reset() != null) {
        Waves.columns(train.reset(), names);
      }
    } else if (recipe instanceof Find find) {
      Waves.columns(find.of(), names);
      columns(find.where(), names);
    } else if (recipe instanceof When when) {
      columns(when.where(), names);
    } else if (recipe instanceof Delay delay) {
      columns(delay.trigger(), names);
      columns(delay.target(), names);
    } else if (recipe instanceof Formula formula) {
      Waves.columns(formula.formula(), names);
    }
    return names.stream().distinct().toList();
  }

  private static void columns(Where where, List<String> names) {
    if (where.crossing() != null) {
      Waves.columns(where.crossing().left(), names);
      Waves.columns(where.crossing().right(), names);
    }
  }

  /**
   * Measures one block.
   *
   * @param earlier values of measurements made before, by lower-case name
   */
  public Result evaluate(Header header, Table.Block block, Map<String, Double> earlier) {
    try {
      if (block.size() == 0) {
        throw new NotMeasurable("the analysis gave no points");
      }
      Result result = evaluate(new Waves(header, block, earlier));
      return Double.isNaN(result.value()) ? failed("the result is not a number") : result;
    } catch (NotMeasurable e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the result of a measurement that could not be made. */
  public Result failed(String reason) {
    return new Result(
        analysis, name, Double.NaN, "1", Result.Place.NONE, Double.NaN, Double.NaN, reason, span,
        Map.of());
  }

  private Result evaluate(Waves waves) throws NotMeasurable {
    if (recipe instanceof Statistic statistic) {
      return statistic(statistic, waves);
    } else if (recipe instanceof SpikeTrain train) {
      return spikes(train, waves);
    } else if (recipe instanceof Find find) {
      return find(find, waves);
    } else if (recipe instanceof When when) {
      double place = place(when.where(), waves);
      return result(place, waves.scaleUnit(), Result.Place.NONE, place, 0);
    } else if (recipe instanceof Delay delay) {
      double trigger = place(delay.trigger(), waves);
      double target = place(delay.target(), waves);
      return result(target - trigger, waves.scaleUnit(), Result.Place.DELAY, target, trigger);
    }
    Wave wave = waves.of(((Formula) recipe).formula());
    return result(wave.real()[wave.re().length - 1], wave.unit(), Result.Place.NONE, 0, 0);
  }

  private Result statistic(Statistic statistic, Waves waves) throws NotMeasurable {
    Wave wave = waves.of(statistic.of());
    double[] range = range(statistic.limits(), waves);
    double from = range[0];
    double to = range[1];
    Window window = new Window(waves.scale(), wave.real(), from, to);
    String unit = wave.unit();
    return switch (statistic.kind()) {
      case MAX -> result(window.largest()[1], unit, Result.Place.AT, window.largest()[0], 0);
      case MIN -> result(window.smallest()[1], unit, Result.Place.AT, window.smallest()[0], 0);
      case MAX_AT -> placeOf(window.largest(), waves);
      case MIN_AT -> placeOf(window.smallest(), waves);
      case PP -> inWindow(window.largest()[1] - window.smallest()[1], unit, from, to);
      case AVG -> inWindow(window.mean(), unit, from, to);
      case RMS -> inWindow(window.rms(), unit, from, to);
      case INTEG -> inWindow(window.integral(), integralUnit(unit, waves), from, to);
    };
  }

  /** Returns the ends of a window on the scale, as far as the results go. */
  private static double[] range(Limits limits, Waves waves) throws NotMeasurable {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double place : waves.scale()) {
      least = Math.min(least, place);
      most = Math.max(most, place);
    }
    double from = limits.from() == null ? least : waves.of(limits.from()).real()[0];
    double to = limits.to() == null ? most : waves.of(limits.to()).real()[0];
    if (from > to) {
      throw new NotMeasurable("from is after to");
    }
    if (from > most || to < least) {
      throw new NotMeasurable("the results do not reach the window");
    }
    return new double[] {Math.max(from, least), Math.min(to, most)};
  }

  private Result spikes(SpikeTrain train, Waves waves) throws NotMeasurable {
    Wave of = waves.of(train.of());
    Expression reset = train.reset() == null ? train.threshold() : train.reset();
    double[] above = of.map("1", waves.of(train.threshold()), (a, b) -> a - b).re();
    double[] aboveReset = of.map("1", waves.of(reset), (a, b) -> a - b).re();
    double[] range = range(train.limits(), waves);
    if (train.kind() == SpikeKind.RATE && !(range[1] > range[0])) {
      throw new NotMeasurable("the window has no length");
    }
    Spikes spikes = Spikes.find(waves.scale(), above, aboveReset, range[0], range[1]);
    String time = waves.scaleUnit();
    String unit =
        switch (train.kind()) {
          case SPIKES, ISI_CV -> "1";
          case RATE -> time.equals("s") ? "Hz" : "1/" + time;
          default -> time;
        };
    return inWindow(train.kind().of(spikes, range[1] - range[0]), unit, range[0], range[1]);
  }

  private static String integralUnit(String unit, Waves waves) {
    Wave one = new Wave(unit, new double[1], null);
    return one.times(new Wave(waves.scaleUnit(), new double[1], null)).unit();
  }

  private Result find(Find find, Waves waves) throws NotMeasurable {
    double[] at = waves.scale();
    Wave wave = waves.of(find.of());
    double place = place(find.where(), waves);
    double[] y = find.slope() ? Window.slopes(at, wave.real()) : wave.real();
    double value = Window.value(at, y, place);
    if (Double.isNaN(value)) {
      boolean reached = !Double.isNaN(Window.value(at, at, place));
      throw new NotMeasurable(
          reached
              ? "the quantity is not a number at " + place
              : "the results do not reach " + place);
    }
    String unit = wave.unit();
    if (find.slope()) {
      Wave scale = new Wave(waves.scaleUnit(), new double[1], null);
      unit = new Wave(unit, new double[1], null).over(scale).unit();
    }
    return result(value, unit, Result.Place.NONE, place, 0);
  }

  private static double place(Where where, Waves waves) throws NotMeasurable {
    if (where.crossing() != null) {
      return where.crossing().find(waves);
    }
    if (where.at() == null) {
      throw new IllegalStateException("neither a place nor a crossing");
    }
    return waves.of(where.at()).real()[0];
  }

  private Result placeOf(double[] extremum, Waves waves) {
    return result(extremum[0], waves.scaleUnit(), Result.Place.WITH, extremum[1], 0);
  }

  private Result inWindow(double value, String unit, double from, double to) {
    return result(value, unit, Result.Place.WINDOW, from, to);
  }

  private Result result(double value, String unit, Result.Place place, double first, double second) {
    return new Result(analysis, name, value, unit, place, first, second, "", span, Map.of());
  }
}
