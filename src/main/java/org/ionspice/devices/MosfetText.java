package org.ionspice.devices;

/** What the manual says of the MOSFETs of all levels. */
final class MosfetText {
  static final String THRESHOLD =
      "von = vto + gamma (sqrt(phi - vbs) - sqrt(phi)),  vgst = vgs - von;  tangent above vbs = 0";
  static final String CURRENT =
      "id = kp w/(l - 2 ld) x (1 + lambda vds),  x = 0 for vgst <= 0,"
          + " x = vds (vgst - vds/2) for vds < vgst, x = vgst^2/2 else";
  static final String REVERSE = "for vds < 0 drain and source change places";
  static final String DERIVED =
      "not given, with cx = 3.9 e0/tox: kp = uo cx, phi = 2 Vt ln(nsub/ni), gamma = sqrt(2 q esi"
          + " nsub)/cx, vto = phims - q nss/cx + phi + gamma sqrt(phi); ni 1.45e10/cm^3, in level 3 at the nominal T";
  static final String JUNCTION =
      "ibs = is (exp(vbs/Vt) - 1) + gmin vbs, likewise ibd; js as, js ad for is when all are given";
  static final String DEPLETION =
      "cbs = cj as/(1 - vbs/pb)^mj + cjsw ps/(1 - vbs/pb)^mjsw, straight above fc pb; likewise cbd";
  static final String BULK_CAPACITANCE =
      "cgb = cox for vgst <= -phi, -cox vgst/phi up to 0, 0 above;  cox = cx w (l - 2 ld)";
  static final String GATE_CAPACITANCE =
      "cgs = 2/3 cox h a, cgd = 2/3 cox h b;  h = 0 for vgst <= -phi/2, 1 + 2 vgst/phi up to 0, 1"
          + " above";
  static final String SHARES =
      "a = 1 - ((vx - vds)/(2 vx - vds))^2, b = 1 - (vx/(2 vx - vds))^2 for vds < vx, else 1 and 0;"
          + "  vx = max(vdsat, 25 mV); level 1: vdsat = vgst";
  static final String RATES =
      "ogs = cox d(vgs)/dt, igs = (cgs/cox) ogs, likewise gd, gb; so igs = j omega cgs vgs in AC";
  static final String OVERLAP =
      "and constant cgso w, cgdo w, cgbo (l - 2 ld);  v(d,drain) = rd id, v(s,source) = -rs id";
  static final String TEMPERATURE =
      "kp ~ T^-1.5;  phi, pb, vto, is, cj, cjsw follow silicon's gap 1.16 - 7.02e-4 T^2/(T + 1108)";
  static final String SQUARE_LAW =
      "H. Shichman and D. A. Hodges, IEEE J. Solid-State Circuits 3 (1968) 285-289,"
          + " doi:10.1109/JSSC.1968.1049902 (the channel); ";
  static final String BULK_CHARGE =
      "D. Frohman-Bentchkowsky and A. S. Grove, IEEE Trans. Electron Devices 16 (1969) 108-113, and"
          + " A. Vladimirescu and S. Liu, The Simulation of MOS Integrated Circuits Using SPICE2,"
          + " UC Berkeley ERL M80/7 (1980) (the channel, recalled, and compared with ngspice 39); ";
  static final String SEMI_EMPIRICAL =
      "A. Vladimirescu and S. Liu, The Simulation of MOS Integrated Circuits Using SPICE2, UC"
          + " Berkeley ERL M80/7 (1980) (the channel, recalled, and compared with ngspice 39); ";
  static final String POWER_LAW =
      "T. Sakurai and A. R. Newton, IEEE Trans. Electron Devices 38 (1991) 887-894,"
          + " doi:10.1109/16.75219 (the channel); ";
  static final String COMMON =
      "J. E. Meyer, RCA Review 32 (1971) 42-63"
          + " (the capacitances of the gate); G. Massobrio and P. Antognetti, Semiconductor Device"
          + " Modeling with SPICE, 2nd ed., McGraw-Hill 1993, chapter 4, and the ngspice manual"
          + " (parameters, temperature). Our own: the currents of the whole oxide as unknowns, the"
          + " least vx of 25 mV, the limits on Newton's steps.";
  static final String LEVEL =
      "No current below threshold, no velocity saturation, no short-channel effects.";
  static final String RATE_LIMIT =
      "Meyer's capacitances are no derivatives of charges, because each depends on voltages other"
          + " than its own. The currents ogs, ogd, ogb of the whole oxide are unknowns instead, which makes the capacitances"
          + " exact in AC; in a transient igs is cgs times the rate of vgs. The"
          + " currents sum to zero at all times, but charge in a periodic cycle is conserved only as"
          + " far as Meyer's model conserves it (D. E. Ward and R. W. Dutton, IEEE J. Solid-State"
          + " Circuits 13 (1978) 703).";
  static final String FLOOR =
      "Near vds = 0 at threshold the capacitances change over 25 mV, where Meyer's formulas jump.";
  static final String OXIDE =
      "Without tox there is no oxide capacitance, and nsub, nss, tpg and uo have no effect, as in"
          + " ngspice.";
  static final String THIN = "The oxide is 100 nm thick when the card does not say, as in SPICE.";
  static final String NOISE = "No shot noise of the bulk junctions.";
  static final String NOISE_CURRENTS =
      "noise currents, A^2/Hz: rd, rs 4 k T / r; id 8/3 k T |gm|; 1overf kf |id|^af / (f w (l - 2 ld)"
          + " cx^2), cx of 100 nm without tox";

  private MosfetText() {}
}
