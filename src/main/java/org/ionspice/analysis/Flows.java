package org.ionspice.analysis;

import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Ports;

/** Power into instances at the point that is being written, and what it has brought so far. */
public interface Flows {
  /** Returns the power into instance {@code k}, W, where the unknowns are {@code x}. */
  double power(int k, double[] x);

  /** Returns the energy that instance {@code k} has taken since the start, J. */
  double energy(int k);

  /** Returns the flows of points where no charge moves. */
  static Flows still(Assembly system) {
    Ports ports = new Ports(system);
    return new Flows() {
      @Override
      public double power(int k, double[] x) {
        return ports.power(k, x);
      }

      @Override
      public double energy(int k) {
        throw new IllegalStateException("no time passes here");
      }
    };
  }
}
