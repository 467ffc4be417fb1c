package org.ionspice.elaboration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.units.SpiceNumber;

/** Reads files of points, as {@code PWL file=} has: two numbers a line, by blanks, commas or semicolons. */
final class PointFile {
  private static final long MOST_BYTES = 64L << 20;

  private PointFile() {}

  /** Returns abscissa and value in turn. Files outside {@code folder} are refused, links resolved. */
  static double[] read(String name, Span at, Path folder) {
    List<Double> points = new ArrayList<>();
    int number = 0;
    for (String line : lines(name, at, folder)) {
      number++;
      add(points, line.strip(), number, name, at);
    }
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns a list of numbers, one on each line. */
  static double[] column(String name, Span at, Path folder) {
    List<Double> numbers = new ArrayList<>();
    int number = 0;
    for (String raw : lines(name, at, folder)) {
      number++;
      String line = raw.strip();
      if (isComment(line)) {
        continue;
      }
      SpiceNumber.Result read = SpiceNumber.parse(line);
      if (!read.isNumber()) {
        throw new Mistake(
            Code.E102,
            at,
            "line " + number + " of '" + name + "' is not a number",
            "write one number a line");
      }
      numbers.add(read.value());
    }
    if (numbers.isEmpty()) {
      throw new Mistake(Code.E121, at, "'" + name + "' holds no numbers", "write one number a line");
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns the lines of a file in {@code folder}. */
  static List<String> lines(String name, Span at, Path folder) {
    try {
      Path file = folder.resolve(name).toRealPath();
      if (!file.startsWith(folder.toRealPath())) {
        throw new Mistake(
            Code.E503, at, "'" + name + "' lies outside the netlist's folder", "move it there");
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new Mistake(Code.E501, at, "'" + name + "' is no regular file under 64 MB", "");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException | InvalidPathException e) {
      throw new Mistake(
          Code.E501,
          at,
          "'" + name + "' cannot be read",
          "its path is relative to the netlist's folder");
    }
  }

  /** Returns whether a line, stripped, holds no numbers. */
  static boolean isComment(String line) {
    return line.isEmpty() || line.startsWith("*") || line.startsWith("#") || line.startsWith(";");
  }

  private static void add(List<Double> points, String line, int number, String name, Span at) {
    if (isComment(line)) {
      return;
    }
    String[] words = line.split("[\\s,;]+");
    boolean header = points.isEmpty() && !SpiceNumber.looksLikeNumber(words[0]);
    if (header) {
      return;
    }
    for (int k = 0; k < 2; k++) {
      SpiceNumber.Result r = k < words.length ? SpiceNumber.parse(words[k]) : null;
      if (r == null || !r.isNumber() || words.length != 2) {
        throw new Mistake(
            Code.E102,
            at,
            "line " + number + " of '" + name + "' is not two numbers",
            "write two numbers a line");
      }
      points.add(r.value());
    }
  }
}
