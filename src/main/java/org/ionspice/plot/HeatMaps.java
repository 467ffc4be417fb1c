package org.ionspice.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/**
 * Pictures of the cells of a crossbar: one quantity of each, at the end of the run.
 *
 * <p>A crossbar is known by its columns, {@code @x1.cell_1_1[x]} and so on for every row and column.
 */
final class HeatMaps {
  private static final Pattern CELL = Pattern.compile("@(.*)cell_([0-9]{1,6})_([0-9]{1,6})\\[(.*)\\]");

  /** Samples of the colour map viridis (van der Walt, Smith 2015; CC0), dark for the least. */
  private static final Color[] COLOURS = {
    new Color(0x440154), new Color(0x482878), new Color(0x3E4A89), new Color(0x31688E),
    new Color(0x26828E), new Color(0x1F9E89), new Color(0x35B779), new Color(0x6DCD59),
    new Color(0xB4DE2C), new Color(0xFDE725)
  };

  private HeatMaps() {}

  /**
   * One quantity of all cells of a crossbar.
   *
   * @param crossbar path of the crossbar, ends with a dot
   * @param places the column of each cell, by row and column of the crossbar
   */
  record Grid(String crossbar, String quantity, String unit, int[][] places) {
    int cells() {
      return places.length * places[0].length;
    }
  }

  /** Finds the whole grids among the columns of a result. */
  static List<Grid> grids(List<Column> columns) {
    Map<List<String>, Map<List<Integer>, Integer>> found = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Matcher cell = CELL.matcher(columns.get(i).name());
      if (cell.matches()) {
        found
            .computeIfAbsent(List.of(cell.group(1), cell.group(4)), k -> new LinkedHashMap<>())
            .put(List.of(Integer.valueOf(cell.group(2)), Integer.valueOf(cell.group(3))), i);
      }
    }
    List<Grid> grids = new ArrayList<>();
    found.forEach(
        (key, cells) -> {
          int rows = cells.keySet().stream().mapToInt(c -> c.get(0)).max().orElse(0);
          int width = cells.keySet().stream().mapToInt(c -> c.get(1)).max().orElse(0);
          if (rows > 1 && width > 1 && cells.size() == (long) rows * width) {
            int[][] places = new int[rows][width];
            cells.forEach((at, i) -> places[at.get(0) - 1][at.get(1) - 1] = i);
            String unit = columns.get(places[0][0]).unit();
            grids.add(new Grid(key.get(0), key.get(1), unit, places));
          }
        });
    return grids;
  }

  /** Draws each grid as it is in the last row of each of the first blocks. */
  static Map<String, Picture> of(String name, Table table, int most) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    Header header = table.header();
    if (header.complex()) {
      return pictures;
    }
    for (Grid grid : grids(header.columns())) {
      for (Table.Block block : table.blocks()) {
        if (block.size() > 0 && pictures.size() < most) {
          String file = name + "-map" + (pictures.isEmpty() ? "" : pictures.size() + 1);
          pictures.put(file, one(header, grid, block));
        }
      }
    }
    return pictures;
  }

  private static Picture one(Header header, Grid grid, Table.Block block) {
    int rows = grid.places().length;
    int columns = grid.places()[0].length;
    double[][] values = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[i][j] = block.at(grid.places()[i][j], block.size() - 1);
      }
    }
    Axis axis = Axis.of(grid.quantity(), grid.unit(), List.of(values));
    for (double[] row : values) {
      System.arraycopy(axis.scaled(row), 0, row, 0, columns);
    }
    String steps = Plots.steps(header, block);
    String title =
        axis.title()
            + (grid.crossbar().isEmpty()
                ? ""
                : " of " + grid.crossbar().substring(0, grid.crossbar().length() - 1))
            + end(header, block)
            + (steps.isEmpty() ? "" : ", " + steps);
    return Picture.cells(title, classes(values), COLOURS, rows, columns);
  }

  /** Sorts the cells into ranges of equal width, one for each colour; those without value in none. */
  private static List<Curve> classes(double[][] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        least = Double.isNaN(value) ? least : Math.min(least, value);
        most = Double.isNaN(value) ? most : Math.max(most, value);
      }
    }
    double width = (most - least) / COLOURS.length;
    List<List<double[]>> members = new ArrayList<>();
    for (int k = 0; k < COLOURS.length; k++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        if (!Double.isNaN(values[i][j])) {
          int k = width > 0 ? (int) ((values[i][j] - least) / width) : 0;
          members.get(Math.min(k, COLOURS.length - 1)).add(new double[] {j + 1, i + 1});
        }
      }
    }
    List<Curve> classes = new ArrayList<>();
    for (int k = 0; k < COLOURS.length; k++) {
      String label =
          Plots.plain(least + k * width, 3) + " to " + Plots.plain(least + (k + 1) * width, 3);
      double[] x = members.get(k).stream().mapToDouble(m -> m[0]).toArray();
      double[] y = members.get(k).stream().mapToDouble(m -> m[1]).toArray();
      classes.add(new Curve(label, x, y));
    }
    return classes;
  }

  /** Returns where the last row stands: {@code " at 2u s"}. */
  private static String end(Header header, Table.Block block) {
    if (!header.hasScale()) {
      return "";
    }
    Column scale = header.columns().get(0);
    double at = block.at(0, block.size() - 1);
    return ", " + scale.name() + " = " + Plots.brief(at) + " " + scale.unit();
  }
}
