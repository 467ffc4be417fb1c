package org.ionspice.analysis;

import java.io.IOException;
import java.util.List;
import org.ionspice.assembly.Assembly;
import org.ionspice.result.Column;
import org.ionspice.solver.ComplexSparseLu;

/**
 * {@code .ac}: (G + j omega C) X = U at the operating point, one solve a frequency.
 *
 * @param frequencies Hz, ascending
 */
public record AcSweep(double[] frequencies) implements Analysis {
  @Override
  public String keyword() {
    return "ac";
  }

  @Override
  public String plotName() {
    return "AC Analysis";
  }

  /** Returns the frequencies of {@code dec}, {@code oct} or {@code lin} with {@code n} points. */
  public static double[] grid(String kind, int n, double from, double to) {
    if (kind.equals("lin")) {
      double[] f = new double[n];
      for (int i = 0; i < n; i++) {
        f[i] = n == 1 ? from : from + (to - from) * i / (n - 1);
      }
      return f;
    }
    double base = kind.equals("dec") ? 10 : 2;
    double intervals = Math.log(to / from) / Math.log(base) * n;
    int count = (int) Math.floor(intervals + 1e-9) + 1;
    double[] f = new double[count];
    for (int i = 0; i < count; i++) {
      f[i] = from * Math.pow(base, (double) i / n);
    }
    return f;
  }

  /**
   * Returns the same, with decades that end at {@code to} as ngspice's {@code .ac} does: as many whole
   * intervals as fit, made equal, so a little wider where the last decade is not whole. Octaves end
   * where the last whole interval does, in ngspice as well.
   */
  public static double[] gridToEnd(String kind, int n, double from, double to) {
    double[] f = grid(kind, n, from, to);
    if (!kind.equals("dec") || to == from) {
      return f;
    }
    if (f.length == 1) {
      return new double[] {from, to};
    }
    int intervals = f.length - 1;
    if (Math.abs(f[intervals] / to - 1) > 1e-9) {
      for (int i = 1; i < intervals; i++) {
        f[i] = from * Math.pow(to / from, (double) i / intervals);
      }
      f[intervals] = to;
    }
    return f;
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    return Analysis.behind("frequency", "Hz", probes);
  }

  @Override
  public boolean complex() {
    return true;
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    Assembly system = run.system();
    int n = system.size();
    double[] real = new double[system.pattern().entryCount() + 1];
    double[] imaginary = new double[real.length];
    double[] re = new double[n + 1];
    double[] im = new double[n + 1];
    double[] driveRe = new double[n + 1];
    double[] driveIm = new double[n + 1];
    system.excitation(driveRe, driveIm);
    for (int i = 0; i < n; i++) {
      if (linear.isHeld(i)) {
        driveRe[i] = 0;
        driveIm[i] = 0;
      }
    }
    double[] row = new double[2 + 2 * run.probes().columns().size()];
    ComplexSparseLu factors = ComplexSparseLu.analyse(system.pattern());
    long points = 0;
    for (double frequency : frequencies) {
      linear.at(2 * Math.PI * frequency, real, imaginary);
      boolean good =
          points == 0 ? factors.factor(real, imaginary) : factors.refactor(real, imaginary);
      if (!good) {
        return linear.singular(points, factors.singularRow(), " at " + frequency + " Hz");
      }
      System.arraycopy(driveRe, 0, re, 0, n + 1);
      System.arraycopy(driveIm, 0, im, 0, n + 1);
      factors.solve(re, im);
      re[n] = 0;
      im[n] = 0;
      row[0] = frequency;
      row[1] = 0;
      run.probes().complex(system, linear.x(), 2 * Math.PI * frequency, re, im, row, 2);
      run.sink().row(row);
      points++;
      run.watch().progress(points / (double) frequencies.length, frequency);
      if (run.watch().cancelled()) {
        break;
      }
    }
    return linear.done(points);
  }
}
