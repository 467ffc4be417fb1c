package org.ionspice.device;

/**
 * The equations f(x, t) + d/dt q(x) = 0 of one instance.
 *
 * <p>Pure: the same point gives the same stamps, any number of times. The sequence of rows and
 * partials that is stamped must be the same at every point (stamp a zero rather than skip one).
 */
@FunctionalInterface
public interface Equations {
  /** Adds this instance's share of f and q and of their partials at a point. */
  void evaluate(Point at, Stamp f, Stamp q);

  /**
   * Adds the derivatives of this instance's share of f and q by a parameter of the device's record,
   * where the device has them in closed form; gradients take differences of rebuilt devices otherwise.
   *
   * @param parameter as the record spells it
   * @return whether it has; nothing may be stamped when it has not
   */
  default boolean slopes(String parameter, Point at, Stamp f, Stamp q) {
    return false;
  }
}
