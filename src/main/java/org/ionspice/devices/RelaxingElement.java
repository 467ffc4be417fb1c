package org.ionspice.devices;

/** An impedance element: exact in AC, a sum of relaxations in a transient. */
interface RelaxingElement {
  /** Returns where the sum of relaxations holds. */
  Band band();

  /** Returns what stands for the element in a transient, right within {@code band}. */
  RelaxationSum sum(Band band);

  /** Writes the admittance, S, at {@code omega}, rad/s: real and imaginary part. */
  void admittance(double omega, double[] y);
}
