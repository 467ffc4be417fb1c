package org.ionspice.devices;

import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** Diffusion without an end. */
@Model(
    name = "warburg",
    title = "Warburg element (semi-infinite diffusion)",
    source =
        "E. Warburg, Ann. Phys. Chem. 303, 493 (1899), doi:10.1002/andp.18993030302; the"
            + " transient form is our own",
    equations = {
      "AC: Z = a (1 - j) / sqrt(w) = a sqrt(2) / sqrt(j w)",
      "DC: open",
      RelaxingElement.SUM
    },
    limits = {
      RelaxingElement.ACCURACY,
      RelaxingElement.RESOLUTION,
      RelaxingElement.OPEN
    })
public record Warburg(
    @Param(unit = "ohm/s^0.5", def = "100", above = 0, doc = "real part at 1 rad/s") double a,
    @Group Band band)
    implements RelaxingElement {
  @Override
  public void admittance(double omega, double[] y) {
    y[0] = Math.sqrt(omega) / (2 * a);
    y[1] = y[0];
  }

  @Override
  public RelaxationSum sum(Band band) {
    return ConstantPhase.power(1 / (a * Math.sqrt(2)), 0.5, band);
  }
}
