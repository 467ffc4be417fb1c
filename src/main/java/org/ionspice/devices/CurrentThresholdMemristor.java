package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.StateEquations;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A drift memristor whose state moves only while the current is beyond one of two thresholds. */
@Model(
    name = "team",
    title = "TEAM: threshold adaptive memristor driven by current",
    source =
        "S. Kvatinsky et al., IEEE Trans. Circuits Syst. I 60, 211 (2013),"
            + " doi:10.1109/TCSI.2012.2215714; windows as for hp;"
            + " the rounded thresholds (dth) and win=wall are additions",
    equations = {
      "i = v / r,  iv=lin: r = ron + (roff - ron) x,  iv=exp: r = ron (roff/ron)^x",
      "x = (w - xon) / (xoff - xon), kept in 0..1 in r; w is the state of the paper",
      "dx/dt = (koff o(i/ioff)^aoff foff(x) + kon o(i/ion)^aon fon(x)) / (xoff - xon)",
      "o(y) = dth ln(1 + exp((y - 1)/dth)): y - 1 above the threshold, 0 below it",
      "foff(x) = w(x, 0), fon(x) = w(x, 1), with the window w(x, s):",
      "win=kvat: w(x,0) = exp(-exp((x - xa)/xw)), w(x,1) = exp(-exp((xb - x)/xw)),"
          + " xa = (aoffw - xon)/(xoff - xon), xb = (aonw - xon)/(xoff - xon),"
          + " xw = wc/(xoff - xon)",
      WindowText.JOGLEKAR,
      WindowText.BIOLEK,
      WindowText.PRODROMAKIS,
      WindowText.ZHA,
      WindowText.WALL,
      WindowText.NONE
    },
    limits = {
      WindowText.HELD,
      WindowText.STUCK,
      "With win=none x may leave 0..1; r then stays at ron or roff.",
      "The corner of a threshold is rounded: at the threshold itself the overdrive is 0.69 dth."
    })
public record CurrentThresholdMemristor(
    @Param(unit = "ohm", def = "50", above = 0, doc = "resistance at x = 0") double ron,
    @Param(unit = "ohm", def = "1k", above = 0, doc = "resistance at x = 1") double roff,
    @Param(unit = "A", def = "115u", doc = "threshold of growth of x") double ioff,
    @Param(unit = "A", def = "-8.9u", doc = "threshold of fall of x, of the other sign")
        double ion,
    @Param(unit = "m/s", def = "8e-13", min = 0, doc = "speed of growth") double koff,
    @Param(unit = "m/s", def = "-8e-13", max = 0, doc = "speed of fall") double kon,
    @Param(unit = "1", def = "3", above = 0, doc = "exponent of growth", alias = "alphaoff")
        double aoff,
    @Param(unit = "1", def = "3", above = 0, doc = "exponent of fall", alias = "alphaon")
        double aon,
    @Param(unit = "m", def = "3n", doc = "state of roff") double xoff,
    @Param(unit = "m", def = "0", doc = "state of ron") double xon,
    @Param(def = "lin", doc = "how the resistance follows the state") ResistanceLaw iv,
    @Param(def = "kvat", doc = "how motion ends at the bounds") Window win,
    @Param(unit = "m", def = "1.07p", above = 0, doc = "width of win=kvat") double wc,
    @Param(unit = "m", def = "none", doc = "where kvat ends growth; xoff when not given")
        double aoffw,
    @Param(unit = "m", def = "none", doc = "where kvat ends a fall; xon when not given")
        double aonw,
    @Param(unit = "1", def = "2", min = 0.5, doc = "exponent of the other windows") double p,
    @Param(unit = "1", def = "1", above = 0, doc = "height of prodromakis and zha") double j,
    @Param(unit = "1", def = "0.01", above = 0, max = 0.1, doc = "width of win=wall") double dw,
    @Param(unit = "1", def = "0.01", above = 0, max = 0.5, doc = "rounding of the thresholds")
        double dth,
    @Param(unit = "1", def = "0", min = 0, max = 1, doc = "x at t = 0 and in DC") double x0)
    implements DeviceModel {
  public CurrentThresholdMemristor {
    if (!(ioff * ion < 0)) {
      throw new IllegalArgumentException("ion and ioff must have opposite signs");
    }
    if (xoff <= xon) {
      throw new IllegalArgumentException("xoff must be above xon");
    }
  }

  /** Returns how the state moves with the current, A, and x. */
  ThresholdDrift drift() {
    double span = xoff - xon;
    double high = Double.isNaN(aoffw) ? 1 : (aoffw - xon) / span;
    double low = Double.isNaN(aonw) ? 0 : (aonw - xon) / span;
    double width = win == Window.KVAT ? wc / span : dw;
    Bounds bounds = new Bounds(win, p, j, width, low, high);
    return new ThresholdDrift(koff, kon, ioff, ion, aoff, aon, span, dth, bounds);
  }

  /** Returns the resistance at the state x, ohm. */
  double resistance(double x) {
    return iv.at(x, ron, roff);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1").initially(x0).heldInDc(true).atMostPerIteration(0.2));
    ThresholdDrift drift = drift();
    self.output("w", "m", at -> xon + (xoff - xon) * at.of(state));
    self.output("r", "ohm", at -> resistance(at.of(state)));
    self.output("i", "A", at -> at.of(voltage) / resistance(at.of(state)));

    return new StateEquations(branch, voltage, state, (v, x, to) -> {
      double r = resistance(x);
      double g = 1 / r;
      double i = v * g;
      double byState = -i * g * iv.slope(x, ron, roff, r);
      to.current(i, g, byState);
      drift.reply(i, g, byState, x, to);
    });
  }
}
