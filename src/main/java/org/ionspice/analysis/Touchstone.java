package org.ionspice.analysis;

import java.util.Arrays;
import java.util.Locale;
import org.ionspice.result.Attachment;

/**
 * Collects S matrices as a Touchstone file (EIA/IBIS Touchstone specification, version 1.1). Mutable.
 *
 * <p>The format knows one reference impedance: with others the waves are those of the first port's.
 */
final class Touchstone {
  /** Longer lines than four pairs are not allowed. */
  private static final int PAIRS = 4;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder noise = new StringBuilder();
  private final double[] impedances;
  private final boolean same;

  Touchstone(double[] impedances) {
    this.impedances = impedances;
    same = Arrays.stream(impedances).allMatch(z -> z == impedances[0]);
    text.append("! IonSpice, ").append(impedances.length).append(" port");
    text.append(impedances.length == 1 ? "\n" : "s\n");
    if (!same) {
      text.append("! The ports have other impedances than the first:");
      for (double z : impedances) {
        text.append(' ').append(String.format(Locale.ROOT, "%.10g", z));
      }
      text.append(" Ohm. Here all waves are those of the first.\n");
    }
    text.append("# Hz S RI R ").append(number(impedances[0])).append('\n');
  }

  /** Adds the matrix at a frequency, Hz; V and I as in {@link ScatteringParameters}. */
  void add(double frequency, ComplexDense own, ComplexDense voltage, ComplexDense current) {
    ComplexDense s = same ? own : renormalised(voltage, current);
    int n = s.n;
    text.append(number(frequency));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean wrap = n > 2 && (j == 0 && i > 0 || j > 0 && j % PAIRS == 0);
        text.append(wrap ? "\n " : " ");
        // Two ports, and only they, stand in the order S11 S21 S12 S22.
        int at = n == 2 ? j * n + i : i * n + j;
        text.append(number(s.re[at])).append(' ').append(number(s.im[at]));
      }
    }
    text.append('\n');
  }

  /** Adds the noise parameters of two ports at a frequency, Hz; they follow all matrices. */
  void add(double frequency, PortNoise at) {
    if (impedances.length != 2) {
      return;
    }
    double size = Math.hypot(at.bestReal(), at.bestImaginary());
    double degrees = Math.toDegrees(Math.atan2(at.bestImaginary(), at.bestReal()));
    noise.append(number(frequency)).append(' ').append(number(at.leastFigure()));
    noise.append(' ').append(number(size)).append(' ').append(number(degrees));
    noise.append(' ').append(number(at.resistance() / impedances[0])).append('\n');
  }

  /** Returns S with the first port's impedance everywhere: (V - z I) (V + z I)^-1. */
  private ComplexDense renormalised(ComplexDense voltage, ComplexDense current) {
    double z = impedances[0];
    ComplexDense a = new ComplexDense(voltage.n);
    ComplexDense b = new ComplexDense(voltage.n);
    for (int k = 0; k < a.re.length; k++) {
      a.re[k] = voltage.re[k] + z * current.re[k];
      a.im[k] = voltage.im[k] + z * current.im[k];
      b.re[k] = voltage.re[k] - z * current.re[k];
      b.im[k] = voltage.im[k] - z * current.im[k];
    }
    return ComplexDense.quotient(b, a);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.15e", value);
  }

  /** Returns the file, {@code sp.s2p} for two ports. */
  Attachment attachment() {
    return new Attachment("sp.s" + impedances.length + "p", text.toString() + noise);
  }
}
