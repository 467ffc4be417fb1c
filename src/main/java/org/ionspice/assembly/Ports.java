package org.ionspice.assembly;

import java.util.Arrays;

/**
 * What flows through the pins of single instances: charges, currents and the power they bring.
 *
 * <p>Power is the sum, over the pins, of voltage times current into the device, W; positive when the
 * device takes it. Of an instance with {@code m} copies it is that of all. Mutable workspace, for one
 * thread.
 */
public final class Ports {
  private final Assembly system;
  private final SingleDevice device;
  private final double[] admittance = new double[2];
  private double[] real = new double[8];
  private double[] imaginary = new double[8];

  /** Makes a view of the circuit's instances. */
  public Ports(Assembly system) {
    this.system = system;
    this.device = system.evaluation().single();
  }

  /** Returns the number of pins of instance {@code k}. */
  public int pins(int k) {
    return system.part(k).key.pins();
  }

  /** Returns the power into instance {@code k} at {@code x}, W, where no charge moves. */
  public double power(int k, double[] x) {
    return power(k, x, new double[0], 0);
  }

  /**
   * Returns the power into instance {@code k} at {@code x}, W.
   *
   * @param charging dq/dt of its pins from {@code from} on, A; empty for none
   */
  public double power(int k, double[] x, double[] charging, int from) {
    device.evaluate(k, x);
    double[] f = device.f();
    double sum = 0;
    for (int pin = 0; pin < pins(k); pin++) {
      double current = f[1 + pin] + (charging.length == 0 ? 0 : charging[from + pin]);
      sum += x[system.unknownOf(k, 1 + pin)] * current;
    }
    return sum;
  }

  /** Writes the charges at the pins of instance {@code k}, C, from {@code into[from]} on. */
  public void charges(int k, double[] x, double[] into, int from) {
    device.evaluate(k, x);
    System.arraycopy(device.q(), 1, into, from, pins(k));
  }

  /** Writes dq/dt at the pins of instance {@code k}, A, where unknowns move by {@code slope} a second. */
  public void charging(int k, double[] x, double[] slope, double[] into, int from) {
    device.evaluate(k, x);
    Terms terms = device.qTerms();
    Arrays.fill(into, from, from + pins(k), 0);
    for (int t = 0; t < terms.count; t++) {
      double rate = terms.factor[t] * (at(slope, k, terms.plus[t]) - at(slope, k, terms.minus[t]));
      add(into, from, k, terms.rowPlus[t], rate);
      add(into, from, k, terms.rowMinus[t], -rate);
    }
  }

  private void add(double[] into, int from, int k, int row, double value) {
    if (row >= 1 && row <= pins(k)) {
      into[from + row - 1] += value;
    }
  }

  private double at(double[] all, int k, int local) {
    return local == 0 ? 0 : all[system.unknownOf(k, local)];
  }

  /**
   * Fills {@code power} with the complex power V I* / 2 into instance {@code k}, W: its real part is
   * the mean power of the small sine waves, its imaginary part what swings to and fro.
   *
   * @param x operating point
   * @param omega rad/s
   * @param re phasors of the unknowns, real parts
   * @param im and their imaginary parts
   */
  public void phasor(int k, double[] x, double omega, double[] re, double[] im, double[] power) {
    Declared law = system.part(k);
    int n = law.locals();
    real = new double[n];
    imaginary = new double[n];
    device.evaluate(k, x);
    terms(k, law, device.fTerms(), false, omega, re, im);
    terms(k, law, device.qTerms(), true, omega, re, im);
    double m = system.instance(k).multiplicity();
    for (Declared.Response response : law.responses) {
      response.y().at(omega, admittance);
      double a = at(re, k, response.by().plus()) - at(re, k, response.by().minus());
      double b = at(im, k, response.by().plus()) - at(im, k, response.by().minus());
      flow(
          response.row().plus(),
          response.row().minus(),
          m * (admittance[0] * a - admittance[1] * b),
          m * (admittance[0] * b + admittance[1] * a));
    }
    for (Declared.Drive drive : law.drives) {
      if (drive.minus() >= 0) {
        double phase = Math.toRadians(drive.phaseDegrees());
        double size = m * drive.magnitude();
        flow(drive.plus(), drive.minus(), size * Math.cos(phase), size * Math.sin(phase));
      }
    }
    power[0] = 0;
    power[1] = 0;
    for (int row = 1; row <= pins(k); row++) {
      double a = at(re, k, row);
      double b = at(im, k, row);
      power[0] += (a * real[row] + b * imaginary[row]) / 2;
      power[1] += (b * real[row] - a * imaginary[row]) / 2;
    }
  }

  /** Adds the currents of the partials of f, or those of q times j omega. */
  private void terms(
      int k, Declared law, Terms terms, boolean charge, double omega, double[] re, double[] im) {
    for (int t = 0; t < terms.count; t++) {
      if (terms.current[t] && law.isReplacedInAc(terms.rowPlus[t], terms.rowMinus[t])) {
        continue;
      }
      double a = terms.factor[t] * (at(re, k, terms.plus[t]) - at(re, k, terms.minus[t]));
      double b = terms.factor[t] * (at(im, k, terms.plus[t]) - at(im, k, terms.minus[t]));
      if (terms.by[t] == Terms.DELAYED) {
        double turn = -omega * law.delays.get(terms.slot[t]).seconds();
        double turned = a * Math.cos(turn) - b * Math.sin(turn);
        b = a * Math.sin(turn) + b * Math.cos(turn);
        a = turned;
      }
      flow(terms.rowPlus[t], terms.rowMinus[t], charge ? -omega * b : a, charge ? omega * a : b);
    }
  }

  private void flow(int plus, int minus, double re, double im) {
    real[plus] += re;
    imaginary[plus] += im;
    real[minus] -= re;
    imaginary[minus] -= im;
  }
}
