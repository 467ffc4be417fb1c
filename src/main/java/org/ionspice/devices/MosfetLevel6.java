package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** The MOSFET of level 6: the power law of Sakurai and Newton, Meyer's capacitances. */
@Model(
    name = "nmos6",
    also = "pmos6 polarity=pmos",
    letter = "M",
    title = "MOSFET, level 6: the n-th power law",
    terminals = {"d", "g", "s", "b"},
    source = MosfetText.POWER_LAW + MosfetText.COMMON,
    equations = {
      "von = vto + gamma (sqrt(phi - vbs) - sqrt(phi)) - gamma1 vbs - sigma vds;  tangent above vbs = 0",
      "isat = kc w/(l - 2 ld) (vgs - von)^nc,  vdsat = kv (vgs - von)^nv",
      "id = isat (1 + (lambda0 - lambda1 vbs) vds) x;  x = (2 - vds/vdsat) vds/vdsat for vds < vdsat, else 1",
      MosfetText.REVERSE,
      MosfetText.DERIVED,
      MosfetText.JUNCTION,
      MosfetText.DEPLETION,
      MosfetText.BULK_CAPACITANCE,
      MosfetText.GATE_CAPACITANCE,
      MosfetText.SHARES,
      MosfetText.RATES,
      MosfetText.OVERLAP,
      MosfetText.TEMPERATURE,
      MosfetText.NOISE_CURRENTS
    },
    limits = {
      "No current below threshold. ngspice's nvth and ps, which have no effect there, are not parameters.",
      MosfetText.RATE_LIMIT,
      MosfetText.FLOOR,
      MosfetText.OXIDE,
      MosfetText.NOISE
    })
public record MosfetLevel6(
    @Param(def = "nmos", doc = "set by the type of the model card") Polarity polarity,
    @Group MosfetParameters common,
    @Param(unit = "1", def = "2", above = 0, doc = "saturation voltage factor") double kv,
    @Param(unit = "1", def = "0.5", above = 0, doc = "saturation voltage exponent") double nv,
    @Param(unit = "1", def = "5e-5", above = 0, doc = "saturation current factor, A/V^nc")
        double kc,
    @Param(unit = "1", def = "1", above = 0, doc = "saturation current exponent") double nc,
    @Param(unit = "1", def = "0", doc = "threshold's linear dependence on vbs") double gamma1,
    @Param(unit = "1", def = "0", min = 0, doc = "static feedback of the drain on the threshold")
        double sigma,
    @Param(unit = "1/V", def = "0", alias = "lambda0", doc = "channel-length modulation")
        double lambda,
    @Param(unit = "1/V^2", def = "0", doc = "dependence of lambda on vbs") double lambda1,
    @Param(unit = "1", def = "6", min = 6, max = 6, doc = "chooses these equations") int level)
    implements DeviceModel {

  @Override
  public List<String> remarks() {
    boolean idle = !Double.isNaN(common.kp()) || common.uo() != 600;
    return idle ? List.of("kp and uo have no effect at level 6, whose current is kc's") : List.of();
  }

  @Override
  public Equations declare(Declaration self) {
    double nominal = MosfetProcess.nominal(common, self);
    MosfetProcess process =
        MosfetProcess.of(common, 6, polarity.sign(), self.temperature(), nominal);
    double cooling = Math.pow(self.temperature() / nominal, -1.5);
    PowerLawChannel.Law law =
        new PowerLawChannel.Law(
            kc * cooling * common.w() / process.length(),
            nc,
            kv,
            nv,
            gamma1,
            sigma,
            lambda,
            lambda1);
    return Mosfet.declare(common, polarity, process, new PowerLawChannel(process, law), self);
  }
}
