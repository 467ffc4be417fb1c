package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * How a flux that pushes a state towards a bound fades before it: a factor that is 1 well inside, 0
 * at the bound, and negative beyond it, where it turns the flux back. Only the flux towards the
 * bound is multiplied by it, so that a state that lies at the bound leaves it at once when the other
 * flux takes over (compare T. Wang and J. Roychowdhury, arXiv:1605.04897).
 */
final class Wall {
  private Wall() {}

  /**
   * Returns the exponential that {@link #share} and {@link #slope} have in common; 0 where it is beyond
   * the last digit of a share.
   */
  static double decay(double room, double width) {
    double y = room / width;
    return y > 40 ? 0 : y > 0 ? Math.exp(-y) : 1;
  }

  /**
   * Returns the factor at the distance {@code room} from the bound, for a wall of this width, where its
   * {@link #decay} is known.
   */
  static double share(double room, double width, double decay) {
    double y = room / width;
    // Far from the wall the difference loses nothing.
    return y > 0.5 ? 1 - decay : y > 0 ? -Smooth.expm1(-y) : y;
  }

  /** Returns the derivative of {@link #share} by the distance. */
  static double slope(double width, double decay) {
    return decay / width;
  }
}
