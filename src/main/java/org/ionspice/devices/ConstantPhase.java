package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** An element whose phase is the same at every frequency. */
@Model(
    name = "cpe",
    title = "Constant-phase element",
    source =
        "K. S. Cole and R. H. Cole, J. Chem. Phys. 9, 341 (1941), doi:10.1063/1.1750906; the"
            + " transient form is our own",
    equations = {
      "AC: Z = 1 / (q (j w)^n)",
      "DC: open",
      RelaxingElement.SUM,
      "n = 1: i = q dv/dt, exactly"
    },
    limits = {
      RelaxingElement.ACCURACY,
      RelaxingElement.RESOLUTION,
      RelaxingElement.OPEN
    })
public record ConstantPhase(
    @Param(unit = "S", def = "1e-6", above = 0, doc = "admittance at 1 rad/s, in S s^n") double q,
    @Param(unit = "1", def = "0.8", min = 0.01, max = 1, doc = "exponent") double n,
    @Group Band band)
    implements RelaxingElement {
  @Override
  public void admittance(double omega, double[] y) {
    double size = q * Math.pow(omega, n);
    y[0] = n == 1 ? 0 : size * Math.cos(n * Math.PI / 2);
    y[1] = size * Math.sin(n * Math.PI / 2);
  }

  @Override
  public RelaxationSum sum(Band band) {
    return power(q, n, band);
  }

  /** Returns a sum for q s^n, n below 1. */
  static RelaxationSum power(double q, double n, Band band) {
    // s^n = sin(n pi)/pi int_0^inf m^(n-1) s/(s + m) dm,  m = exp(u).
    double size = q * Math.sin(n * Math.PI) / Math.PI;
    return new RelaxationSum(0)
        .integrate(
            Math::exp, u -> size * Math.exp(n * u), band.from(), band.to(), band.step());
  }

  @Override
  public List<String> remarks() {
    return n == 1 ? List.of() : RelaxationSum.remarks(this);
  }

  @Override
  public Equations declare(Declaration self) {
    if (n < 1) {
      return RelaxationSum.declare(self, this);
    }
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current current = self.current(self.terminal("p"), self.terminal("n"));
    self.output("error", "1", at -> 0);
    self.output("branches", "1", at -> 0);
    return (at, f, charge) -> charge.add(current, q * at.of(voltage)).d(voltage, q);
  }
}
