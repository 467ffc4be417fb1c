package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * How the drift of a state x ends at the bounds 0 and 1: a window w(x, s) that multiplies it, and
 * with {@link Window#WALL} a force that leads back from beyond a bound.
 *
 * <p>The direction s is 0 while x grows, 1 while it falls, and anything between where the direction
 * is smoothed. All functions are finite for every x, and pure.
 *
 * @param window which formula
 * @param p exponent of joglekar, biolek, prodromakis, zha
 * @param j height of prodromakis and zha
 * @param width width of kvat and wall, as a share of the range of x
 * @param low where kvat ends a fall
 * @param high where kvat ends a growth
 * @param perWidth one over the width
 */
record Bounds(
    Window window, double p, double j, double width, double low, double high, double perWidth) {
  /** Makes the law; one over the width is computed once. */
  Bounds(Window window, double p, double j, double width, double low, double high) {
    this(window, p, j, width, low, high, 1 / width);
  }

  /** Widths from a wall at which its exponential is beyond the last digit of 1. */
  private static final double FAR = 40;

  /** Returns x, kept in 0..1. */
  static double inside(double x) {
    return x < 0 ? 0 : x > 1 ? 1 : x;
  }

  /** Returns whether at x nothing is felt of the bounds: the window is 1, and nothing leads back. */
  boolean isFree(double x) {
    double room = FAR * width;
    return window == Window.NONE
        || (window == Window.KVAT || window == Window.WALL) && x > low + room && x < high - room;
  }

  /** Returns whether the window depends on the direction. */
  boolean isDirected() {
    return switch (window) {
      case BIOLEK, ZHA, KVAT, WALL -> true;
      case JOGLEKAR, PRODROMAKIS, NONE -> false;
    };
  }

  /** Returns base^exponent; the usual small exponents without the power function's cost. */
  static double power(double base, double exponent) {
    if (exponent == 1) {
      return base;
    }
    if (exponent == 2) {
      return base * base;
    }
    if (exponent == 3) {
      return base * base * base;
    }
    if (exponent == 4) {
      return base * base * (base * base);
    }
    return Math.pow(base, exponent);
  }

  /**
   * Returns the exponential that all functions of a growth at x have in common: {@code up} of the
   * others, zero for windows without one.
   */
  double up(double x) {
    return switch (window) {
      case KVAT -> fading((x - high) * perWidth);
      case WALL -> x < 1 ? fading((x - 1) * perWidth) : 1;
      case BIOLEK, JOGLEKAR, PRODROMAKIS, ZHA, NONE -> 0;
    };
  }

  /** Returns the exponential of a fall at x: {@code down} of the others. */
  double down(double x) {
    return switch (window) {
      case KVAT -> fading((low - x) * perWidth);
      case WALL -> x > 0 ? fading(-x * perWidth) : 1;
      case BIOLEK, JOGLEKAR, PRODROMAKIS, ZHA, NONE -> 0;
    };
  }

  private static double fading(double z) {
    return z < -FAR ? 0 : Smooth.exp(z);
  }

  /** Returns the window at the state x in the direction s. */
  double at(double x, double s) {
    return at(x, s, up(x), down(x));
  }

  /** Returns the window at the state x in the direction s, with {@link #up} and {@link #down}. */
  double at(double x, double s, double up, double down) {
    double y = inside(x);
    return switch (window) {
      case NONE -> 1;
      case JOGLEKAR -> 1 - power(Math.abs(2 * y - 1), 2 * p);
      case BIOLEK -> 1 - power(Math.abs(y - s), 2 * p);
      case PRODROMAKIS -> j * (1 - power((y - 0.5) * (y - 0.5) + 0.75, p));
      case ZHA -> j * (1 - power(0.25 * (y - s) * (y - s) + 0.75, p));
      case KVAT, WALL -> s == 0
          ? growth(x, up)
          : s == 1 ? fall(x, down) : (1 - s) * growth(x, up) + s * fall(x, down);
    };
  }

  /** Returns the window of kvat or wall while x grows. */
  private double growth(double x, double up) {
    return window == Window.KVAT ? gumbel(up) : stop((x - 1) * perWidth, up);
  }

  /** Returns the window of kvat or wall while x falls. */
  private double fall(double x, double down) {
    return window == Window.KVAT ? gumbel(down) : stop(-x * perWidth, down);
  }

  /** Returns the partial of {@link #at} by x. */
  double byState(double x, double s) {
    return byState(x, s, up(x), down(x));
  }

  /** Returns the partial of {@link #at} by x, with {@link #up} and {@link #down}. */
  double byState(double x, double s, double up, double down) {
    if (window == Window.WALL) {
      return (s * down - (1 - s) * up) * perWidth;
    }
    if (window == Window.KVAT) {
      return (s * down * gumbel(down) - (1 - s) * up * gumbel(up)) * perWidth;
    }
    double y = inside(x);
    if (y != x) {
      return 0;
    }
    return switch (window) {
      case JOGLEKAR -> -4 * p * oddPower(2 * y - 1);
      case BIOLEK -> -2 * p * oddPower(y - s);
      case PRODROMAKIS -> -j * p * power((y - 0.5) * (y - 0.5) + 0.75, p - 1) * (2 * y - 1);
      case ZHA -> -zhaSlope(y - s);
      case KVAT, WALL, NONE -> 0;
    };
  }

  /** Returns the partial of {@link #at} by the direction s, with {@link #up} and {@link #down}. */
  double byDirection(double x, double s, double up, double down) {
    double y = inside(x);
    return switch (window) {
      case BIOLEK -> 2 * p * oddPower(y - s);
      case ZHA -> zhaSlope(y - s);
      case KVAT, WALL -> fall(x, down) - growth(x, up);
      case JOGLEKAR, PRODROMAKIS, NONE -> 0;
    };
  }

  /** Returns whether anything leads x back from beyond a bound. */
  boolean restores() {
    return window == Window.WALL;
  }

  /**
   * Returns what, times the size of the drift, leads x back from beyond the wall: softplus(-x) -
   * softplus(x - 1), softplus of this width.
   */
  double restoring(double x, double up, double down) {
    return window == Window.WALL ? beyond(-x, down) - beyond(x - 1, up) : 0;
  }

  /** Returns the derivative of {@link #restoring}. */
  double restoringSlope(double x, double up, double down) {
    return window == Window.WALL ? -beyondSlope(-x, down) - beyondSlope(x - 1, up) : 0;
  }

  /** Returns the softplus of {@code over}, whose exponential is known where it is below 1. */
  private double beyond(double over, double exponential) {
    return over < 0
        ? width * Smooth.softplusOf(over * perWidth, exponential)
        : Smooth.softplus(over, width);
  }

  private double beyondSlope(double over, double exponential) {
    return over < 0 ? exponential / (1 + exponential) : Smooth.sigmoid(over * perWidth);
  }

  /** Returns 1 - exp(z) before a wall at z = 0, and its tangent there beyond. */
  private static double stop(double z, double exponential) {
    // Far from the wall the difference loses nothing.
    return z < -0.5 ? 1 - exponential : z <= 0 ? -Smooth.expm1(z) : -z;
  }

  private static double gumbel(double exponential) {
    return exponential < 1e-17 ? 1 : Math.exp(-exponential);
  }

  /** Returns b |b|^(2p - 2), the derivative of |b|^(2p) over 2p. */
  private double oddPower(double b) {
    return p == 2 ? b * b * b : Math.signum(b) * power(Math.abs(b), 2 * p - 1);
  }

  private double zhaSlope(double b) {
    return j * p * power(0.25 * b * b + 0.75, p - 1) * 0.5 * b;
  }
}
