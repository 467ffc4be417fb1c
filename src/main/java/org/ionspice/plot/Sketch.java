package org.ionspice.plot;

import java.util.List;

/**
 * What a picture shows, for other ways of drawing it. Arrays are shared, not copied.
 *
 * @param title above the frame
 * @param inOneScale whether a unit must be equally long along both axes
 * @param words beside points
 */
public record Sketch(
    String title,
    Scale horizontal,
    Scale vertical,
    boolean inOneScale,
    List<Line> lines,
    List<Word> words) {
  public Sketch {
    lines = List.copyOf(lines);
    words = List.copyOf(words);
  }

  /** A word beside a point, such as the frequency on a spectrum. */
  public record Word(String text, double x, double y) {}

  /**
   * An axis.
   *
   * @param title with its unit
   * @param logarithmic whether it is in decades
   * @param low where it begins, NaN when the data decide
   * @param high where it ends, NaN when the data decide
   */
  public record Scale(String title, boolean logarithmic, double low, double high) {}

  /** How a line is drawn. */
  public enum Style {
    LINE,
    CROSSES,
    MARKS,
    /** A small filled polygon, such as an arrow head. */
    AREA
  }

  /**
   * One line.
   *
   * @param x may have NaN, where the line is interrupted
   * @param colour {@code #rrggbb}
   * @param named whether the legend has it
   */
  public record Line(
      String label, double[] x, double[] y, Style style, String colour, boolean named) {}
}
