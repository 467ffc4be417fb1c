package org.ionspice.analysis;

import java.util.concurrent.RecursiveAction;
import org.ionspice.assembly.Assembly;
import org.ionspice.solver.ComplexSparseLu;

/**
 * Solves the small-signal equations at neighbouring frequencies, with factors of its own, so that
 * another lane may do the next ones at the same time.
 *
 * <p>Mutable workspace. Pivots are those of the lane's frequencies before, so the same lanes give the
 * same digits whichever thread runs them.
 */
@SuppressWarnings("serial") // It never leaves the process.
final class FrequencyLane extends RecursiveAction {
  private static final long serialVersionUID = 1;

  /** Numbers that the solutions of a lane may take; 16 MB. */
  private static final int ROOM = 1 << 21;

  private static final int MOST = 32;

  private final Linearisation linear;
  private final double[] frequencies;
  private final double[] driveRe;
  private final double[] driveIm;
  private final ComplexSparseLu factors;
  private final double[] real;
  private final double[] imaginary;
  private final double[][] re;
  private final double[][] im;
  private boolean factored;
  private int from;
  private int to;
  private int good;

  /** Makes a lane for the circuit of {@code linear}, driven by the given sources. */
  FrequencyLane(
      Linearisation linear,
      Assembly system,
      double[] frequencies,
      double[] driveRe,
      double[] driveIm) {
    this.linear = linear;
    this.frequencies = frequencies;
    this.driveRe = driveRe;
    this.driveIm = driveIm;
    int entries = system.pattern().entryCount() + 1;
    factors = ComplexSparseLu.analyse(system.pattern());
    real = new double[entries];
    imaginary = new double[entries];
    int n = system.size() + 1;
    int room = Math.max(1, Math.min(Math.min(MOST, frequencies.length), ROOM / (2 * n)));
    re = new double[room][n];
    im = new double[room][n];
  }

  /** Returns how many frequencies it solves at once. */
  int room() {
    return re.length;
  }

  /** Sets the frequencies to solve at, by index: {@code first} up to and without {@code end}. */
  void set(int first, int end) {
    from = first;
    to = end;
    good = first;
  }

  @Override
  protected void compute() {
    while (good < to && solve(good)) {
      good++;
    }
  }

  private boolean solve(int k) {
    // Responses of devices may keep notes.
    synchronized (linear) {
      linear.at(2 * Math.PI * frequencies[k], real, imaginary);
    }
    boolean regular =
        factored ? factors.refactor(real, imaginary) : factors.factor(real, imaginary);
    factored = true;
    if (!regular) {
      return false;
    }
    double[] x = re[k - from];
    double[] y = im[k - from];
    System.arraycopy(driveRe, 0, x, 0, x.length);
    System.arraycopy(driveIm, 0, y, 0, y.length);
    factors.solve(x, y);
    x[x.length - 1] = 0;
    y[y.length - 1] = 0;
    return true;
  }

  /** Returns whether frequency {@code k} was solved. */
  boolean has(int k) {
    return k < good;
  }

  /** Returns the row in which the matrix of the first frequency that was not solved is singular. */
  int singularRow() {
    return factors.singularRow();
  }

  /** Returns the real parts of the unknowns at frequency {@code k}, the last one ground. */
  double[] re(int k) {
    return re[k - from];
  }

  /** Returns their imaginary parts. */
  double[] im(int k) {
    return im[k - from];
  }
}
