package org.ionspice.control;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.measure.Wave;
import org.ionspice.netlist.ScriptLine;
import org.ionspice.output.FinalFile;
import org.ionspice.output.RawFile;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/** The commands that print vectors and write them to files. */
final class Writing {
  private final String producer = "IonSpice 0.1 (ngspice-46 compatible), Build 0.1.0";
  private final Vectors vectors;
  private final Words words;
  private final org.ionspice.control.Files files;
  private final PrintStream out;
  /** Digits behind the point that ngspice writes in a Touchstone file. */
  private static final int TOUCHSTONE = 6;

  private final Plotting plotting;

  Writing(
      String title,
      Vectors vectors,
      Words words,
      org.ionspice.control.Files files,
      PrintStream out) {
    this.vectors = vectors;
    this.words = words;
    this.files = files;
    this.out = out;
    this.plotting = new Plotting(title, vectors, files, out, this::named);
  }

  void command(ScriptLine line) throws ScriptError, IOException {
    switch (line.key()) {
      case "echo" -> redirected(line, Writing::echo);
      case "print" -> redirected(line, (text, to) -> print(line, text, to));
      case "write" -> write(line);
      case "wrdata" -> data(line);
      case "wrs2p" -> touchstone(line);
      default -> plotting.draw(line);
    }
  }

  /** Prints words; {@code -n} leaves the line open. */
  private static void echo(String text, PrintStream to) {
    List<String> given = Words.of(text);
    boolean open = !given.isEmpty() && given.get(0).equals("-n");
    String line = String.join(" ", open ? given.subList(1, given.size()) : given);
    if (open) {
      to.print(line);
    } else {
      to.println(line);
    }
  }

  private interface Print {
    void to(String text, PrintStream out) throws ScriptError;
  }

  /** Prints to the output, or to the file behind {@code >} or {@code >>} at the line's end. */
  private void redirected(ScriptLine line, Print print) throws ScriptError, IOException {
    String text = line.rest();
    // In print, a > with a formula behind it compares.
    int at = text.lastIndexOf('>');
    String file = at < 0 ? "" : text.substring(at + 1).strip();
    boolean compares =
        at < 0 || file.isEmpty() || file.contains(" ") || file.startsWith("=") || isQuoted(text, at);
    if (!compares && line.key().equals("print")) {
      compares = file.matches("[-+\\d.(].*") || file.matches("\\w+\\(.*");
    }
    if (compares) {
      print.to(text, out);
      return;
    }
    boolean append = at > 0 && text.charAt(at - 1) == '>';
    String rest = text.substring(0, append ? at - 1 : at).strip();
    Path target = files.of(unquoted(file), line.span());
    try (PrintStream to =
        new PrintStream(
            Files.newOutputStream(
                target,
                StandardOpenOption.CREATE,
                append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            false,
            StandardCharsets.UTF_8)) {
      print.to(rest, to);
      if (to.checkError()) {
        throw new IOException(target + " cannot be written");
      }
    }
  }

  private static boolean isQuoted(String text, int at) {
    return text.substring(0, at).chars().filter(c -> c == '"').count() % 2 == 1;
  }

  static String unquoted(String name) {
    return name.replaceAll("^\"|\"$", "");
  }

  private int digits(int otherwise) {
    try {
      return Math.max(1, Math.min(17, Integer.parseInt(words.get("numdgt", "" + otherwise))));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Returns the vectors that a text names; {@code all} stands for those of the plot. */
  private List<Text.Named> named(ScriptLine line, List<String> formulas) throws ScriptError {
    List<Text.Named> named = new ArrayList<>();
    for (String formula : formulas) {
      ResultPlot plot = vectors.current();
      boolean ofPlot = formula.endsWith(".all");
      if (ofPlot) {
        plot = vectors.plot(formula.substring(0, formula.length() - 4));
      }
      String unit = formula.equals("allv") ? "V" : formula.equals("alli") ? "A" : "";
      if (!unit.isEmpty()) {
        for (Map.Entry<String, Wave> entry : vectors.current().vectors.entrySet()) {
          if (entry.getValue().unit().equals(unit)) {
            named.add(new Text.Named(entry.getKey(), entry.getValue()));
          }
        }
      } else if (plot != null && (formula.equals("all") || formula.equals("ally") || ofPlot)) {
        for (Map.Entry<String, Wave> entry : plot.vectors.entrySet()) {
          if (!entry.getKey().equals(plot.scale)) {
            named.add(new Text.Named(entry.getKey(), entry.getValue()));
          }
        }
      } else {
        named.add(new Text.Named(formula, vectors.of(formula, line.span())));
      }
    }
    return named;
  }

  private void print(ScriptLine line, String text, PrintStream to) throws ScriptError {
    List<String> formulas = Expressions.split(text);
    boolean one = !formulas.isEmpty() && formulas.get(0).equals("line");
    boolean columns = !formulas.isEmpty() && formulas.get(0).equals("col");
    if (one || columns) {
      formulas = formulas.subList(1, formulas.size());
    }
    if (formulas.isEmpty()) {
      throw Session.form(line, "print needs a vector", "print v(out) i(v1) ...");
    }
    int digits = digits(6);
    boolean all = formulas.contains("all");
    List<Text.Named> named = new ArrayList<>();
    for (Text.Named each : named(line, formulas)) {
      named.add(all ? new Text.Named(Text.shown(each.name()), each.wave()) : each);
    }
    if (!columns && (one || named.stream().allMatch(n -> n.wave().re().length <= 1))) {
      named.forEach(n -> Text.value(n, digits, to));
      return;
    }
    ResultPlot plot = vectors.current();
    List<Text.Named> table = new ArrayList<>();
    Wave scale = plot.scale();
    int rows = named.stream().mapToInt(n -> n.wave().re().length).max().orElse(0);
    if (scale != null && scale.re().length >= rows) {
      table.add(new Text.Named(Text.shown(plot.scale), scale.realPart()));
    }
    table.addAll(named);
    Text.table(plot, table, digits, to);
  }

  private void write(ScriptLine line) throws ScriptError, IOException {
    List<String> given = Expressions.split(line.rest());
    if (given.isEmpty()) {
      throw Session.form(line, "write needs a file", "write file.raw [v(out) ...]");
    }
    Path target = files.of(unquoted(given.get(0)), line.span());
    ResultPlot plot = vectors.current();
    List<String> formulas = given.size() > 1 ? given.subList(1, given.size()) : List.of("all");
    List<Text.Named> named = new ArrayList<>();
    Wave scale = plot.scale();
    if (scale != null) {
      named.add(new Text.Named(plot.scale, scale));
    }
    for (Text.Named each : named(line, formulas)) {
      if (!each.name().equalsIgnoreCase(plot.scale)) {
        named.add(each);
      }
    }
    int rows = named.stream().mapToInt(n -> n.wave().re().length).max().orElse(0);
    boolean complex = named.stream().anyMatch(n -> n.wave().im() != null);
    List<Column> columns = new ArrayList<>();
    named.forEach(n -> columns.add(new Column(n.name().toLowerCase(Locale.ROOT), n.wave().unit())));
    boolean ascii = words.get("filetype", "binary").equalsIgnoreCase("ascii");
    boolean append = words.has("appendwrite") && Files.exists(target);
    Path fresh = append ? target.resolveSibling(target.getFileName() + ".next") : target;
    String kind = plot.name.replaceAll("\\d+$", "");
    try (RawFile raw =
        new RawFile(
            fresh,
            ascii ? RawFile.Form.ASCII : RawFile.Form.BINARY,
            producer,
            LocalDateTime.now())) {
      ResultSink sink = raw.sink();
      sink.begin(new Header(kind, plot.kind, plot.title, columns, complex, List.of()));
      sink.block(new double[0]);
      double[] row = new double[columns.size() * (complex ? 2 : 1)];
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < named.size(); k++) {
          Wave wave = Vectors.stretched(named.get(k).wave(), rows);
          double[] im = wave.im();
          row[complex ? 2 * k : k] = wave.re()[i];
          if (complex) {
            row[2 * k + 1] = im == null ? 0 : im[i];
          }
        }
        sink.row(row);
      }
      sink.close();
    }
    if (append) {
      Files.write(target, Files.readAllBytes(fresh), StandardOpenOption.APPEND);
      Files.delete(fresh);
    }
  }

  /** Writes columns of numbers: the scale before each vector, or once. */
  /** Writes the S parameters of two ports as ngspice does, over the resistance {@code Rbase}. */
  private void touchstone(ScriptLine line) throws ScriptError, IOException {
    ResultPlot plot = vectors.current();
    List<Wave> waves = new ArrayList<>();
    for (String name : List.of("frequency", "s_1_1", "s_2_1", "s_1_2", "s_2_2", "rbase")) {
      Wave wave = plot.find(name);
      if (wave == null) {
        throw new ScriptError(
            Code.E141,
            line.span(),
            "wrs2p finds no vector " + name + " in " + plot.name,
            "run sp with two ports, and let Rbase=50 for the resistance of the file");
      }
      waves.add(wave);
    }
    String file = line.rest().isEmpty() ? "s_param.s2p" : unquoted(line.rest());
    StringBuilder text = new StringBuilder("!2-port S-parameter file\n!Title: ").append(plot.title);
    text.append("\n!Generated by IonSpice\n# Hz S RI R ");
    text.append(Text.general(waves.get(5).re()[0]));
    text.append("\n!freq            ReS11           ImS11           ReS21           ImS21           ReS12");
    text.append("           ImS12           ReS22           ImS22\n");
    for (int i = 0; i < waves.get(0).re().length; i++) {
      cell(text, waves.get(0).re()[i], TOUCHSTONE);
      for (Wave wave : waves.subList(1, 5)) {
        double[] im = wave.im();
        cell(text, wave.re()[i], TOUCHSTONE);
        cell(text, im == null ? 0 : im[i], TOUCHSTONE);
      }
      text.append('\n');
    }
    FinalFile.of(files.of(file, line.span())).write(text.toString());
  }

  private void data(ScriptLine line) throws ScriptError, IOException {
    List<String> given = Expressions.split(line.rest());
    if (given.size() < 2) {
      throw Session.form(line, "wrdata needs a file and vectors", "wrdata file v(out) ...");
    }
    Path target = files.of(unquoted(given.get(0)), line.span());
    List<Text.Named> named = named(line, given.subList(1, given.size()));
    ResultPlot plot = vectors.current();
    Wave scale = plot.scale();
    boolean once = words.has("wr_singlescale");
    int digits = digits(8);
    int rows = named.stream().mapToInt(n -> n.wave().re().length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    if (words.has("wr_vecnames")) {
      for (int k = 0; k < named.size(); k++) {
        if (scale != null && (k == 0 || !once)) {
          heading(text, Text.shown(plot.scale), digits);
        }
        heading(text, named.get(k).name(), digits);
        if (named.get(k).wave().im() != null) {
          heading(text, named.get(k).name(), digits);
        }
      }
      text.append('\n');
    }
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < named.size(); k++) {
        Wave wave = named.get(k).wave();
        double[] re = wave.re();
        double[] im = wave.im();
        if (scale != null && (k == 0 || !once)) {
          cell(text, i < scale.re().length ? scale.re()[i] : Double.NaN, digits);
        } else if (scale == null && (k == 0 || !once)) {
          cell(text, i, digits);
        }
        cell(text, i < re.length ? re[i] : re[re.length - 1], digits);
        if (im != null) {
          cell(text, i < im.length ? im[i] : im[im.length - 1], digits);
        }
      }
      text.append('\n');
    }
    if (words.has("appendwrite") && Files.exists(target)) {
      Files.writeString(target, text, StandardOpenOption.APPEND);
    } else {
      FinalFile.of(target).write(text.toString());
    }
  }

  /** Adds a column's name, as wide as its numbers. */
  private static void heading(StringBuilder text, String name, int digits) {
    text.append(' ').append(name).append(" ".repeat(Math.max(1, digits + 7 - name.length())));
  }

  private static void cell(StringBuilder text, double value, int digits) {
    text.append(String.format(Locale.ROOT, "% ." + digits + "e ", value));
  }
}
