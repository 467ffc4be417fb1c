package org.ionspice.training;

/** How weights are moved, as the netlist names it. */
public enum Method {
  SGD,
  ADAM,
  LBFGS;

  Optimiser make(Knobs knobs, double rate) {
    return switch (this) {
      case SGD -> new SteepestDescent(knobs, rate);
      case ADAM -> new Adam(knobs, rate);
      case LBFGS -> new Lbfgs(knobs);
    };
  }
}
