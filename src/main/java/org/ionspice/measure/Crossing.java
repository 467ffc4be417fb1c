package org.ionspice.measure;

import org.ionspice.expression.Expression;

/**
 * The n-th time that one formula passes another.
 *
 * @param left the formula that moves
 * @param right the level, or a second formula
 * @param edge which direction counts
 * @param count from one; {@link #LAST} for the last
 * @param delay crossings before this value of the scale do not count
 */
record Crossing(Expression left, Expression right, Edge edge, int count, double delay) {
  static final int LAST = -1;

  enum Edge {
    RISE,
    FALL,
    CROSS
  }

  /** Returns where on the scale it happens, by linear interpolation. */
  double find(Waves waves) throws NotMeasurable {
    double[] at = waves.scale();
    double[] gap = waves.of(left).map("1", waves.of(right), (a, b) -> a - b).re();
    double last = Double.NaN;
    int seen = 0;
    int before = -1; // the last row whose gap is not zero
    if (startsUpward(gap) && edge != Edge.FALL && at[0] >= delay) {
      last = at[0];
      if (++seen == count) {
        return last;
      }
    }
    for (int i = 0; i < gap.length; i++) {
      if (gap[i] == 0 || Double.isNaN(gap[i])) {
        continue;
      }
      if (before >= 0 && gap[before] < 0 != gap[i] < 0) {
        double place = crossing(at, gap, before);
        boolean rises = gap[i] > 0;
        boolean counts = edge == Edge.CROSS || rises == (edge == Edge.RISE);
        if (counts && place >= delay) {
          last = place;
          if (++seen == count) {
            return place;
          }
        }
      }
      before = i;
    }
    if (count == LAST && seen > 0) {
      return last;
    }
    throw new NotMeasurable(
        seen == 0 ? "it never happens" : "it happens only " + seen + (seen == 1 ? " time" : " times"));
  }

  /** Returns whether the formula starts at a fixed level and rises at once, as a sine from zero. */
  private boolean startsUpward(double[] gap) {
    // As ngspice 39 counts: a start downward is none, nor is one of two curves.
    return right instanceof Expression.Literal && gap.length > 1 && gap[0] == 0 && gap[1] > 0;
  }

  private static double crossing(double[] at, double[] gap, int before) {
    int next = before + 1;
    if (gap[next] == 0) {
      return at[next];
    }
    double part = gap[before] / (gap[before] - gap[next]);
    return at[before] + part * (at[next] - at[before]);
  }
}
