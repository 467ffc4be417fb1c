package org.ionspice.devices;

import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Memory;
import org.ionspice.device.Model;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A vanadium dioxide film that heats itself through its hysteretic insulator-metal transition. */
@Model(
    name = "vo2th",
    title = "Vanadium dioxide thermal neuristor",
    source =
        "Y.-H. Zhang, C. Sipling, E. Qiu, I. K. Schuller, M. Di Ventra, Nat. Commun. 15, 6986"
            + " (2024), doi:10.1038/s41467-024-51254-4, with the values of the authors' program;"
            + " hysteresis with reversal points after L. A. L. de Almeida et al., Opt. Eng. 41, 2582"
            + " (2002), doi:10.1117/1.1501095; the band of loops=major and the lower limit of T are"
            + " additions",
    equations = {
      "i = v / r,  r = r0 exp(ea/T) g + rm",
      "cth dT/dt = v^2/r - sth (T - t0),  T = t0 + w rise",
      "g = 1/2 + 1/2 tanh(beta (delta w/2 + tc - T - tpr P((T - tr)/tpr)))",
      "P(y) = 1/2 (1 - sin(gamma y)) (1 + tanh(pi^2 - 2 pi y)); no such term before a reversal",
      "loops=minor: where dT/dt changes its sign, delta changes its own, tr = T, and tpr is such"
          + " that g does not jump",
      "loops=major: tpr = 0 and d delta/dt = (dT/dt - delta |dT/dt|)/band",
      "in exp, T stays above 200 K (softplus of width 2 K)"
    },
    limits = {
      "In DC the device is on the heating branch (side=1) or on the cooling branch (side=-1).",
      "loops=major is the limit of the major loop alone. With a direction that flips at once the"
          + " jump of r would turn the temperature back at every reversal; over band kelvins it"
          + " settles between the branches instead.",
      "Neighbours do not heat each other; there is no noise.",
      "Only the last reversal is remembered: an inner loop wipes out the outer one."
    })
public record ThermalVanadiumDioxide(
    @Param(unit = "ohm", def = "5.35882879e-3", above = 0, doc = "prefactor of the insulator")
        double r0,
    @Param(unit = "K", def = "5220.47417", above = 0, doc = "activation energy over k") double ea,
    @Param(unit = "ohm", def = "1286.31650", above = 0, doc = "resistance of the metal")
        double rm,
    @Param(unit = "K", def = "7.19357064", above = 0, doc = "width of the hysteresis") double w,
    @Param(unit = "K", def = "332.805839", above = 200, doc = "centre of the hysteresis")
        double tc,
    @Param(unit = "1/K", def = "0.252796285", above = 0, doc = "steepness of the transition")
        double beta,
    @Param(unit = "1", def = "0.956269682", doc = "shape of the minor loops") double gamma,
    @Param(unit = "J/K", def = "49.6277683e-12", above = 0, doc = "heat capacity") double cth,
    @Param(unit = "W/K", def = "0.20558726e-3", above = 0, doc = "thermal conductance")
        double sth,
    @Param(unit = "K", def = "325", above = 200, doc = "temperature of the surroundings") double t0,
    @Param(def = "minor", doc = "what happens when the temperature turns") Loops loops,
    @Param(unit = "K", def = "0.05", above = 0, doc = "way over which loops=major changes branch")
        double band,
    @Param(unit = "1", def = "1", min = -1, max = 1, doc = "branch at the start: 1 heats, -1 cools")
        double side)
    implements DeviceModel {
  /** What the device remembers of a turn of its temperature. */
  public enum Loops {
    MINOR,
    MAJOR
  }

  private static final double COLDEST = 200;
  private static final double SOFT = 2;

  /** Where the curve is: sign, and the last reversal (tpr 0 for none). */
  record Branch(double delta, double tr, double tpr) {}

  private double temperature(double rise) {
    return t0 + w * rise;
  }

  /** Returns P((T - tr)/tpr) tpr, K. */
  private double shift(double kelvin, Branch b) {
    if (b.tpr == 0) {
      return 0;
    }
    double y = (kelvin - b.tr) / b.tpr;
    return b.tpr * (1 - Math.sin(gamma * y)) * Smooth.sigmoid(2 * Math.PI * (Math.PI - 2 * y));
  }

  private double shiftSlope(double kelvin, Branch b) {
    if (b.tpr == 0) {
      return 0;
    }
    double y = (kelvin - b.tr) / b.tpr;
    double z = 2 * Math.PI * (Math.PI - 2 * y);
    return -gamma * Math.cos(gamma * y) * Smooth.sigmoid(z)
        - 4 * Math.PI * (1 - Math.sin(gamma * y)) * Smooth.sigmoidSlope(z);
  }

  private double place(double kelvin, Branch b) {
    return 2 * beta * (b.delta * w / 2 + tc - kelvin - shift(kelvin, b));
  }

  private double insulator(double kelvin) {
    return r0 * Math.exp(ea / (COLDEST + Smooth.softplus(kelvin - COLDEST, SOFT)));
  }

  private double insulatorSlope(double kelvin) {
    double warm = COLDEST + Smooth.softplus(kelvin - COLDEST, SOFT);
    return -insulator(kelvin) * ea / (warm * warm) * Smooth.sigmoid((kelvin - COLDEST) / SOFT);
  }

  /** Returns the resistance, ohm, at T kelvin on a branch. */
  double resistance(double kelvin, Branch b) {
    return insulator(kelvin) * Smooth.sigmoid(place(kelvin, b)) + rm;
  }

  private double byTemperature(double kelvin, Branch b) {
    double z = place(kelvin, b);
    return insulatorSlope(kelvin) * Smooth.sigmoid(z)
        - insulator(kelvin)
            * Smooth.sigmoidSlope(z)
            * 2
            * beta
            * (1 + shiftSlope(kelvin, b));
  }

  private double byDirection(double kelvin, Branch b) {
    return insulator(kelvin) * Smooth.sigmoidSlope(place(kelvin, b)) * beta * w;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage voltage = self.voltage(p, n);
    Current branch = self.current(p, n);
    Unknown rise = self.unknown(Quantity.of("rise", "1").atMostPerIteration(0.5));
    boolean major = loops == Loops.MAJOR;
    Unknown direction =
        major
            ? self.unknown(
                Quantity.of("delta", "1")
                    .initially(side)
                    .heldInDc(true)
                    .atMostPerIteration(0.5))
            : rise;
    Lookup where = major ? at -> new Branch(at.of(direction), 0, 0) : remembered(self, voltage, rise);
    self.output("t", "K", at -> temperature(at.of(rise)));
    self.output("r", "ohm", at -> resistance(temperature(at.of(rise)), where.of(at)));
    self.output(
        "i",
        "A",
        at -> at.of(voltage) / resistance(temperature(at.of(rise)), where.of(at)));
    self.output(
        "g", "1", at -> Smooth.sigmoid(place(temperature(at.of(rise)), where.of(at))));

    return (at, f, q) -> {
      double v = at.of(voltage);
      double kelvin = temperature(at.of(rise));
      Branch b = where.of(at);
      double r = resistance(kelvin, b);
      double rByRise = byTemperature(kelvin, b) * w;
      double rByDelta = byDirection(kelvin, b);
      double i = v / r;
      f.add(branch, i).d(voltage, 1 / r).d(rise, -i * rByRise / r);
      if (major) {
        f.d(direction, -i * rByDelta / r);
      }

      double rate = sth / cth;
      double heat = v * i / (cth * w);
      f.add(rise, rate * at.of(rise)).d(rise, rate);
      f.add(rise, -heat).d(voltage, -2 * i / (cth * w)).d(rise, heat * rByRise / r);
      if (major) {
        f.d(direction, heat * rByDelta / r);
      }
      q.add(rise, at.of(rise)).d(rise, 1);

      if (major) {
        double speed = (heat - rate * at.of(rise)) * w / band;
        // d delta/dT is (1 - delta)/band on the way up and (1 + delta)/band on the way down.
        double left = speed > 0 ? 1 - b.delta : 1 + b.delta;
        double leftByDelta = speed > 0 ? -1 : 1;
        f.add(direction, -speed * left)
            .d(voltage, -2 * i / (cth * band) * left)
            .d(rise, (heat * rByRise / r + rate) * w / band * left)
            .d(direction, heat * rByDelta / r * w / band * left - speed * leftByDelta);
        q.add(direction, b.delta).d(direction, 1);
      }
    };
  }

  /** Declares the memory of the last reversal and the events that write it. */
  private Lookup remembered(Declaration self, Voltage voltage, Unknown rise) {
    Cell delta = self.cell("delta", side);
    Cell tr = self.cell("tr", t0);
    Cell tpr = self.cell("tpr", 0);
    Lookup where = at -> new Branch(at.of(delta), at.of(tr), at.of(tpr));
    // A millionth of the cooling at one width: at rest, rounding is not a turn.
    self.when(
        "turn to cooling",
        at -> at.of(delta) > 0 ? -excess(at, voltage, rise, where) - 1e-6 : -1,
        memory -> turn(memory, rise, delta, tr, tpr));
    self.when(
        "turn to heating",
        at -> at.of(delta) < 0 ? excess(at, voltage, rise, where) - 1e-6 : -1,
        memory -> turn(memory, rise, delta, tr, tpr));
    return where;
  }

  /** Returns heat minus loss, in losses at one width above the surroundings. */
  private double excess(Point at, Voltage voltage, Unknown rise, Lookup where) {
    double v = at.of(voltage);
    double r = resistance(temperature(at.of(rise)), where.of(at));
    return v * v / (r * sth * w) - at.of(rise);
  }

  /** Starts a loop at the present temperature on which g goes on from where it is. */
  private void turn(Memory memory, Unknown rise, Cell delta, Cell tr, Cell tpr) {
    double kelvin = temperature(memory.of(rise));
    Branch old = new Branch(memory.of(delta), memory.of(tr), memory.of(tpr));
    memory.set(tpr, shift(kelvin, old) - old.delta * w);
    memory.set(tr, kelvin);
    memory.set(delta, -old.delta);
  }

  /** Says on which branch the device is at a point. */
  @FunctionalInterface
  private interface Lookup {
    Branch of(Point at);
  }
}
