package org.ionspice.devices;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A linear resistor, i = v / R, whose resistance may depend on temperature. */
@Model(
    name = "r",
    letter = "R",
    title = "Resistor",
    source = "G. S. Ohm, Die galvanische Kette, mathematisch bearbeitet, 1827",
    equations = {"i = v / R", "R = scale r (1 + tc1 dT + tc2 dT^2),  dT = T - tnom;  with tce: 1.01^(tce dT)",
      "without r, of a sheet: r = rsh (l - 2 short) / (w - 2 narrow)",
      "in AC, .noise and .sp: i = v / Rac,  Rac = scale ac (1 + tc1 dT + tc2 dT^2), when ac is given",
      "noise currents, A^2/Hz: thermal 4 k T / R, 1overf kf |i|^af / (f^ef a)",
      "a: 1 without l and w, else L^lf W^wf,  L = l - 2 short,  W = w - 2 narrow"
    },
    limits = {"The resistance may be negative but not zero: a short is a voltage source of 0 V."})
public record Resistor(
    @Param(unit = "ohm", def = "none", alias = {"resistance", "res"}, principal = true,
            doc = "resistance at the nominal temperature; from rsh when left out")
        double r,
    @Param(unit = "ohm", def = "none", doc = "resistance in small signals, where it is another")
        double ac,
    @Param(unit = "1/K", def = "0", alias = "tc1r", doc = "first temperature coefficient") double tc1,
    @Param(unit = "1/K^2", def = "0", alias = "tc2r", doc = "second temperature coefficient")
        double tc2,
    @Param(unit = "1", def = "none",
            doc = "growth of R, per cent per kelvin; instead of tc1 and tc2")
        double tce,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the current") double af,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the length") double lf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the width") double wf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the frequency") double ef,
    @Param(unit = "1", def = "1", min = 0, max = 1, alias = "noise", doc = "0 turns the noise off")
        int noisy,
    @Param(unit = "ohm", def = "none", above = 0, doc = "sheet resistance, per square") double rsh,
    @Param(unit = "m", def = "none", above = 0, doc = "length of a sheet; 10 um when left out")
        double l,
    @Param(unit = "m", def = "none", above = 0, doc = "width of a sheet; defw when left out")
        double w,
    @Param(unit = "m", def = "10u", above = 0, doc = "width of sheets that do not give theirs")
        double defw,
    @Param(unit = "m", def = "0", alias = "dw", doc = "what etching takes from either side")
        double narrow,
    @Param(unit = "m", def = "0", alias = {"short", "dlr"}, doc = "what etching takes from either end")
        double shortened,
    @Param(unit = "1", def = "1", doc = "factor on the resistance") double scale,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {
  private static final double DEFAULT_LENGTH = 1e-5;

  public Resistor {
    if (Double.isNaN(r) && Double.isNaN(rsh)) {
      throw new IllegalArgumentException("r is missing, and rsh for that of a sheet");
    }
    boolean sized = Double.isNaN(r) || !Double.isNaN(l) || !Double.isNaN(w);
    if (sized
        && !((Double.isNaN(l) ? DEFAULT_LENGTH : l) - 2 * shortened > 0
            && (Double.isNaN(w) ? defw : w) - 2 * narrow > 0)) {
      throw new IllegalArgumentException("narrow and short leave nothing of the sheet");
    }
    if (scale == 0) {
      throw new IllegalArgumentException("scale must not be zero");
    }
    if (ac == 0) {
      throw new IllegalArgumentException("ac must not be zero");
    }
    if (r == 0) {
      throw new IllegalArgumentException("r must not be zero; use a voltage source of 0 V");
    }
  }

  @Override
  public List<String> remarks() {
    return kf == 0 && (lf != 1 || wf != 1 || ef != 1)
        ? List.of("lf, wf and ef have no effect without kf")
        : List.of();
  }

  private double length() {
    return (Double.isNaN(l) ? DEFAULT_LENGTH : l) - 2 * shortened;
  }

  private double width() {
    return (Double.isNaN(w) ? defw : w) - 2 * narrow;
  }

  private double resistance() {
    return Double.isNaN(r) ? rsh * length() / width() : r;
  }

  /** Returns what divides the flicker noise: more of a sheet averages more. */
  private double averaging() {
    boolean sized = Double.isNaN(r) || !Double.isNaN(l) || !Double.isNaN(w);
    return sized ? Math.pow(length(), lf) * Math.pow(width(), wf) : 1;
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage v = self.voltage(p, n);
    Current i = self.current(p, n);
    double nominal = Double.isNaN(tnom) ? self.nominalTemperature() : tnom + 273.15;
    double dt = self.temperature() - nominal;
    double factor = Double.isNaN(tce) ? 1 + dt * (tc1 + dt * tc2) : Math.pow(1.01, tce * dt);
    if (factor == 0) {
      throw new IllegalArgumentException("tc1 and tc2 make the resistance zero");
    }
    double g = 1 / (scale * resistance() * factor);
    if (!Double.isNaN(ac)) {
      double small = 1 / (scale * ac * factor);
      self.response(
          i,
          v,
          (omega, y) -> {
            y[0] = small;
            y[1] = 0;
          });
    }
    self.output("i", "A", at -> g * at.of(v));
    if (noisy == 1) {
      self.noise("thermal", i, NoiseDensity.thermal(self.temperature(), g));
      self.noise("1overf", i, flicker(at -> g * at.of(v)));
    }

    return new Law(i, v, g, r);
  }

  private NoiseDensity flicker(ToDoubleFunction<Point> current) {
    NoiseDensity even = NoiseDensity.flicker(kf / averaging(), af, current);
    return ef == 1 ? even : (at, hertz) -> even.at(at, Math.pow(hertz, ef));
  }

  /** The equation of one resistor: conductance {@code g}, S, and the resistance it was given, ohm. */
  private record Law(Current i, Voltage v, double g, double r) implements Equations {
    @Override
    public void evaluate(Point at, Stamp f, Stamp q) {
      f.add(i, g * at.of(v)).d(v, g);
    }

    @Override
    public boolean slopes(String parameter, Point at, Stamp f, Stamp q) {
      if (!parameter.equals("r") || Double.isNaN(r)) {
        return false;
      }
      f.add(i, -g / r * at.of(v));
      return true;
    }
  }
}
