package org.ionspice.reduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is read off one cycle of a current-voltage loop.
 *
 * <p>The drive rises once and falls once in a cycle. On the way up and on the way down the response
 * is a function of the drive; D is the first minus the second. A lobe is where D keeps its sign; it
 * ends where the branches cross, or touch. The area of a lobe is the integral of i du along it, W:
 * negative when the loop goes counter-clockwise in the plane of current over voltage, as an inductive
 * (rising) conductance makes it, positive when clockwise, as a capacitor does.
 *
 * @param most the largest response, A or V
 * @param least the smallest response
 * @param area the sum of the lobes' areas with their signs, W
 * @param lobes from the lowest drive to the highest
 * @param crossings where branches cross or touch, in the same order
 * @param upAtZero the response on the way up at zero drive, NaN when the drive does not go there
 * @param downAtZero the response on the way down at zero drive
 * @param rectification size of the response at the highest drive over that at the lowest, NaN when
 *     these are not on both sides of zero
 */
public record Loop(
    double most,
    double least,
    double area,
    List<Lobe> lobes,
    List<Crossing> crossings,
    double upAtZero,
    double downAtZero,
    double rectification) {
  /** Branches as near as the tolerance touch; a lobe rises above this many times the tolerance. */
  private static final double LOBE = 5;

  /**
   * A part of a loop that goes round in one direction.
   *
   * @param from drive where it begins
   * @param to drive where it ends
   * @param area W, negative counter-clockwise
   */
  public record Lobe(double from, double to, double area) {
    /** Returns the direction, and of what it is the sign. */
    public String direction() {
      return area < 0 ? "counter-clockwise (inductive)" : "clockwise (capacitive)";
    }
  }

  /**
   * Where two branches meet.
   *
   * @param drive the drive there
   * @param response the response there
   * @param crosses whether they cross; else they touch
   */
  public record Crossing(double drive, double response, boolean crosses) {}

  public Loop {
    lobes = List.copyOf(lobes);
    crossings = List.copyOf(crossings);
  }

  /** A branch: the drive ascends. */
  private record Branch(double[] drive, double[] response) {
    double at(double w) {
      int k = Arrays.binarySearch(drive, w);
      if (k >= 0) {
        return response[k];
      }
      int right = Math.min(drive.length - 1, Math.max(1, -k - 1));
      double span = drive[right] - drive[right - 1];
      double part = span > 0 ? (w - drive[right - 1]) / span : 0;
      return response[right - 1] + part * (response[right] - response[right - 1]);
    }
  }

  /**
   * Reads a loop.
   *
   * @param drive over one cycle, V or A; it rises once and falls once, wherever the cycle begins
   * @param response A or V
   * @param byCurrent whether the drive is the current
   * @param tolerance what counts as the same, as a part of the response's range
   */
  public static Loop of(
      double[] drive, double[] response, boolean byCurrent, double tolerance) {
    int n = drive.length;
    if (n < 4 || response.length != n) {
      throw new IllegalArgumentException("too few points for a loop: " + n);
    }
    int low = 0;
    int high = 0;
    double most = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      low = drive[k] < drive[low] ? k : low;
      high = drive[k] > drive[high] ? k : high;
      most = Math.max(most, response[k]);
      least = Math.min(least, response[k]);
    }
    Branch up = branch(drive, response, low, high, false);
    Branch down = branch(drive, response, high, low, true);
    double same = tolerance * (most - least);
    double[] w = grid(up, down);
    double[] d = new double[w.length];
    for (int k = 0; k < w.length; k++) {
      d[k] = up.at(w[k]) - down.at(w[k]);
    }
    List<Lobe> lobes = new ArrayList<>();
    List<Crossing> crossings = new ArrayList<>();
    divide(w, d, same, up, down, byCurrent ? -1 : 1, lobes, crossings);
    double area = 0;
    for (Lobe lobe : lobes) {
      area += lobe.area();
    }
    boolean zero = drive[low] <= 0 && drive[high] >= 0;
    boolean sides = drive[low] < 0 && drive[high] > 0;
    return new Loop(
        most,
        least,
        area,
        lobes,
        crossings,
        zero ? up.at(0) : Double.NaN,
        zero ? down.at(0) : Double.NaN,
        sides ? Math.abs(response[high] / response[low]) : Double.NaN);
  }

  /**
   * Returns the ratio of the responses of both branches at one drive, at least one; NaN when the
   * drive does not go there.
   */
  public static double onOff(double[] drive, double[] response, double at) {
    int low = 0;
    int high = 0;
    for (int k = 0; k < drive.length; k++) {
      low = drive[k] < drive[low] ? k : low;
      high = drive[k] > drive[high] ? k : high;
    }
    if (!(at >= drive[low] && at <= drive[high])) {
      return Double.NaN;
    }
    double ratio =
        Math.abs(
            branch(drive, response, low, high, false).at(at)
                / branch(drive, response, high, low, true).at(at));
    return Math.max(ratio, 1 / ratio);
  }

  /** Returns the part of the cycle from one position to another, round its end if need be. */
  private static Branch branch(
      double[] drive, double[] response, int from, int to, boolean falling) {
    int n = drive.length;
    // The cycle's last point is its first: it counts once.
    boolean closed = drive[0] == drive[n - 1];
    int around = closed ? n - 1 : n;
    int count = Math.floorMod(to - from, around) + 1;
    double[] w = new double[count];
    double[] y = new double[count];
    int size = 0;
    for (int k = 0; k < count; k++) {
      int at = (from + k) % around;
      double value = drive[at];
      if (size > 0 && (falling ? value >= w[size - 1] : value <= w[size - 1])) {
        continue; // Rounding where the drive turns.
      }
      w[size] = value;
      y[size++] = response[at];
    }
    w = Arrays.copyOf(w, size);
    y = Arrays.copyOf(y, size);
    if (falling) {
      for (int k = 0; k < size / 2; k++) {
        swap(w, k, size - 1 - k);
        swap(y, k, size - 1 - k);
      }
    }
    return new Branch(w, y);
  }

  private static void swap(double[] list, int a, int b) {
    double kept = list[a];
    list[a] = list[b];
    list[b] = kept;
  }

  private static double[] grid(Branch up, Branch down) {
    double from = Math.max(up.drive()[0], down.drive()[0]);
    double to =
        Math.min(up.drive()[up.drive().length - 1], down.drive()[down.drive().length - 1]);
    return java.util.stream.DoubleStream.concat(
            Arrays.stream(up.drive()), Arrays.stream(down.drive()))
        .filter(w -> w >= from && w <= to)
        .sorted()
        .distinct()
        .toArray();
  }

  /** Finds the lobes of D and what lies between them. */
  private static void divide(
      double[] w,
      double[] d,
      double same,
      Branch up,
      Branch down,
      int sign,
      List<Lobe> lobes,
      List<Crossing> crossings) {
    int[] first = new int[w.length];
    int[] last = new int[w.length];
    int runs = 0;
    for (int k = 0; k < w.length; ) {
      if (!(Math.abs(d[k]) > same)) {
        k++;
        continue;
      }
      int from = k;
      double peak = 0;
      while (k < w.length && Math.abs(d[k]) > same && d[k] > 0 == d[from] > 0) {
        peak = Math.max(peak, Math.abs(d[k]));
        k++;
      }
      if (peak > LOBE * same) {
        first[runs] = from;
        last[runs++] = k - 1;
      }
    }
    double begin = w[0];
    for (int r = 0; r < runs; r++) {
      double end = w[w.length - 1];
      if (r + 1 < runs) {
        boolean crosses = d[last[r]] > 0 != d[first[r + 1]] > 0;
        end = crosses ? zero(w, d, last[r], first[r + 1]) : nearest(w, d, last[r], first[r + 1]);
        crossings.add(new Crossing(end, (up.at(end) + down.at(end)) / 2, crosses));
      }
      lobes.add(new Lobe(begin, end, sign * integral(w, d, begin, end)));
      begin = end;
    }
  }

  /** Returns the middle of the first and the last zero of D between two places. */
  private static double zero(double[] w, double[] d, int from, int to) {
    double first = Double.NaN;
    double last = Double.NaN;
    for (int k = from; k < to; k++) {
      if (d[k] > 0 != d[k + 1] > 0) {
        last = w[k] + (w[k + 1] - w[k]) * d[k] / (d[k] - d[k + 1]);
        first = Double.isNaN(first) ? last : first;
      }
    }
    return (first + last) / 2;
  }

  private static double nearest(double[] w, double[] d, int from, int to) {
    int best = from;
    for (int k = from; k <= to; k++) {
      best = Math.abs(d[k]) < Math.abs(d[best]) ? k : best;
    }
    return w[best];
  }

  /** Returns the integral of straight lines between the points, over a part of them. */
  private static double integral(double[] w, double[] d, double from, double to) {
    double sum = 0;
    for (int k = 0; k + 1 < w.length; k++) {
      double a = Math.max(from, w[k]);
      double b = Math.min(to, w[k + 1]);
      if (b > a) {
        double slope = (d[k + 1] - d[k]) / (w[k + 1] - w[k]);
        double middle = d[k] + slope * ((a + b) / 2 - w[k]);
        sum += middle * (b - a);
      }
    }
    return sum;
  }
}
