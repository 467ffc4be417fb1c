package org.ionspice.elaboration;

import java.nio.file.Path;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.units.SpiceNumber;

/** Reads files of numbers in rows and columns, separated by blanks, commas or semicolons. */
final class Matrix {
  private Matrix() {}

  /** Returns the numbers row by row. A file of another shape is a mistake at {@code at}. */
  static double[] read(String name, Span at, Path folder, int rows, int columns) {
    String shape = "write " + rows + " lines of " + columns + " numbers";
    double[] numbers = new double[rows * columns];
    int row = 0;
    int number = 0;
    for (String raw : PointFile.lines(name, at, folder)) {
      number++;
      String line = raw.strip();
      if (PointFile.isComment(line)) {
        continue;
      }
      String[] words = line.split("\\s*[,;]\\s*|\\s+");
      if (row < rows && words.length != columns) {
        throw new Mistake(
            Code.E102,
            at,
            "line " + number + " of '" + name + "' has " + words.length + " numbers, not "
                + columns,
            shape);
      }
      for (int k = 0; k < columns && row < rows; k++) {
        SpiceNumber.Result result = SpiceNumber.parse(words[k]);
        if (!result.isNumber()) {
          throw new Mistake(
              Code.E102,
              at,
              "line " + number + " of '" + name + "': '" + words[k] + "' is not a number",
              shape);
        }
        numbers[row * columns + k] = result.value();
      }
      row++;
    }
    if (row != rows) {
      throw new Mistake(
          Code.E102, at, "'" + name + "' has " + row + " rows, not " + rows, shape);
    }
    return numbers;
  }
}
