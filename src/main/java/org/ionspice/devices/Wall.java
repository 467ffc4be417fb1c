package org.ionspice.devices;

/**
 * How a flux that pushes a state towards a bound fades before it: a factor that is 1 well inside, 0
 * at the bound, and negative beyond it, where it turns the flux back. Only the flux towards the
 * bound is multiplied by it, so that a state that lies at the bound leaves it at once when the other
 * flux takes over (compare T. Wang and J. Roychowdhury, arXiv:1605.04897).
 */
final class Wall {
  private Wall() {}

  /** Returns the factor at the distance {@code room} from the bound, for a wall of this width. */
  static double share(double room, double width) {
    double y = room / width;
    return y > 0 ? -Math.expm1(-y) : y;
  }

  /** Returns the derivative of {@link #share} by the distance. */
  static double slope(double room, double width) {
    double y = room / width;
    return (y > 0 ? Math.exp(-y) : 1) / width;
  }
}
