package org.ionspice.elaboration;

import java.util.List;
import org.ionspice.circuit.NamedList;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Span;

/**
 * The nodes, cells and pieces of line of one crossbar by rule: an array of a million cells is a few
 * numbers, not millions of objects. Rows and columns count from one in names, from zero in here.
 */
final class CrossbarArrays {
  private CrossbarArrays() {}

  /** Returns the numbers of {@code head_i_j}, from zero as i * columns + j, or -1. */
  private static int position(String name, String head, int rows, int columns) {
    if (!name.startsWith(head)) {
      return -1;
    }
    int line = name.indexOf('_', head.length());
    int i = number(name, head.length(), line);
    int j = number(name, line + 1, name.length());
    return line > 0 && i >= 1 && i <= rows && j >= 1 && j <= columns
        ? (i - 1) * columns + j - 1
        : -1;
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int k = from; k < to; k++) {
      int digit = text.charAt(k) - '0';
      if (digit < 0 || digit > 9 || k == from && digit == 0 || value > 100_000_000) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /** The nodes row_i_j and col_i_j of lines with resistance, cell by cell. */
  record LineNodes(String path, int rows, int columns) implements NamedList.Segment<String> {
    @Override
    public int size() {
      return 2 * rows * columns;
    }

    @Override
    public String get(int k) {
      int cell = k / 2;
      String head = k % 2 == 0 ? "row_" : "col_";
      return path + head + (cell / columns + 1) + "_" + (cell % columns + 1);
    }

    @Override
    public int indexOfName(String name) {
      int row = position(name, path + "row_", rows, columns);
      int column = position(name, path + "col_", rows, columns);
      return row >= 0 ? 2 * row : column >= 0 ? 2 * column + 1 : -1;
    }
  }

  /**
   * Where the lines run.
   *
   * @param first index of the first of the {@link LineNodes}; -1 for ideal lines
   * @param rowPins node of each row, where it leaves the crossbar or ends as one ideal node
   * @param columnPins the same of each column
   */
  record Grid(int rows, int columns, int first, int[] rowPins, int[] columnPins) {
    int row(int i, int j) {
      return first < 0 ? rowPins[i] : first + 2 * (i * columns + j);
    }

    int column(int i, int j) {
      return first < 0 ? columnPins[j] : first + 2 * (i * columns + j) + 1;
    }
  }

  /**
   * The devices at the crossings.
   *
   * @param like a device like each cell, by kind
   * @param kinds kind of each cell; empty when all are alike
   */
  record Cells(String path, Grid grid, List<Part> like, int[] kinds)
      implements NamedList.Segment<Part> {
    @Override
    public int size() {
      return grid.rows * grid.columns;
    }

    @Override
    public Part get(int k) {
      Part kind = like.get(kinds.length == 0 ? 0 : kinds[k]);
      int i = k / grid.columns;
      int j = k % grid.columns;
      return new Part(
          path + "cell_" + (i + 1) + "_" + (j + 1),
          kind.type(),
          kind.model(),
          new int[] {grid.row(i, j), grid.column(i, j)},
          List.of(),
          List.of(),
          path,
          kind.multiplicity(),
          kind.temperature(),
          kind.origin());
    }

    @Override
    public int indexOfName(String name) {
      return position(name, path + "cell_", grid.rows, grid.columns);
    }
  }

  /**
   * The pieces of lines with resistance, cell by cell: rrow_i_1 ... rrow_i_M of each row, from its
   * pin on, then rcol_i_1 ... rcol_i_M below the cells of each row, the last ones to the pins.
   * Neighbours in this order are neighbours in the memory.
   *
   * @param wire piece between two cells
   * @param driver first piece of a row
   * @param sense last piece of a column
   */
  record Wires(
      String path,
      Grid grid,
      String type,
      DeviceModel wire,
      DeviceModel driver,
      DeviceModel sense,
      double multiplicity,
      double temperature,
      Span origin)
      implements NamedList.Segment<Part> {
    @Override
    public int size() {
      return 2 * grid.rows * grid.columns;
    }

    @Override
    public Part get(int k) {
      int half = grid.rows * grid.columns;
      int i = k % half / grid.columns;
      int j = k % grid.columns;
      if (k < half) {
        int from = j == 0 ? grid.rowPins[i] : grid.row(i, j - 1);
        return part("rrow_", i, j, j == 0 ? driver : wire, from, grid.row(i, j));
      }
      boolean last = i == grid.rows - 1;
      int to = last ? grid.columnPins[j] : grid.column(i + 1, j);
      return part("rcol_", i, j, last ? sense : wire, grid.column(i, j), to);
    }

    private Part part(String head, int i, int j, DeviceModel model, int from, int to) {
      return new Part(
          path + head + (i + 1) + "_" + (j + 1), type, model, new int[] {from, to}, List.of(),
          List.of(), path, multiplicity, temperature, origin);
    }

    @Override
    public int indexOfName(String name) {
      int row = position(name, path + "rrow_", grid.rows, grid.columns);
      if (row >= 0) {
        return row;
      }
      int column = position(name, path + "rcol_", grid.rows, grid.columns);
      return column < 0 ? -1 : grid.rows * grid.columns + column;
    }
  }
}
