package org.ionspice.control;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.measure.Wave;

/** The forms in which a script prints numbers, vectors and plots: ngspice's. */
final class Text {
  private static final MathContext SIX = new MathContext(6);
  private static final String RULE = "-".repeat(80);

  private Text() {}

  /** A vector with the name it was written with. */
  record Named(String name, Wave wave) {}

  /** Returns a number with six digits behind the point, one fewer after a sign. */
  static String scientific(double value, int digits) {
    boolean minus = value < 0 || value == 0 && 1 / value < 0;
    String text = String.format(Locale.ROOT, "%." + (minus ? digits - 1 : digits) + "e", value);
    return text;
  }

  /** Returns a number with six significant digits, without an exponent where it is short. */
  static String general(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    BigDecimal six = new BigDecimal(value).round(SIX).stripTrailingZeros();
    int exponent = six.precision() - six.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return six.toPlainString();
    }
    String digits = six.unscaledValue().abs().toString();
    return (six.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "E-" : "E+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** Prints a vector of one value: {@code name = value}. */
  static void value(Named named, int digits, PrintStream out) {
    Wave w = named.wave();
    double[] im = w.im();
    StringBuilder line = new StringBuilder(named.name()).append(" = ");
    if (w.re().length > 1) {
      line.append(" ( ");
      for (double value : w.re()) {
        line.append(' ').append(scientific(value, digits));
      }
      line.append(" )");
    } else if (w.re().length == 1) {
      line.append(scientific(w.re()[0], digits));
      if (im != null) {
        line.append(',').append(scientific(im[0], digits));
      }
    }
    out.println(line);
  }

  /** Prints vectors as columns over their scale. */
  static void table(ResultPlot plot, List<Named> vectors, int digits, PrintStream out) {
    int width = digits + 10;
    String indent = " ".repeat(Math.max(0, (80 - plot.title.length()) / 2));
    out.println(indent + plot.title);
    out.println(indent + plot.kind + "  " + plot.date);
    StringBuilder head = new StringBuilder("Index   ");
    int rows = 0;
    for (Named named : vectors) {
      int columns = named.wave().im() == null ? width : 2 * width;
      head.append(padded(named.name(), columns));
      rows = Math.max(rows, named.wave().re().length);
    }
    out.println(RULE);
    out.println(head);
    out.println(RULE);
    for (int i = 0; i < rows; i++) {
      StringBuilder line = new StringBuilder().append(i).append('\t');
      for (Named named : vectors) {
        double[] re = named.wave().re();
        double[] im = named.wave().im();
        if (i >= re.length) {
          line.append(im == null ? "\t" : "\t\t");
          continue;
        }
        line.append(scientific(re[i], digits));
        if (im != null) {
          line.append(",\t").append(scientific(im[i], digits));
        }
        line.append('\t');
      }
      out.println(line);
    }
  }

  private static String padded(String name, int width) {
    return name.length() >= width ? name + " " : name + " ".repeat(width - name.length());
  }

  /** Prints what vectors a plot has. */
  static void vectors(ResultPlot plot, PrintStream out) {
    out.println("Here are the vectors currently active:");
    out.println();
    out.println("Title: " + plot.title);
    out.println("Name: " + plot.name + " (" + plot.kind + ")");
    out.println("Date: " + plot.date);
    out.println();
    for (Map.Entry<String, Wave> entry : byName(plot.vectors)) {
      Wave wave = entry.getValue();
      out.println(
          "    "
              + padded(shown(entry.getKey()), 20)
              + ": "
              + kind(wave.unit())
              + ", "
              + (wave.im() == null ? "real" : "complex")
              + ", "
              + wave.re().length
              + " long"
              + (entry.getKey().equals(plot.scale) ? " [default scale]" : ""));
    }
  }

  /** Returns vectors in the order of the names that are shown. */
  private static List<Map.Entry<String, Wave>> byName(Map<String, Wave> vectors) {
    return vectors.entrySet().stream()
        .sorted(Comparator.comparing(entry -> shown(entry.getKey())))
        .toList();
  }

  /** Returns a vector's name as ngspice shows it: {@code out}, {@code v1#branch}. */
  static String shown(String name) {
    if (name.endsWith("-sweep)")) {
      return name.substring(2, name.length() - 1);
    }
    boolean plain = name.endsWith(")") && name.indexOf(',') < 0 && name.indexOf('(') == 1;
    if (plain && name.startsWith("v(")) {
      return name.substring(2, name.length() - 1);
    }
    return plain && name.startsWith("i(")
        ? name.substring(2, name.length() - 1) + "#branch"
        : name;
  }

  private static String kind(String unit) {
    return switch (unit) {
      case "V" -> "voltage";
      case "A" -> "current";
      case "s" -> "time";
      case "Hz" -> "frequency";
      case "W" -> "power";
      default -> "notype";
    };
  }

  /** Prints the plots, the current one first marked. */
  static void plots(Vectors all, PrintStream out) {
    out.println("List of plots available:");
    out.println();
    List<ResultPlot> plots = new java.util.ArrayList<>(all.plots().values());
    java.util.Collections.reverse(plots);
    for (ResultPlot plot : plots) {
      String mark = plot == all.current() ? "Current " : "\t";
      out.println(mark + plot.name + "\t" + plot.title + " (" + plot.kind + ")");
    }
  }
}
