package org.ionspice.analysis;

import java.util.Arrays;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.Snapshot;
import org.ionspice.solver.NonlinearSystem;
import org.ionspice.solver.SparsePattern;

/**
 * The circuit's equations as Newton solves them: f + alpha q + beta, with what continuation adds.
 *
 * <p>With alpha 0 and beta 0 it is the DC system. Rows can be held (x = value), node rows can carry
 * a conductance to ground or to a target voltage. Mutable workspace, for one thread.
 */
public final class CircuitEquations implements NonlinearSystem {
  /** What Newton may leave, beside what is allowed to the step and to the answer. */
  private static final double SHARE = 1e-2;

  private final Assembly system;
  private final Evaluation evaluation;
  private final Settings settings;
  private final Tolerances tolerances;
  private final boolean linear;
  private final UnknownKinds kinds;

  /** Of each kind of unknown the most that an iteration may change it. */
  private final double[] most;

  private double alpha;
  private final double[] beta;
  private boolean dynamic;

  /** Whether anyone reads the charges of the DC system. */
  private boolean charged = true;

  private double shunt;
  private final boolean[] held;

  /** Made when a row is held or retained. */
  private double[] heldValue = {};

  private int[] retained = {};
  private boolean heldChanged;
  private int[][] heldSlots = {};
  private int[] heldRows = {};

  /** Conductance and voltage that pull at each unknown; made when one is pulled. */
  private double[] pull = {};

  private double[] target = {};
  private boolean pulled;
  private boolean rescale = true;

  /** Makes the equations of a circuit; steady until told otherwise. */
  public CircuitEquations(Assembly system, Settings settings) {
    this.system = system;
    this.evaluation = system.evaluation();
    this.settings = settings;
    int n = system.size();
    linear = system.isLinear();
    kinds = new UnknownKinds(system);
    tolerances = new Tolerances(system, settings, kinds);
    most = kinds.list().stream().mapToDouble(UnknownKinds.Kind::mostPerIteration).toArray();
    beta = new double[n + 1];
    held = new boolean[n];
  }

  /** Makes this the DC system. */
  public void steady() {
    alpha = 0;
    dynamic = false;
    evaluation.charged(charged);
  }

  /** Leaves the charges out where this is the DC system, until the mode of the evaluation is set. */
  void forgetCharges() {
    charged = false;
  }

  /** Returns whether rows are held or pulled at, or states return to their values. */
  boolean isForced() {
    findHeldSlots();
    return pulled || heldRows.length > 0 || retained.length > 0;
  }

  /** Makes this the system of a stage; fill {@link #beta()} before. */
  public void stage(double newAlpha) {
    if (newAlpha != alpha) {
      rescale = true;
    }
    alpha = newAlpha;
    dynamic = true;
    evaluation.charged(true);
  }

  /** Passes the state between two steps of a transient. */
  public void pass(Snapshot snapshot) {
    alpha = snapshot.pass(alpha);
    rescale = snapshot.pass(rescale);
    tolerances.pass(snapshot);
  }

  /** Returns the circuit as numbers. */
  public Assembly system() {
    return system;
  }

  /** Returns beta of a stage, in the rows' units: the array itself, to be filled. */
  public double[] beta() {
    return beta;
  }

  /** Puts a conductance, S, from every node to ground. */
  void shunt(double conductance) {
    shunt = conductance;
  }

  /** Pulls unknown {@code i} to {@code value} through a conductance, S; 0 lets it go. */
  void pull(int i, double conductance, double value) {
    if (pull.length == 0) {
      pull = new double[system.size()];
      target = new double[system.size()];
    }
    pull[i] = conductance;
    target[i] = value;
    pulled = false;
    for (double p : pull) {
      pulled |= p != 0;
    }
  }

  /** Ends all pulls of single unknowns. */
  public void letGo() {
    Arrays.fill(pull, 0);
    pulled = false;
  }

  /** Replaces the row of unknown {@code i} by x = value. */
  void hold(int i, double value) {
    heldValue(i, value);
    heldChanged |= !held[i];
    held[i] = true;
  }

  /** Gives all rows that were held or retained back to their equations. */
  public void releaseHeld() {
    retained = new int[0];
    Arrays.fill(held, false);
    heldChanged = true;
  }

  /** Lets unknown {@code i} return to {@code value} within the time tauret, in DC only. */
  void retain(int i, double value) {
    heldValue(i, value);
    retained = Arrays.copyOf(retained, retained.length + 1);
    retained[retained.length - 1] = i;
  }

  private void heldValue(int i, double value) {
    if (heldValue.length == 0) {
      heldValue = new double[held.length];
    }
    heldValue[i] = value;
  }

  /** Returns whether the row of unknown {@code i} is replaced by x = value. */
  public boolean isHeld(int i) {
    return held[i];
  }

  double heldValue(int i) {
    return heldValue[i];
  }

  /**
   * Returns the derivative of row {@code i} of the DC system by the initial value of its unknown: -1
   * where it is held, minus a rate where it returns within tauret, else 0.
   */
  public double byInitial(int i) {
    if (held[i]) {
      return -1;
    }
    for (int k : retained) {
      if (k == i) {
        return -1 / settings.tauret();
      }
    }
    return 0;
  }

  /** Finds the entries of the held rows: once for all rows that were held since the last time. */
  private void findHeldSlots() {
    if (!heldChanged) {
      return;
    }
    heldChanged = false;
    int n = system.size();
    int[] rows = new int[n];
    int count = 0;
    int[] position = new int[n];
    Arrays.fill(position, -1);
    for (int i = 0; i < n; i++) {
      if (held[i]) {
        position[i] = count;
        rows[count++] = i;
      }
    }
    heldRows = Arrays.copyOf(rows, count);
    int[][] found = new int[count][];
    int[] fill = new int[count];
    for (int k = 0; k < count; k++) {
      found[k] = new int[4];
    }
    int[] entries = system.pattern().rowIndices();
    for (int s = 0; s < entries.length; s++) {
      int k = position[entries[s]];
      if (k >= 0) {
        if (fill[k] == found[k].length) {
          found[k] = Arrays.copyOf(found[k], fill[k] * 2);
        }
        found[k][fill[k]++] = s;
      }
    }
    for (int k = 0; k < count; k++) {
      found[k] = Arrays.copyOf(found[k], fill[k]);
    }
    heldSlots = found;
  }

  /** Returns whether the rate of unknown {@code i}, which DC holds, moves it in AC. */
  boolean followsInAc(int i) {
    return system.quantity(i).followsInAc();
  }

  /**
   * Makes held rows identities in a pair of AC matrices.
   *
   * @param moving whether the frequency is above zero, so that integrals have a response
   */
  void holdForAc(double[] real, double[] imaginary, boolean moving) {
    findHeldSlots();
    for (int k = 0; k < heldRows.length; k++) {
      if (moving && followsInAc(heldRows[k])) {
        continue;
      }
      for (int s : heldSlots[k]) {
        real[s] = 0;
        imaginary[s] = 0;
      }
      real[system.diagonal(heldRows[k])] = 1;
    }
  }

  @Override
  public SparsePattern pattern() {
    return system.pattern();
  }

  @Override
  public boolean evaluate(double[] x, double[] residual, double[] jacobian, double[] magnitude) {
    int n = system.size();
    x[n] = 0;
    boolean limited = evaluation.evaluate(x, true, residual, jacobian, magnitude);
    if (dynamic) {
      double[] q = evaluation.q();
      double a = alpha;
      for (int i = 0; i < n; i++) {
        double now = a * q[i];
        // The two nearly cancel in a short step: f must not be rounded beside one of them.
        residual[i] += now + beta[i];
        magnitude[i] += Math.abs(now) + Math.abs(beta[i]);
      }
      double[] c = evaluation.charges();
      int[] slots = evaluation.chargeSlots();
      for (int k = 0; k < slots.length; k++) {
        jacobian[slots[k]] += a * c[k];
      }
    }
    double every = shunt + settings.shunt();
    if (every != 0) {
      for (int i = 0; i < n; i++) {
        if (system.isNode(i)) {
          residual[i] += every * x[i];
          jacobian[system.diagonal(i)] += every;
        }
      }
    }
    if (pulled) {
      for (int i = 0; i < n; i++) {
        if (pull[i] != 0) {
          residual[i] += pull[i] * (x[i] - target[i]);
          jacobian[system.diagonal(i)] += pull[i];
          magnitude[i] += pull[i] * Math.abs(target[i]);
        }
      }
    }
    if (!dynamic) {
      double rate = 1 / settings.tauret();
      for (int i : retained) {
        residual[i] += rate * (x[i] - heldValue[i]);
        jacobian[system.diagonal(i)] += rate;
        magnitude[i] += rate * (Math.abs(x[i]) + Math.abs(heldValue[i]));
      }
      tolerances.restart();
      tolerances.meet(x);
      tolerances.conductances(jacobian);
    } else if (rescale) {
      tolerances.conductances(jacobian);
      rescale = false;
    }
    findHeldSlots();
    for (int k = 0; k < heldRows.length; k++) {
      int i = heldRows[k];
      for (int s : heldSlots[k]) {
        jacobian[s] = 0;
      }
      jacobian[system.diagonal(i)] = 1;
      residual[i] = x[i] - heldValue[i];
      magnitude[i] = Math.abs(x[i]) + Math.abs(heldValue[i]);
    }
    return limited;
  }

  @Override
  public void jumpTo(double[] x) {
    x[system.size()] = 0;
    evaluation.seedLimits(x);
  }

  @Override
  public boolean isLinear() {
    return linear;
  }

  /**
   * Fills {@code q} with the charges a small {@code update}, length size() + 1, away from the last
   * evaluation, to first order.
   */
  public void charges(double[] update, double[] q) {
    int n = system.size();
    System.arraycopy(evaluation.q(), 0, q, 0, n);
    evaluation.addCharges(update, q);
  }

  @Override
  public double updateTolerance(int i, double value) {
    return SHARE * (settings.reltol() * Math.abs(value) + tolerances.of(i));
  }

  @Override
  public double residualTolerance(int i, double magnitude) {
    // A row is settled when its sum vanishes beside its terms; the second term is for rows at rest.
    return SHARE * settings.reltol() * magnitude + tolerances.ofRow(i);
  }

  @Override
  public double mostPerIteration(int i) {
    return most[kinds.of(i)];
  }

  /** Returns the absolute tolerances, scaled to the circuit as far as it is known. */
  public Tolerances tolerances() {
    return tolerances;
  }
}
