package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;
import org.jspecify.annotations.Nullable;

/** A lossless transmission line by Branin's method: each end sees the other's wave, delayed. */
@Model(
    name = "t",
    letter = "T",
    title = "Lossless transmission line",
    terminals = {"p1", "n1", "p2", "n2"},
    source = "F. H. Branin, Proc. IEEE 55 (1967) 2012, doi:10.1109/PROC.1967.6033",
    equations = {
      "v1(t) - z0 i1(t) = v2(t - td) + z0 i2(t - td)",
      "v2(t) - z0 i2(t) = v1(t - td) + z0 i1(t - td)"
    })
public record LosslessLine(
    @Param(unit = "ohm", above = 0, alias = "zo", doc = "characteristic impedance") double z0,
    @Param(unit = "s", above = 0, doc = "delay of one passage") double td,
    @Param(unit = "V", def = "none", alias = "v1",
            doc = "v1 at and before t = 0 under uic; ic=v1,i1,v2,i2")
        double icv1,
    @Param(unit = "A", def = "none", alias = "i1", doc = "i1 at and before t = 0 under uic")
        double ici1,
    @Param(unit = "V", def = "none", alias = "v2", doc = "v2 at and before t = 0 under uic")
        double icv2,
    @Param(unit = "A", def = "none", alias = "i2", doc = "i2 at and before t = 0 under uic")
        double ici2)
    implements DeviceModel {
  /** Delays that a wave from before t = 0 would need to follow the one after it. */
  private static final double SLOW = 1e12;

  @Override
  public boolean linear() {
    return Double.isNaN(icv1) && Double.isNaN(ici1) && Double.isNaN(icv2) && Double.isNaN(ici2);
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p1 = self.terminal("p1");
    Terminal n1 = self.terminal("n1");
    Terminal p2 = self.terminal("p2");
    Terminal n2 = self.terminal("n2");
    Voltage v1 = self.voltage(p1, n1);
    Voltage v2 = self.voltage(p2, n2);
    Current branch1 = self.current(p1, n1);
    Current branch2 = self.current(p2, n2);
    Unknown i1 = self.unknown(Quantity.of("i1", "A").nominal(1e-3));
    Unknown i2 = self.unknown(Quantity.of("i2", "A").nominal(1e-3));
    Delayed pastV1 = self.delayed(v1, td);
    Delayed pastV2 = self.delayed(v2, td);
    Delayed pastI1 = self.delayed(i1, td);
    Delayed pastI2 = self.delayed(i2, td);

    Before toEnd1 = new Before(self, "before1", icv2, ici2);
    Before toEnd2 = new Before(self, "before2", icv1, ici1);

    return (at, f, q) -> {
      f.add(branch1, at.of(i1)).d(i1, 1);
      f.add(branch2, at.of(i2)).d(i2, 1);
      toEnd1.evaluate(at, f, q, v2, i2);
      toEnd2.evaluate(at, f, q, v1, i1);
      end(at, f, i1, v1, toEnd1, pastV2, pastI2);
      end(at, f, i2, v2, toEnd2, pastV1, pastI1);
    };
  }

  /** Adds the row of one end: what leaves it is what arrives from the other, or what was before. */
  private void end(
      Point at, Stamp f, Unknown i, Voltage v, Before before, Delayed pastV, Delayed pastI) {
    boolean past = !before.holds(at);
    double arriving = past ? at.of(pastV) + z0 * at.of(pastI) : at.of(before.wave);
    Stamp row = f.add(i, at.of(v) - z0 * at.of(i) - arriving).d(v, 1).d(i, -z0);
    row.d(pastV, past ? -1 : 0).d(pastI, past ? -z0 : 0);
    if (before.wave != null) {
      row.d(before.wave, past ? 0 : -1);
    }
  }

  /**
   * The wave on its way to one end before t = 0, where ic= gives it: an unknown that is the steady
   * wave in an operating point and from then on, or from the initial value of uic on, moves so slowly
   * that it is constant until the delay is over.
   */
  private final class Before {
    private final @Nullable Unknown wave;

    Before(Declaration self, String name, double volts, double amperes) {
      if (Double.isNaN(icv1) && Double.isNaN(ici1) && Double.isNaN(icv2) && Double.isNaN(ici2)) {
        wave = null;
        return;
      }
      double initial = (Double.isNaN(volts) ? 0 : volts) + (Double.isNaN(amperes) ? 0 : z0 * amperes);
      wave = self.unknown(Quantity.of(name, "V").initially(initial));
      self.corners(t -> t < td ? td : Double.POSITIVE_INFINITY);
    }

    boolean holds(Point at) {
      return wave != null && at.inTransient() && at.time() <= td;
    }

    void evaluate(Point at, Stamp f, Stamp q, Voltage v, Unknown i) {
      if (wave == null) {
        return;
      }
      f.add(wave, at.of(wave) - at.of(v) - z0 * at.of(i)).d(wave, 1).d(v, -1).d(i, -z0);
      q.add(wave, SLOW * td * at.of(wave)).d(wave, SLOW * td);
    }
  }
}
