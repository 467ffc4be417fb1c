package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A uniformly distributed RC line as a ladder whose lumps grow towards its middle. */
@Model(
    name = "urc",
    letter = "U",
    title = "Uniform distributed RC line",
    terminals = {"a", "b", "ref"},
    source =
        "L. Gertzberg, The RC line model, Ph.D. thesis, Stanford University (1974), as T. Quarles"
            + " et al., SPICE3 User's Manual, UC Berkeley, section Uniform Distributed RC Lines,"
            + " documents it",
    equations = {
      "N = n, or ln(fmax R C 2 pi ((k - 1)/k)^2) / ln k whole, at least 3;  R = rperl l, C = cperl l",
      "from either end to the middle, i = 1 .. N: resistances r1 k^(i-1), each with c1 k^(i-1) to ref",
      "r1 = R (k - 1) / (2 (k^N - 1)),  c1 = C (k - 1) / (k^(N-1) (k + 1) - 2); one middle capacitor",
      "noise currents, A^2/Hz: 4 k T / r of each lump"
    },
    limits = {
      "2 N lumps stand for the line in every analysis: good up to fmax, not above.",
      "Lines of diodes (isperl) are not available; the lumps do not depend on temperature."
    })
public record UniformRcLine(
    @Param(unit = "m", above = 0, doc = "length") double l,
    @Param(unit = "1", def = "none", min = 1, max = 1000,
            doc = "lumps from an end to the middle; follows from fmax when left out")
        double n,
    @Param(unit = "1", def = "1.5", above = 1, max = 100, doc = "growth of the lumps") double k,
    @Param(unit = "Hz", def = "1e9", above = 0, doc = "highest frequency of interest") double fmax,
    @Param(unit = "ohm/m", def = "1000", above = 0, doc = "resistance per length") double rperl,
    @Param(unit = "F/m", def = "1e-15", above = 0, doc = "capacitance per length") double cperl)
    implements DeviceModel {
  /** Lumps from an end to the middle that a line may have. */
  private static final int MOST = 1000;

  public UniformRcLine {
    if (!Double.isNaN(n) && n != Math.rint(n)) {
      throw new IllegalArgumentException("n must be a whole number");
    }
    if (!(Math.pow(k, lumps(l, n, k, fmax, rperl, cperl)) < 1e100)) {
      throw new IllegalArgumentException("n lumps that grow by k do not fit into a line");
    }
  }

  private static int lumps(double l, double n, double k, double fmax, double r, double c) {
    if (!Double.isNaN(n)) {
      return (int) n;
    }
    double shrink = (k - 1) / k;
    double count = Math.log(fmax * r * c * 2 * Math.PI * l * l * shrink * shrink) / Math.log(k);
    return (int) Math.min(MOST, Math.max(3, count));
  }

  /** Returns how many lumps there are from an end to the middle. */
  int lumps() {
    return lumps(l, n, k, fmax, rperl, cperl);
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    int count = lumps();
    double r1 = rperl * l * (k - 1) / (2 * (Math.pow(k, count) - 1));
    double c1 = cperl * l * (k - 1) / (Math.pow(k, count - 1) * (k + 1) - 2);
    Terminal[] ends = {self.terminal("a"), self.terminal("b")};
    Terminal ref = self.terminal("ref");
    Terminal middle = self.internalNode("middle");
    Voltage[] drop = new Voltage[2 * count];
    Current[] along = new Current[2 * count];
    double[] conductance = new double[2 * count];
    Voltage[] across = new Voltage[2 * count - 1];
    Current[] down = new Current[2 * count - 1];
    double[] capacitance = new double[2 * count - 1];
    int lump = 0;
    for (int end = 0; end < 2; end++) {
      Terminal from = ends[end];
      double factor = 1;
      for (int i = 1; i <= count; i++) {
        String name = (end == 0 ? "a" : "b") + i;
        Terminal to = i == count ? middle : self.internalNode(name);
        drop[lump] = self.voltage(from, to);
        along[lump] = self.current(from, to);
        conductance[lump] = 1 / (r1 * factor);
        self.noise(name, along[lump], NoiseDensity.thermal(self.temperature(), conductance[lump]));
        if (lump < across.length) { // The middle has its capacitor from the first end.
          across[lump] = self.voltage(to, ref);
          down[lump] = self.current(to, ref);
          capacitance[lump] = c1 * factor;
        }
        lump++;
        from = to;
        factor *= k;
      }
    }
    self.output("lumps", "1", at -> count);
    return (at, f, q) -> {
      for (int i = 0; i < along.length; i++) {
        f.add(along[i], conductance[i] * at.of(drop[i])).d(drop[i], conductance[i]);
      }
      for (int i = 0; i < down.length; i++) {
        q.add(down[i], capacitance[i] * at.of(across[i])).d(across[i], capacitance[i]);
      }
    };
  }
}
