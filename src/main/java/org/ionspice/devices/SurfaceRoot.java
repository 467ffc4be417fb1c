package org.ionspice.devices;

/**
 * The root of the surface potential's sum with a bulk voltage in SPICE2's levels 2 and 3: sqrt(phi -
 * u) up to u = 0, sqrt(phi) / (1 + u / (2 phi)) above, which stays above zero.
 */
record SurfaceRoot(double phi) {
  /** Replaces u, V, by the root, V^0.5. */
  Dual of(Dual u) {
    if (u.v <= 0) {
      return u.times(-1).plus(phi).sqrt();
    }
    double root = Math.sqrt(phi);
    double w = root / (1 + 0.5 * u.v / phi);
    return u.chain(w, -0.5 * w * w / (phi * root));
  }

  /** Replaces u, V, by the derivative of the root by u. */
  Dual slope(Dual u) {
    if (u.v <= 0) {
      return u.times(-1).plus(phi).power(-0.5).times(-0.5);
    }
    double root = Math.sqrt(phi);
    double w = root / (1 + 0.5 * u.v / phi);
    double first = -0.5 * w * w / (phi * root);
    return u.chain(first, -w * first / (phi * root));
  }
}
