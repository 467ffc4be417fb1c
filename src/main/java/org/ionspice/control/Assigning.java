package org.ionspice.control;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.ionspice.diagnostics.Code;
import org.ionspice.measure.Wave;
import org.ionspice.netlist.ScriptLine;

/** The commands that set variables, make vectors and choose plots. */
final class Assigning {
  /** Plots that a script opens at most; a loop without an end would fill the memory. */
  private static final int MOST_PLOTS = 100_000;

  private final Vectors vectors;
  private final Words words;
  private final PrintStream out;
  private final Composing composing;
  private final Signals signals;
  private final BiConsumer<String, String> option;

  /**
   * Makes the commands.
   *
   * @param option told about variables that are options of the simulator, with their value
   */
  Assigning(
      Vectors vectors, Words words, PrintStream out, BiConsumer<String, String> option) {
    this.vectors = vectors;
    this.words = words;
    this.out = out;
    this.composing = new Composing(vectors);
    this.signals = new Signals(vectors, words, out);
    this.option = option;
  }

  void command(ScriptLine line) throws ScriptError {
    ResultPlot plot = vectors.current();
    List<String> given = Words.of(line.rest());
    switch (line.key()) {
      case "set", "setcs" -> set(line);
      case "unset" -> given.forEach(words::unset);
      case "strcmp" -> {
        if (given.size() != 3) {
          throw Session.form(line, "strcmp takes a variable and two texts", "strcmp name a b");
        }
        words.set(given.get(0), List.of(String.valueOf(sign(given.get(1), given.get(2)))));
      }
      case "compose" -> composing.compose(line, given);
      case "cross" -> composing.cross(line);
      case "let" -> let(line);
      case "unlet" -> given.forEach(n -> plot.vectors.remove(n.toLowerCase(Locale.ROOT)));
      case "setplot" -> setplot(line, given);
      case "display" -> Text.vectors(plot, out);
      case "destroy" -> destroy(line, given);
      case "setscale" -> {
        if (given.isEmpty() || plot.find(given.get(0)) == null) {
          throw Session.form(line, "setscale takes a vector of the current plot", "setscale name");
        }
        plot.scale = given.get(0).toLowerCase(Locale.ROOT);
      }
      case "remzerovec" -> plot.vectors.values().removeIf(w -> w.re().length == 0);
      case "shift" -> shift(line, given);
      default -> signals.command(line);
    }
    vectors.degrees = words.get("units", "").toLowerCase(Locale.ROOT).startsWith("deg");
  }

  /** Takes the first words off a list: {@code shift}, {@code shift name}, {@code shift name 2}. */
  private void shift(ScriptLine line, List<String> given) throws ScriptError {
    String name = given.isEmpty() ? "argv" : given.get(0).toLowerCase(Locale.ROOT);
    double count = given.size() > 1 ? vectors.numberOf(given.get(1), line.span()) : 1;
    List<String> list = words.variables().getOrDefault(name, List.of());
    if (!(count >= 0 && count <= list.size())) {
      throw new ScriptError(
          Code.E141, line.span(), "$" + name + " has " + list.size() + " words", "shift name count");
    }
    words.set(name, list.subList((int) count, list.size()));
  }

  private static int sign(String a, String b) {
    return Integer.signum(a.compareTo(b));
  }

  private void set(ScriptLine line) throws ScriptError {
    String text = line.rest();
    if (text.isEmpty()) {
      words
          .variables()
          .forEach((name, values) -> out.println(name + "\t" + String.join(" ", values)));
      return;
    }
    // Several in one line: set a=1 b = ( x y ) c
    String spaced = text.replaceAll("\\s*=\\s*", " = ").replaceAll("([()])", " $1 ");
    List<String> parts = Words.of(spaced);
    for (int i = 0; i < parts.size(); i++) {
      String name = parts.get(i);
      if (i + 1 >= parts.size() || !parts.get(i + 1).equals("=")) {
        words.set(name, List.of());
        option.accept(name.toLowerCase(Locale.ROOT), "");
        continue;
      }
      i += 2;
      if (i >= parts.size()) {
        throw Session.form(line, "a value is missing", "set name = value");
      }
      List<String> values = new ArrayList<>();
      if (parts.get(i).equals("(")) {
        i++;
        for (; i < parts.size() && !parts.get(i).equals(")"); i++) {
          values.add(parts.get(i));
        }
      } else {
        values.add(parts.get(i));
      }
      assign(line, name.toLowerCase(Locale.ROOT), values);
    }
  }

  /** Sets a variable; those of the current plot and of the simulator act at once. */
  private void assign(ScriptLine line, String name, List<String> values) throws ScriptError {
    String value = String.join(" ", values);
    switch (name) {
      case "curplot" -> setplot(line, values);
      case "curplottitle" -> vectors.current().title = value;
      case "curplotname" -> vectors.current().kind = value;
      case "curplotdate" -> vectors.current().date = value;
      case "rndseed" -> vectors.random().seed((long) vectors.numberOf(value, line.span()));
      default -> {
        words.set(name, values);
        option.accept(name, value);
      }
    }
  }

  private void let(ScriptLine line) throws ScriptError {
    String text = line.rest();
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw Session.form(line, "let needs a name and a formula", "let name = formula");
    }
    String name = text.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    Wave value = vectors.of(text.substring(equals + 1).strip(), line.span());
    int bracket = name.indexOf('[');
    ResultPlot plot = vectors.current();
    int dot = name.indexOf('.');
    if (dot > 0 && vectors.plot(name.substring(0, dot)) != null) {
      plot = vectors.plots().get(name.substring(0, dot));
      name = name.substring(dot + 1);
      bracket = name.indexOf('[');
    }
    String plain = bracket < 0 ? name : name.substring(0, bracket).strip();
    if (dot < 0 && !plot.vectors.containsKey(plain) && vectors.isMadeBefore(plain)) {
      plot = vectors.plots().get("const"); // Counters of loops around analyses live there.
    }
    if (bracket < 0) {
      if (!name.matches("[a-z_@][\\w.#\\-\\[\\]()@,]*")) {
        throw Session.form(line, "'" + name + "' is no name of a vector", "let name = formula");
      }
      plot.vectors.put(name, value);
      return;
    }
    String index = name.substring(bracket + 1, name.length() - 1);
    String vector = name.substring(0, bracket).strip();
    Wave old = plot.vectors.get(vector);
    double place = vectors.numberOf(index, line.span());
    if (old == null || !(place >= 0 && place < old.re().length)) {
      throw new ScriptError(
          Code.E141, line.span(), vector + " has no element " + Text.general(place), "");
    }
    double[] re = old.re().clone();
    double[] im = old.im();
    im = im == null ? null : im.clone();
    re[(int) place] = value.re()[0];
    if (im != null) {
      double[] from = value.im();
      im[(int) place] = from == null ? 0 : from[0];
    }
    plot.vectors.put(vector, new Wave(old.unit(), re, im));
  }

  private void setplot(ScriptLine line, List<String> given) throws ScriptError {
    if (given.isEmpty()) {
      Text.plots(vectors, out);
      return;
    }
    String name = given.get(0).toLowerCase(Locale.ROOT);
    if (name.equals("new")) {
      if (vectors.plots().size() >= MOST_PLOTS) {
        throw new ScriptError(
            Code.E106, line.span(), "there are " + MOST_PLOTS + " plots already", "destroy some");
      }
      vectors.add(
          new ResultPlot(
              vectors.next("unknown"), "Anonymous", "unknown", vectors.current().date, null));
      return;
    }
    ResultPlot found = vectors.plot(name);
    List<ResultPlot> all =
        found == null ? new ArrayList<>(vectors.plots().values()) : List.of(); // Loops choose often.
    if (name.equals("previous") || name.equals("next")) {
      int at = all.indexOf(vectors.current()) + (name.equals("next") ? 1 : -1);
      found = at >= 0 && at < all.size() ? all.get(at) : null;
    } else if (found == null) {
      // The latest of a kind: setplot tran.
      for (ResultPlot plot : all) {
        found = plot.name.matches(java.util.regex.Pattern.quote(name) + "\\d+") ? plot : found;
      }
    }
    if (found == null) {
      throw new ScriptError(
          Code.E141,
          line.span(),
          "there is no plot " + given.get(0),
          "the plots are " + String.join(" ", vectors.plots().keySet()));
    }
    vectors.choose(found);
  }

  private void destroy(ScriptLine line, List<String> given) throws ScriptError {
    List<ResultPlot> doomed = new ArrayList<>();
    for (String name : given) {
      if (name.equalsIgnoreCase("all")) {
        doomed.addAll(vectors.plots().values());
      } else if (vectors.plot(name) != null) {
        doomed.add(vectors.plots().get(name.toLowerCase(Locale.ROOT)));
      } else {
        throw new ScriptError(Code.E141, line.span(), "there is no plot " + name, "");
      }
    }
    if (given.isEmpty()) {
      doomed.add(vectors.current());
    }
    doomed.forEach(vectors::remove);
    if (given.contains("all")) {
      vectors.startAgain();
    }
  }
}
