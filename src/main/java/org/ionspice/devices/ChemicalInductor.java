package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * The small-signal circuit of a conductance with one slow state: an element for fits of impedance
 * spectra.
 *
 * <p>In parallel: a capacitance, a conductance, and a resistance in series with an inductance; all
 * behind a series resistance. A state that lowers the conductance gives a negative resistance and a
 * negative inductance, with a positive time constant.
 */
@Model(
    name = "chemind",
    title = "Chemical inductor, the linear element of impedance spectra",
    source =
        "J. Bisquert, Adv. Phys. Res. 2024, doi:10.1002/apxr.202400029, eqs 55-58 and Fig. 27"
            + " (stated; values of Fig. 28 rounded as defaults)",
    equations = {
      "i = gb u + ia + cm du/dt,  u = v(inner,n)",
      "la d(ia)/dt = u - ra ia",
      "v(p,inner) = rs i",
      "Z = rs + 1 / (gb + j omega cm + 1 / (ra + j omega la)),  tau = la / ra"
    },
    limits = {
      "Linear: the elements hold at one operating point, for voltages far below its width.",
      "A negative la asks for a negative ra, so that the branch relaxes; a positive la with a"
          + " negative ra is allowed, grows by itself, and is told of.",
      "With gb + 1/ra <= 0 the element is active at low frequencies and may need a source"
          + " resistance to be stable."
    })
public record ChemicalInductor(
    @Param(unit = "S", def = "1e-6", doc = "conductance at high frequencies") double gb,
    @Param(unit = "ohm", def = "8.2e6", doc = "resistance of the slow branch; may be negative")
        double ra,
    @Param(unit = "H", def = "8e3", doc = "inductance of the slow branch; may be negative")
        double la,
    @Param(unit = "F", def = "0", min = 0, doc = "capacitance") double cm,
    @Param(unit = "ohm", def = "0", min = 0, doc = "series resistance; adds an inner node")
        double rs)
    implements DeviceModel {
  /** The voltage, V, whose current through the slow branch is its nominal size. */
  private static final double TYPICAL_VOLTAGE = 0.01;

  public ChemicalInductor {
    if (la < 0 && ra >= 0) {
      throw new IllegalArgumentException("la may be negative only when ra is negative");
    }
    if (la == 0 && ra == 0) {
      throw new IllegalArgumentException("ra and la must not both be 0");
    }
  }

  /** Returns a sentence if the slow branch does not relax. */
  @Override
  public List<String> remarks() {
    return la > 0 && ra < 0
        ? List.of("la/ra is negative: the current of the slow branch grows by itself")
        : List.of();
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Terminal inner = rs > 0 ? self.internalNode("inner") : p;
    Voltage u = self.voltage(inner, n);
    Voltage drop = self.voltage(p, inner);
    Current branch = self.current(inner, n);
    Current series = self.current(p, inner);
    Quantity size = Quantity.of("ia", "A");
    Unknown slow = self.unknown(ra == 0 ? size.nominal(1e-3) : size.nominal(nominalCurrent()));
    self.output("i", "A", at -> rs > 0 ? at.of(drop) / rs : gb * at.of(u) + at.of(slow));
    self.output("tau", "s", at -> ra == 0 ? Double.MAX_VALUE : la / ra);

    return (at, f, q) -> {
      double voltage = at.of(u);
      double current = at.of(slow);
      f.add(branch, gb * voltage + current).d(u, gb).d(slow, 1);
      f.add(slow, ra * current - voltage).d(slow, ra).d(u, -1);
      q.add(slow, la * current).d(slow, la);
      if (cm > 0) {
        q.add(branch, cm * voltage).d(u, cm);
      }
      if (rs > 0) {
        f.add(series, at.of(drop) / rs).d(drop, 1 / rs);
      }
    };
  }

  private double nominalCurrent() {
    return TYPICAL_VOLTAGE / Math.abs(ra);
  }
}
