package org.ionspice.assembly;

/** Finds the smallest conductance of a circuit's devices, which gmin must not come near. */
final class SmallestConductance {
  /** S, the gmin of SPICE. */
  static final double MOST_GMIN = 1e-12;

  /** S; below it a junction that conducts nothing would leave its node without a pivot. */
  private static final double LEAST_GMIN = 1e-18;

  /** Well below reltol: where devices nearly balance, gmin counts several times its share. */
  private static final double SHARE = 1e-5;

  private double smallest = Double.POSITIVE_INFINITY;

  /** Takes the largest conductance that so many copies of a device stamp at a point. */
  void add(Declared part, LocalPoint at, double copies) {
    LocalStamp f = new LocalStamp(at);
    LocalStamp q = new LocalStamp(at);
    Terms terms = new Terms();
    f.collect(part.locals(), terms);
    q.collect(part.locals(), new Terms());
    part.equations.evaluate(at, f, q);
    double largest = 0;
    for (int k = 0; k < terms.count; k++) {
      boolean byVoltage = terms.by[k] == Terms.VOLTAGE || terms.by[k] == Terms.LIMITED;
      if (terms.current[k] && byVoltage) {
        largest = Math.max(largest, Math.abs(terms.factor[k]));
      }
    }
    double g = largest * copies;
    if (g > 0 && Double.isFinite(g)) {
      smallest = Math.min(smallest, g);
    }
  }

  /** Returns gmin, S. */
  double gmin() {
    return Math.max(LEAST_GMIN, Math.min(MOST_GMIN, SHARE * smallest));
  }
}
