package org.ionspice.devices;

import org.ionspice.device.Limiter;

/**
 * How a switch of PSpice conducts: the logarithm of its resistance is a cube of the control between
 * off and on, with slope zero at both ends.
 */
record SmoothSwitchLaw(double ron, double roff, double on, double off) {
  private double place(double control) {
    double y = (control - 0.5 * (on + off)) / (on - off);
    return Math.max(-0.5, Math.min(0.5, y));
  }

  /** Returns the conductance, S. */
  double conductance(double control) {
    double y = place(control);
    double mean = 0.5 * (Math.log(ron) + Math.log(roff));
    return Math.exp(-mean - (Math.log(ron) - Math.log(roff)) * y * (1.5 - 2 * y * y));
  }

  /** Returns the derivative of {@link #conductance} by the control. */
  double slope(double control) {
    double y = place(control);
    return conductance(control)
        * (Math.log(roff) - Math.log(ron))
        * (1.5 - 6 * y * y)
        / (on - off);
  }

  /** Returns a limiter that stops in the middle when Newton would step over all of the transition. */
  static Limiter limiter(double low, double high) {
    double middle = 0.5 * (low + high);
    return (proposed, last) ->
        last <= low && proposed > middle || last >= high && proposed < middle ? middle : proposed;
  }
}
