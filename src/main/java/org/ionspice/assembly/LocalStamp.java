package org.ionspice.assembly;

import org.ionspice.device.Current;
import org.ionspice.device.Delayed;
import org.ionspice.device.Limited;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * What one device stamps into f or into q, by local indices: values a row, partials an entry. A bank
 * then adds them to the circuit's vectors and matrices.
 *
 * <p>Mutable workspace, for one thread. The only kind of stamp that equations meet, so that the
 * compiler can build it into them.
 */
final class LocalStamp implements Stamp {
  private final LocalPoint point;

  /** Values a row, and the sums of their sizes; row 0 takes what falls on ground. */
  double[] rows = new double[8];

  double[] sizes = new double[8];

  /** Partials by the entries of a shape; the last place takes what falls on ground. */
  double[] entries = new double[8];

  /** Copies of the device side by side. */
  double multiplicity = 1;

  /** Receives the partials one by one instead of by entries. */
  private @Nullable Terms log;

  /** Place of each local (row, column) among the entries, -1 for none. */
  private int[] places = {};

  private int locals;
  private double scale = 1;
  private boolean current;
  private int plus;
  private int minus;

  LocalStamp(LocalPoint point) {
    this.point = point;
  }

  /** Collects partials one by one, for a device of so many locals. */
  void collect(int localCount, Terms terms) {
    locals = localCount;
    log = terms;
    terms.clear();
    room(localCount, 0);
    for (int i = 0; i < localCount; i++) {
      rows[i] = 0;
      sizes[i] = 0;
    }
  }

  /** Adds partials up by entry, for devices of this shape; all sums are zero. */
  void sum(Shape.Entries of, int localCount) {
    locals = localCount;
    log = null;
    places = of.places();
    room(localCount, of.count() + 1);
    for (int i = 0; i < localCount; i++) {
      rows[i] = 0;
      sizes[i] = 0;
    }
    for (int k = 0; k <= of.count(); k++) {
      entries[k] = 0;
    }
  }

  private void room(int localCount, int entryCount) {
    if (rows.length < localCount) {
      rows = new double[localCount];
      sizes = new double[localCount];
    }
    if (entries.length < entryCount) {
      entries = new double[entryCount];
    }
  }

  private void value(double v) {
    if (log != null) {
      log.row(plus, minus);
    }
    double size = Math.abs(v);
    rows[plus] += v;
    rows[minus] -= v;
    sizes[plus] += size;
    sizes[minus] += size;
  }

  @Override
  public Stamp add(Current row, double v) {
    plus = row.plus();
    minus = row.minus();
    scale = multiplicity;
    current = true;
    value(scale * v);
    return this;
  }

  @Override
  public Stamp add(Unknown row, double v) {
    plus = row.index();
    minus = 0;
    scale = 1;
    current = false;
    value(v);
    return this;
  }

  private void entry(int row, int column, double p) {
    int place = places[row * locals + column];
    if (place < 0) {
      throw new IllegalStateException(
          "a device of type " + (point.law == null ? "?" : point.law.key.type())
              + " stamps an entry that it did not stamp at first");
    }
    entries[place] += p;
  }

  private void column(int c, double p) {
    if (c != 0) {
      entry(plus, c, p);
      if (minus != 0) {
        entry(minus, c, -p);
      }
    }
  }

  @Override
  public Stamp d(Voltage by, double partial) {
    double p = scale * partial;
    if (log != null) {
      log.add(plus, minus, current, by.plus(), by.minus(), p, Terms.VOLTAGE, -1);
    } else {
      column(by.plus(), p);
      column(by.minus(), -p);
    }
    return this;
  }

  @Override
  public Stamp d(Unknown by, double partial) {
    double p = scale * partial;
    if (log != null) {
      log.add(plus, minus, current, by.index(), 0, p, Terms.UNKNOWN, -1);
    } else {
      column(by.index(), p);
    }
    return this;
  }

  @Override
  public Stamp d(Delayed by, double partial) {
    double p = scale * partial;
    if (log != null) {
      log.add(plus, minus, current, by.plus(), by.minus(), p, Terms.DELAYED, by.slot());
    } else {
      double weight = point.weight(by.slot());
      column(by.plus(), weight * p);
      column(by.minus(), -weight * p);
    }
    return this;
  }

  @Override
  public Stamp d(Limited by, double partial) {
    double p = scale * partial;
    if (log != null) {
      log.add(plus, minus, current, by.plus(), by.minus(), p, Terms.LIMITED, -1);
    } else {
      column(by.plus(), p);
      column(by.minus(), -p);
    }
    if (point.limiting) {
      // The device saw v_lim; the tangent there gives f(v) = f(v_lim) + f'(v_lim)(v - v_lim).
      double v = point.x[by.plus()] - point.x[by.minus()];
      value(p * (v - point.seen(by.slot(), v)));
    }
    return this;
  }
}
