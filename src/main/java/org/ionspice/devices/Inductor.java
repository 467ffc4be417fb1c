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

/** A linear inductor, v = d(L i)/dt, with its current as an unknown. */
@Model(
    name = "l",
    letter = "L",
    title = "Inductor",
    source = "M. Faraday, Phil. Trans. R. Soc. 122 (1832) 125, doi:10.1098/rstl.1832.0006",
    equations = {
      "v - d(L i)/dt = 0",
      "L = scale l (1 + tc1 dT + tc2 dT^2),  dT = T - tnom",
      "without l, of a coil: l = K mu mu0 nt^2 A / length,  A = pi dia^2 / 4, or csect",
      "Nagaoka's K of dia/length:  K = 4 / (3 pi k') ((k'/k)^2 (F - E) + E - k),  k^2 = dia^2 / (dia^2 + length^2),"
          + " k'^2 = 1 - k^2,  F(k) and E(k) complete elliptic integrals"
    })
public record Inductor(
    @Param(unit = "H", def = "none", principal = true, alias = {"ind", "inductance"},
            doc = "inductance at the nominal temperature; of a coil when left out")
        double l,
    @Param(unit = "A", def = "none", doc = "current at t = 0 under uic") double ic,
    @Param(unit = "1/K", def = "0", doc = "first temperature coefficient") double tc1,
    @Param(unit = "1/K^2", def = "0", doc = "second temperature coefficient") double tc2,
    @Param(unit = "1", def = "1", doc = "factor on the inductance") double scale,
    @Param(unit = "1", def = "none", above = 0, doc = "turns of a coil") double nt,
    @Param(unit = "m", def = "none", above = 0, doc = "length of a coil") double length,
    @Param(unit = "m", def = "none", above = 0, doc = "diameter of a coil") double dia,
    @Param(unit = "m^2", def = "none", above = 0, doc = "cross-section of a coil; from dia when given")
        double csect,
    @Param(unit = "1", def = "1", above = 0, doc = "relative permeability of a coil's core") double mu,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {
  /** Vacuum permeability, H/m (CODATA 2018). */
  private static final double VACUUM = 1.25663706212e-6;

  public Inductor {
    boolean coil = nt > 0 && length > 0 && (dia > 0 || csect > 0);
    if (Double.isNaN(l) && !coil) {
      throw new IllegalArgumentException("l is missing, and nt, length and dia or csect for a coil");
    }
  }

  @Override
  public List<String> remarks() {
    boolean any =
        nt > 0 || length > 0 || dia > 0 || csect > 0 || mu != 1;
    return !Double.isNaN(l) && any
        ? List.of("nt, length, dia, csect and mu have no effect beside l")
        : dia > 0 && csect > 0 ? List.of("csect has no effect beside dia") : List.of();
  }

  /** Returns the inductance at the nominal temperature, H. */
  private double nominal() {
    if (!Double.isNaN(l)) {
      return l;
    }
    double area = Double.isNaN(dia) ? csect : 0.25 * Math.PI * dia * dia;
    double across = Double.isNaN(dia) ? Math.sqrt(4 * csect / Math.PI) : dia;
    return nagaoka(across / length) * mu * VACUUM * nt * nt * area / length;
  }

  /** Returns Nagaoka's coefficient of diameter over length (J. Coll. Sci. Tokyo 27, 1909, art. 6). */
  static double nagaoka(double ratio) {
    double k2 = ratio * ratio / (1 + ratio * ratio);
    if (k2 < 1e-8) {
      return 1 - 4 / (3 * Math.PI) * ratio; // Its limit; the differences below would lose digits.
    }
    double complement = Math.sqrt(1 - k2);
    double k = Math.sqrt(k2);
    // Arithmetic-geometric mean: F = pi / (2 a), E = F (1 - sum of 2^(n-1) c^2).
    double a = 1;
    double b = complement;
    double sum = 0.5 * k2;
    for (double power = 1; Math.abs(a - b) > 1e-16 * a && power < 1e9; power *= 2) {
      double c = 0.5 * (a - b);
      double next = 0.5 * (a + b);
      b = Math.sqrt(a * b);
      a = next;
      sum += power * c * c;
    }
    double first = 0.5 * Math.PI / a;
    double second = first * (1 - sum);
    return 4
        / (3 * Math.PI * complement)
        * ((1 - k2) / k2 * (first - second) + second - k);
  }

  /** Returns the inductance, H, at a temperature, K; {@code nominal} unless tnom is given. */
  private double at(double kelvin, double nominal) {
    double dt = kelvin - (Double.isNaN(tnom) ? nominal : tnom + 273.15);
    return scale * nominal() * (1 + dt * (tc1 + dt * tc2));
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
    Current branch = self.current(p, n);
    Unknown i = self.unknown(Quantity.branchCurrent().initially(Double.isNaN(ic) ? 0 : ic));
    double henry = at(self.temperature(), self.nominalTemperature());
    self.output("flux", "Wb", at -> henry * at.of(i));

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(v)).d(v, 1);
      q.add(i, -henry * at.of(i)).d(i, -henry);
    };
  }
}
