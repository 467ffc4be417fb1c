package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
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
      "transient: Y = g + sum g_k s / (s + lambda_k), perdecade values of lambda_k a decade"
    },
    limits = {
      "AC is exact at every frequency. A transient replaces the element by relaxations that hold"
          + " between fmin and fmax; output error is the largest relative error there of the"
          + " admittance and of the current after a step of voltage, computed for the parameters"
          + " given.",
      "Waveforms shorter than 1 / (2 pi fmax) or longer than 1 / (2 pi fmin) are not resolved."
    })
public record Gerischer(
    @Param(unit = "ohm/s^0.5", def = "1e3", above = 0, doc = "size: |Z| far above k is z0/sqrt(w)")
        double z0,
    @Param(unit = "1/s", def = "1", above = 0, doc = "rate of the reaction") double k,
    @Param(unit = "Hz", def = "1e-3", above = 0, doc = "lowest frequency of the transient form")
        double fmin,
    @Param(unit = "Hz", def = "1e6", above = 0, doc = "highest frequency of the transient form")
        double fmax,
    @Param(unit = "1", def = "3", min = 0.25, max = 5, doc = "relaxation times a decade")
        double perdecade)
    implements DeviceModel, RelaxingElement {
  public Gerischer {
    new Band(fmin, fmax, perdecade); // Refuses a band that is none.
  }

  @Override
  public Band band() {
    return new Band(fmin, fmax, perdecade);
  }

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

  @Override
  public List<String> remarks() {
    return RelaxationSum.remarks(this);
  }

  @Override
  public Equations declare(Declaration self) {
    return RelaxationSum.declare(self, this);
  }
}
