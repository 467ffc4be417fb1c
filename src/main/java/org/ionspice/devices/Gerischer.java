package org.ionspice.devices;

import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** Diffusion without an end beside a first-order reaction. */
@Model(
    name = "gerischer",
    title = "Gerischer element (semi-infinite diffusion with reaction)",
    source =
        "H. Gerischer, Z. Phys. Chem. 198, 286 (1951); B. A. Boukamp and H. J. M. Bouwmeester,"
            + " Solid State Ionics 157, 29 (2003), doi:10.1016/S0167-2738(02)00185-6; the transient"
            + " form is our own",
    equations = {
      "AC: Z = z0 / sqrt(k + j w)",
      "DC: Z = z0 / sqrt(k)",
      RelaxingElement.SUM
    },
    limits = {
      RelaxingElement.ACCURACY,
      RelaxingElement.RESOLUTION
    })
public record Gerischer(
    @Param(unit = "ohm/s^0.5", def = "1e3", above = 0, doc = "size: |Z| far above k is z0/sqrt(w)")
        double z0,
    @Param(unit = "1/s", def = "1", above = 0, doc = "rate of the reaction") double k,
    @Group Band band)
    implements RelaxingElement {
  @Override
  public void admittance(double omega, double[] y) {
    double real = Math.sqrt((Math.hypot(k, omega) + k) / 2);
    y[0] = real / z0;
    y[1] = omega / (2 * real) / z0;
  }

  @Override
  public RelaxationSum sum(Band band) {
    // sqrt(k + s) = sqrt(k) + (1/pi) int_0^inf sqrt(m)/(k + m) s/(s + k + m) dm,  m = exp(u).
    double from = Math.max(band.from(), Math.log(k / 10));
    double to = Math.max(band.to(), Math.log(10 * k));
    return new RelaxationSum(Math.sqrt(k) / z0)
        .integrate(
            u -> k + Math.exp(u),
            u -> Math.exp(0.5 * u) / (1 + k * Math.exp(-u)) / (Math.PI * z0),
            from,
            to,
            band.step());
  }
}
