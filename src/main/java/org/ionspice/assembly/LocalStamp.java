package org.ionspice.assembly;

import java.util.Arrays;
import org.ionspice.device.Current;
import org.ionspice.device.Delayed;
import org.ionspice.device.Limited;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * What one device stamps into f or into q: values and partials in the order in which they come. The
 * order is the same at every point, so a bank knows where each goes from its position.
 *
 * <p>Mutable workspace, for one thread. The only kind of stamp that equations meet, so that the
 * compiler can build it into them.
 */
final class LocalStamp implements Stamp {
  private final LocalPoint point;

  /** Values in the order of stamping, and the sums of the sizes of their terms. */
  double[] values = new double[8];

  double[] sizes = new double[8];

  /** Partials in the order of stamping. */
  double[] partials = new double[16];

  /** Codes of the partials, for the assertion that they come in order. */
  private int[] notes = {};

  private int valueCount;
  private int partialCount;

  /** When stamps are collected: values a local row; row 0 takes what falls on ground. */
  double[] rows = new double[8];

  /** Copies of the device side by side, of which collected stamps are the sum. */
  double multiplicity = 1;

  /** Receives the stamps one by one. */
  private @Nullable Terms log;

  private double scale = 1;
  private boolean current;
  private int plus;
  private int minus;

  LocalStamp(LocalPoint point) {
    this.point = point;
  }

  /** Collects stamps one by one, for a device of so many locals. */
  void collect(int localCount, Terms terms) {
    log = terms;
    terms.clear();
    if (rows.length < localCount) {
      rows = new double[localCount];
    }
    for (int i = 0; i < localCount; i++) {
      rows[i] = 0;
    }
  }

  /** Makes room for the stamps of devices of a shape, which follow. */
  void list(Shape.Entries of) {
    log = null;
    if (values.length < of.currentValues().length) {
      values = new double[of.currentValues().length];
      sizes = new double[values.length];
    }
    if (partials.length < of.currentPartials().length) {
      partials = new double[of.currentPartials().length];
    }
    begin();
  }

  /** Begins with the stamps of the next device. */
  void begin() {
    valueCount = 0;
    partialCount = 0;
  }

  /** Returns whether nobody reads the charges of this evaluation. */
  boolean isUnread() {
    return !point.charged;
  }

  /** Stamps zeros for all that a shape has. */
  void complete(Shape.Entries of) {
    valueCount = of.currentValues().length;
    partialCount = of.currentPartials().length;
    Arrays.fill(values, 0, valueCount, 0);
    Arrays.fill(partials, 0, partialCount, 0);
  }

  /** Returns whether there were as many stamps as those of a shape. */
  boolean isWhole(Shape.Entries of) {
    return valueCount == of.currentValues().length && partialCount == of.currentPartials().length;
  }

  private boolean note(int byPlus, int byMinus) {
    if (notes.length <= partialCount) {
      notes = Arrays.copyOf(notes, 2 * partialCount + 8);
    }
    notes[partialCount] = Shape.Entries.code(valueCount - 1, byPlus, byMinus);
    return true;
  }

  /** Returns whether the partials came in the order of a shape; for assertions, which note it. */
  boolean isInOrder(Shape.Entries of) {
    return Arrays.equals(notes, 0, partialCount, of.order(), 0, of.order().length);
  }

  private void collected(double v) {
    rows[plus] += v;
    rows[minus] -= v;
  }

  @Override
  public Stamp add(Current row, double v) {
    if (log != null) {
      plus = row.plus();
      minus = row.minus();
      scale = multiplicity;
      current = true;
      log.value(plus, minus, true);
      collected(scale * v);
    } else {
      int k = valueCount++;
      values[k] = v;
      sizes[k] = Math.abs(v);
    }
    return this;
  }

  @Override
  public Stamp add(Unknown row, double v) {
    if (log != null) {
      plus = row.index();
      minus = 0;
      scale = 1;
      current = false;
      log.value(plus, 0, false);
      collected(v);
    } else {
      int k = valueCount++;
      values[k] = v;
      sizes[k] = Math.abs(v);
    }
    return this;
  }

  @Override
  public Stamp d(Voltage by, double partial) {
    if (log != null) {
      log.add(plus, minus, current, by.plus(), by.minus(), scale * partial, Terms.VOLTAGE, -1);
    } else {
      assert note(by.plus(), by.minus());
      partials[partialCount++] = partial;
    }
    return this;
  }

  @Override
  public Stamp d(Unknown by, double partial) {
    if (log != null) {
      log.add(plus, minus, current, by.index(), 0, scale * partial, Terms.UNKNOWN, -1);
    } else {
      assert note(by.index(), 0);
      partials[partialCount++] = partial;
    }
    return this;
  }

  @Override
  public Stamp d(Delayed by, double partial) {
    if (log != null) {
      log.add(
          plus, minus, current, by.plus(), by.minus(), scale * partial, Terms.DELAYED, by.slot());
    } else {
      assert note(by.plus(), by.minus());
      partials[partialCount++] = point.weight(by.slot()) * partial;
    }
    return this;
  }

  @Override
  public Stamp d(Limited by, double partial) {
    if (log != null) {
      log.add(plus, minus, current, by.plus(), by.minus(), scale * partial, Terms.LIMITED, -1);
    } else {
      assert note(by.plus(), by.minus());
      partials[partialCount++] = partial;
      if (point.limiting && point.shifted) {
        // The device saw v_lim; the tangent there gives f(v) = f(v_lim) + f'(v_lim)(v - v_lim).
        double v = point.x[by.plus()] - point.x[by.minus()];
        double rest = partial * (v - point.seen(by.slot(), v));
        values[valueCount - 1] += rest;
        sizes[valueCount - 1] += Math.abs(rest);
      }
    }
    return this;
  }
}
