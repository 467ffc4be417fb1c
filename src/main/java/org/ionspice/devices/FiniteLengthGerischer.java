package org.ionspice.devices;

import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** Diffusion through a layer beside a first-order reaction. */
@Model(
    name = "flg",
    title = "Finite-length Gerischer element (diffusion with reaction, transmissive boundary)",
    source =
        "B. A. Boukamp and H. J. M. Bouwmeester, Solid State Ionics 157, 29 (2003),"
            + " doi:10.1016/S0167-2738(02)00185-6; for a finite layer B. A. Boukamp et al., Solid"
            + " State Ionics 177, 2539 (2006); the transient form is our own",
    equations = {
      "AC: Z = z0 tanh(u) / u,  u = sqrt((k + j w) tau)",
      "DC: Z = z0 tanh(sqrt(k tau)) / sqrt(k tau)",
      RelaxingElement.SUM
    },
    limits = {
      RelaxingElement.ACCURACY,
      RelaxingElement.RESOLUTION
    })
public record FiniteLengthGerischer(
    @Param(unit = "ohm", def = "1e3", above = 0, doc = "resistance of the layer without reaction")
        double z0,
    @Param(unit = "1/s", def = "1", min = 0, doc = "rate of the reaction") double k,
    @Param(unit = "s", def = "1", above = 0, doc = "diffusion time, thickness^2 / D") double tau,
    @Group Band band)
    implements RelaxingElement {
  @Override
  public void admittance(double omega, double[] y) {
    Diffusion.sCothS(k * tau, omega * tau, y);
    y[0] /= z0;
    y[1] /= z0;
  }

  @Override
  public RelaxationSum sum(Band band) {
    return Diffusion.sum(true, z0, k, tau, band);
  }
}
