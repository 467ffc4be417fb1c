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
 */
record Bounds(Window window, double p, double j, double width, double low, double high) {

  /** Returns x, kept in 0..1. */
  static double inside(double x) {
    return Math.max(0, Math.min(1, x));
  }

  /** Returns whether the window depends on the direction. */
  boolean isDirected() {
    return switch (window) {
      case BIOLEK, ZHA, KVAT, WALL -> true;
      case JOGLEKAR, PRODROMAKIS, NONE -> false;
    };
  }

  /** Returns base^exponent; the usual small exponents without the power function's cost. */
  private static double power(double base, double exponent) {
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

  /** Returns the window at the state x in the direction s. */
  double at(double x, double s) {
    double y = inside(x);
    return switch (window) {
      case NONE -> 1;
      case JOGLEKAR -> 1 - power(Math.abs(2 * y - 1), 2 * p);
      case BIOLEK -> 1 - power(Math.abs(y - s), 2 * p);
      case PRODROMAKIS -> j * (1 - power((y - 0.5) * (y - 0.5) + 0.75, p));
      case ZHA -> j * (1 - power(0.25 * (y - s) * (y - s) + 0.75, p));
      case KVAT -> (1 - s) * gumbel((x - high) / width) + s * gumbel((low - x) / width);
      case WALL -> (1 - s) * stop((x - 1) / width) + s * stop(-x / width);
    };
  }

  /** Returns the partial of {@link #at} by x. */
  double byState(double x, double s) {
    if (window == Window.WALL) {
      return ((1 - s) * stopSlope((x - 1) / width) - s * stopSlope(-x / width)) / width;
    }
    if (window == Window.KVAT) {
      double up = (1 - s) * gumbelSlope((x - high) / width);
      return (up - s * gumbelSlope((low - x) / width)) / width;
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

  /** Returns the partial of {@link #at} by the direction s. */
  double byDirection(double x, double s) {
    double y = inside(x);
    return switch (window) {
      case BIOLEK -> 2 * p * oddPower(y - s);
      case ZHA -> zhaSlope(y - s);
      case KVAT -> gumbel((low - x) / width) - gumbel((x - high) / width);
      case WALL -> stop(-x / width) - stop((x - 1) / width);
      case JOGLEKAR, PRODROMAKIS, NONE -> 0;
    };
  }

  /** Returns what, times the size of the drift, leads x back from beyond the wall. */
  double restoring(double x) {
    return window == Window.WALL ? Smooth.softplus(-x, width) - Smooth.softplus(x - 1, width) : 0;
  }

  /** Returns the derivative of {@link #restoring}. */
  double restoringSlope(double x) {
    return window == Window.WALL
        ? -Smooth.sigmoid(-x / width) - Smooth.sigmoid((x - 1) / width)
        : 0;
  }

  /** Returns 1 - exp(z) before a wall at z = 0, and its tangent there beyond. */
  private static double stop(double z) {
    return z <= 0 ? -Math.expm1(z) : -z;
  }

  private static double stopSlope(double z) {
    return z <= 0 ? -Math.exp(z) : -1;
  }

  private static double gumbel(double z) {
    return Math.exp(-Smooth.exp(z));
  }

  private static double gumbelSlope(double z) {
    return -Smooth.expSlope(z) * gumbel(z);
  }

  /** Returns b |b|^(2p - 2), the derivative of |b|^(2p) over 2p. */
  private double oddPower(double b) {
    return Math.signum(b) * power(Math.abs(b), 2 * p - 1);
  }

  private double zhaSlope(double b) {
    return j * p * power(0.25 * b * b + 0.75, p - 1) * 0.5 * b;
  }
}
