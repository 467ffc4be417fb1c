package org.ionspice.integration;

import java.util.Locale;
import org.ionspice.analysis.Advice;
import org.ionspice.analysis.NotFinite;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;

/** Says why a transient cannot go on, and how it went before. Mutable: it remembers the last steps. */
final class StepTroubles {
  private final Assembly system;
  private final Settings settings;
  private final double[] lengths = new double[5];
  private int accepted;

  StepTroubles(Assembly system, Settings settings) {
    this.system = system;
    this.settings = settings;
  }

  /** Takes that a step of length {@code h}, s, was accepted. */
  void accepted(double h) {
    lengths[accepted++ % lengths.length] = h;
  }

  /** Returns why a step of length {@code h} from {@code t} has no solution; {@code x} came last. */
  Diagnostic unsolved(int row, double[] x, double t, double h) {
    if (system.evaluation().notFinite(x) >= 0) {
      return NotFinite.at(system, x, " at t = " + t + " s with a step of " + h + " s");
    }
    Advice advice = new Advice(system, settings, row);
    return Diagnostic.of(
        Code.E403,
        advice.place(),
        String.format(
            Locale.ROOT,
            "the equations have no solution at t = %.6g s with a step of %.3g s%s; %s did not settle",
            t, h, lastSteps(), advice.phrase()),
        advice.forSteps(false, x, t));
  }

  /** Returns that a step of length {@code h} from {@code t} cannot be shorter and is too wrong. */
  Diagnostic tooSmall(int row, double[] x, double t, double h) {
    Advice advice = new Advice(system, settings, row);
    return Diagnostic.of(
        Code.E403,
        advice.place(),
        String.format(
            Locale.ROOT,
            "time step too small at t = %.6g s (%.3g s%s); the largest error is in %s",
            t, h, lastSteps(), advice.phrase()),
        advice.forSteps(true, x, t));
  }

  /** Returns the lengths of the last steps, s, as a phrase. */
  private String lastSteps() {
    StringBuilder text = new StringBuilder();
    for (int k = Math.min(accepted, lengths.length); k > 0; k--) {
      text.append(text.length() == 0 ? ", the last steps " : ", ");
      text.append(String.format(Locale.ROOT, "%.3g", lengths[(accepted - k) % lengths.length]));
    }
    return text.length() == 0 ? ", the first" : text + " s";
  }
}
