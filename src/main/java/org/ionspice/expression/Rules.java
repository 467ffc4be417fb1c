package org.ionspice.expression;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Rules of library functions whose parts can be told apart, so that they can be compiled. */
final class Rules {
  private Rules() {}

  /** A function of three numbers. */
  @FunctionalInterface
  interface TernaryOperator {
    double applyAsDouble(double a, double b, double c);
  }

  /** A function of x: its value y, and its slope from x and y. */
  record Unary(DoubleUnaryOperator value, DoubleBinaryOperator slope)
      implements LibraryFunction.Rule {
    @Override
    public double apply(double[] a, int from, int count, double[] slopes) {
      double x = a[from];
      double y = value.applyAsDouble(x);
      slopes[0] = Arithmetic.finite(slope.applyAsDouble(x, y));
      return y;
    }
  }

  /** A function of a and b: its value c, and its slopes from a, b and c. */
  record Binary(DoubleBinaryOperator value, TernaryOperator byFirst, TernaryOperator bySecond)
      implements LibraryFunction.Rule {
    @Override
    public double apply(double[] a, int from, int count, double[] slopes) {
      double x = a[from];
      double y = a[from + 1];
      double z = value.applyAsDouble(x, y);
      slopes[0] = Arithmetic.finite(byFirst.applyAsDouble(x, y, z));
      slopes[1] = Arithmetic.finite(bySecond.applyAsDouble(x, y, z));
      return z;
    }
  }

  /** The smallest ({@code sense} -1) or the largest (1) of the arguments. */
  record Best(int sense) implements LibraryFunction.Rule {
    @Override
    public double apply(double[] a, int from, int count, double[] slopes) {
      int best = 0;
      slopes[0] = 0;
      for (int k = 1; k < count; k++) {
        slopes[k] = 0;
        if (isBetter(a[from + k], a[from + best], sense)) {
          best = k;
        }
      }
      slopes[best] = 1;
      return a[from + best];
    }
  }

  /** Returns {@code yes} when the condition is not zero. */
  static double select(double condition, double yes, double no) {
    return condition != 0 ? yes : no;
  }

  /** Returns whether a value takes the place of the best before it. */
  static boolean isBetter(double value, double best, int sense) {
    // NaN wins, so that a failure is not hidden.
    return sense * value > sense * best || Double.isNaN(value);
  }

  /** x held between two bounds, which may be swapped. */
  record Limit() implements LibraryFunction.Rule {
    @Override
    public double apply(double[] a, int from, int count, double[] slopes) {
      int chosen = chosen(a[from], a[from + 1], a[from + 2]);
      slopes[0] = 0;
      slopes[1] = 0;
      slopes[2] = 0;
      slopes[chosen] = 1;
      return Double.isNaN(a[from + 1] + a[from + 2]) ? Double.NaN : a[from + chosen];
    }

    /** Returns which argument is the value: 0 for x, 1 and 2 for the bounds. */
    static int chosen(double x, double first, double second) {
      int low = first <= second ? 1 : 2;
      if (x < (low == 1 ? first : second)) {
        return low;
      }
      return x > (low == 1 ? second : first) ? 3 - low : 0;
    }
  }

  /**
   * Returns how many points of a table lie at or below x.
   *
   * @param a holds the points as x1, y1, x2, y2 ... from {@code from} on
   * @param count how many numbers they are
   */
  static int segment(double[] a, int from, int count, double x) {
    // Invariant: points below `low` have abscissae <= x, points from `high` on have larger ones.
    int low = 0;
    int high = count / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (a[from + 2 * middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the value of a table at x, which lies behind {@code segment} points. */
  static double tableValue(double[] a, int from, int count, int segment, double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (segment == 0 || 2 * segment == count) {
      return a[from + (segment == 0 ? 1 : count - 1)];
    }
    int left = from + 2 * segment - 2;
    double part = (x - a[left]) / (a[left + 2] - a[left]);
    return a[left + 1] + part * (a[left + 3] - a[left + 1]);
  }

  /** Returns the slope of a table behind {@code segment} points. */
  static double tableSlope(double[] a, int from, int count, int segment) {
    if (segment == 0 || 2 * segment == count) {
      return 0;
    }
    int left = from + 2 * segment - 2;
    return (a[left + 3] - a[left + 1]) / (a[left + 2] - a[left]);
  }
}
