package org.ionspice.assembly;

import org.ionspice.device.Current;
import org.ionspice.device.Delayed;
import org.ionspice.device.Limited;
import org.ionspice.device.Point;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/** Finds the smallest conductance of a circuit's devices, which gmin must not come near. */
final class SmallestConductance {
  /** S, the gmin of SPICE. */
  static final double MOST_GMIN = 1e-12;

  /** S; below it a junction that conducts nothing would leave its node without a pivot. */
  private static final double LEAST_GMIN = 1e-18;

  /** Well below reltol: where devices nearly balance, gmin counts several times its share. */
  private static final double SHARE = 1e-5;

  private double smallest = Double.POSITIVE_INFINITY;

  /** Takes the largest conductance that one instance stamps at a point. */
  void add(Declared part, Point at) {
    Conductances resistive = new Conductances();
    part.equations.evaluate(at, resistive, new Conductances());
    double g = resistive.largest * part.instance.multiplicity();
    if (g > 0 && Double.isFinite(g)) {
      smallest = Math.min(smallest, g);
    }
  }

  /** Returns gmin, S. */
  double gmin() {
    return Math.max(LEAST_GMIN, Math.min(MOST_GMIN, SHARE * smallest));
  }

  private static final class Conductances implements Stamp {
    private double largest;
    private boolean current;

    @Override
    public Stamp add(Current row, double value) {
      current = true;
      return this;
    }

    @Override
    public Stamp add(Unknown row, double value) {
      current = false;
      return this;
    }

    @Override
    public Stamp d(Voltage by, double partial) {
      if (current) {
        largest = Math.max(largest, Math.abs(partial));
      }
      return this;
    }

    @Override
    public Stamp d(Unknown by, double partial) {
      return this;
    }

    @Override
    public Stamp d(Delayed by, double partial) {
      return this;
    }

    @Override
    public Stamp d(Limited by, double partial) {
      return d(new Voltage(by.plus(), by.minus()), partial);
    }
  }
}
