package org.ionspice.plot;

/**
 * What part of a picture's curves is shown, and on which scales.
 *
 * @param low0 left end, in the unit of the data; NaN where the data end
 * @param low1 lower end
 * @param decadesAcross {@link #YES}, {@link #NO}, or {@link #EITHER} for what the scale suggests
 * @param decadesUp whether the vertical axis is in decades
 */
public record View(
    double low0, double high0, double low1, double high1, int decadesAcross, boolean decadesUp) {
  /** The horizontal axis is linear. */
  public static final int NO = 0;

  /** The horizontal axis is in decades. */
  public static final int YES = 1;

  /** The horizontal axis is in decades when it is a frequency. */
  public static final int EITHER = 2;

  /** Shows everything. */
  public static final View FREE =
      new View(Double.NaN, Double.NaN, Double.NaN, Double.NaN, EITHER, false);

  /** Returns this view between two numbers along an axis. */
  public View between(boolean across, double low, double high) {
    return across
        ? new View(low, high, low1, high1, decadesAcross, decadesUp)
        : new View(low0, high0, low, high, decadesAcross, decadesUp);
  }

  /** Returns this view with the scales of {@code xlog ylog loglog linear lingrid loggrid}. */
  public View scaled(String word) {
    boolean both = word.equals("loglog") || word.equals("loggrid");
    boolean none = word.equals("linear") || word.equals("lingrid");
    int across = both || word.equals("xlog") ? YES : none ? NO : decadesAcross;
    boolean up = both || word.equals("ylog") || !none && decadesUp;
    return new View(low0, high0, low1, high1, across, up);
  }

  /** Returns this view for a frequency, which is in decades unless asked otherwise. */
  public View overFrequency() {
    return decadesAcross == EITHER
        ? new View(low0, high0, low1, high1, YES, decadesUp)
        : this;
  }
}
