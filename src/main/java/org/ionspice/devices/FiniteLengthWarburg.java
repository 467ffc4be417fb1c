package org.ionspice.devices;

import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** Diffusion through a layer whose far side holds the concentration. */
@Model(
    name = "flw",
    title = "Finite-length Warburg element (transmissive boundary)",
    source =
        "E. Barsoukov and J. R. Macdonald (eds), Impedance Spectroscopy, 2nd ed., Wiley (2005),"
            + " doi:10.1002/0471716243; the transient form is our own",
    equations = {
      "AC: Z = r tanh(sqrt(j w tau)) / sqrt(j w tau)",
      "DC: Z = r",
      RelaxingElement.SUM
    },
    limits = {
      RelaxingElement.ACCURACY,
      RelaxingElement.RESOLUTION
    })
public record FiniteLengthWarburg(
    @Param(unit = "ohm", def = "1e3", above = 0, doc = "resistance in DC") double r,
    @Param(unit = "s", def = "1", above = 0, doc = "diffusion time, thickness^2 / D") double tau,
    @Group Band band)
    implements RelaxingElement {
  @Override
  public void admittance(double omega, double[] y) {
    Diffusion.sCothS(0, omega * tau, y);
    y[0] /= r;
    y[1] /= r;
  }

  @Override
  public RelaxationSum sum(Band band) {
    return Diffusion.sum(true, r, 0, tau, band);
  }
}
