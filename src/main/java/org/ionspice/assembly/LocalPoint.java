package org.ionspice.assembly;

import org.ionspice.device.Cell;
import org.ionspice.device.Delayed;
import org.ionspice.device.Limited;
import org.ionspice.device.Point;
import org.ionspice.device.StateLaw;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * What one device sees: the values of its own unknowns by local index, and the state of the run.
 *
 * <p>Mutable workspace, for one thread. The only kind of point that equations meet, so that the
 * compiler can build it into them.
 */
final class LocalPoint implements Point {
  double[] x = new double[8];
  double time;
  double sourceScale = 1;
  boolean inTransient;
  boolean limiting;
  boolean charged = true;

  /** Whether the present instance sees another voltage than there is. */
  boolean shifted;

  /** Whether a device has looked at anything but unknowns. */
  boolean asked;

  /** Whether a device has looked at the time. */
  boolean timed;

  /** Of the present instance: what it declared, and where its quantities begin. */
  @Nullable Declared law;

  int delayBase;
  int limitBase;
  int cellBase;

  /** Cells of the whole circuit; empty as long as all have their initial values. */
  double[] cells = {};

  private final StateLaw.Reply reply = new StateLaw.Reply();
  private @Nullable DelayLines delays;
  private @Nullable Limits limits;

  /** Gives the point the pasts and limits of a circuit; without them it has neither. */
  void attach(DelayLines pasts, Limits limiters) {
    delays = pasts;
    limits = limiters;
  }

  /** Takes what {@code other} sees of the run. */
  void seeAs(LocalPoint other) {
    time = other.time;
    sourceScale = other.sourceScale;
    inTransient = other.inTransient;
    limiting = other.limiting;
    charged = other.charged;
    cells = other.cells;
    delays = other.delays;
    limits = other.limits;
  }

  /** Goes on to what instance {@code part} remembers. */
  void enter(Assembly system, int part) {
    law = system.part(part);
    shifted = false;
    delayBase = system.delayBase(part);
    limitBase = system.limitBase(part);
    cellBase = system.cellBase(part);
  }

  /** Goes to instance {@code part} at {@code all}, the values of the circuit's unknowns. */
  void at(Assembly system, int part, double[] all) {
    enter(system, part);
    int locals = system.part(part).locals();
    room(locals);
    x[0] = 0;
    for (int i = 1; i < locals; i++) {
      x[i] = all[system.unknownOf(part, i)];
    }
  }

  /** Makes room for so many locals. */
  void room(int locals) {
    if (x.length < locals) {
      x = new double[locals];
    }
  }

  /** Returns what limits voltages in this evaluation; null when nothing does. */
  @Nullable Limits limiting() {
    return limiting ? limits : null;
  }

  /** Returns what the present instance sees of a limited voltage in this evaluation. */
  double seen(int slot, double v) {
    return limits == null ? v : limits.seen(limitBase + slot);
  }

  /** Returns what the present value has in a delayed one: all of it where nothing is past yet. */
  double weight(int slot) {
    return delays != null && delays.running() ? delays.weight(delayBase + slot) : 1;
  }

  private Declared law() {
    if (law == null) {
      throw new IllegalStateException("no instance is being evaluated");
    }
    return law;
  }

  @Override
  public double of(Voltage v) {
    return x[v.plus()] - x[v.minus()];
  }

  @Override
  public double of(Unknown u) {
    return x[u.index()];
  }

  @Override
  public double of(Delayed d) {
    asked = true;
    double now = x[d.plus()] - x[d.minus()];
    if (delays == null || !delays.running()) {
      return now;
    }
    int slot = delayBase + d.slot();
    return delays.value(slot) + delays.weight(slot) * now;
  }

  @Override
  public double of(Limited l) {
    double v = x[l.plus()] - x[l.minus()];
    if (!limiting || limits == null) {
      return v;
    }
    double seen = limits.see(limitBase + l.slot(), law().limiters()[l.slot()], v);
    shifted |= seen != v;
    return seen;
  }

  @Override
  public double of(Cell c) {
    asked = true;
    return cells.length == 0 ? law().cells.get(c.slot()).initial() : cells[cellBase + c.slot()];
  }

  @Override
  public double time() {
    asked = true;
    timed = true;
    return time;
  }

  @Override
  public boolean inTransient() {
    asked = true;
    return inTransient;
  }

  @Override
  public double sourceScale() {
    asked = true;
    return sourceScale;
  }

  @Override
  public boolean charges() {
    return charged;
  }

  @Override
  public StateLaw.Reply reply() {
    return reply;
  }
}
