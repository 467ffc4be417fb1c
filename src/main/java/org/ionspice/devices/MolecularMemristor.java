package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A junction of molecules that are reduced by the voltage and oxidised again, and carry a current
 * through one level in each of the two forms.
 *
 * <p>The state row is written with rates, f = kf w - kr (1 - w), so that w stays within 0 and 1 and
 * a rate may change by many decades with the voltage.
 */
@Model(
    name = "molmem",
    title = "Molecular dynamic memristor",
    source =
        "A General Molecular-Scale Dynamic Memristor Model Based on Non-equilibrium Charge"
            + " Transport Kinetics, arXiv:2508.18014 (2025): kinetics and mixing of the currents as"
            + " stated there; Lorentzian level in closed form: Landauer formula by residues"
            + " (textbook); Marcus rates: Y. Zeng, R. B. Smith, P. Bai, M. Z. Bazant, J."
            + " Electroanal. Chem. 735, 77 (2014), doi:10.1016/j.jelechem.2014.09.038. Own"
            + " proposals: the values of kp, km and of all levels and couplings (the paper prints"
            + " none), sat=1, kin=m, vasym, exact=1",
    equations = {
      "i = w i_low(v) + (1 - w) i_high(v),  w: share of molecules in the low state",
      "dw/dt = -kp N w + km (1 - N) (1 - w),  N: share of charge centres that are reduced",
      "sat=1: N = r / (1 + r)",
      "sat=0, as printed, cut at 1: N = min(r, 1), rounded over nw",
      "r = r0 cosh(ra |v - vasym|^rp)",
      "kin=h: r0 = 1e-5, ra = 5, rp = 1;  kin=t: r0 = 10^-3.6, ra = 1.2, rp = 1.2",
      "kin=m: N is the stationary share reduced of a Marcus junction with the level er, the"
          + " reorganisation energy lamr and equal couplings, at v - vasym",
      "imode=landauer, for low (el, gll, grl) and high (eh, glh, grh):",
      "  i = nmol (2e/h) (2 gl gr / (gl + gr)) Im[psi(z(v/2)) - psi(z(-v/2))],  psi: digamma",
      "  z(mu) = 1/2 + ((gl + gr)/2 + j (mu - e0 - (eta - 1/2) v)) / (2 pi kT)",
      "imode=marcus, for low and high:",
      "  i = nmol e (krp kon - kop krn) / (krp + kop + krn + kon)",
      "  kr = (g / hbar) S(d) / (1 + exp(d)) / sqrt(4 pi L),  ko = kr exp(d),  L = lam / kT",
      "  d = (e0 + (eta - 1/2) v - mu) / kT,  mu = v/2 at p, -v/2 at n",
      "  exact=0: S = sqrt(pi L) erfc((L - sqrt(1 + sqrt(L) + d^2)) / (2 sqrt(L)))",
      "  exact=1: S = (1 + exp(d)) integral of exp(-(x - L - d)^2 / (4 L)) / (1 + exp(x)) dx"
    },
    limits = {
      "The paper prints N = r without a bound, which passes 1 at 2.441 V (h) or 5.352 V (t) and"
          + " turns the oxidation rate negative; sat=1 is the form with a bound of which r is the"
          + " small limit, sat=0 follows the print and stops at 1. Below 1.5 V they differ in w by"
          + " less than 2 %.",
      "kp, km, levels and couplings are not in the paper: fit them to your junction before you"
          + " believe a current.",
      "The kinetics depend on |v| unless vasym is given: a spike-timing window is then symmetric.",
      "exact=0 errs by up to 26 % in the rate near d = 0 for lam of 1 eV; exact=1 costs some"
          + " forty times the time.",
      "The state is volatile: nothing is remembered beyond 1/(kp N + km (1 - N))."
    })
public record MolecularMemristor(
    @Param(def = "h", doc = "how the reduced share depends on voltage") Kinetics kin,
    @Param(unit = "1/s", def = "1e3", above = 0, doc = "rate of low to high, all reduced")
        double kp,
    @Param(unit = "1/s", def = "1", min = 0, doc = "rate of high to low, all oxidised") double km,
    @Param(unit = "1", def = "1", doc = "1: N = r/(1+r); 0: the printed N = r, cut at 1") boolean sat,
    @Param(unit = "1", def = "1e-3", above = 0, max = 0.02, doc = "width of the cut of sat=0")
        double nw,
    @Param(unit = "V", def = "0", doc = "voltage about which the kinetics are symmetric")
        double vasym,
    @Param(unit = "1", def = "none", above = 0, doc = "r at v = vasym; that of kin") double r0,
    @Param(unit = "1", def = "none", min = 0, doc = "steepness of r, 1/V^rp; that of kin")
        double ra,
    @Param(unit = "1", def = "none", min = 1, max = 4, doc = "power of r; that of kin") double rp,
    @Param(unit = "eV", def = "0.2976", doc = "level of the charge centre of kin=m") double er,
    @Param(unit = "eV", def = "1.15", above = 0, doc = "reorganisation energy of kin=m")
        double lamr,
    @Param(def = "landauer", doc = "how the current flows through a level") Transport imode,
    @Param(unit = "eV", def = "1.10", doc = "level of the low state") double el,
    @Param(unit = "eV", def = "1e-3", above = 0, doc = "coupling of the low state to p")
        double gll,
    @Param(unit = "eV", def = "1e-3", above = 0, doc = "coupling of the low state to n")
        double grl,
    @Param(unit = "eV", def = "0.70", doc = "level of the high state") double eh,
    @Param(unit = "eV", def = "5e-3", above = 0, doc = "coupling of the high state to p")
        double glh,
    @Param(unit = "eV", def = "5e-3", above = 0, doc = "coupling of the high state to n")
        double grh,
    @Param(unit = "1", def = "0.5", min = 0, max = 1, doc = "how the levels move: 1/2 stay")
        double eta,
    @Param(unit = "eV", def = "0.7", above = 0, doc = "reorganisation energy of imode=marcus")
        double lam,
    @Param(unit = "1", def = "0", doc = "1: integrate Marcus rates instead of the closed form") boolean exact,
    @Param(unit = "1", def = "1", above = 0, doc = "number of molecules in parallel") double nmol,
    @Param(unit = "K", def = "none", min = 100, doc = "temperature, K; that of the circuit")
        double temp,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "w at t = 0 under uic; w_eq(0)")
        double w0)
    implements DeviceModel {
  /** The law of the reduced share. */
  public enum Kinetics {
    H(1e-5, 5, 1),
    T(Math.pow(10, -3.6), 1.2, 1.2),
    M(1, 0, 1);

    private final double atRest;
    private final double steepness;
    private final double power;

    Kinetics(double atRest, double steepness, double power) {
      this.atRest = atRest;
      this.steepness = steepness;
      this.power = power;
    }
  }

  /** How charge passes a level. */
  public enum Transport {
    LANDAUER,
    MARCUS
  }

  public MolecularMemristor {
    r0 = Double.isNaN(r0) ? kin.atRest : r0;
    ra = Double.isNaN(ra) ? kin.steepness : ra;
    rp = Double.isNaN(rp) ? kin.power : rp;
  }

  /** Returns the printed share r at the voltage v; not bounded by one. */
  private double printed(double v) {
    double z = ra * Math.pow(Math.abs(v - vasym), rp);
    return 0.5 * r0 * (Smooth.exp(z) + Smooth.exp(-z));
  }

  /** Returns the derivative of {@link #printed}, 1/V. */
  private double printedSlope(double v) {
    double u = v - vasym;
    double z = ra * Math.pow(Math.abs(u), rp);
    double inner = ra * rp * Math.pow(Math.abs(u), rp - 1) * Math.signum(u);
    return 0.5 * r0 * (Smooth.expSlope(z) - Smooth.expSlope(-z)) * inner;
  }

  /** Returns the reduced share N at the voltage v. */
  private double reduced(double v, MarcusJunction centre) {
    if (kin == Kinetics.M) {
      return centre.reduced(v - vasym);
    }
    double r = printed(v);
    return sat
        ? r / (1 + r)
        : Math.min(r, 1) - nw * Math.log1p(Math.exp(-Math.abs(r - 1) / nw));
  }

  /** Returns the oxidised share 1 - N, without cancellation where N is near one. */
  private double oxidised(double v, MarcusJunction centre) {
    return sat && kin != Kinetics.M ? 1 / (1 + printed(v)) : 1 - reduced(v, centre);
  }

  private double reducedSlope(double v, MarcusJunction centre) {
    if (kin == Kinetics.M) {
      return centre.reducedSlope(v - vasym);
    }
    double r = printed(v);
    return printedSlope(v) * (sat ? 1 / ((1 + r) * (1 + r)) : Smooth.sigmoid((1 - r) / nw));
  }

  private MarcusJunction centre(double thermal) {
    return new MarcusJunction(er, 1, 1, eta, lamr, exact, thermal);
  }

  /** Returns the rate at which w relaxes at the voltage v and the temperature, 1/s. */
  double rate(double v, double kelvin) {
    MarcusJunction centre = centre(MolecularJunction.BOLTZMANN * kelvin);
    return kp * reduced(v, centre) + km * oxidised(v, centre);
  }

  /** Returns where w settles at the voltage v and the temperature, K. */
  double equilibrium(double v, double kelvin) {
    MarcusJunction centre = centre(MolecularJunction.BOLTZMANN * kelvin);
    return km * oxidised(v, centre) / rate(v, kelvin);
  }

  /** Returns the low state's (or the high state's) level at the temperature, K; one molecule. */
  MolecularJunction junction(boolean low, double kelvin) {
    double thermal = MolecularJunction.BOLTZMANN * kelvin;
    double level = low ? el : eh;
    double left = low ? gll : glh;
    double right = low ? grl : grh;
    return imode == Transport.LANDAUER
        ? new LandauerJunction(level, left, right, eta, thermal)
        : new MarcusJunction(level, left, right, eta, lam, exact, thermal);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Limited limited = self.limited(v, Limiter.atMost(0.5));
    double kelvin = Double.isNaN(temp) ? self.temperature() : temp;
    MolecularJunction low = junction(true, kelvin);
    MolecularJunction high = junction(false, kelvin);
    MarcusJunction centre = centre(MolecularJunction.BOLTZMANN * kelvin);
    Unknown w =
        self.unknown(
            Quantity.of("w", "1").initially(Double.isNaN(w0) ? equilibrium(0, kelvin) : w0));

    self.output(
        "i",
        "A",
        at ->
            nmol
                * (at.of(w) * low.current(at.of(v)) + (1 - at.of(w)) * high.current(at.of(v))));
    self.output(
        "g",
        "S",
        at -> nmol * (at.of(w) * low.slope(at.of(v)) + (1 - at.of(w)) * high.slope(at.of(v))));
    self.output("ilow", "A", at -> nmol * low.current(at.of(v)));
    self.output("ihigh", "A", at -> nmol * high.current(at.of(v)));
    self.output("nred", "1", at -> reduced(at.of(v), centre));
    self.output("weq", "1", at -> equilibrium(at.of(v), kelvin));
    self.output("tau", "s", at -> 1 / rate(at.of(v), kelvin));

    return (at, f, q) -> {
      double u = at.of(limited);
      double share = at.of(w);
      double lowCurrent = nmol * low.current(u);
      double highCurrent = nmol * high.current(u);
      f.add(branch, share * lowCurrent + (1 - share) * highCurrent)
          .d(limited, nmol * (share * low.slope(u) + (1 - share) * high.slope(u)))
          .d(w, lowCurrent - highCurrent);

      double forward = kp * reduced(u, centre);
      double back = km * oxidised(u, centre);
      double slope = reducedSlope(u, centre);
      f.add(w, forward * share - back * (1 - share))
          .d(w, forward + back)
          .d(limited, slope * (kp * share + km * (1 - share)));
      q.add(w, share).d(w, 1);
    };
  }
}
