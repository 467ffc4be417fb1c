package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
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
      "transient: Y = g + sum g_k s / (s + lambda_k), perdecade values of lambda_k a decade"
    },
    limits = {
      "AC is exact at every frequency. A transient replaces the element by relaxations that hold"
          + " between fmin and fmax; output error is the largest relative error there of the"
          + " admittance and of the current after a step of voltage, computed for the parameters"
          + " given.",
      "Waveforms shorter than 1 / (2 pi fmax) or longer than 1 / (2 pi fmin) are not resolved.",
      "Nothing flows in DC: both nodes need another DC path."
    })
public record FiniteSpaceWarburg(
    @Param(unit = "ohm", def = "1e3", above = 0, doc = "three times the low-frequency resistance")
        double r,
    @Param(unit = "s", def = "1", above = 0, doc = "diffusion time, thickness^2 / D") double tau,
    @Param(unit = "Hz", def = "1e-3", above = 0, doc = "lowest frequency of the transient form")
        double fmin,
    @Param(unit = "Hz", def = "1e6", above = 0, doc = "highest frequency of the transient form")
        double fmax,
    @Param(unit = "1", def = "3", min = 0.25, max = 5, doc = "relaxation times a decade")
        double perdecade)
    implements DeviceModel, RelaxingElement {
  public FiniteSpaceWarburg {
    new Band(fmin, fmax, perdecade); // Refuses a band that is none.
  }

  @Override
  public Band band() {
    return new Band(fmin, fmax, perdecade);
  }

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

  @Override
  public List<String> remarks() {
    return RelaxationSum.remarks(this);
  }

  @Override
  public Equations declare(Declaration self) {
    return RelaxationSum.declare(self, this);
  }
}
