package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * How one gate of a channel follows the voltage: dg/dt = opening(u) - rate(u) g.
 *
 * <p>In the usual symbols opening is alpha = g_inf / tau, and rate is alpha + beta = 1 / tau.
 */
interface Gate {
  /** Returns alpha, 1/s, at u, V. */
  double opening(double u);

  /** Returns the derivative of {@link #opening}, 1/(V s). */
  double openingSlope(double u);

  /** Returns alpha + beta, 1/s, at u, V. */
  double rate(double u);

  /** Returns the derivative of {@link #rate}, 1/(V s). */
  double rateSlope(double u);

  /** Returns the smallest voltage over which something changes by e, V; infinite if unknown. */
  double width();

  /** Returns the share at which the gate rests at u, V. */
  default double equilibrium(double u) {
    double rate = rate(u);
    return rate > 0 ? opening(u) / rate : 0;
  }

  /** The gates of the squid axon, A. L. Hodgkin and A. F. Huxley 1952, in millivolts and 1/ms. */
  enum Squid implements Gate {
    /** Activation of sodium. */
    M {
      @Override
      double alpha(double mv) {
        return Smooth.vtrap((25 - mv) / 10);
      }

      @Override
      double alphaSlope(double mv) {
        return -0.1 * Smooth.vtrapSlope((25 - mv) / 10);
      }

      @Override
      double beta(double mv) {
        return 4 * Smooth.exp(-mv / 18);
      }

      @Override
      double betaSlope(double mv) {
        return -4.0 / 18 * Smooth.expSlope(-mv / 18);
      }
    },
    /** Inactivation of sodium. */
    H {
      @Override
      double alpha(double mv) {
        return 0.07 * Smooth.exp(-mv / 20);
      }

      @Override
      double alphaSlope(double mv) {
        return -0.0035 * Smooth.expSlope(-mv / 20);
      }

      @Override
      double beta(double mv) {
        return Smooth.sigmoid((mv - 30) / 10);
      }

      @Override
      double betaSlope(double mv) {
        return 0.1 * Smooth.sigmoidSlope((mv - 30) / 10);
      }
    },
    /** Activation of potassium. */
    N {
      @Override
      double alpha(double mv) {
        return 0.1 * Smooth.vtrap((10 - mv) / 10);
      }

      @Override
      double alphaSlope(double mv) {
        return -0.01 * Smooth.vtrapSlope((10 - mv) / 10);
      }

      @Override
      double beta(double mv) {
        return 0.125 * Smooth.exp(-mv / 80);
      }

      @Override
      double betaSlope(double mv) {
        return -0.125 / 80 * Smooth.expSlope(-mv / 80);
      }
    };

    /** Returns the rate of opening, 1/ms, at {@code mv}, mV. */
    abstract double alpha(double mv);

    abstract double alphaSlope(double mv);

    /** Returns the rate of closing, 1/ms, at {@code mv}, mV. */
    abstract double beta(double mv);

    abstract double betaSlope(double mv);

    @Override
    public double opening(double u) {
      return 1e3 * alpha(1e3 * u);
    }

    @Override
    public double openingSlope(double u) {
      return 1e6 * alphaSlope(1e3 * u);
    }

    @Override
    public double rate(double u) {
      return 1e3 * (alpha(1e3 * u) + beta(1e3 * u));
    }

    @Override
    public double rateSlope(double u) {
      return 1e6 * (alphaSlope(1e3 * u) + betaSlope(1e3 * u));
    }

    @Override
    public double width() {
      return 10e-3;
    }
  }
}
