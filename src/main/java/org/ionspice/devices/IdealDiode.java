package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A diode of straight lines: blocking, conducting, and broken down. */
@Model(
    name = "dideal",
    letter = "D",
    title = "Ideal diode of LTspice",
    terminals = {"a", "k"},
    source = "LTspice help, D. Diode: the region-wise linear model that Ron, Roff, Vfwd, Vrev or Rrev select",
    equations = {
      "y = v / roff + (1/ron - 1/roff) c(v - vfwd, epsilon) - (1/rrev - 1/roff) c(-v - vrev, revepsilon)",
      "c(z,w) = z above w/2, 0 below -w/2, (z + w/2)^2 / (2 w) between",
      "i = ilimit tanh(y / ilimit) for y > 0, revilimit tanh(y / revilimit) for y < 0; y without a limit"
    },
    limits = {
      "No charge: of a card with a parameter above, junction capacitances and is, n, rs are refused.",
      "No noise."
    })
public record IdealDiode(
    @Param(unit = "ohm", def = "1", above = 0, doc = "resistance when conducting") double ron,
    @Param(unit = "ohm", def = "1e12", above = 0, doc = "resistance when blocking") double roff,
    @Param(unit = "V", def = "0", doc = "voltage from which on it conducts") double vfwd,
    @Param(unit = "V", def = "none", doc = "reverse voltage from which on it breaks down; none without") double vrev,
    @Param(unit = "ohm", def = "none", above = 0, doc = "resistance when broken down; ron when not given")
        double rrev,
    @Param(unit = "A", def = "none", above = 0, doc = "largest forward current") double ilimit,
    @Param(unit = "A", def = "none", above = 0, doc = "largest reverse current") double revilimit,
    @Param(unit = "V", def = "0", min = 0, doc = "width of the corner at vfwd") double epsilon,
    @Param(unit = "V", def = "0", min = 0, doc = "width of the corner at -vrev") double revepsilon)
    implements DeviceModel {

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("a"), self.terminal("k"));
    Current i = self.current(self.terminal("a"), self.terminal("k"));
    self.output("i", "A", at -> current(at.of(v)));
    self.output("g", "S", at -> slope(at.of(v)));

    return (at, f, q) -> f.add(i, current(at.of(v))).d(v, slope(at.of(v)));
  }

  /** Returns the current, A, at a voltage, V. */
  double current(double v) {
    double y = line(v);
    double limit = y > 0 ? ilimit : revilimit;
    return Double.isNaN(limit) ? y : limit * Math.tanh(y / limit);
  }

  /** Returns its derivative, S. */
  double slope(double v) {
    double y = line(v);
    double limit = y > 0 ? ilimit : revilimit;
    double share = Double.isNaN(limit) ? 0 : Math.tanh(y / limit);
    double g = 1 / roff + forward() * cornerSlope(v - vfwd, epsilon);
    if (!Double.isNaN(vrev)) {
      g += reverse() * cornerSlope(-v - vrev, revepsilon);
    }
    return g * (1 - share) * (1 + share);
  }

  private double line(double v) {
    double y = v / roff + forward() * corner(v - vfwd, epsilon);
    return Double.isNaN(vrev) ? y : y - reverse() * corner(-v - vrev, revepsilon);
  }

  private double forward() {
    return 1 / ron - 1 / roff;
  }

  private double reverse() {
    return 1 / (Double.isNaN(rrev) ? ron : rrev) - 1 / roff;
  }

  private static double corner(double z, double width) {
    if (z >= 0.5 * width) {
      return z;
    }
    double inside = z + 0.5 * width;
    return inside <= 0 ? 0 : inside * inside / (2 * width);
  }

  private static double cornerSlope(double z, double width) {
    return z >= 0.5 * width ? 1 : Math.max(0, (z + 0.5 * width) / width);
  }
}
