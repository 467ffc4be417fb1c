package org.ionspice.assembly;

import java.util.Arrays;

/**
 * Evaluates one device of the circuit by itself, with its partials one by one: for whoever must
 * know what comes from which device, or what another in its place would stamp.
 *
 * <p>Mutable workspace, for one thread. Sees the time, cells and pasts of the circuit, but never
 * limited voltages. What a method leaves is valid until the next evaluation of a device.
 */
final class SingleDevice {
  private final Assembly system;
  private final LocalPoint point;
  private final LocalStamp inF;
  private final LocalStamp inQ;
  private final Terms fTerms = new Terms();
  private final Terms qTerms = new Terms();

  /** Prepares for the devices of {@code system}, which see what {@code point} says of the run. */
  SingleDevice(Assembly system, LocalPoint point) {
    this.system = system;
    this.point = point;
    inF = new LocalStamp(point);
    inQ = new LocalStamp(point);
  }

  /** Evaluates instance {@code k} at {@code at}, the values of the circuit's unknowns. */
  void evaluate(int k, double[] at) {
    evaluate(k, system.part(k), at);
  }

  /** Evaluates {@code law} in the place of instance {@code k}, with its unknowns and its copies. */
  void evaluate(int k, Declared law, double[] at) {
    point.at(system, k, at);
    stamp(law, system.instance(k).multiplicity());
  }

  private void stamp(Declared law, double copies) {
    point.law = law;
    inF.multiplicity = copies;
    inQ.multiplicity = copies;
    inF.collect(law.locals(), fTerms);
    inQ.collect(law.locals(), qTerms);
    law.equations.evaluate(point, inF, inQ);
  }

  /**
   * Evaluates {@code law} in the place of instance {@code k} at its unknowns {@code locals}, which
   * may be empty for zero: values by local row into {@code toF} and {@code toQ}, partials into
   * {@link #fTerms()} and {@link #qTerms()}.
   */
  void variant(
      int k, Declared law, double copies, double[] locals, double[] toF, double[] toQ) {
    int count = law.locals();
    point.enter(system, k);
    point.room(count);
    Arrays.fill(point.x, 0, count, 0);
    System.arraycopy(locals, 0, point.x, 0, Math.min(locals.length, count));
    stamp(law, copies);
    System.arraycopy(inF.rows, 0, toF, 0, count);
    System.arraycopy(inQ.rows, 0, toQ, 0, count);
  }

  /**
   * Asks instance {@code k} for the derivatives of what it stamps by a parameter of its record.
   *
   * @param locals its unknowns
   * @param to receives df/dp by local row, then dq/dp
   * @return whether the device has them in closed form
   */
  boolean slopes(int k, String parameter, double[] locals, double[] to) {
    Declared law = system.part(k);
    int count = law.locals();
    point.enter(system, k);
    point.room(count);
    System.arraycopy(locals, 0, point.x, 0, count);
    inF.multiplicity = system.instance(k).multiplicity();
    inQ.multiplicity = inF.multiplicity;
    inF.collect(count, fTerms);
    inQ.collect(count, qTerms);
    if (!law.equations.slopes(parameter, point, inF, inQ)) {
      return false;
    }
    System.arraycopy(inF.rows, 0, to, 0, count);
    System.arraycopy(inQ.rows, 0, to, count, count);
    return true;
  }

  /**
   * Evaluates {@code law}, whose stamps are those of {@code shape}, in the place of instance {@code
   * k}: the values that it stamps, one copy of them, in their order, into {@code toF} and {@code
   * toQ}.
   */
  void values(int k, Declared law, Shape shape, double[] locals, double[] toF, double[] toQ) {
    point.enter(system, k);
    point.law = law;
    point.room(law.locals());
    System.arraycopy(locals, 0, point.x, 0, law.locals());
    inF.list(shape.f());
    inQ.list(shape.q());
    law.equations.evaluate(point, inF, inQ);
    System.arraycopy(inF.values, 0, toF, 0, shape.f().currentValues().length);
    System.arraycopy(inQ.values, 0, toQ, 0, shape.q().currentValues().length);
  }

  /** Returns f of the device last evaluated, by its local rows. */
  double[] f() {
    return inF.rows;
  }

  /** Returns q of that device, by its local rows. */
  double[] q() {
    return inQ.rows;
  }

  /** Returns the partials of f of that device; always the same object. */
  Terms fTerms() {
    return fTerms;
  }

  /** Returns the partials of q of that device; always the same object. */
  Terms qTerms() {
    return qTerms;
  }

  /** Returns lambda' f + mu' q of what instance {@code k} stamps at {@code at}. */
  double contract(int k, double[] at, double[] lambda, double[] mu) {
    evaluate(k, at);
    double sum = 0;
    for (int row = 1; row < system.part(k).locals(); row++) {
      int unknown = system.unknownOf(k, row);
      sum += lambda[unknown] * inF.rows[row] + mu[unknown] * inQ.rows[row];
    }
    return sum;
  }

  /**
   * Adds {@code sign} times f of {@code law}, in the place of instance {@code k}, to a vector, and to
   * another unless that is empty.
   */
  void addCurrents(
      int k, Declared law, double[] at, double sign, double[] vector, double[] also) {
    evaluate(k, law, at);
    for (int row = 0; row < law.locals(); row++) {
      int unknown = system.unknownOf(k, row);
      double current = sign * inF.rows[row];
      vector[unknown] += current;
      if (also.length > 0) {
        also[unknown] += current;
      }
    }
  }

  /**
   * Adds the derivatives of lambda' f + mu' q of instance {@code k} by its delayed quantities to
   * {@code byDelay}, one entry for each of the circuit.
   */
  void addByDelays(int k, double[] at, double[] lambda, double[] mu, double[] byDelay) {
    evaluate(k, at);
    addByDelays(k, fTerms, lambda, byDelay);
    addByDelays(k, qTerms, mu, byDelay);
  }

  private void addByDelays(int k, Terms terms, double[] multipliers, double[] byDelay) {
    for (int t = 0; t < terms.count; t++) {
      if (terms.by[t] == Terms.DELAYED) {
        int plus = system.unknownOf(k, terms.rowPlus[t]);
        int minus = system.unknownOf(k, terms.rowMinus[t]);
        byDelay[system.delayBase(k) + terms.slot[t]] +=
            terms.factor[t] * (multipliers[plus] - multipliers[minus]);
      }
    }
  }

  /** Returns whether all that instance {@code k} stamps at {@code at} is finite. */
  boolean isFinite(int k, double[] at) {
    evaluate(k, at);
    double sum = 0;
    for (int row = 0; row < system.part(k).locals(); row++) {
      sum += inF.rows[row] + inQ.rows[row];
    }
    for (int t = 0; t < fTerms.count; t++) {
      sum += fTerms.factor[t];
    }
    for (int t = 0; t < qTerms.count; t++) {
      sum += qTerms.factor[t];
    }
    return Double.isFinite(sum);
  }

  /** Returns whether instance {@code k} asks for the time at {@code at}. */
  boolean readsTime(int k, double[] at) {
    point.timed = false;
    evaluate(k, at);
    return point.timed;
  }
}
