package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** The MOSFET of level 2: the charge of the bulk along the channel, Meyer's capacitances. */
@Model(
    name = "nmos2",
    also = "pmos2 polarity=pmos",
    letter = "M",
    title = "MOSFET, level 2: Frohman-Bentchkowsky and Grove",
    terminals = {"d", "g", "s", "b"},
    source = MosfetText.BULK_CHARGE + MosfetText.COMMON,
    equations = {
      "s(u) = sqrt(phi - u) for u <= 0, sqrt(phi)/(1 + u/(2 phi)) above;  xd = sqrt(2 esi/(q nsub))",
      "k = gamma (1 - (xj/2 leff) (sqrt(1 + 2 xd s(vbs)/xj) + sqrt(1 + 2 xd s(vbs - vds)/xj) - 2));  leff = l - 2 ld",
      "e = 1 + delta pi esi/(4 cx w),  vf = vto - gamma sqrt(phi) + (e - 1)(phi - vbs),  von = vf + k s(vbs) + n Vt",
      "n = 0 without nfs, else 1 + q nfs/cx - d(von - n Vt)/dvbs;  vg = vgs, at least von with nfs;  a = (vg - vf)/e",
      "mu = uo (ucrit esi/(cx (vgs - von)))^uexp, uo when the bracket is above 1",
      "vdsat = a + (k/e)^2/2 (1 - sqrt(1 + 4 (a + phi - vbs)/(k/e)^2));  with vmax the root u below it of",
      "  vmax leff/mu (a - u - k/e s(vbs - u)) = a u - u^2/2 - 2/3 k/e (s(vbs - u)^3 - s(vbs)^3)",
      "id = cx mu w/(leff - dl) e (a u - u^2/2 - 2/3 k/e (s(vbs - u)^3 - s(vbs)^3)),  u = min(vds, vdsat)",
      "dl/leff = lambda vds when given, else dl = xd sqrt(y + sqrt(1 + y^2)), y = (vds - vdsat)/4; with vmax",
      "  dl = (sqrt(d^2 + max(0, vds - vdsat)) - d) xd/sqrt(neff), d = vmax xd/(2 mu sqrt(neff))",
      "leff - dl below lw = xd sqrt(pb) goes on as lw/(2 - (leff - dl)/lw);  below von: id exp((vgs - von)/(n Vt))",
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
      "The slope of the current jumps at von with nfs, as the equations say.",
      MosfetText.THIN,
      MosfetText.RATE_LIMIT,
      MosfetText.FLOOR,
      MosfetText.NOISE
    })
public record MosfetLevel2(
    @Param(def = "nmos", doc = "set by the type of the model card") Polarity polarity,
    @Group MosfetParameters common,
    @Param(unit = "1/V", def = "0", min = 0, doc = "channel-length modulation; 0: from nsub")
        double lambda,
    @Param(unit = "1", def = "0", min = 0, doc = "width effect on threshold") double delta,
    @Param(unit = "V/cm", def = "1e4", above = 0, doc = "critical field of the mobility")
        double ucrit,
    @Param(unit = "1", def = "0", min = 0, doc = "exponent of the critical field") double uexp,
    @Param(unit = "1", def = "0", doc = "transverse field coefficient; no effect") double utra,
    @Param(unit = "m/s", def = "0", min = 0, doc = "greatest velocity of carriers; 0: none")
        double vmax,
    @Param(unit = "1", def = "1", above = 0, doc = "share of charge, fixed and mobile, with vmax")
        double neff,
    @Param(unit = "m", def = "0", min = 0, doc = "junction depth") double xj,
    @Param(unit = "1/cm^2", def = "0", min = 0, doc = "fast surface states; 0: off below threshold")
        double nfs,
    @Param(unit = "1", def = "2", min = 2, max = 2, doc = "chooses these equations") int level)
    implements DeviceModel {

  @Override
  public List<String> remarks() {
    return utra == 0 ? List.of() : List.of("utra has no effect, as in SPICE2 and ngspice");
  }

  @Override
  public Equations declare(Declaration self) {
    double kelvin = self.temperature();
    double nominal = MosfetProcess.nominal(common, self);
    MosfetProcess process = MosfetProcess.of(common, 2, polarity.sign(), kelvin, nominal);
    GroveFrohmanChannel.Law law =
        new GroveFrohmanChannel.Law(
            lambda,
            delta,
            100 * ucrit,
            uexp,
            vmax,
            neff,
            xj,
            1e4 * nfs,
            Double.isNaN(common.nsub()) ? 0 : 1e6 * common.nsub(),
            Depletion.potentialAt(kelvin, common.pb(), nominal),
            common.w(),
            process.mobility());
    MosfetChannel channel = new GroveFrohmanChannel(process, law, kelvin);
    return Mosfet.declare(common, polarity, process, channel, self);
  }
}
