package org.ionspice.analysis;

import java.io.IOException;
import java.util.Optional;
import org.ionspice.assembly.AcTerms;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.solver.ComplexSparseLu;
import org.ionspice.solver.Newton;

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

  @Override
  public Outcome run(Run run) throws IOException {
    Assembly system = run.system();
    CircuitEquations equations = new CircuitEquations(system, run.settings());
    Newton newton = new Newton(system.pattern(), system.linearSolver());
    DcSolver solver = new DcSolver(system, run.settings(), equations, newton);
    int n = system.size();
    double[] x = new double[n + 1];
    system.evaluation().mode(false);
    if (!OperatingPoint.find(run, equations, solver, x)) {
      return new Outcome(0, 0, newton.iterations(), Optional.of(solver.failure(x, "")));
    }
    GminCheck check = new GminCheck(system, run.settings());
    check.solution(x, equations, newton);
    AcTerms terms = system.evaluation().evaluateForAc(x);
    double[] g = system.evaluation().g().clone();
    double[] c = system.evaluation().c().clone();
    if (!Double.isNaN(run.settings().rshunt())) {
      for (int i = 0; i < n; i++) {
        if (system.unknown(i).node()) {
          g[system.diagonal(i)] += 1 / run.settings().rshunt();
        }
      }
    }
    double[] real = new double[g.length];
    double[] imaginary = new double[g.length];
    double[] re = new double[n + 1];
    double[] im = new double[n + 1];
    double[] row = new double[2 + 2 * run.probes().columns().size()];
    ComplexSparseLu factors = ComplexSparseLu.analyse(system.pattern());
    long points = 0;
    for (double frequency : frequencies) {
      double omega = 2 * Math.PI * frequency;
      System.arraycopy(g, 0, real, 0, g.length);
      for (int s = 0; s < c.length; s++) {
        imaginary[s] = omega * c[s];
      }
      terms.addTo(real, imaginary, omega);
      equations.holdForAc(real, imaginary);
      boolean good =
          points == 0 ? factors.factor(real, imaginary) : factors.refactor(real, imaginary);
      if (!good) {
        String which = system.describe(factors.singularRow());
        return new Outcome(
            points,
            0,
            newton.iterations(),
            Optional.of(
                Diagnostic.of(
                    Code.E402,
                    Span.NONE,
                    "the AC equations of " + which + " are singular at " + frequency + " Hz",
                    "look for a loop of voltage sources and inductors at that frequency")));
      }
      system.excitation(re, im);
      for (int i = 0; i < n; i++) {
        if (equations.isHeld(i)) {
          re[i] = 0;
          im[i] = 0;
        }
      }
      factors.solve(re, im);
      re[n] = 0;
      im[n] = 0;
      row[0] = frequency;
      row[1] = 0;
      run.probes().complex(system, x, re, im, row, 2);
      run.sink().row(row);
      points++;
      run.watch().progress(points / (double) frequencies.length, frequency);
      if (run.watch().cancelled()) {
        break;
      }
    }
    return new Outcome(
        points,
        0,
        newton.iterations(),
        Optional.empty(),
        OperatingPoint.remarks(solver, check, equations, x));
  }
}
