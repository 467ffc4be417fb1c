package org.ionspice.devices;

import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** Diffusion into a layer whose far side is blocked. */
@Model(
    name = "fsw",
    title = "Finite-space Warburg element (reflective boundary)",
    source =
        "E. Barsoukov and J. R. Macdonald (eds), Impedance Spectroscopy, 2nd ed., Wiley (2005),"
            + " doi:10.1002/0471716243; the transient form is our own",
    equations = {
      "AC: Z = r coth(sqrt(j w tau)) / sqrt(j w tau)",
      "low frequencies: r / 3 in series with the capacitance tau / r",
      "DC: open",
      RelaxingElement.SUM
    },
    limits = {
      RelaxingElement.ACCURACY,
      RelaxingElement.RESOLUTION,
      RelaxingElement.OPEN
    })
public record FiniteSpaceWarburg(
    @Param(unit = "ohm", def = "1e3", above = 0, doc = "three times the low-frequency resistance")
        double r,
    @Param(unit = "s", def = "1", above = 0, doc = "diffusion time, thickness^2 / D") double tau,
    @Group Band band)
    implements RelaxingElement {
  @Override
  public void admittance(double omega, double[] y) {
    Diffusion.sTanhS(0, omega * tau, y);
    y[0] /= r;
    y[1] /= r;
  }

  @Override
  public RelaxationSum sum(Band band) {
    return Diffusion.sum(false, r, 0, tau, band);
  }
}
