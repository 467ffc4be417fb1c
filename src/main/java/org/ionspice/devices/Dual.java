package org.ionspice.devices;

/**
 * A number with its derivatives by the voltages gate-source, drain-source and bulk-source of a
 * channel. Operations change the number in place and return it, so that a channel that keeps its
 * numbers allocates nothing when it is evaluated.
 */
final class Dual {
  /** The value, and its derivatives by vgs, vds and vbs. */
  double v;

  double g;
  double d;
  double b;

  Dual set(double value) {
    return set(value, 0, 0, 0);
  }

  Dual set(double value, double byGate, double byDrain, double byBulk) {
    v = value;
    g = byGate;
    d = byDrain;
    b = byBulk;
    return this;
  }

  Dual set(Dual x) {
    return set(x.v, x.g, x.d, x.b);
  }

  Dual plus(double x) {
    v += x;
    return this;
  }

  Dual plus(Dual x) {
    return set(v + x.v, g + x.g, d + x.d, b + x.b);
  }

  Dual minus(Dual x) {
    return set(v - x.v, g - x.g, d - x.d, b - x.b);
  }

  /** Adds a multiple of a number. */
  Dual plus(double factor, Dual x) {
    return set(v + factor * x.v, g + factor * x.g, d + factor * x.d, b + factor * x.b);
  }

  Dual times(double x) {
    return set(v * x, g * x, d * x, b * x);
  }

  Dual times(Dual x) {
    return set(v * x.v, g * x.v + v * x.g, d * x.v + v * x.d, b * x.v + v * x.b);
  }

  Dual over(Dual x) {
    double r = 1 / x.v;
    double w = v * r;
    return set(w, (g - w * x.g) * r, (d - w * x.d) * r, (b - w * x.b) * r);
  }

  /** Replaces the number by x over it. */
  Dual under(double x) {
    double w = x / v;
    return chain(w, -w / v);
  }

  Dual sqrt() {
    double w = Math.sqrt(v);
    return chain(w, 0.5 / w);
  }

  Dual square() {
    return chain(v * v, 2 * v);
  }

  Dual cube() {
    return chain(v * v * v, 3 * v * v);
  }

  Dual exp() {
    double w = Math.exp(v);
    return chain(w, w);
  }

  /** Raises a number above zero to a power. */
  Dual power(double exponent) {
    double w = Math.pow(v, exponent);
    return chain(w, exponent * w / v);
  }

  /** Replaces the number by a function of it that has this value and this slope. */
  Dual chain(double value, double slope) {
    return set(value, slope * g, slope * d, slope * b);
  }
}
