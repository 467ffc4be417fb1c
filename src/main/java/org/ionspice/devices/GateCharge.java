package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Limited;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/**
 * A gate's charge Q(vgs, vgd) of which the part (dQ/dvgs) dvgs/dt flows to the source and the rest to
 * the drain (Statz et al. 1987; Parker and Skellern).
 *
 * <p>Neither part is the derivative of a charge alone; so what a capacitor of the whole size c0 would
 * carry at vgs is an unknown, o - c0 dvgs/dt = 0. Q stands between gate and drain, and the share
 * (dQ/dvgs)/c0 of o goes on from drain to source: the gate's charge is conserved exactly, and in small
 * signals the capacitances are Q's slopes.
 */
final class GateCharge {
  /** The share of c0 that is written as a charge, as for the MOSFET's oxide. */
  private static final double FIXED = 1.0 / 3;

  private final FetFrame frame;
  private final double whole;
  private final Unknown carried;

  /**
   * Declares the unknown.
   *
   * @param whole c0, F, above zero
   */
  GateCharge(Declaration self, FetFrame frame, double whole) {
    this.frame = frame;
    this.whole = whole;
    // So large a size leaves its tolerance to that of the voltage, whose change it is.
    carried = self.unknown(Quantity.of("ogs", "A").nominal(1e3));
  }

  /**
   * Stamps the charge and its two parts.
   *
   * @param toSource dQ/dvgs, F, with its slopes by vgs in {@code g} and by vgd in {@code d}
   * @param toDrain dQ/dvgd, F
   */
  void evaluate(Point at, Stamp f, Stamp q, double charge, Dual toSource, Dual toDrain) {
    Voltage gs = frame.gs;
    Limited vgs = frame.vgs;
    Limited vgd = frame.vgd;
    Current between = frame.channel;
    double o = at.of(carried);
    double v = at.of(gs);
    q.add(frame.toDrain, charge).d(vgs, toSource.v).d(vgd, toDrain.v);
    f.add(carried, o).d(carried, 1);
    q.add(carried, -whole * v).d(gs, -whole);
    double share = toSource.v / whole - FIXED;
    f.add(between, share * o)
        .d(carried, share)
        .d(vgs, o * toSource.g / whole)
        .d(vgd, o * toSource.d / whole);
    q.add(between, FIXED * whole * v).d(gs, FIXED * whole);
  }
}
