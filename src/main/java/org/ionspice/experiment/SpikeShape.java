package org.ionspice.experiment;

/**
 * The course of one spike, beginning at zero seconds.
 *
 * @param kind its form
 * @param amplitude height
 * @param width s; the time constant of an exponential spike
 * @param tail depth of what follows with the other sign, 0 for nothing
 * @param tailWidth s
 * @param edge s, of rises and falls
 */
public record SpikeShape(
    Kind kind, double amplitude, double width, double tail, double tailWidth, double edge) {
  /** Forms of spikes. */
  public enum Kind {
    /** A plateau, then a plateau of the other sign. */
    SQUARE,
    /** A plateau, then a straight way back from the other sign. */
    RAMP,
    /** A difference of two decaying exponentials. */
    EXP
  }

  /** Returns the value {@code s} seconds after the spike began. */
  double at(double s) {
    if (s <= 0) {
      return 0;
    }
    if (kind == Kind.EXP) {
      double top = amplitude - tail;
      return s < edge
          ? top * s / edge
          : amplitude * Math.exp(-(s - edge) / width)
              - (tail == 0 ? 0 : tail * Math.exp(-(s - edge) / tailWidth));
    }
    if (s < edge) {
      return amplitude * s / edge;
    }
    if (s <= width) {
      return amplitude;
    }
    double low = -tail;
    if (s < width + edge) {
      return amplitude + (low - amplitude) * (s - width) / edge;
    }
    double end = width + tailWidth;
    if (tail == 0 || s >= end + edge) {
      return 0;
    }
    if (kind == Kind.RAMP) {
      return s >= end ? 0 : low * (end - s) / (end - width - edge);
    }
    return s <= end ? low : low * (1 - (s - end) / edge);
  }

  /** Returns the times of corners, ascending. */
  double[] corners() {
    if (kind == Kind.EXP) {
      return new double[] {0, edge};
    }
    if (tail == 0) {
      return new double[] {0, edge, width, width + edge};
    }
    double end = width + tailWidth;
    return new double[] {0, edge, width, width + edge, end, end + edge};
  }

  /** Returns when it is over, s; at its first corner for an exponential, which is never over. */
  double end() {
    double[] corners = corners();
    return kind == Kind.EXP ? 0 : corners[corners.length - 1];
  }
}
