package org.ionspice.devices;

import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;
import org.ionspice.parameter.ParameterTable;

/** The MOSFET of level 3: semi-empirical short and narrow channels, Meyer's capacitances. */
@Model(
    name = "nmos3",
    also = "pmos3 polarity=pmos",
    letter = "M",
    title = "MOSFET, level 3: semi-empirical",
    terminals = {"d", "g", "s", "b"},
    source = MosfetText.SEMI_EMPIRICAL + MosfetText.COMMON,
    equations = {
      "s = sqrt(phi - vbs) for vbs <= 0, sqrt(phi)/(1 + vbs/(2 phi)) above;  xd = sqrt(2 esi/(q nsub)), leff = l - 2 ld",
      "fs = 1 - (xj/leff) ((c + ld/xj) sqrt(1 - (r/(1 + r))^2) - ld/xj),  r = xd s/xj,  c = 0.0631353 + 0.8013292 r - 0.01110777 r^2",
      "fb = gamma fs/(4 s) + fn,  fn = delta pi esi/(2 cx w);  qb = gamma fs s + fn s^2",
      "vth = vto - gamma sqrt(phi) - 8.15e-22 eta/(cx leff^3) vds + qb;  von = vth + n Vt,  n = 0 without nfs, else 1 + q nfs/cx + qb/(2 s^2)",
      "a = vg - vth, vg = vgs, at least von with nfs;  h = 1 + theta a,  vc = vmax leff h/uo",
      "vdsat = a/(1 + fb), with vmax a/(1 + fb) + vc - sqrt((a/(1 + fb))^2 + vc^2);  u = min(vds, vdsat)",
      "id = kp w/(leff - dl) (a - (1 + fb) u/2) u/h,  with vmax over 1 + u/vc",
      "dl: with vmax, above vdsat only, sqrt(p^2 + kappa xd^2 (vds - vdsat)) - p, p = kappa xd^2 vc (vc + u)/(2 leff u);",
      "  else sqrt(kappa xd^2 (vds - 7/8 vdsat)) above vdsat, sqrt(kappa xd^2 vdsat/8) (vds/vdsat)^4 below",
      "l stands for l + xl, w for w - 2 wd + xw, vto for vto + delvto",
      "dl above leff/2 goes on as leff - leff^2/(4 dl);  below von with nfs: id exp((vgs - von)/(n Vt))",
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
public record MosfetLevel3(
    @Param(def = "nmos", doc = "set by the type of the model card") Polarity polarity,
    @Group MosfetParameters common,
    @Param(unit = "1", def = "0", min = 0, doc = "static feedback of the drain on the threshold")
        double eta,
    @Param(unit = "1/V", def = "0", min = 0, doc = "fall of mobility with the gate's voltage")
        double theta,
    @Param(unit = "1", def = "0.2", min = 0, doc = "saturation field factor") double kappa,
    @Param(unit = "1", def = "0", min = 0, doc = "width effect on threshold") double delta,
    @Param(unit = "m/s", def = "0", min = 0, doc = "greatest velocity of carriers; 0: none")
        double vmax,
    @Param(unit = "m", def = "0", min = 0, doc = "junction depth") double xj,
    @Param(unit = "1/cm^2", def = "0", min = 0, doc = "fast surface states; 0: off below threshold")
        double nfs,
    @Param(unit = "m", def = "0", doc = "what processing adds to the length") double xl,
    @Param(unit = "m", def = "0", doc = "lateral diffusion, at each side of the width") double wd,
    @Param(unit = "m", def = "0", doc = "what processing adds to the width") double xw,
    @Param(unit = "V", def = "0", alias = "delvt0", doc = "added to the threshold voltage")
        double delvto,
    @Param(unit = "1", def = "3", min = 3, max = 3, doc = "chooses these equations") int level)
    implements DeviceModel {

  @Override
  public Equations declare(Declaration self) {
    double kelvin = self.temperature();
    double nominal = MosfetProcess.nominal(common, self);
    MosfetParameters made = made();
    MosfetProcess process =
        MosfetProcess.of(made, 3, polarity.sign(), kelvin, nominal)
            .shifted(polarity.sign() * delvto);
    SemiEmpiricalChannel.Law law =
        new SemiEmpiricalChannel.Law(
            eta,
            theta,
            kappa,
            vmax,
            delta,
            xj,
            common.ld(),
            1e4 * nfs,
            Double.isNaN(common.nsub()) ? 0 : 1e6 * common.nsub(),
            made.w(),
            process.mobility());
    MosfetChannel channel = new SemiEmpiricalChannel(process, law, kelvin);
    return Mosfet.declare(made, polarity, process, channel, self);
  }

  /** Returns the parameters with the sizes that processing leaves. */
  private MosfetParameters made() {
    if (xl == 0 && wd == 0 && xw == 0) {
      return common;
    }
    ParameterTable<MosfetParameters> table = ParameterTable.of(MosfetParameters.class);
    MosfetParameters longer = sized(table, common, "l", common.l() + xl);
    return sized(table, longer, "w", common.w() - 2 * wd + xw);
  }

  private static MosfetParameters sized(
      ParameterTable<MosfetParameters> table, MosfetParameters from, String name, double metres) {
    return table
        .with(from, name, metres)
        .record()
        .orElseThrow(
            () -> new IllegalArgumentException("xl, wd and xw leave nothing of the channel"));
  }
}
