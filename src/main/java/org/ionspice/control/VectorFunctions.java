package org.ionspice.control;

import java.util.Arrays;
import java.util.List;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.measure.Wave;
import org.ionspice.measure.Waves;
import org.jspecify.annotations.Nullable;

/** The functions of vectors that a script has beyond those of single numbers. */
final class VectorFunctions {
  private static final int MOST = 10_000_000;

  private VectorFunctions() {}

  /** Returns the part {@code m p db r i} of a vector. */
  static Wave part(String which, Wave x, boolean degrees) {
    return switch (which) {
      case "m" -> x.magnitude();
      case "p" -> angle(principal(x), degrees);
      case "db" -> x.decibel();
      case "r" -> x.realPart();
      default -> x.imaginaryPart();
    };
  }

  /** Returns a function's value. */
  static Wave of(String name, List<Wave> x, ResultPlot plot, boolean degrees)
      throws NotMeasurable {
    if (x.isEmpty()) {
      throw new NotMeasurable(name + "() needs a vector");
    }
    Wave a = x.get(0);
    int n = a.re().length;
    double[] real = a.real();
    switch (name) {
      case "vecindex":
        return x.size() > 2 ? range(a, x.get(1), x.get(2)) : index(a, x.get(1));
      case "complexof":
        return complex(a, x.get(1));
      case "v":
        return a;
      case "j":
        return Waves.binary(
            org.ionspice.expression.Expression.Operator.TIMES,
            new Wave("1", new double[n], ones(n)),
            a);
      case "conj":
        return conjugate(a);
      case "length":
        return Vectors.number(n);
      case "mean":
        return mean(a);
      case "avg":
        return running(a);
      case "stddev":
        return Vectors.number(Math.sqrt(variance(real))).in(a.unit());
      case "vecmin", "minimum":
        return Vectors.number(Arrays.stream(real).min().orElse(Double.NaN)).in(a.unit());
      case "vecmax", "maximum":
        return Vectors.number(Arrays.stream(real).max().orElse(Double.NaN)).in(a.unit());
      case "vector":
        return counted(a, false);
      case "unitvec":
        return counted(a, true);
      case "norm":
        double largest = Arrays.stream(real).map(Math::abs).max().orElse(1);
        return new Wave("1", scaled(a.re(), 1 / largest), scaled(a.im(), 1 / largest));
      case "ph", "phase":
        return angle(principal(a), degrees);
      case "cph", "cphase":
        return angle(a.phase(), degrees);
      case "unwrap":
        return unwrapped(a, degrees ? 360 : 2 * Math.PI);
      case "deriv":
        return derivative(a, plot);
      case "integ":
        return integral(a, plot);
      case "group_delay":
        return delay(a, plot);
      case "pos":
        return a.map("1", y -> y > 0 ? 1 : 0);
      case "nint":
        return a.map(a.unit(), Math::rint);
      case "sin", "cos", "tan":
        return Waves.function(name, degrees ? a.map("rad", Math::toRadians) : a);
      case "asin", "acos", "atan", "arcsin", "arccos", "arctan":
        return angle(Waves.function(name, a), degrees);
      default:
        return x.size() == 1 ? Waves.function(name, a) : Waves.function(name, equal(x));
    }
  }

  private static List<Wave> equal(List<Wave> x) {
    int size = x.stream().mapToInt(w -> w.re().length).max().orElse(1);
    return x.stream().map(w -> Vectors.stretched(w, size)).toList();
  }

  private static double[] ones(int n) {
    double[] all = new double[n];
    Arrays.fill(all, 1);
    return all;
  }

  private static double @Nullable [] scaled(double @Nullable [] x, double factor) {
    return x == null ? null : Arrays.stream(x).map(y -> y * factor).toArray();
  }

  private static Wave angle(Wave radians, boolean degrees) {
    return degrees ? radians.map("deg", Math::toDegrees) : radians;
  }

  /** Returns angles without jumps of more than half a turn. */
  private static Wave unwrapped(Wave a, double turn) {
    double[] out = a.re().clone();
    for (int i = 1; i < out.length; i++) {
      out[i] -= turn * Math.rint((out[i] - out[i - 1]) / turn);
    }
    return new Wave(a.unit(), out, null);
  }

  private static Wave principal(Wave x) {
    double[] out = new double[x.re().length];
    double[] im = x.im();
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.atan2(im == null ? 0 : im[i], x.re()[i]);
    }
    return new Wave("rad", out, null);
  }

  private static int place(Wave a, Wave index) throws NotMeasurable {
    double wanted = index.re()[0];
    if (!(wanted >= 0 && wanted < a.re().length)) {
      throw new NotMeasurable(
          "index " + (long) wanted + " is outside of 0 ... " + (a.re().length - 1));
    }
    return (int) wanted;
  }

  private static Wave index(Wave a, Wave index) throws NotMeasurable {
    int k = place(a, index);
    return slice(a, k, k + 1);
  }

  private static Wave range(Wave a, Wave from, Wave to) throws NotMeasurable {
    int low = place(a, from);
    int high = place(a, to);
    return slice(a, Math.min(low, high), Math.max(low, high) + 1);
  }

  private static Wave slice(Wave a, int from, int until) {
    double[] im = a.im();
    return new Wave(
        a.unit(),
        Arrays.copyOfRange(a.re(), from, until),
        im == null ? null : Arrays.copyOfRange(im, from, until));
  }

  private static Wave complex(Wave re, Wave im) {
    int n = Math.max(re.re().length, im.re().length);
    return new Wave(re.unit(), Vectors.stretched(re, n).re(), Vectors.stretched(im, n).re());
  }

  private static Wave conjugate(Wave a) {
    return new Wave(a.unit(), a.re(), scaled(a.im(), -1));
  }

  private static Wave mean(Wave a) {
    double[] im = a.im();
    return new Wave(
        a.unit(),
        new double[] {Arrays.stream(a.re()).average().orElse(Double.NaN)},
        im == null ? null : new double[] {Arrays.stream(im).average().orElse(Double.NaN)});
  }

  /** Returns the mean of all values up to each. */
  private static Wave running(Wave a) {
    double[] out = new double[a.re().length];
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      sum += a.re()[i];
      out[i] = sum / (i + 1);
    }
    return new Wave(a.unit(), out, null);
  }

  private static double variance(double[] x) {
    double mean = Arrays.stream(x).average().orElse(0);
    double sum = Arrays.stream(x).map(y -> (y - mean) * (y - mean)).sum();
    return x.length > 1 ? sum / (x.length - 1) : 0;
  }

  private static Wave counted(Wave length, boolean ones) throws NotMeasurable {
    double n = length.re()[0];
    if (!(n >= 0 && n <= MOST)) {
      throw new NotMeasurable("a vector of " + n + " values is not made");
    }
    double[] out = new double[(int) n];
    for (int i = 0; i < out.length; i++) {
      out[i] = ones ? 1 : i;
    }
    return new Wave("1", out, null);
  }

  private static double[] scaleOf(Wave a, ResultPlot plot, String function)
      throws NotMeasurable {
    Wave scale = plot.scale();
    if (scale == null || scale.re().length != a.re().length) {
      throw new NotMeasurable(function + "() needs a vector along a scale");
    }
    return scale.re();
  }

  /** Returns the slope of the parabola through each point and its neighbours. */
  private static Wave derivative(Wave a, ResultPlot plot) throws NotMeasurable {
    double[] t = scaleOf(a, plot, "deriv");
    double[] im = a.im();
    return new Wave("1", slopes(t, a.re()), im == null ? null : slopes(t, im));
  }

  private static double[] slopes(double[] t, double[] y) {
    int n = y.length;
    double[] out = new double[n];
    if (n < 2) {
      return out;
    }
    for (int i = 0; i < n; i++) {
      int k = Math.max(1, Math.min(n - 2, i));
      if (n == 2) {
        out[i] = (y[1] - y[0]) / (t[1] - t[0]);
        continue;
      }
      double left = t[k] - t[k - 1];
      double right = t[k + 1] - t[k];
      double before = (y[k] - y[k - 1]) / left;
      double after = (y[k + 1] - y[k]) / right;
      double bend = (after - before) / (left + right);
      double middle = (before * right + after * left) / (left + right);
      out[i] = middle + 2 * bend * (t[i] - t[k]);
    }
    return out;
  }

  private static Wave integral(Wave a, ResultPlot plot) throws NotMeasurable {
    double[] t = scaleOf(a, plot, "integ");
    double[] out = new double[t.length];
    for (int i = 1; i < out.length; i++) {
      out[i] = out[i - 1] + 0.5 * (a.re()[i] + a.re()[i - 1]) * (t[i] - t[i - 1]);
    }
    return new Wave("1", out, null);
  }

  private static Wave delay(Wave a, ResultPlot plot) throws NotMeasurable {
    double[] f = scaleOf(a, plot, "group_delay");
    return new Wave("s", scaled(slopes(f, a.phase().re()), -0.5 / Math.PI), null);
  }
}
