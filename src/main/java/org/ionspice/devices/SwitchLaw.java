package org.ionspice.devices;

import java.util.function.ToDoubleFunction;
import org.ionspice.device.Cell;
import org.ionspice.device.Declaration;
import org.ionspice.device.Limiter;
import org.ionspice.device.Point;
import org.ionspice.device.Smooth;

/**
 * How a switch conducts. The logarithm of the conductance goes from off to on along a narrow
 * logistic curve of the control, so that Newton has a slope to follow.
 *
 * <p>With a hysteresis h the switch is on or off, a discrete memory of 1 or -1, until the control has
 * passed the threshold of the other side: threshold - h while it is on, threshold + h while it is off.
 * In a transient that is an event; a rest takes the side that its control asks for, the declared one
 * in between. The curve stands so far behind these thresholds that it is not seen before. Only a
 * circuit that neither side lets rest, an oscillator, has its operating point there.
 */
record SwitchLaw(double ron, double roff, double threshold, double hysteresis, double width) {

  /** Makes the law; the curve is kept narrow against the hysteresis. */
  static SwitchLaw of(double ron, double roff, double threshold, double h, double width) {
    return new SwitchLaw(ron, roff, threshold, h, h > 0 ? Math.min(width, h / 40) : width);
  }

  /** How many widths behind the threshold of its side the curve stands: there is 2e-9 of it left. */
  private static final double BEHIND = 20;

  private double place(double control, double side) {
    return (control - threshold + curve() * side) / width;
  }

  /** Returns how far from the threshold the curve stands. */
  private double curve() {
    return hysteresis > 0 ? hysteresis + BEHIND * width : 0;
  }

  /** Returns the conductance, S; side is the memory's value. */
  double conductance(double control, double side) {
    double share = Smooth.sigmoid(place(control, side));
    return Math.exp(-Math.log(roff) - (Math.log(ron) - Math.log(roff)) * share);
  }

  /** Returns the derivative of {@link #conductance} by the control. */
  double slope(double control, double side) {
    return conductance(control, side)
        * (Math.log(roff) - Math.log(ron))
        * Smooth.sigmoidSlope(place(control, side))
        / width;
  }

  /** Returns a limiter that makes Newton stop at each threshold on its way. */
  Limiter limiter() {
    double low = threshold - curve();
    double high = threshold + curve();
    return (proposed, last) -> {
      double near = proposed > last ? low : high;
      double far = proposed > last ? high : low;
      return stop(stop(proposed, last, far), last, near);
    };
  }

  private double stop(double proposed, double last, double level) {
    boolean crosses = (last - level) * (proposed - level) < 0;
    return crosses && Math.abs(last - level) > width ? level : proposed;
  }

  /** Declares the memory and its events for a switch with hysteresis. */
  static Cell side(
      Declaration self,
      SwitchLaw law,
      ToDoubleFunction<Point> control,
      boolean on) {
    Cell side = self.cell("side", on ? 1 : -1);
    if (law.hysteresis > 0) {
      double low = law.threshold - law.hysteresis;
      double high = law.threshold + law.hysteresis;
      self.settle(
          side,
          at -> {
            double c = control.applyAsDouble(at);
            return c > high ? 1 : c < low ? -1 : at.of(side);
          });
      self.when("on", at -> control.applyAsDouble(at) - high, m -> m.set(side, 1));
      self.when("off", at -> low - control.applyAsDouble(at), m -> m.set(side, -1));
    }
    return side;
  }
}
