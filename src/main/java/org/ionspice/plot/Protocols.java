package org.ionspice.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;

/** Draws pulse protocols: the readings as points, what was fitted as lines. */
final class Protocols {
  /** What is drawn, by the names that tables of protocols have: the first that there is. */
  private static final List<String> DRAWN = List.of("change", "value", "ratio");

  /** Ratio of largest to smallest abscissa from which on the axis is logarithmic. */
  private static final double WIDE = 50;

  private static final int MOST_CURVES = 8;

  /** Findings that are exponentials, drawn smoothly. */
  private static final List<String> SMOOTH = List.of("ppf", "retention", "stdp");

  private static final int PIECES = 200;

  private Protocols() {}

  static Map<String, Picture> draw(String name, Table table, List<Summary> found) {
    Header header = table.header();
    String drawn =
        DRAWN.stream().filter(n -> header.indexOf(n) > 0).findFirst().orElseThrow();
    if (header.indexOf("interval") == 0) {
      drawn = "ratio";
    }
    Column y = header.columns().get(header.indexOf(drawn));
    Column x = header.columns().get(0);
    List<Curve> points = new ArrayList<>();
    List<Curve> lines = new ArrayList<>();
    for (Table.Block block : table.blocks()) {
      Optional<Summary> numbers =
          found.stream()
              .filter(f -> Arrays.equals(values(f), block.stepValues()))
              .findFirst();
      if (block.size() == 0 || points.size() >= MOST_CURVES) {
        continue;
      }
      String steps = Plots.steps(header, block);
      double[] at = block.column(0);
      String label = steps.isEmpty() ? drawn : steps;
      points.add(new Curve(label, at, block.column(header.indexOf(drawn))));
      int fit = header.indexOf("fit");
      boolean smooth = numbers.isPresent() && SMOOTH.contains(numbers.get().name());
      if (smooth) {
        exponentials(numbers.get(), at, lines);
      } else if (fit > 0) {
        sides(at, block.column(fit), lines);
      }
    }
    List<double[]> abscissas = points.stream().map(Curve::x).toList();
    Axis horizontal =
        isWide(abscissas)
            ? new Axis(x.name() + " [" + x.unit() + "]", 1, true)
            : Axis.of(x.name(), x.unit(), abscissas);
    Axis vertical = Axis.of(y.name(), y.unit(), points.stream().map(Curve::y).toList());
    return Map.of(name, Picture.measured(header.title(), horizontal, vertical, points, lines));
  }

  private static double[] values(Summary summary) {
    return summary.steps().values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Adds the fitted exponentials between the ends of each side. */
  private static void exponentials(Summary fit, double[] x, List<Curve> lines) {
    if (fit.name().equals("stdp")) {
      for (String side : List.of("minus", "plus")) {
        double sign = side.equals("plus") ? 1 : -1;
        double[] on = Arrays.stream(x).filter(v -> v * sign > 0).map(v -> v * sign).toArray();
        if (has(fit, "tau_" + side) && on.length > 0) {
          double a = number(fit, "a_" + side);
          double tau = number(fit, "tau_" + side);
          double end = Arrays.stream(on).max().orElseThrow();
          lines.add(line(0, end, v -> v * sign, v -> a * Math.exp(-v / tau)));
        }
      }
      return;
    }
    if (has(fit, "tau1")) {
      boolean wide = isWide(List.of(x));
      double low = Arrays.stream(x).min().orElseThrow();
      double high = Arrays.stream(x).max().orElseThrow();
      DoubleUnaryOperator place =
          wide ? v -> low * Math.pow(high / low, v) : v -> low + (high - low) * v;
      lines.add(line(0, 1, place, v -> sum(fit, place.applyAsDouble(v))));
    }
  }

  private static double sum(Summary fit, double x) {
    double y = number(fit, has(fit, "offset") ? "offset" : "end");
    double beta = has(fit, "beta") ? number(fit, "beta") : 1;
    for (int k = 1; has(fit, "tau" + k); k++) {
      y += number(fit, "c" + k) * Math.exp(-Math.pow(x / number(fit, "tau" + k), beta));
    }
    return y;
  }

  private static Curve line(
      double from, double to, DoubleUnaryOperator x, DoubleUnaryOperator y) {
    double[] at = new double[PIECES + 1];
    double[] values = new double[PIECES + 1];
    for (int k = 0; k <= PIECES; k++) {
      double v = from + (to - from) * k / PIECES;
      at[k] = x.applyAsDouble(v);
      values[k] = y.applyAsDouble(v);
    }
    return new Curve("fit", at, values);
  }

  private static boolean has(Summary fit, String column) {
    return fit.columns().stream().anyMatch(c -> c.name().equals(column));
  }

  private static double number(Summary fit, String column) {
    return fit.numbers(column)[0];
  }

  /** Adds the fitted curve, cut where there is none and where the abscissa changes its sign. */
  private static void sides(double[] x, double[] y, List<Curve> lines) {
    Integer[] order =
        IntStream.range(0, x.length)
            .boxed()
            .filter(k -> !Double.isNaN(y[k]))
            .sorted((a, b) -> Double.compare(x[a], x[b]))
            .toArray(Integer[]::new);
    for (boolean late : new boolean[] {false, true}) {
      int[] on =
          Arrays.stream(order).mapToInt(Integer::intValue).filter(k -> x[k] >= 0 == late).toArray();
      if (on.length > 1) {
        lines.add(
            new Curve(
                "fit",
                Arrays.stream(on).mapToDouble(k -> x[k]).toArray(),
                Arrays.stream(on).mapToDouble(k -> y[k]).toArray()));
      }
    }
  }

  private static boolean isWide(List<double[]> data) {
    double least = data.stream().flatMapToDouble(Arrays::stream).min().orElse(0);
    double most = data.stream().flatMapToDouble(Arrays::stream).max().orElse(0);
    return least > 0 && most > WIDE * least;
  }
}
