package org.ionspice.devices;

/** How the resistance of a drift memristor follows its state: ron at x = 0, roff at x = 1. */
public enum ResistanceLaw {
  /** ron + (roff - ron) x. */
  LIN,
  /** ron (roff/ron)^x. */
  EXP;

  /** Returns the resistance, ohm; beyond 0..1 it stays at the nearer bound. */
  double at(double x, double ron, double roff) {
    double y = Bounds.inside(x);
    return this == LIN ? ron + (roff - ron) * y : ron * Math.pow(roff / ron, y);
  }

  /** Returns the derivative of {@link #at}, ohm, where its value is known. */
  double slope(double x, double ron, double roff, double at) {
    if (x < 0 || x > 1) {
      return 0;
    }
    return this == LIN ? roff - ron : Math.log(roff / ron) * at;
  }
}
