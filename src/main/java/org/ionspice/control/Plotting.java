package org.ionspice.control;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Code;
import org.ionspice.measure.Wave;
import org.ionspice.netlist.ScriptLine;
import org.ionspice.output.FinalFile;
import org.ionspice.plot.Curve;
import org.ionspice.plot.Picture;
import org.ionspice.plot.Plots;
import org.ionspice.plot.View;
import org.ionspice.result.Column;

/** The commands that draw vectors to picture files. */
final class Plotting {
  private static final List<String> WITH_ONE = List.of("title", "xlabel", "ylabel", "vs");

  /** Found before the formulas, since {@code ylimit -1} reads as a difference. */
  private static final Pattern LIMITS =
      Pattern.compile("(?i)(?<!\\S)(xlimit|xl|ylimit|yl)(?!\\S)(?:\\s+(\\S+))?(?:\\s+(\\S+))?");

  private static final List<String> SCALES =
      List.of("xlog", "ylog", "loglog", "linear", "lingrid", "loggrid");

  /** Words of windows, and the numbers behind them. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "xdelta", "ydelta", "nogrid", "polar", "smith", "smithgrid", "polargrid", "samep",
          "pointplot", "combplot", "linplot", "kicad", "retraceplot", "nointerp", "digitop");

  /** Finds the vectors that formulas name. */
  interface Naming {
    List<Text.Named> of(ScriptLine line, List<String> formulas) throws ScriptError;
  }

  private final String title;
  private final Vectors vectors;
  private final Files files;
  private final PrintStream out;
  private final Naming naming;
  private int pictures;

  Plotting(String title, Vectors vectors, Files files, PrintStream out, Naming naming) {
    this.title = title;
    this.vectors = vectors;
    this.files = files;
    this.out = out;
    this.naming = naming;
  }

  /** What a line says about its picture. Mutable while the line is read. */
  private static final class Wishes {
    private final List<String> formulas = new ArrayList<>();
    private String heading;
    private String against = "";
    private String across = "";
    private String up = "";
    private View view = View.FREE;

    Wishes(String heading) {
      this.heading = heading;
    }
  }

  /** Draws vectors over the scale, or over the vector behind {@code vs}, to a picture file. */
  void draw(ScriptLine line) throws ScriptError, IOException {
    Wishes wishes = new Wishes(title);
    List<String> given = Expressions.split(withoutLimits(line, wishes));
    String file = "";
    if (!line.key().equals("plot")) {
      if (given.isEmpty()) {
        throw Session.form(line, line.key() + " needs a file", line.key() + " file v(out) ...");
      }
      file = Writing.unquoted(given.get(0));
      given = given.subList(1, given.size());
    }
    read(given, wishes);
    if (wishes.formulas.isEmpty()) {
      throw Session.form(line, line.key() + " needs a vector", line.key() + " v(out) ...");
    }
    ResultPlot plot = vectors.current();
    Wave x = wishes.against.isEmpty() ? plot.scale() : vectors.of(wishes.against, line.span());
    List<Curve> curves = new ArrayList<>();
    String unit = "";
    for (Text.Named named : naming.of(line, wishes.formulas)) {
      Wave y = named.wave();
      Wave along = x;
      if (wishes.against.isEmpty() && (x == null || x.re().length != y.re().length)) {
        along = vectors.scaleOf(named.name()); // A vector of another plot goes along that one's.
      }
      if (along == null || along.re().length != y.re().length || y.re().length < 2) {
        throw new ScriptError(
            Code.E141, line.span(), named.name() + " does not go along a scale", "");
      }
      unit = curves.isEmpty() || unit.equals(y.unit()) ? y.unit() : "1";
      curves.add(new Curve(named.name(), along.re(), y.im() == null ? y.re() : y.realPart().re()));
    }
    checkDecades(line, wishes.view, curves);
    Wave horizontal = x == null ? vectors.scaleOf(curves.get(0).label()) : x;
    String below =
        !wishes.across.isEmpty()
            ? wishes.across
            : wishes.against.isEmpty() ? plot.scale : wishes.against;
    String beside =
        wishes.up.isEmpty() && curves.size() == 1 ? curves.get(0).label() : wishes.up;
    boolean frequency = wishes.against.isEmpty() && plot.scale.equals("frequency");
    Picture picture =
        Plots.curves(
            wishes.heading,
            new Column(below, horizontal == null ? "1" : horizontal.unit()),
            beside,
            unit,
            curves,
            frequency ? wishes.view.overFrequency() : wishes.view);
    String stem =
        file.isEmpty() ? "plot" + ++pictures : file.replaceAll("\\.(png|svg|ps|eps)$", "");
    FinalFile png = FinalFile.of(files.of(stem + ".png", line.span()));
    picture.png(png.partial());
    png.publish();
    FinalFile svg = FinalFile.of(files.of(stem + ".svg", line.span()));
    picture.svg(svg.partial());
    svg.publish();
    out.println("drawn: " + stem + ".png " + stem + ".svg");
  }

  /** Takes the limits off a line and returns the rest. */
  private String withoutLimits(ScriptLine line, Wishes wishes) throws ScriptError {
    Matcher matcher = LIMITS.matcher(line.rest());
    StringBuilder rest = new StringBuilder();
    while (matcher.find()) {
      String word = matcher.group(1).toLowerCase(Locale.ROOT);
      if (matcher.group(3) == null) {
        throw Session.form(line, word + " needs two numbers", word + " 0 5");
      }
      double low = vectors.numberOf(matcher.group(2), line.span());
      double high = vectors.numberOf(matcher.group(3), line.span());
      if (!(low < high)) {
        throw Session.form(line, word + " needs a low and a higher number", word + " 0 5");
      }
      wishes.view = wishes.view.between(word.charAt(0) == 'x', low, high);
      matcher.appendReplacement(rest, " ");
    }
    return matcher.appendTail(rest).toString();
  }

  private void read(List<String> given, Wishes wishes) {
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i).toLowerCase(Locale.ROOT);
      if (SCALES.contains(word)) {
        wishes.view = wishes.view.scaled(word);
      } else if (WITHOUT_EFFECT.contains(word)) {
        i += word.endsWith("delta") ? 1 : 0;
        out.println("note: " + word + " has no effect on the picture");
      } else if (WITH_ONE.contains(word)) {
        i++;
        String value = i < given.size() ? given.get(i).replaceAll("^['\"]|['\"]$", "") : "";
        switch (word) {
          case "title" -> wishes.heading = value;
          case "vs" -> wishes.against = value;
          case "xlabel" -> wishes.across = value;
          default -> wishes.up = value;
        }
      } else {
        wishes.formulas.add(given.get(i));
      }
    }
  }

  /** Refuses decades of what is never above zero. */
  private static void checkDecades(ScriptLine line, View view, List<Curve> curves)
      throws ScriptError {
    for (boolean across : new boolean[] {true, false}) {
      boolean asked = across ? view.decadesAcross() == View.YES : view.decadesUp();
      boolean possible =
          curves.stream()
              .anyMatch(c -> Arrays.stream(across ? c.x() : c.y()).filter(v -> v > 0).count() > 1);
      if (asked && !possible) {
        throw new ScriptError(
            Code.E141,
            line.span(),
            "an axis in decades needs numbers above zero",
            "plot the magnitude, or leave out " + (across ? "xlog" : "ylog"));
      }
    }
  }
}
