package org.ionspice.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * The harmonics of one period: its mean, then c_n sin(2 pi n f t + phase_n).
 *
 * <p>From N samples y_k at equal steps, a_n = 2/N sum y_k cos(2 pi n k/N) and b_n = 2/N sum y_k sin(2
 * pi n k/N), which is exact for a signal without harmonics from N - n on; c_n is the length of (b_n,
 * a_n) and phase_n its angle.
 *
 * @param fundamental Hz
 * @param magnitude in the signal's unit; the first is the mean
 * @param phaseDegrees of a sine, -180..180; the first is 0
 */
public record Fourier(double fundamental, double[] magnitude, double[] phaseDegrees) {
  /** Harmonics with the mean, unless {@code nfreqs} says otherwise. */
  public static final int HARMONICS = 10;

  /** Samples of the period, unless {@code fourgridsize} says otherwise. */
  public static final int SAMPLES = 200;

  /** The most samples. */
  public static final int MOST_SAMPLES = 10_000_000;

  /** The most products of samples and harmonics. */
  private static final double MOST_WORK = 1e9;

  /** Returns what is wrong with these numbers of harmonics and samples; empty for nothing. */
  public static String mistake(double harmonics, double samples) {
    if (!(samples >= 4 && samples <= MOST_SAMPLES) || samples != Math.rint(samples)) {
      return "fourgridsize is a whole number from 4 to ten million";
    }
    if (!(harmonics >= 2 && harmonics <= samples / 2) || harmonics != Math.rint(harmonics)) {
      return "nfreqs is a whole number from 2 to half of fourgridsize";
    }
    return harmonics * samples > MOST_WORK ? "nfreqs times fourgridsize is above 10^9" : "";
  }

  /**
   * Returns the harmonics of one period.
   *
   * @param samples at equal steps; the last is one step before the period's end
   * @param count harmonics with the mean
   */
  public static Fourier of(double fundamental, double[] samples, int count) {
    int n = samples.length;
    double[] sines = new double[n];
    double[] cosines = new double[n];
    for (int k = 0; k < n; k++) {
      sines[k] = Math.sin(2 * Math.PI * k / n);
      cosines[k] = Math.cos(2 * Math.PI * k / n);
    }
    double mean = 0;
    for (double y : samples) {
      mean += y / n;
    }
    double[] magnitude = new double[count];
    double[] phase = new double[count];
    magnitude[0] = mean;
    for (int harmonic = 1; harmonic < count; harmonic++) {
      double a = 0;
      double b = 0;
      int angle = 0;
      for (double y : samples) {
        // Without the mean a large offset does not round the small harmonics away.
        a += (y - mean) * cosines[angle];
        b += (y - mean) * sines[angle];
        angle = (angle + harmonic) % n;
      }
      magnitude[harmonic] = 2 * Math.hypot(a, b) / n;
      phase[harmonic] = Math.toDegrees(Math.atan2(a, b));
    }
    return new Fourier(fundamental, magnitude, phase);
  }

  /**
   * Returns samples of the last period of a wave by polynomials through the nearest rows.
   *
   * @param t s, not decreasing; reaches over at least one period
   * @param degree of the polynomials; 1 joins the rows by straight lines. None goes over a jump,
   *     which is two rows of one time
   */
  public static double[] lastPeriod(double[] t, double[] y, double period, int count, int degree) {
    double start = t[t.length - 1] - period;
    double[] samples = new double[count];
    int row = 0;
    for (int k = 0; k < count; k++) {
      double at = Math.max(t[0], start + period * k / count);
      while (row < t.length - 2 && t[row + 1] <= at) {
        row++;
      }
      int first = row;
      int last = row + 1;
      while (last - first < degree) {
        boolean below = first > 0 && t[first - 1] < t[first];
        boolean above = last < t.length - 1 && t[last + 1] > t[last];
        if (below && (!above || at - t[first - 1] <= t[last + 1] - at)) {
          first--;
        } else if (above) {
          last++;
        } else {
          break;
        }
      }
      samples[k] = polynomial(t, y, first, last, at);
    }
    return samples;
  }

  private static double polynomial(double[] t, double[] y, int first, int last, double at) {
    if (t[first] == t[last]) {
      return y[last];
    }
    double sum = 0;
    for (int j = first; j <= last; j++) {
      double weight = 1;
      for (int k = first; k <= last; k++) {
        weight *= k == j ? 1 : (at - t[k]) / (t[j] - t[k]);
      }
      sum += weight * y[j];
    }
    return sum;
  }

  /** Returns the real part of harmonic {@code n}'s phasor, whose angle is the phase of a sine. */
  public double re(int n) {
    return magnitude[n] * Math.cos(Math.toRadians(phaseDegrees[n]));
  }

  /** Returns the imaginary part of harmonic {@code n}'s phasor. */
  public double im(int n) {
    return magnitude[n] * Math.sin(Math.toRadians(phaseDegrees[n]));
  }

  /** Returns the harmonics whose phasors these are; the first is the mean. */
  public static Fourier of(double fundamental, double[] re, double[] im) {
    double[] magnitude = new double[re.length];
    double[] phase = new double[re.length];
    for (int n = 0; n < re.length; n++) {
      magnitude[n] = n == 0 ? re[0] : Math.hypot(re[n], im[n]);
      phase[n] = n == 0 ? 0 : Math.toDegrees(Math.atan2(im[n], re[n]));
    }
    return new Fourier(fundamental, magnitude, phase);
  }

  /** Returns the total harmonic distortion, %: all but mean and fundamental over the fundamental. */
  public double distortionPercent() {
    double sum = 0;
    for (int n = 2; n < magnitude.length; n++) {
      double share = magnitude[n] / magnitude[1];
      sum += share * share;
    }
    return 100 * Math.sqrt(sum);
  }

  /**
   * Returns the table for people, as ngspice prints it.
   *
   * @param name the quantity
   * @param how where the samples come from, {@code Gridsize: 200, ...}
   */
  public String table(String name, String how) {
    StringBuilder text = new StringBuilder("Fourier analysis for ").append(name).append(":\n");
    text.append("  No. Harmonics: ").append(magnitude.length);
    text.append(", THD: ").append(general(distortionPercent())).append(" %, ").append(how);
    text.append("\n\nHarmonic Frequency   Magnitude   Phase       Norm. Mag   Norm. Phase\n");
    text.append("-------- ---------   ---------   -----       ---------   -----------\n");
    for (int n = 0; n < magnitude.length; n++) {
      text.append(' ').append(padded(Integer.toString(n), 7));
      double[] row = {
        n * fundamental,
        magnitude[n],
        phaseDegrees[n],
        n == 0 ? 0 : magnitude[n] / magnitude[1],
        n == 0 ? 0 : phaseDegrees[n] - phaseDegrees[1]
      };
      for (double x : row) {
        text.append(' ').append(padded(general(x), 11));
      }
      text.append('\n');
    }
    return text.append('\n').toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Returns six digits without trailing zeros, as C's {@code %g}. */
  private static String general(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return x == 0 ? "0" : String.valueOf(x).toLowerCase(Locale.ROOT);
    }
    BigDecimal six =
        new BigDecimal(x).round(new MathContext(6, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int exponent = six.precision() - six.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return six.toPlainString();
    }
    String mantissa = six.movePointLeft(exponent).toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
