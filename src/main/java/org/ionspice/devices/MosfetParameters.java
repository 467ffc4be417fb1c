package org.ionspice.devices;

import org.ionspice.parameter.Param;

/** The parameters that the MOSFETs of all levels share. */
record MosfetParameters(
    @Param(unit = "V", def = "none", alias = "vt0", doc = "threshold voltage; from nsub, else 0")
        double vto,
    @Param(unit = "A/V^2", def = "none", above = 0, doc = "transconductance; from uo tox, else 2e-5")
        double kp,
    @Param(unit = "V^0.5", def = "none", min = 0, doc = "bulk threshold; from nsub, else 0")
        double gamma,
    @Param(unit = "V", def = "none", above = 0, doc = "surface potential; from nsub, else 0.6")
        double phi,
    @Param(unit = "m", def = "none", above = 0, doc = "oxide thickness; see the limits when none")
        double tox,
    @Param(unit = "1/cm^3", def = "none", above = 0, doc = "substrate doping; used with tox")
        double nsub,
    @Param(unit = "1/cm^2", def = "0", doc = "surface state density") double nss,
    @Param(unit = "1", def = "1", min = -1, max = 1, doc = "gate: 1 poly unlike bulk, -1 like, 0 Al")
        int tpg,
    @Param(unit = "cm^2/(V s)", def = "600", above = 0, alias = "u0", doc = "surface mobility")
        double uo,
    @Param(unit = "m", def = "0", doc = "lateral diffusion, at each end of the channel") double ld,
    @Param(unit = "m", def = "1e-4", above = 0, doc = "drawn channel length") double l,
    @Param(unit = "m", def = "1e-4", above = 0, doc = "channel width") double w,
    @Param(unit = "ohm", def = "none", min = 0, doc = "drain resistance; from rsh nrd, else 0")
        double rd,
    @Param(unit = "ohm", def = "none", min = 0, doc = "source resistance; from rsh nrs, else 0")
        double rs,
    @Param(unit = "ohm", def = "0", min = 0, doc = "sheet resistance of drain and source")
        double rsh,
    @Param(unit = "1", def = "1", min = 0, doc = "squares of the drain") double nrd,
    @Param(unit = "1", def = "1", min = 0, doc = "squares of the source") double nrs,
    @Param(unit = "A", def = "1e-14", min = 0, doc = "saturation current of each bulk junction")
        double is,
    @Param(unit = "A/m^2", def = "0", min = 0, doc = "saturation current density; with ad and as")
        double js,
    @Param(unit = "V", def = "0.8", above = 0, doc = "junction potential") double pb,
    @Param(unit = "F", def = "none", min = 0, doc = "bulk-drain capacitance at 0 V; else cj ad")
        double cbd,
    @Param(unit = "F", def = "none", min = 0, doc = "bulk-source capacitance at 0 V; else cj as")
        double cbs,
    @Param(unit = "F/m^2", def = "0", min = 0, doc = "junction capacitance at 0 V") double cj,
    @Param(unit = "1", def = "0.5", min = 0, below = 1, doc = "grading of the bottom") double mj,
    @Param(unit = "F/m", def = "0", min = 0, doc = "sidewall capacitance at 0 V") double cjsw,
    @Param(unit = "1", def = "0.5", min = 0, below = 1, doc = "grading of the sidewall")
        double mjsw,
    @Param(unit = "1", def = "0.5", min = 0, max = 0.95, doc = "share of pb where they go straight")
        double fc,
    @Param(unit = "m^2", def = "0", min = 0, doc = "drain area") double ad,
    @Param(unit = "m^2", def = "0", min = 0, doc = "source area") double as,
    @Param(unit = "m", def = "0", min = 0, doc = "drain perimeter") double pd,
    @Param(unit = "m", def = "0", min = 0, doc = "source perimeter") double ps,
    @Param(unit = "F/m", def = "0", min = 0, doc = "gate-source overlap capacitance per width")
        double cgso,
    @Param(unit = "F/m", def = "0", min = 0, doc = "gate-drain overlap capacitance per width")
        double cgdo,
    @Param(unit = "F/m", def = "0", min = 0, doc = "gate-bulk overlap capacitance per length")
        double cgbo,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the drain current") double af,
    @Param(unit = "V", def = "none", doc = "drain-source voltage at t = 0 with uic; ic=vds,vgs,vbs")
        double icvds,
    @Param(unit = "V", def = "none", doc = "gate-source voltage at t = 0 with uic") double icvgs,
    @Param(unit = "V", def = "none", doc = "bulk-source voltage at t = 0 with uic") double icvbs,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom) {
  MosfetParameters {
    if (!(l > 2 * ld)) {
      throw new IllegalArgumentException("l is not longer than twice ld");
    }
    if (nsub <= MosfetProcess.INTRINSIC && tox > 0) {
      throw new IllegalArgumentException(
          "nsub is not above the intrinsic density, " + MosfetProcess.INTRINSIC + " per cm^3");
    }
  }
}
