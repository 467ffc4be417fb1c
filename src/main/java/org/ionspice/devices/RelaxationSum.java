package org.ionspice.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Equations;
import org.ionspice.device.FrequencyResponse;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/**
 * An admittance as a conductance beside branches of a resistor and a capacitor in series.
 *
 * <pre>
 *   Y(s) = g + sum_k g_k s / (s + lambda_k),   g, g_k, lambda_k not negative
 * </pre>
 *
 * <p>Every admittance of diffusion and of constant phase is such a sum, or an integral over lambda.
 * With lambda = lambda(u) and a density that dies away at both ends, the trapezoidal rule in u
 * converges exponentially: for s = j omega the integrand's pole is pi/2 from the real axis of
 * log(lambda), so the error falls as exp(-pi^2 / step). What lies outside the band is gathered into
 * one branch on each side that keeps the two leading moments.
 */
final class RelaxationSum {
  private static final int MOST_TAIL = 400;
  private static final double NEGLIGIBLE = 1e-17;
  private static final double NO_CURRENT = 1e-9;

  private final double conductance;
  private final List<double[]> branches = new ArrayList<>();

  /** Makes a plain conductance, S. */
  RelaxationSum(double conductance) {
    this.conductance = conductance;
  }

  /** Adds the branch weight s / (s + rate): S and 1/s. */
  RelaxationSum add(double weight, double rate) {
    if (weight > 0 && rate > 0 && Double.isFinite(weight) && Double.isFinite(rate)) {
      branches.add(new double[] {weight, rate});
    }
    return this;
  }

  /**
   * Adds the integral over u from minus to plus infinity of weight(u) s / (s + rate(u)).
   *
   * @param from first u that gets a branch of its own
   * @param to last such u
   * @param step distance of the branches in u
   */
  RelaxationSum integrate(
      DoubleUnaryOperator rate, DoubleUnaryOperator weight, double from, double to, double step) {
    int count = Math.max(1, (int) Math.ceil((to - from) / step));
    DoubleUnaryOperator share = u -> step * weight.applyAsDouble(u);
    // Slow branches look like weight (1 - rate / s): keep the sums of weight and weight rate.
    double mass = tail(share, from, -step);
    double first = tail(u -> share.applyAsDouble(u) * rate.applyAsDouble(u), from, -step);
    add(mass, first / mass);
    for (int k = 0; k <= count; k++) {
      double u = from + k * step;
      add(share.applyAsDouble(u), rate.applyAsDouble(u));
    }
    // Fast ones look like weight (s / rate - (s / rate)^2): keep these two sums.
    double last = from + count * step;
    double linear = tail(u -> share.applyAsDouble(u) / rate.applyAsDouble(u), last, step);
    double square =
        tail(
            u -> share.applyAsDouble(u) / rate.applyAsDouble(u) / rate.applyAsDouble(u),
            last,
            step);
    return add(linear * (linear / square), linear / square);
  }

  /** Returns the sum of term(start + k step), k from 1 to infinity, of terms that fall at last. */
  private static double tail(DoubleUnaryOperator term, double start, double step) {
    double sum = 0;
    double before = 0;
    for (int k = 1; k <= MOST_TAIL; k++) {
      double value = term.applyAsDouble(start + k * step);
      sum += value;
      if (!(value > NEGLIGIBLE * sum)) {
        return sum;
      }
      if (k == MOST_TAIL || !(Math.abs(start + (k + 1) * step) < 300)) {
        double ratio = value / before; // Far out the terms are a geometric series.
        return ratio < 1 ? sum + value * ratio / (1 - ratio) : sum;
      }
      before = value;
    }
    return sum;
  }

  /** Returns the number of branches. */
  int size() {
    return branches.size();
  }

  /** Writes the admittance, S, at {@code omega}, rad/s. */
  void at(double omega, double[] y) {
    double real = conductance;
    double imaginary = 0;
    for (double[] branch : branches) {
      double ratio = omega / branch[1];
      double lag = branch[0] * ratio / (1 + ratio * ratio);
      real += lag * ratio;
      imaginary += lag;
    }
    y[0] = real;
    y[1] = imaginary;
  }

  /** Returns the current, S, at the time {@code t}, s, after a step of one volt. */
  double afterStep(double t) {
    double i = conductance;
    for (double[] branch : branches) {
      i += branch[0] * Math.exp(-branch[1] * t);
    }
    return i;
  }

  /**
   * Returns the largest relative error of an element's sum within its band: that of the admittance
   * against the exact one, and that of the current after a step of voltage against a finer sum.
   */
  static double error(RelaxingElement element) {
    Band band = element.band();
    RelaxationSum sum = element.sum(band);
    RelaxationSum finer = element.sum(band.finer());
    int points = (int) Math.ceil(20 * Math.log10(band.fmax() / band.fmin()));
    double[] right = new double[2];
    double[] here = new double[2];
    double worst = 0;
    for (int k = 0; k <= points; k++) {
      double omega =
          2 * Math.PI * band.fmin() * Math.pow(band.fmax() / band.fmin(), (double) k / points);
      element.admittance(omega, right);
      sum.at(omega, here);
      double distance = Math.hypot(here[0] - right[0], here[1] - right[1]);
      worst = Math.max(worst, distance / Math.hypot(right[0], right[1]));
      // A current that has died away has no relative error.
      double current = finer.afterStep(1 / omega);
      double size = Math.max(current, NO_CURRENT * Math.hypot(right[0], right[1]));
      worst = Math.max(worst, Math.abs(sum.afterStep(1 / omega) - current) / size);
    }
    return worst;
  }

  /** Returns a remark when the approximation is coarse. */
  static List<String> remarks(RelaxingElement element) {
    double error = error(element);
    return error > 0.02
        ? List.of(
            String.format(
                Locale.ROOT,
                "in a transient it is off by up to %.2g %% between fmin and fmax; raise perdecade",
                100 * error))
        : List.of();
  }

  /** Declares a two-terminal element: its sum in DC and transients, the exact form in AC. */
  static Equations declare(Declaration self, RelaxingElement element) {
    return element.sum(element.band()).declare(self, element::admittance, error(element));
  }

  private Equations declare(Declaration self, FrequencyResponse exact, double error) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current current = self.current(self.terminal("p"), self.terminal("n"));
    self.response(current, voltage, exact);
    int n = branches.size();
    Unknown[] across = new Unknown[n];
    double[] weight = new double[n];
    double[] rate = new double[n];
    double sum = conductance;
    for (int k = 0; k < n; k++) {
      across[k] = self.unknown(Quantity.of("branch#" + (k + 1), "V"));
      weight[k] = branches.get(k)[0];
      rate[k] = branches.get(k)[1];
      sum += weight[k];
    }
    double total = sum;
    self.output("error", "1", at -> error);
    self.output("branches", "1", at -> n);
    double g = conductance;
    return (at, f, q) -> {
      double v = at.of(voltage);
      double i = g * v;
      for (int k = 0; k < n; k++) {
        i += weight[k] * (v - at.of(across[k]));
      }
      f.add(current, i).d(voltage, total);
      for (int k = 0; k < n; k++) {
        f.d(across[k], -weight[k]);
      }
      for (int k = 0; k < n; k++) {
        double x = at.of(across[k]);
        f.add(across[k], rate[k] * (x - v)).d(across[k], rate[k]).d(voltage, -rate[k]);
        q.add(across[k], x).d(across[k], 1);
      }
    };
  }
}
