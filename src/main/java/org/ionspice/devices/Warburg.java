package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
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
public record Warburg(
    @Param(unit = "ohm/s^0.5", def = "100", above = 0, doc = "real part at 1 rad/s") double a,
    @Param(unit = "Hz", def = "1e-3", above = 0, doc = "lowest frequency of the transient form")
        double fmin,
    @Param(unit = "Hz", def = "1e6", above = 0, doc = "highest frequency of the transient form")
        double fmax,
    @Param(unit = "1", def = "3", min = 0.25, max = 5, doc = "relaxation times a decade")
        double perdecade)
    implements DeviceModel, RelaxingElement {
  public Warburg {
    new Band(fmin, fmax, perdecade); // Refuses a band that is none.
  }

  @Override
  public Band band() {
    return new Band(fmin, fmax, perdecade);
  }

  @Override
  public void admittance(double omega, double[] y) {
    y[0] = Math.sqrt(omega) / (2 * a);
    y[1] = y[0];
  }

  @Override
  public RelaxationSum sum(Band band) {
    return ConstantPhase.power(1 / (a * Math.sqrt(2)), 0.5, band);
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
