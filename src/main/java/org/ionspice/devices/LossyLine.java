package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/**
 * A uniform line with losses: RLC, RC, LC or RG, as SPICE3 has them.
 *
 * <p>In a transient an RLC line is a chain of lossless pieces with resistances between them. Of each
 * piece the two waves that enter it are unknowns, f = v + z0 i at its left end and b = v + z0 i at its
 * right one; what arrives at the other end is the wave of td/N ago. Where two pieces meet over a
 * resistance the waves arriving fix those that leave, so that a chain has no equations but those of
 * its waves and the two currents at its ends.
 */
@Model(
    name = "ltra",
    letter = "O",
    title = "Lossy transmission line",
    terminals = {"p1", "n1", "p2", "n2"},
    source =
        "J. S. Roychowdhury and D. O. Pederson, Proc. 28th Design Automation Conf. (1991) 245,"
            + " doi:10.1145/127601.127671, for the line; the transient form is our own: Branin's"
            + " pieces, Proc. IEEE 55 (1967) 2012, doi:10.1109/PROC.1967.6033, with resistances",
    equations = {
      "-dv/dx = r i + l di/dt,  -di/dx = g v + c dv/dt,  0 < x < len",
      "AC: i1 = y (v1 coth s - v2 / sinh s), i2 likewise;  s = len sqrt((r + j w l)(g + j w c)),",
      "y = sqrt((g + j w c) / (r + j w l))",
      "RG: this at w = 0 in every analysis;  LC: Branin's lossless line in every analysis",
      "transient, RLC: N pieces of z0 = sqrt(l/c) and delay len sqrt(l c)/N, r len/N between them,",
      "r len/(2 N) at the ends;  N = 250 x^2 exp(-x), x = r len/(2 z0), but from 8 to 128",
      "transient, RC: N = 64 cells from (1 - cos(pi k/N))/2 len, each a capacitance amid its resistance"
    },
    limits = {
      "AC is exact. In a transient the front of an RLC line is too high by the share x^2 / (2 N) of"
          + " itself, up to 0.2 % of the step with N as above; smooth waveforms by the order of"
          + " 1/N^2. What returns to the near end of a step comes in stairs of x/(2 N) of the step, up"
          + " to 0.8 % of it. More sections make it more exact.",
      "An RC line does not resolve what happens within r c len^2 / 1e6 after a step.",
      "Only lines of r l c, r c, l c or r g; a line makes no noise.",
      "SPICE3's settings of its convolution are read and have no effect."
    })
public record LossyLine(
    @Param(unit = "ohm/m", def = "0", min = 0, doc = "resistance per length") double r,
    @Param(unit = "H/m", def = "0", min = 0, doc = "inductance per length") double l,
    @Param(unit = "S/m", def = "0", min = 0, doc = "conductance per length") double g,
    @Param(unit = "F/m", def = "0", min = 0, doc = "capacitance per length") double c,
    @Param(unit = "m", above = 0, doc = "length") double len,
    @Param(unit = "1", def = "none", min = 1, max = 4096,
            doc = "pieces N of a transient; follow from r when left out")
        double sections,
    @Group ConvolutionSettings spice)
    implements DeviceModel {
  /** Cells of an RC line. */
  private static final int CELLS = 64;

  /** Twice the error of a front that sections are made for, relative to the step. */
  private static final double FRONT = 4e-3;

  public LossyLine {
    boolean waves = l > 0 && c > 0 && g == 0;
    boolean diffusive = r > 0 && c > 0 && l == 0 && g == 0;
    boolean resistive = r > 0 && g > 0 && l == 0 && c == 0;
    if (!(waves || diffusive || resistive)) {
      throw new IllegalArgumentException(
          "a lossy line has r, l and c, or r and c, or l and c, or r and g above zero");
    }
    if (!Double.isNaN(sections) && sections != Math.rint(sections)) {
      throw new IllegalArgumentException("sections must be a whole number");
    }
  }

  /** Returns N of a transient. */
  int pieces() {
    if (!Double.isNaN(sections)) {
      return (int) sections;
    }
    if (l == 0) {
      return CELLS;
    }
    double x = r * len / (2 * Math.sqrt(l / c));
    double wanted = Math.ceil(x * x * Math.exp(-x) / FRONT);
    return r == 0 ? 1 : (int) Math.max(x > 2 ? 128 : 8, Math.min(128, wanted));
  }

  /** Writes the admittances of a port by its own and by the other's voltage, S: re, im, re, im. */
  void admittances(double omega, double[] y) {
    // Series impedance and shunt admittance of the whole line.
    double zr = r * len;
    double zi = omega * l * len;
    double yr = g * len;
    double yi = omega * c * len;
    if (yr == 0 && yi == 0) {
      y[0] = 1 / zr;
      y[1] = 0;
      y[2] = -1 / zr;
      y[3] = 0;
      return;
    }
    double[] s = root(zr * yr - zi * yi, zr * yi + zi * yr);
    double fall = Math.exp(-s[0]);
    double twice = fall * fall;
    double sine = Math.sin(s[1]);
    // 1 - exp(-2 s), without a difference of nearly equal numbers.
    double dr = -Math.expm1(-2 * s[0]) + 2 * twice * sine * sine;
    double di = twice * Math.sin(2 * s[1]);
    double size = dr * dr + di * di;
    // y = Y / s.
    double length = s[0] * s[0] + s[1] * s[1];
    double cr = (yr * s[0] + yi * s[1]) / length;
    double ci = (yi * s[0] - yr * s[1]) / length;
    double ar = (cr * dr + ci * di) / size;
    double ai = (ci * dr - cr * di) / size;
    double er = 2 - dr; // 1 + exp(-2 s)
    double ei = -di;
    y[0] = ar * er - ai * ei;
    y[1] = ar * ei + ai * er;
    double pr = -2 * fall * Math.cos(s[1]);
    double pi = 2 * fall * sine;
    y[2] = ar * pr - ai * pi;
    y[3] = ar * pi + ai * pr;
  }

  /** Returns the root with a real part that is not negative. */
  private static double[] root(double re, double im) {
    double size = Math.hypot(re, im);
    double a = Math.sqrt((size + Math.abs(re)) / 2);
    double b = a == 0 ? 0 : im / (2 * a);
    return re >= 0 ? new double[] {a, b} : new double[] {Math.abs(b), im < 0 ? -a : a};
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Port one = new Port(self, "1");
    Port two = new Port(self, "2");
    int n = pieces();
    self.output("sections", "1", at -> l == 0 && c == 0 ? 0 : n);
    if (r > 0 && c > 0) {
      respond(self, one, two);
      respond(self, two, one);
    }
    if (c == 0) {
      return resistive(one, two);
    }
    return l == 0 ? cells(self, one, two, n) : waves(self, one, two, n);
  }

  /** One end: its voltage and current. */
  private static final class Port {
    final Voltage voltage;
    final Current current;

    Port(Declaration self, String number) {
      Terminal p = self.terminal("p" + number);
      Terminal n = self.terminal("n" + number);
      voltage = self.voltage(p, n);
      current = self.current(p, n);
    }
  }

  private void respond(Declaration self, Port here, Port there) {
    self.response(
        here.current,
        here.voltage,
        (omega, y) -> {
          double[] all = new double[4];
          admittances(omega, all);
          y[0] = all[0];
          y[1] = all[1];
        });
    self.response(
        here.current,
        there.voltage,
        (omega, y) -> {
          double[] all = new double[4];
          admittances(omega, all);
          y[0] = all[2];
          y[1] = all[3];
        });
  }

  private Equations resistive(Port one, Port two) {
    double[] y = new double[4];
    admittances(0, y);
    return (at, f, q) -> {
      double v1 = at.of(one.voltage);
      double v2 = at.of(two.voltage);
      f.add(one.current, y[0] * v1 + y[2] * v2).d(one.voltage, y[0]).d(two.voltage, y[2]);
      f.add(two.current, y[0] * v2 + y[2] * v1).d(two.voltage, y[0]).d(one.voltage, y[2]);
    };
  }

  /** Declares an RC line of cells. */
  private Equations cells(Declaration self, Port one, Port two, int n) {
    Unknown[] cell = new Unknown[n];
    double[] conductance = new double[n + 1];
    double[] capacitance = new double[n];
    double middle = 0;
    for (int k = 0; k < n; k++) {
      cell[k] = self.unknown(Quantity.of("v#" + (k + 1), "V"));
      double left = (1 - Math.cos(Math.PI * k / n)) / 2;
      double right = (1 - Math.cos(Math.PI * (k + 1) / n)) / 2;
      capacitance[k] = c * len * (right - left);
      conductance[k] = 1 / (r * len * ((left + right) / 2 - middle));
      middle = (left + right) / 2;
    }
    conductance[n] = 1 / (r * len * (1 - middle));
    return (at, f, q) -> {
      double v1 = at.of(one.voltage);
      double v2 = at.of(two.voltage);
      double before = v1;
      double arriving = conductance[0] * (v1 - at.of(cell[0]));
      f.add(one.current, arriving).d(one.voltage, conductance[0]).d(cell[0], -conductance[0]);
      for (int k = 0; k < n; k++) {
        double v = at.of(cell[k]);
        double after = k == n - 1 ? v2 : at.of(cell[k + 1]);
        double low = conductance[k];
        double high = conductance[k + 1];
        f.add(cell[k], low * (v - before) + high * (v - after)).d(cell[k], low + high);
        if (k == 0) {
          f.d(one.voltage, -low);
        } else {
          f.d(cell[k - 1], -low);
        }
        if (k == n - 1) {
          f.d(two.voltage, -high);
        } else {
          f.d(cell[k + 1], -high);
        }
        q.add(cell[k], capacitance[k] * v).d(cell[k], capacitance[k]);
        before = v;
      }
      f.add(two.current, conductance[n] * (v2 - before))
          .d(two.voltage, conductance[n])
          .d(cell[n - 1], -conductance[n]);
    };
  }

  /** Declares a line of lossless pieces with resistances. */
  private Equations waves(Declaration self, Port one, Port two, int n) {
    double z0 = Math.sqrt(l / c);
    double delay = len * Math.sqrt(l * c) / n;
    double between = r * len / n;
    // What a wave loses to the resistance between two pieces.
    double through = 2 * z0 / (between + 2 * z0);
    double end = between / 2 + z0;
    Unknown i1 = self.unknown(Quantity.of("i1", "A").nominal(1e-3));
    Unknown i2 = self.unknown(Quantity.of("i2", "A").nominal(1e-3));
    Unknown[] forth = new Unknown[n];
    Unknown[] back = new Unknown[n];
    Delayed[] forthPast = new Delayed[n];
    Delayed[] backPast = new Delayed[n];
    for (int k = 0; k < n; k++) {
      forth[k] = self.unknown(Quantity.of("f#" + (k + 1), "V"));
      back[k] = self.unknown(Quantity.of("b#" + (k + 1), "V"));
      forthPast[k] = self.delayed(forth[k], delay);
      backPast[k] = self.delayed(back[k], delay);
    }
    return (at, f, q) -> {
      double c1 = at.of(i1);
      double c2 = at.of(i2);
      f.add(one.current, c1).d(i1, 1);
      f.add(two.current, c2).d(i2, 1);
      double fromLeft = at.of(backPast[0]);
      f.add(i1, at.of(one.voltage) - end * c1 - fromLeft)
          .d(one.voltage, 1)
          .d(i1, -end)
          .d(backPast[0], -1);
      f.add(forth[0], at.of(forth[0]) - fromLeft - 2 * z0 * c1)
          .d(forth[0], 1)
          .d(backPast[0], -1)
          .d(i1, -2 * z0);
      for (int k = 0; k < n - 1; k++) {
        double coming = at.of(forthPast[k]);
        double meeting = at.of(backPast[k + 1]);
        double passing = through * (coming - meeting);
        f.add(back[k], at.of(back[k]) - coming + passing)
            .d(back[k], 1)
            .d(forthPast[k], through - 1)
            .d(backPast[k + 1], -through);
        f.add(forth[k + 1], at.of(forth[k + 1]) - meeting - passing)
            .d(forth[k + 1], 1)
            .d(forthPast[k], -through)
            .d(backPast[k + 1], through - 1);
      }
      double arriving = at.of(forthPast[n - 1]);
      f.add(back[n - 1], at.of(back[n - 1]) - arriving - 2 * z0 * c2)
          .d(back[n - 1], 1)
          .d(forthPast[n - 1], -1)
          .d(i2, -2 * z0);
      f.add(i2, at.of(two.voltage) - end * c2 - arriving)
          .d(two.voltage, 1)
          .d(i2, -end)
          .d(forthPast[n - 1], -1);
    };
  }
}
