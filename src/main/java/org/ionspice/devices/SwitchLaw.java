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
 * <p>With a hysteresis h the curve stands at threshold - h while the switch is on and at threshold +
 * h while it is off. Which of them is a discrete memory, 1 or -1, that events of a transient write;
 * it starts as declared, and a DC analysis leaves it there.
 */
record SwitchLaw(double ron, double roff, double threshold, double hysteresis, double width) {

  /** Makes the law; the curve is kept narrow against the hysteresis. */
  static SwitchLaw of(double ron, double roff, double threshold, double h, double width) {
    return new SwitchLaw(ron, roff, threshold, h, h > 0 ? Math.min(width, h / 40) : width);
  }

  private double place(double control, double side) {
    return (control - threshold + hysteresis * side) / width;
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
    double low = threshold - hysteresis;
    double high = threshold + hysteresis;
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
      // A switch may start beyond the threshold of its declared side. It changes side on its way
      // back, clear of the curve's flank, which would show as a glitch otherwise.
      double clear = 20 * law.width;
      self.when("on", at -> control.applyAsDouble(at) - high, m -> m.set(side, 1));
      self.when("was on", at -> high + clear - control.applyAsDouble(at), m -> m.set(side, 1));
      self.when("off", at -> low - control.applyAsDouble(at), m -> m.set(side, -1));
      self.when("was off", at -> control.applyAsDouble(at) - low + clear, m -> m.set(side, -1));
    }
    return side;
  }
}
