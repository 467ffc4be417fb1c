package org.ionspice.solver;

import java.util.Arrays;
import java.util.function.Function;
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
final class ForestSchur implements PlacedSolver, BiCgStab.Operator {
  /** The preconditioned residual that is left, relative to that of the right-hand side. */
  private static final double TOLERANCE = 1e-12;

  private static final int MOST_ITERATIONS = 40;

  /** How many matrices go to the direct solver after one that the iteration did not solve. */
  private static final int PATIENCE = 50;

  private final Forest first;
  private final Forest second;

  private final Couplings devices;

  private final double[] b1;
  private final double[] t1;
  private final double[] x2;
  private final double[] r2;
  private final double[] z2;
  private final double[] p2;
  private final double[] u2;
  private final double[] s2;
  private double[] latest = {};
  private final Function<SparsePattern, LinearSolver> maker;
  private WireMatrix.@Nullable Factors direct;
  private boolean directIsFactored;
  private boolean usesDirect;
  private int waiting;
  private long iterations;
  private final Crew crew;
  private final double[] sums;

  // What the loops below read: they are one loop in many parts, perhaps in several threads.
  private final Crew.Work gather = this::gather;
  private final Crew.Work enter = this::enter;
  private final Crew.Work meet = this::meet;
  private final Crew.Work leave = this::leave;
  private final Crew.Work sendOut = this::sendOut;
  private final Crew.Work precondition = this::precondition;
  private final Crew.Work through = this::through;
  private final Crew.Work back = this::back;
  private final Crew.Work descend = this::descend;
  private final Crew.Work turn = this::turn;
  private double[] from = {};
  private double[] to = {};
  private double factor;

  private double tolerance = TOLERANCE;
  private boolean symmetric;
  private @Nullable BiCgStab unsymmetric;

  /** Makes a solver whose loops {@code crew} does. */
  ForestSchur(
      SparsePattern pattern,
      WireHalves halves,
      Function<SparsePattern, LinearSolver> maker,
      Crew crew) {
    this.first = halves.first();
    this.second = halves.second();
    this.maker = maker;
    this.crew = crew;
    int n1 = first.size();
    int n2 = second.size();
    devices = new Couplings(pattern, first, second);
    sums = new double[Math.max(second.parts(), Crew.parts(n1))];
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
   * @param direct makes what takes over where the iteration is slow
   */
  static @Nullable ForestSchur of(
      SparsePattern pattern, byte[] kinds, Function<SparsePattern, LinearSolver> direct) {
    WireHalves halves = WireHalves.of(pattern, kinds);
    // The iteration's vectors live on the second half, which is the smaller one.
    return halves == null
        ? null
        : new ForestSchur(pattern, halves, direct, Crew.of(halves.second().size()));
  }

  @Override
  public void readAt(int[] places) {
    first.readAt(places);
    second.readAt(places);
    devices.readAt(places);
  }

  private boolean factorDirect() {
    directIsFactored = direct().refactor(latest);
    return directIsFactored;
  }

  private WireMatrix.Factors direct() {
    if (direct == null) {
      int n = first.size() + second.size();
      WireMatrix matrix = new WireMatrix(n, 3 * n + 2 * devices.count());
      first.list(matrix);
      second.list(matrix);
      devices.list(matrix, first, second);
      direct = matrix.finish(maker);
    }
    return direct;
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
    boolean good = first.factor(values, crew) & second.factor(values, crew);
    from = values;
    symmetric = first.isSymmetric() && second.isSymmetric();
    crew.run(gather, Crew.parts(devices.count()));
    if (!symmetric && unsymmetric == null) {
      unsymmetric = new BiCgStab(x2.length);
    }
    return good;
  }

  private void gather(int part) {
    int end = Math.min((part + 1) * Crew.PART, devices.count());
    if (!devices.load(from, part * Crew.PART, end)) {
      symmetric = false; // Threads may meet here, but only to write the same.
    }
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
      Arrays.fill(b, 0, first.size() + second.size(), Double.NaN);
      return;
    }
    direct().solver().solve(b);
  }

  @Override
  public double solve(double[] b, double share) {
    tolerance = Math.max(TOLERANCE, share);
    solve(b);
    tolerance = TOLERANCE;
    return usesDirect ? 0 : Math.max(TOLERANCE, share);
  }

  @Override
  public boolean isDear() {
    return usesDirect;
  }

  @Override
  public void solveTransposed(double[] b) {
    if (!usesDirect && symmetric) {
      solve(b);
      return;
    }
    if (!directIsFactored && !factorDirect()) {
      Arrays.fill(b, 0, first.size() + second.size(), Double.NaN);
      return;
    }
    direct().solver().solveTransposed(b);
  }

  /** Solves by iteration; leaves {@code b} alone and returns false when it is slow. */
  private boolean iterate(double[] b) {
    from = b;
    crew.run(enter, first.parts());
    crew.run(meet, Crew.parts(x2.length));
    if (!(symmetric ? conjugateGradients() : biconjugateGradients())) {
      return false;
    }
    to = b;
    crew.run(leave, first.parts());
    crew.run(sendOut, Crew.parts(x2.length));
    return true;
  }

  /** Takes the right-hand side of a part of the first half and solves its trees. */
  private void enter(int part) {
    int end = first.start(part + 1);
    for (int k = first.start(part); k < end; k++) {
      b1[k] = from[first.unknowns[k]];
    }
    first.solve(part, b1, t1);
  }

  /** Takes the right-hand side of the second half, without what the first one sends. */
  private void meet(int part) {
    int end = Math.min((part + 1) * Crew.PART, x2.length);
    for (int k = part * Crew.PART; k < end; k++) {
      r2[k] = from[second.unknowns[k]] - devices.ofSecond(k, t1);
    }
  }

  /** Solves a part of the first half with what is found of the second. */
  private void leave(int part) {
    int end = first.start(part + 1);
    for (int k = first.start(part); k < end; k++) {
      t1[k] = b1[k] - devices.ofFirst(k, x2);
    }
    first.solve(part, t1, t1);
    for (int k = first.start(part); k < end; k++) {
      to[first.unknowns[k]] = t1[k];
    }
  }

  private void sendOut(int part) {
    int end = Math.min((part + 1) * Crew.PART, x2.length);
    for (int k = part * Crew.PART; k < end; k++) {
      to[second.unknowns[k]] = x2[k];
    }
  }

  private boolean biconjugateGradients() {
    if (unsymmetric == null) {
      return false;
    }
    boolean good = unsymmetric.solve(this, r2, x2, tolerance, MOST_ITERATIONS / 2);
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
    from = vector;
    to = vector;
    crew.run(precondition, second.parts());
  }

  private void precondition(int part) {
    second.solve(part, from, to);
  }

  private boolean conjugateGradients() {
    int n2 = x2.length;
    Arrays.fill(x2, 0);
    from = r2;
    to = z2;
    crew.run(precondition, second.parts());
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
      factor = now / energy;
      crew.run(descend, second.parts());
      double next = sum(second.parts());
      if (next <= tolerance * tolerance * start) {
        break;
      }
      factor = next / now;
      crew.run(turn, Crew.parts(n2));
      now = next;
    }
    return now >= 0;
  }

  private double sum(int parts) {
    double sum = 0;
    for (int part = 0; part < parts; part++) {
      sum += sums[part];
    }
    return sum;
  }

  /** Goes a step along p2; sums the square of the preconditioned residual that is left. */
  private void descend(int part) {
    double step = factor;
    int begin = second.start(part);
    int end = second.start(part + 1);
    for (int i = begin; i < end; i++) {
      x2[i] += step * p2[i];
      r2[i] -= step * s2[i];
    }
    second.solve(part, r2, z2);
    double sum = 0;
    for (int i = begin; i < end; i++) {
      sum += r2[i] * z2[i];
    }
    sums[part] = sum;
  }

  /** Makes the next direction. */
  private void turn(int part) {
    double keep = factor;
    int end = Math.min((part + 1) * Crew.PART, x2.length);
    for (int i = part * Crew.PART; i < end; i++) {
      p2[i] = z2[i] + keep * p2[i];
      u2[i] = r2[i] + keep * u2[i];
    }
  }

  /** Sets y = u2 - B' inv(T) B x, where u2 is U x; returns x' y. */
  private double schur(double[] x, double[] y) {
    from = x;
    to = y;
    crew.run(through, first.parts());
    crew.run(back, Crew.parts(x2.length));
    return sum(Crew.parts(x2.length));
  }

  /** Sets a part of t1 to that of inv(T) B x; it stays in the cache. */
  private void through(int part) {
    double[] x = from;
    int end = first.start(part + 1);
    for (int k = first.start(part); k < end; k++) {
      t1[k] = devices.ofFirst(k, x);
    }
    first.solve(part, t1, t1);
  }

  private void back(int part) {
    double[] x = from;
    double[] y = to;
    int end = Math.min((part + 1) * Crew.PART, x2.length);
    double sum = 0;
    for (int k = part * Crew.PART; k < end; k++) {
      double value = u2[k] - devices.ofSecond(k, t1);
      y[k] = value;
      sum += x[k] * value;
    }
    sums[part] = sum;
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
    return usesDirect ? direct().solver().singularRow() : -1;
  }

  @Override
  public void forget() {
    waiting = 0;
    if (direct != null) {
      direct.solver().forget();
    }
  }
}
