package org.ionspice.plot;

import java.util.List;

/**
 * An axis: what it shows and the SI prefix that suits its numbers.
 *
 * @param factor divides the numbers before they are drawn
 */
record Axis(String title, double factor, boolean logarithmic) {
  private static final List<String> PREFIXES =
      List.of("f", "p", "n", "µ", "m", "", "k", "M", "G", "T");

  /** Chooses the prefix by the largest magnitude, so that labels go up to 0.5 ... 500. */
  static Axis of(String name, String unit, List<double[]> data) {
    double most = 0;
    for (double[] column : data) {
      for (double y : column) {
        most = Double.isFinite(y) ? Math.max(most, Math.abs(y)) : most;
      }
    }
    if (unit.equals("1") || unit.equals("dB") || unit.equals("deg") || most == 0) {
      String shown = unit.equals("deg") ? "°" : unit;
      return new Axis(unit.equals("1") ? name : name + " [" + shown + "]", 1, false);
    }
    int power = (int) Math.floor(Math.log10(most * 2 * (1 + 1e-9)) / 3);
    power = Math.max(-5, Math.min(4, power));
    String shown = PREFIXES.get(power + 5) + (unit.equalsIgnoreCase("Ohm") ? "Ω" : unit);
    return new Axis(name + " [" + shown + "]", Math.pow(10, 3 * power), false);
  }

  /** An axis in decades, for spectral densities; their labels carry the prefixes. */
  static Axis decades(String name, String unit) {
    return new Axis(name + " [" + unit.replace("sqrt(Hz)", "√Hz") + "]", 1, true);
  }

  static Axis frequency() {
    return new Axis("frequency [Hz]", 1, true);
  }

  double[] scaled(double[] data) {
    double[] scaled = new double[data.length];
    for (int i = 0; i < scaled.length; i++) {
      // The drawing library takes NaN for a gap and fails at infinity.
      boolean shown = Double.isFinite(data[i]) && (!logarithmic || data[i] > 0);
      scaled[i] = shown ? data[i] / factor : Double.NaN;
    }
    return scaled;
  }
}
