package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
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
      "transient: Y = g + sum g_k s / (s + lambda_k), perdecade values of lambda_k a decade"
    },
    limits = {
      "AC is exact at every frequency. A transient replaces the element by relaxations that hold"
          + " between fmin and fmax; output error is the largest relative error there of the"
          + " admittance and of the current after a step of voltage, computed for the parameters"
          + " given.",
      "Waveforms shorter than 1 / (2 pi fmax) or longer than 1 / (2 pi fmin) are not resolved."
    })
public record FiniteLengthGerischer(
    @Param(unit = "ohm", def = "1e3", above = 0, doc = "resistance of the layer without reaction")
        double z0,
    @Param(unit = "1/s", def = "1", min = 0, doc = "rate of the reaction") double k,
    @Param(unit = "s", def = "1", above = 0, doc = "diffusion time, thickness^2 / D") double tau,
    @Param(unit = "Hz", def = "1e-3", above = 0, doc = "lowest frequency of the transient form")
        double fmin,
    @Param(unit = "Hz", def = "1e6", above = 0, doc = "highest frequency of the transient form")
        double fmax,
    @Param(unit = "1", def = "3", min = 0.25, max = 5, doc = "relaxation times a decade")
        double perdecade)
    implements DeviceModel, RelaxingElement {
  public FiniteLengthGerischer {
    new Band(fmin, fmax, perdecade); // Refuses a band that is none.
  }

  @Override
  public Band band() {
    return new Band(fmin, fmax, perdecade);
  }

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

  @Override
  public List<String> remarks() {
    return RelaxationSum.remarks(this);
  }

  @Override
  public Equations declare(Declaration self) {
    return RelaxationSum.declare(self, this);
  }
}
