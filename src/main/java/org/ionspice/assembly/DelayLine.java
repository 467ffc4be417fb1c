package org.ionspice.assembly;

/**
 * The past of one delayed quantity: accepted points with a middle point a step, pruned to the delay.
 *
 * <p>Between two points the value is the parabola through both ends and the middle, which never
 * reaches across a corner. Where the past jumped there are two points with the same time.
 */
final class DelayLine {
  /** Times this many units in the last place apart are the same. */
  private static final double CLOSE = 4;

  /** A jump counts from this part of what a change of slope must come to. */
  static final double JUMP = 1e-3;

  private final double seconds;
  private double[] time = new double[64];
  private double[] value = new double[64];
  private double[] middleTime = new double[64];
  private double[] middle = new double[64];
  private int first;
  private int count;
  private double peak;

  /** Points that were pruned: a point's number counts from the start. */
  private int pruned;

  private int low;
  private int high;

  DelayLine(double seconds) {
    this.seconds = seconds;
  }

  double seconds() {
    return seconds;
  }

  void start(double t, double v) {
    first = 0;
    count = 0;
    peak = 0;
    pruned = 0;
    append(t, v, t, v);
  }

  /** Ends the step at {@code t}; the middle point belongs to the step that ends here. */
  void append(double t, double v, double tMiddle, double vMiddle) {
    // Both sides of a jump stay until its echo is over, however its time was rounded.
    double needed = t - seconds - CLOSE * Math.ulp(t);
    while (count > 2 && time[first + 1] < needed) {
      first++;
      count--;
      pruned++;
    }
    if (first + count == time.length) {
      if (first > time.length / 2) {
        shift(time);
        shift(value);
        shift(middleTime);
        shift(middle);
        first = 0;
      } else {
        grow();
      }
    }
    int k = first + count++;
    time[k] = t;
    value[k] = v;
    middleTime[k] = tMiddle;
    middle[k] = vMiddle;
    peak = Math.max(peak, Math.abs(v));
  }

  /** Passes the state. */
  void pass(Snapshot snapshot) {
    count = snapshot.pass(count);
    pruned = snapshot.pass(pruned);
    peak = snapshot.pass(peak);
    if (!snapshot.isTaking()) {
      first = 0;
      while (time.length < count) {
        grow();
      }
    }
    snapshot.pass(time, first, count);
    snapshot.pass(value, first, count);
    snapshot.pass(middleTime, first, count);
    snapshot.pass(middle, first, count);
  }

  private void grow() {
    int longer = time.length * 2;
    time = java.util.Arrays.copyOf(time, longer);
    value = java.util.Arrays.copyOf(value, longer);
    middleTime = java.util.Arrays.copyOf(middleTime, longer);
    middle = java.util.Arrays.copyOf(middle, longer);
  }

  /** Returns the number of the oldest point that is still there. */
  int oldestNumber() {
    return pruned;
  }

  /**
   * Returns whether the past has a corner where the last step began: a change of slope that within
   * one delay makes more than {@code share} of the largest value so far, or a jump of a thousandth
   * of that. Less is what Newton leaves, and would come back as an echo for ever.
   */
  boolean turned(double share) {
    int end = first + count - 1;
    int start = end - 1;
    int before = start;
    while (before > first && time[before - 1] == time[start]) {
      before--;
    }
    if (before <= first) {
      return true;
    }
    double jump = Math.abs(value[start] - value[before]);
    double turn = Math.abs(slope(start, end, time[start]) - slope(before - 1, before, time[start]));
    return jump > JUMP * share * peak || turn * seconds > share * peak;
  }

  /** Returns the time of the last point, s. */
  double newest() {
    return time[first + count - 1];
  }

  /** Returns the value at the last point. */
  double last() {
    return value[first + count - 1];
  }

  /** Returns the largest magnitude so far. */
  double peak() {
    return peak;
  }

  /** Returns half the second derivative of the last step; 0 when it was a straight line. */
  double bend() {
    int high = first + count - 1;
    double b = time[high];
    double m = middleTime[high];
    double a = count > 1 ? time[high - 1] : m;
    if (!(m > a && m < b)) {
      return 0;
    }
    return bend(a, value[high - 1], m, middle[high], b, value[high]);
  }

  /**
   * Returns by how much the straight line from the last point to {@code v} at {@code t} misses one
   * delay before, judged by the parabola through the middle of the last step.
   */
  double miss(double t, double v) {
    int high = first + count - 1;
    double past = t - seconds;
    double m = middleTime[high];
    if (past <= time[high] || !(m < time[high])) {
      return 0;
    }
    double bend = bend(m, middle[high], time[high], value[high], t, v);
    return Math.abs(bend) * (past - time[high]) * (t - past);
  }

  /** Returns the second divided difference. */
  private static double bend(double a, double va, double b, double vb, double c, double vc) {
    return ((vc - vb) / (c - b) - (vb - va) / (b - a)) / (c - a);
  }

  /** Returns the slope at {@code t} of the parabola between two neighbours. */
  private double slope(int low, int high, double t) {
    double a = time[low];
    double b = time[high];
    double m = middleTime[high];
    if (!(m > a && m < b)) {
      return (value[high] - value[low]) / (b - a);
    }
    return value[low] * (2 * t - m - b) / ((a - m) * (a - b))
        + middle[high] * (2 * t - a - b) / ((m - a) * (m - b))
        + value[high] * (2 * t - a - m) / ((b - a) * (b - m));
  }

  private void shift(double[] a) {
    System.arraycopy(a, first, a, 0, count);
  }

  /**
   * Returns the value at {@code t} minus the delay; before the start it is the first value.
   *
   * @param after where the past jumped, whether the value after the jump is wanted
   */
  double at(double t, boolean after) {
    double past = t - seconds;
    find(t, after);
    if (low == high) {
      return value[low];
    }
    double a = time[low];
    double b = time[high];
    double m = middleTime[high];
    double va = value[low];
    double vb = value[high];
    if (!(m > a && m < b)) {
      return va + (vb - va) * (past - a) / (b - a);
    }
    double vm = middle[high];
    return va * (past - m) * (past - b) / ((a - m) * (a - b))
        + vm * (past - a) * (past - b) / ((m - a) * (m - b))
        + vb * (past - a) * (past - m) / ((b - a) * (b - m));
  }

  /**
   * Puts the numbers of the points on both sides of {@code t} minus the delay into place {@code i} of
   * {@code lows} and {@code highs}; the same number twice where the value is that of a point.
   */
  void points(double t, boolean after, int i, int[] lows, int[] highs) {
    find(t, after);
    lows[i] = low - first + pruned;
    highs[i] = high - first + pruned;
  }

  /** Returns the number of the last point. */
  int newestNumber() {
    return pruned + count - 1;
  }

  /** Finds the points on both sides of {@code t} minus the delay. */
  private void find(double t, boolean after) {
    double past = t - seconds;
    // An echo's time was rounded when the delay was added, and is rounded again here.
    double close = CLOSE * Math.ulp(t);
    double divide = after ? past + close : past - close;
    low = first;
    high = first + count - 1;
    if (past <= time[first]) {
      high = first;
      return;
    }
    if (after ? past >= time[high] - close : past > time[high]) {
      low = high;
      return;
    }
    while (high - low > 1) {
      int mid = (low + high) >>> 1;
      if (time[mid] <= divide) {
        low = mid;
      } else {
        high = mid;
      }
    }
  }
}
