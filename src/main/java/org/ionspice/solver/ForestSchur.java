package org.ionspice.solver;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Solves networks of wires that devices join, such as crossbars: half of the wires are eliminated by
 * tree sweeps, and the other half is solved by conjugate gradients, preconditioned with its own
 * trees. The cost grows with the number of devices, not with the fill of a factorisation.
 *
 * <p>With T the trees of one half, U those of the other and B the devices between them, the system
 * of the second half is S = U - B' inv(T) B. Wires that conduct better than the devices make S nearly
 * U, so that few iterations are enough. Where devices are not symmetric, as transistors at the
 * crossings are not, biconjugate gradients take the place of conjugate ones. Where the iteration is
 * slow the direct factorisation takes over: docs/numerics/structured-solvers.md.
 */
final class ForestSchur implements LinearSolver, BiCgStab.Operator {
  /** Square of the preconditioned residual, relative to that of the right-hand side. */
  private static final double TOLERANCE = 1e-24;

  /** The same for a correction, which another one follows where this matters. */
  private static final double ROUGH = 1e-16;

  private static final int MOST_ITERATIONS = 40;

  /** How many matrices go to the direct solver after one that the iteration did not solve. */
  private static final int PATIENCE = 50;

  private final SparsePattern pattern;
  private final Forest first;
  private final Forest second;

  /** Devices by the rows of the first half: column in the second half, and place of the value. */
  private final int[] firstStarts;

  private final int[] firstColumns;
  private final int[] firstSlots;
  private final int[] mirrorSlots;

  /** Devices by the rows of the second half. */
  private final int[] secondStarts;

  private final int[] secondColumns;
  private final int[] secondSlots;
  /** Whether each unknown has one device, as in a full array. */
  private final boolean single;

  private final double[] firstValues;
  private final double[] secondValues;

  private final double[] b1;
  private final double[] t1;
  private final double[] x2;
  private final double[] r2;
  private final double[] z2;
  private final double[] p2;
  private final double[] u2;
  private final double[] s2;
  private double[] latest = {};
  private final LinearSolver direct;
  private boolean directIsFactored;
  private boolean usesDirect;
  private int waiting;
  private long iterations;
  private double tolerance = TOLERANCE;
  private boolean symmetric;
  private @Nullable BiCgStab unsymmetric;

  private ForestSchur(
      SparsePattern pattern, Forest first, Forest second, LinearSolver direct) {
    this.pattern = pattern;
    this.first = first;
    this.second = second;
    this.direct = direct;
    int n1 = first.size();
    int n2 = second.size();
    int[] position = new int[pattern.size()];
    boolean[] inFirst = new boolean[pattern.size()];
    for (int k = 0; k < n1; k++) {
      position[first.unknowns[k]] = k;
      inFirst[first.unknowns[k]] = true;
    }
    for (int k = 0; k < n2; k++) {
      position[second.unknowns[k]] = k;
    }
    firstStarts = new int[n1 + 1];
    secondStarts = new int[n2 + 1];
    int count = 0;
    // The pattern is symmetric, so the rows of a column are the columns of that row.
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        if (inFirst[pattern.rowIndices()[p]] != inFirst[column] && inFirst[column]) {
          firstStarts[position[column] + 1]++;
          secondStarts[position[pattern.rowIndices()[p]] + 1]++;
          count++;
        }
      }
    }
    for (int k = 0; k < n1; k++) {
      firstStarts[k + 1] += firstStarts[k];
    }
    for (int k = 0; k < n2; k++) {
      secondStarts[k + 1] += secondStarts[k];
    }
    firstColumns = new int[count];
    firstSlots = new int[count];
    mirrorSlots = new int[count];
    secondColumns = new int[count];
    secondSlots = new int[count];
    firstValues = new double[count];
    secondValues = new double[count];
    int[] nextFirst = firstStarts.clone();
    int[] nextSecond = secondStarts.clone();
    for (int k = 0; k < n1; k++) {
      int column = first.unknowns[k];
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        if (!inFirst[row]) {
          int a = nextFirst[k]++;
          firstColumns[a] = position[row];
          firstSlots[a] = StateElimination.slot(pattern, column, row);
          mirrorSlots[a] = p;
          int c = nextSecond[position[row]]++;
          secondColumns[c] = k;
          secondSlots[c] = p;
        }
      }
    }
    boolean one = true;
    for (int k = 0; k <= n1; k++) {
      one &= firstStarts[k] == k;
    }
    for (int k = 0; k <= n2; k++) {
      one &= secondStarts[k] == k;
    }
    single = one;
    b1 = new double[n1];
    t1 = new double[n1];
    x2 = new double[n2];
    r2 = new double[n2];
    z2 = new double[n2];
    p2 = new double[n2];
    u2 = new double[n2];
    s2 = new double[n2];
  }

  /**
   * Looks for two halves of wires in a matrix; returns null when it has no such structure.
   *
   * @param kinds what stands at each entry, {@link EntryKind}
   * @param direct takes over where the iteration is slow
   */
  static @Nullable ForestSchur of(SparsePattern pattern, byte[] kinds, LinearSolver direct) {
    WireHalves halves = WireHalves.of(pattern, kinds);
    // The iteration's vectors live on the second half, which is the smaller one.
    return halves == null
        ? null
        : new ForestSchur(pattern, halves.first(), halves.second(), direct);
  }

  private boolean factorDirect() {
    directIsFactored = direct.refactor(latest);
    return directIsFactored;
  }

  /** Returns the iterations of all solves so far. */
  long iterations() {
    return iterations;
  }

  /** Returns whether the present matrix is with the direct solver. */
  boolean usesDirect() {
    return usesDirect;
  }

  @Override
  public boolean refactor(double[] values) {
    latest = values;
    directIsFactored = false;
    usesDirect = waiting > 0;
    if (waiting > 0) {
      waiting--;
    }
    usesDirect = usesDirect || !load(values);
    return !usesDirect || factorDirect();
  }

  /** Loads the values; returns whether the trees have good pivots. */
  private boolean load(double[] values) {
    for (int k = 0; k < firstSlots.length; k++) {
      firstValues[k] = values[firstSlots[k]];
      secondValues[k] = values[secondSlots[k]];
    }
    symmetric = first.isSymmetric(values) && second.isSymmetric(values);
    for (int k = 0; symmetric && k < firstSlots.length; k++) {
      double here = firstValues[k];
      double there = values[mirrorSlots[k]];
      symmetric = Math.abs(here - there) <= 1e-12 * (Math.abs(here) + Math.abs(there));
    }
    if (!symmetric && unsymmetric == null) {
      unsymmetric = new BiCgStab(x2.length, Math.sqrt(TOLERANCE));
    }
    return first.factor(values) && second.factor(values);
  }

  @Override
  public void solve(double[] b) {
    if (!usesDirect && iterate(b)) {
      return;
    }
    if (!usesDirect) {
      waiting = PATIENCE;
      usesDirect = true;
      factorDirect();
    }
    if (!directIsFactored) {
      Arrays.fill(b, 0, pattern.size(), Double.NaN);
      return;
    }
    direct.solve(b);
  }

  @Override
  public void correct(double[] b) {
    tolerance = ROUGH;
    solve(b);
    tolerance = TOLERANCE;
  }

  @Override
  public void solveTransposed(double[] b) {
    if (!usesDirect && symmetric) {
      solve(b);
      return;
    }
    if (!directIsFactored && !factorDirect()) {
      Arrays.fill(b, 0, pattern.size(), Double.NaN);
      return;
    }
    direct.solveTransposed(b);
  }

  /** Solves by iteration; leaves {@code b} alone and returns false when it is slow. */
  private boolean iterate(double[] b) {
    int n1 = t1.length;
    int n2 = x2.length;
    for (int k = 0; k < n1; k++) {
      b1[k] = b[first.unknowns[k]];
    }
    first.solve(b1, t1);
    for (int k = 0; k < n2; k++) {
      r2[k] = b[second.unknowns[k]] - product(secondStarts, secondColumns, secondValues, k, t1);
    }
    if (!(symmetric ? conjugateGradients() : biconjugateGradients())) {
      return false;
    }
    for (int k = 0; k < n1; k++) {
      t1[k] = b1[k] - product(firstStarts, firstColumns, firstValues, k, x2);
    }
    first.solve(t1, t1);
    for (int k = 0; k < n1; k++) {
      b[first.unknowns[k]] = t1[k];
    }
    for (int k = 0; k < n2; k++) {
      b[second.unknowns[k]] = x2[k];
    }
    return true;
  }

  private boolean biconjugateGradients() {
    if (unsymmetric == null) {
      return false;
    }
    boolean good = unsymmetric.solve(this, r2, x2, MOST_ITERATIONS / 2);
    iterations += unsymmetric.iterations();
    return good;
  }

  @Override
  public void multiply(double[] from, double[] to) {
    second.multiply(from, u2);
    schur(from, to);
  }

  @Override
  public void precondition(double[] vector) {
    second.solve(vector, vector);
  }

  private boolean conjugateGradients() {
    int n2 = x2.length;
    Arrays.fill(x2, 0);
    second.solve(r2, z2);
    System.arraycopy(z2, 0, p2, 0, n2);
    System.arraycopy(r2, 0, u2, 0, n2); // U z = r, so U p follows p without a product
    double start = dot(r2, z2);
    double now = start;
    for (int k = 0; now > 0; k++) {
      if (k == MOST_ITERATIONS) {
        return false;
      }
      iterations++;
      double energy = schur(p2, s2);
      if (!(energy > 0)) {
        return false; // not the matrix of a passive network
      }
      double next = descend(now / energy);
      if (next <= tolerance * start) {
        break;
      }
      double keep = next / now;
      for (int i = 0; i < n2; i++) {
        p2[i] = z2[i] + keep * p2[i];
        u2[i] = r2[i] + keep * u2[i];
      }
      now = next;
    }
    return now >= 0;
  }

  /** Goes a step along p2; returns the square of the preconditioned residual that is left. */
  private double descend(double step) {
    double sum = 0;
    for (int part = 0; part < second.parts(); part++) {
      int end = second.start(part + 1);
      for (int i = second.start(part); i < end; i++) {
        x2[i] += step * p2[i];
        r2[i] -= step * s2[i];
      }
      second.solve(part, r2, z2);
      for (int i = second.start(part); i < end; i++) {
        sum += r2[i] * z2[i];
      }
    }
    return sum;
  }

  /** Sets y = u2 - B' inv(T) B x, where u2 is U x; returns x' y. */
  private double schur(double[] x, double[] y) {
    for (int part = 0; part < first.parts(); part++) { // A part stays in the cache.
      int end = first.start(part + 1);
      if (single) {
        for (int k = first.start(part); k < end; k++) {
          t1[k] = firstValues[k] * x[firstColumns[k]];
        }
      } else {
        for (int k = first.start(part); k < end; k++) {
          t1[k] = product(firstStarts, firstColumns, firstValues, k, x);
        }
      }
      first.solve(part, t1, t1);
    }
    double sum = 0;
    for (int k = 0; k < y.length; k++) {
      double through =
          single
              ? secondValues[k] * t1[secondColumns[k]]
              : product(secondStarts, secondColumns, secondValues, k, t1);
      double value = u2[k] - through;
      y[k] = value;
      sum += x[k] * value;
    }
    return sum;
  }

  private static double product(int[] starts, int[] columns, double[] values, int row, double[] x) {
    double sum = 0;
    for (int p = starts[row]; p < starts[row + 1]; p++) {
      sum += values[p] * x[columns[p]];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  @Override
  public int singularRow() {
    return usesDirect ? direct.singularRow() : -1;
  }

  @Override
  public void forget() {
    waiting = 0;
    direct.forget();
  }
}
