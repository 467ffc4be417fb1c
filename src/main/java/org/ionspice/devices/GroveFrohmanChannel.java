package org.ionspice.devices;

/**
 * The channel of level 2, after Frohman-Bentchkowsky and Grove (1969) as SPICE2 has it: Vladimirescu
 * and Liu (1980).
 *
 * <p>The charge of the bulk varies along the channel; short and narrow channels take their shares
 * of it, the mobility falls with the gate's field, carriers may run out of speed, and the channel
 * shortens in saturation. The equations are on the device's page.
 */
final class GroveFrohmanChannel extends MosfetChannel {
  /** Depletion under a channel of a bulk without doping, m, where punch-through ends. */
  private static final double UNDOPED = 0.25e-6;

  /** Most steps towards the voltage where carriers reach their greatest velocity. */
  private static final int STEPS = 80;

  /** The level's own parameters; lengths m, fields V/m, velocities m/s, doping 1/m^3, states 1/m^2. */
  record Law(
      double lambda,
      double delta,
      double ucrit,
      double uexp,
      double vmax,
      double neff,
      double xj,
      double states,
      double doping,
      double pb,
      double width,
      double mobility) {}

  private final Law law;
  private final SurfaceRoot surface;
  private final double beta;
  private final double builtIn;
  private final double gamma;
  private final double phi;
  private final double length;
  private final double narrow;
  private final double eta;
  private final double depletion;
  private final double statesShare;
  private final double thermal;
  private final double critical;
  private final double leastLength;
  private final boolean isShort;
  private final double endWidth;
  private final double endShare;

  /** Roots of the surface potential at the source's and the drain's end, and their slopes. */
  private final Dual source = new Dual();

  private final Dual drain = new Dual();
  private final Dual sourceSlope = new Dual();
  private final Dual drainSlope = new Dual();

  /** What an end's charge takes from the body factor: the root of 1 + width root. */
  private final Dual sourceEnd = new Dual();

  private final Dual drainEnd = new Dual();
  private final Dual factor = new Dual();
  private final Dual flat = new Dual();
  private final Dual slope = new Dual();
  private final Dual gate = new Dual();
  private final Dual mobility = new Dual();
  private final Dual drive = new Dual();
  private final Dual end = new Dual();
  private final Dual shortening = new Dual();
  private final Dual a = new Dual();
  private final Dual c = new Dual();
  private double excessByU;

  GroveFrohmanChannel(MosfetProcess process, Law law, double kelvin) {
    this.law = law;
    surface = new SurfaceRoot(process.phi());
    beta = process.beta();
    builtIn = process.builtIn();
    gamma = process.gamma();
    phi = process.phi();
    length = process.length();
    thermal = MosfetProcess.KELVIN * kelvin;
    double perArea = process.oxide() / (law.width() * length);
    narrow = law.delta() * 0.25 * Math.PI * MosfetProcess.SILICON / (perArea * law.width());
    eta = 1 + narrow;
    depletion =
        law.doping() > 0
            ? Math.sqrt(2 * MosfetProcess.SILICON / (MosfetProcess.CHARGE * law.doping()))
            : 0;
    isShort = law.xj() > 0 && depletion > 0;
    endWidth = isShort ? 2 * depletion / law.xj() : 0;
    endShare = isShort ? 0.5 * law.xj() / length : 0;
    statesShare = MosfetProcess.CHARGE * law.states() / perArea;
    critical = law.ucrit() * MosfetProcess.SILICON / perArea;
    leastLength = law.doping() > 0 ? depletion * Math.sqrt(law.pb()) : UNDOPED;
  }

  @Override
  void evaluate(double vgs, double vds, double vbs) {
    surface.of(source.set(vbs, 0, 0, 1));
    surface.of(drain.set(vbs - vds, 0, -1, 1));
    // The threshold without the bulk's charge.
    flat.set(builtIn + narrow * (phi - vbs), 0, 0, -narrow);
    shareOfBulk();
    threshold.set(factor).times(source).plus(flat);
    boolean weak = law.states() > 0;
    if (weak) {
      weakSlope(vds, vbs);
      threshold.plus(thermal, slope);
    }
    current.set(0);
    saturation.set(0);
    if (!weak && vgs <= threshold.v) {
      return;
    }
    mobility(vgs);
    if (vgs > threshold.v) {
      gate.set(vgs, 1, 0, 0);
    } else {
      gate.set(threshold);
    }
    drive.set(gate).minus(flat).times(1 / eta);
    saturate(vbs);
    if (!(saturation.v > 0)) {
      saturation.set(0);
      return;
    }
    current(vds, vbs);
    if (vgs < threshold.v) {
      a.set(vgs, 1, 0, 0).minus(threshold).over(slope).times(1 / thermal).exp();
      current.times(a);
    }
  }

  /** Computes the body factor less the shares of the junctions at a short channel's ends. */
  private void shareOfBulk() {
    factor.set(gamma);
    if (isShort) {
      sourceEnd.set(source).times(endWidth).plus(1).sqrt();
      drainEnd.set(drain).times(endWidth).plus(1).sqrt();
      factor.set(sourceEnd).plus(drainEnd).plus(-2).times(-endShare).plus(1).times(gamma);
    }
  }

  /** Computes n = 1 + states - the threshold's derivative by vbs. */
  private void weakSlope(double vds, double vbs) {
    surface.slope(sourceSlope.set(vbs, 0, 0, 1));
    slope.set(sourceSlope).times(factor).times(-1).plus(1 + statesShare + narrow);
    if (isShort) {
      surface.slope(drainSlope.set(vbs - vds, 0, -1, 1));
      a.set(sourceSlope).over(sourceEnd);
      c.set(drainSlope).over(drainEnd);
      slope.plus(a.plus(c).times(0.5 * endWidth * endShare * gamma).times(source));
    }
  }

  /** Computes what the gate's field leaves of the mobility. */
  private void mobility(double vgs) {
    mobility.set(vgs, 1, 0, 0).minus(threshold);
    if (mobility.v > critical && law.uexp() > 0) {
      mobility.times(1 / critical).power(-law.uexp());
    } else {
      mobility.set(1);
    }
  }

  /** Computes where the channel pinches off or, with a velocity limit, where carriers reach it. */
  private void saturate(double vbs) {
    double g = factor.v / eta;
    if (g > 0) {
      // drive + g^2/2 (1 - sqrt(1 + 4 (drive + phi - vbs)/g^2))
      a.set(factor).times(1 / eta).square();
      c.set(-vbs, 0, 0, -1).plus(phi).plus(drive);
      if (!(c.v > 0)) {
        return;
      }
      c.times(4).over(a).plus(1).sqrt().times(-1).plus(1).times(a).times(0.5);
      saturation.set(drive).plus(c);
    } else {
      saturation.set(drive);
    }
    if (law.vmax() > 0 && saturation.v > 0) {
      limitSpeed(vbs);
    }
  }

  /**
   * Replaces the saturation voltage by Baum's: where the current at the channel's end needs carriers
   * of the greatest velocity. It lies between zero and pinch-off.
   */
  private void limitSpeed(double vbs) {
    double low = 0;
    double high = saturation.v;
    double u = 0.5 * high;
    for (int k = 0; k < STEPS; k++) {
      excess(u, vbs);
      if (c.v > 0) {
        low = u;
      } else {
        high = u;
      }
      double next = u - c.v / excessByU;
      if (!(next > low && next < high)) {
        next = 0.5 * (low + high);
      }
      if (Math.abs(next - u) <= 1e-15 * high) {
        break;
      }
      u = next;
    }
    // Implicitly: the excess stays zero while the voltages move.
    excess(u, vbs);
    saturation.set(c).times(-1 / excessByU).plus(u - saturation.v);
  }

  /**
   * Puts into c how much charge at the greatest velocity exceeds the current when the channel
   * saturates at u, with derivatives for a fixed u, and its derivative by u into {@link #excessByU}.
   */
  private void excess(double u, double vbs) {
    double reach = length * law.vmax() / law.mobility();
    a.set(vbs - u, 0, 0, 1);
    surface.of(end.set(a));
    double root = end.v;
    double rootByU = -surface.slope(a).v;
    double g = factor.v / eta;
    double inverse = 1 / mobility.v;
    excessByU =
        reach * inverse * (-1 - g * rootByU) - (drive.v - u - 2 * g * root * root * rootByU);
    // The charge left at the end.
    a.set(end).times(factor).times(-1 / eta).plus(drive).plus(-u);
    c.set(a).over(mobility).times(reach);
    // The current, over beta.
    end.cube().minus(a.set(source).cube()).times(factor).times(1 / (1.5 * eta));
    c.plus(end).plus(-u, drive).plus(0.5 * u * u);
  }

  /** Computes the current above threshold, at the gate's voltage or the threshold's. */
  private void current(double vds, double vbs) {
    if (vds > saturation.v) {
      surface.of(c.set(vbs, 0, 0, 1).minus(saturation));
      end.set(saturation);
    } else {
      c.set(drain);
      end.set(vds, 0, 1, 0);
    }
    current.set(end).times(-0.5).plus(drive).times(end).times(eta);
    c.cube().minus(a.set(source).cube()).times(factor);
    current.plus(-1 / 1.5, c).times(mobility).times(beta);
    shorten(vds);
    current.over(shortening);
  }

  /** Computes what is left of the channel's length, as a share. */
  private void shorten(double vds) {
    a.set(vds, 0, 1, 0);
    if (law.lambda() > 0) {
      shortening.set(a).times(-law.lambda());
    } else if (depletion == 0) {
      shortening.set(0);
    } else if (law.vmax() > 0) {
      double width = depletion / Math.sqrt(law.neff());
      c.set(mobility).under(0.5 * law.vmax() * width / law.mobility());
      if (vds > saturation.v) {
        a.minus(saturation);
      } else {
        a.set(0);
      }
      shortening.set(c).square().plus(a).sqrt().minus(c).times(-width / length);
    } else {
      a.minus(saturation).times(0.25);
      shortening.set(a).square().plus(1).sqrt().plus(a).sqrt().times(-depletion / length);
    }
    shortening.plus(1);
    double least = leastLength / length;
    if (shortening.v < least) {
      // Beyond punch-through the length falls ever slower, with the same slope where it begins.
      shortening.times(-1 / least).plus(2).under(least);
    }
  }
}
