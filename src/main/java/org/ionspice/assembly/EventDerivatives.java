package org.ionspice.assembly;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives of guards and of the actions of events, by differences, for gradients of transients.
 *
 * <p>A cell counts as long as its value depends on anything that varies smoothly: a time, an unknown, a
 * parameter. A count or a side of a switch does not, and is never moved. Mutable workspace, for one
 * thread; it uses that of the assembly.
 */
public final class EventDerivatives {
  /** A step, as a part of the size of what is moved; the error is of its fourth power. */
  private static final double STEP = 0x1p-9;

  private final Assembly system;
  private final Events events;
  private final boolean[] live;
  private final double[] here;
  private final double[] cells;

  /** Prepares for the events of {@code system}, in the order of {@code events}. */
  public EventDerivatives(Assembly system, Events events) {
    this.system = system;
    this.events = events;
    live = new boolean[system.evaluation().cells().length];
    here = new double[system.size() + 1];
    cells = new double[live.length];
  }

  /** Forgets which cells vary smoothly. */
  public void forget() {
    Arrays.fill(live, false);
  }

  /** Takes which cells vary smoothly from another that has looked at the same circuit. */
  public void follow(EventDerivatives other) {
    System.arraycopy(other.live, 0, live, 0, live.length);
  }

  /** Returns whether any cell varies smoothly. */
  public boolean hasLiveCells() {
    for (boolean one : live) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds {@code factor} times the derivatives of guard {@code i} to {@code byUnknowns} and {@code
   * byCells}; returns its partial derivative by time, 1/s. The present cells hold.
   */
  public double guard(
      int i, double[] x, double t, double factor, double[] byUnknowns, double[] byCells) {
    int k = events.instance(i);
    System.arraycopy(x, 0, here, 0, here.length);
    for (int unknown : unknowns(k)) {
      double slope =
          slope(
              here[unknown],
              size(unknown, here[unknown]),
              value -> {
                here[unknown] = value;
                return events.guard(i, here, t);
              });
      byUnknowns[unknown] += factor * slope;
    }
    double[] now = system.evaluation().cells();
    for (int c = system.cellBase(k); c < cellEnd(k); c++) {
      if (live[c]) {
        int cell = c;
        byCells[c] +=
            factor
                * slope(
                    now[c],
                    cellSize(now[c], t),
                    value -> {
                      now[cell] = value;
                      return events.guard(i, here, t);
                    });
      }
    }
    double rate = slope(t, Math.abs(t), value -> events.guard(i, here, value));
    system.evaluation().time(t);
    return rate;
  }

  /** Returns the derivative of guard {@code i} by number {@code k}. */
  public double guardBy(int i, double[] x, double t, ParameterDerivatives numbers, int k) {
    system.evaluation().time(t);
    return numbers.derivative(k, events.instance(i), law -> events.guard(i, law, x));
  }

  /**
   * Takes adjoints back over the action of event {@code i}.
   *
   * @param x unknowns before it
   * @param before cells before it
   * @param byUnknowns on entry the derivative of a function by the unknowns after the action, on
   *     return by those before
   * @param byCells likewise by the cells
   * @return the function's partial derivative by the time of the event, 1/s
   */
  public double action(
      int i, double[] x, double[] before, double t, double[] byUnknowns, double[] byCells) {
    int k = events.instance(i);
    int[] own = unknowns(k);
    int first = system.cellBase(k);
    int end = cellEnd(k);
    double[] u = new double[own.length];
    for (int j = 0; j < own.length; j++) {
      u[j] = byUnknowns[own[j]];
    }
    double[] c = Arrays.copyOfRange(byCells, first, end);
    double[] uBefore = new double[own.length];
    double[] cBefore = new double[c.length];
    for (int j = 0; j < own.length; j++) {
      int unknown = own[j];
      uBefore[j] =
          slope(
              x[unknown],
              size(unknown, x[unknown]),
              value -> after(i, null, x, before, unknown, -1, value, t, own, u, c));
    }
    for (int j = first; j < end; j++) {
      if (live[j]) {
        int cell = j;
        cBefore[j - first] =
            slope(
                before[j],
                cellSize(before[j], t),
                value -> after(i, null, x, before, -1, cell, value, t, own, u, c));
      }
    }
    double rate =
        slope(
            t,
            Math.abs(t),
            value -> after(i, null, x, before, -1, -1, 0, value, own, u, c));
    for (int j = 0; j < own.length; j++) {
      byUnknowns[own[j]] = uBefore[j];
    }
    System.arraycopy(cBefore, 0, byCells, first, cBefore.length);
    return rate;
  }

  /** Returns whether a function with these derivatives depends on what the action of event {@code i} leaves. */
  public boolean matters(int i, double[] byUnknowns, double[] byCells) {
    int k = events.instance(i);
    for (int unknown : unknowns(k)) {
      if (byUnknowns[unknown] != 0) {
        return true;
      }
    }
    for (int c = system.cellBase(k); c < cellEnd(k); c++) {
      if (byCells[c] != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the derivative by number {@code k} of a function whose derivatives by what is there after
   * the action of event {@code i} are given.
   */
  public double actionBy(
      int i,
      double[] x,
      double[] before,
      double t,
      double[] byUnknowns,
      double[] byCells,
      ParameterDerivatives numbers,
      int k) {
    int instance = events.instance(i);
    int[] own = unknowns(instance);
    double[] u = new double[own.length];
    for (int j = 0; j < own.length; j++) {
      u[j] = byUnknowns[own[j]];
    }
    double[] c = Arrays.copyOfRange(byCells, system.cellBase(instance), cellEnd(instance));
    return numbers.derivative(
        k, instance, law -> after(i, law, x, before, -1, -1, 0, t, own, u, c));
  }

  /** Notes which cells the action of event {@code i} makes vary smoothly. */
  public void look(int i, double[] x, double[] before, double t, ParameterDerivatives numbers) {
    int k = events.instance(i);
    for (int c = system.cellBase(k); c < cellEnd(k); c++) {
      if (live[c]) {
        continue;
      }
      double[] byUnknowns = new double[here.length];
      double[] byCells = new double[live.length];
      byCells[c] = 1;
      boolean varies = false;
      for (int n = 0; n < numbers.numbers().size() && !varies; n++) {
        varies = actionBy(i, x, before, t, byUnknowns, byCells, numbers, n) != 0;
      }
      varies |= action(i, x, before, t, byUnknowns, byCells) != 0;
      for (int j = 0; j < live.length && !varies; j++) {
        varies = byCells[j] != 0 && live[j];
      }
      for (int j = 0; j < here.length && !varies; j++) {
        varies = byUnknowns[j] != 0;
      }
      live[c] |= varies;
    }
  }

  /**
   * Adds to {@code byCells} the derivatives of lambda' f + mu' q at {@code x} by the cells that vary
   * smoothly.
   */
  public void cells(double[] x, double[] lambda, double[] mu, double[] byCells) {
    double[] now = system.evaluation().cells();
    for (int k = 0; k < system.partCount(); k++) {
      int instance = k;
      for (int c = system.cellBase(k); c < cellEnd(k); c++) {
        if (live[c]) {
          int cell = c;
          byCells[c] +=
              slope(
                  now[c],
                  cellSize(now[c], 0),
                  value -> {
                    now[cell] = value;
                    return system.evaluation().single().contract(instance, x, lambda, mu);
                  });
        }
      }
    }
  }

  /** Runs the action with one thing moved; returns what the function makes of the outcome. */
  private double after(
      int i,
      @Nullable Declared law,
      double[] x,
      double[] before,
      int unknown,
      int cell,
      double value,
      double t,
      int[] own,
      double[] byUnknowns,
      double[] byCells) {
    System.arraycopy(x, 0, here, 0, here.length);
    System.arraycopy(before, 0, cells, 0, cells.length);
    if (unknown >= 0) {
      here[unknown] = value;
    }
    if (cell >= 0) {
      cells[cell] = value;
    }
    events.run(i, law, here, cells, t);
    double sum = 0;
    for (int j = 0; j < own.length; j++) {
      sum += byUnknowns[j] * here[own[j]];
    }
    int first = system.cellBase(events.instance(i));
    for (int j = 0; j < byCells.length; j++) {
      sum += byCells[j] == 0 ? 0 : byCells[j] * cells[first + j];
    }
    return sum;
  }

  /** Returns the unknowns of instance {@code k}, each once, without ground. */
  private int[] unknowns(int k) {
    int locals = system.part(k).locals();
    return IntStream.range(1, locals)
        .map(local -> system.unknownOf(k, local))
        .filter(u -> u < system.size())
        .distinct()
        .toArray();
  }

  private int cellEnd(int k) {
    return system.cellBase(k) + system.part(k).cells.size();
  }

  private double size(int unknown, double value) {
    return value == 0 ? 1e-3 * system.quantity(unknown).nominal() : Math.abs(value);
  }

  /** Returns the size of a cell's value: a cell may hold a time. */
  private static double cellSize(double value, double t) {
    return value != 0 ? Math.abs(value) : t != 0 ? Math.abs(t) : 1;
  }

  /** Returns the slope of {@code y} at {@code p}, and leaves it evaluated there. */
  private static double slope(double p, double size, DoubleUnaryOperator y) {
    if (size == 0) {
      return 0;
    }
    double h = STEP * size;
    double up = y.applyAsDouble(p + h);
    double down = y.applyAsDouble(p - h);
    double far = y.applyAsDouble(p + 2 * h);
    double farDown = y.applyAsDouble(p - 2 * h);
    y.applyAsDouble(p);
    return (8 * (up - down) - (far - farDown)) / (12 * h);
  }
}
