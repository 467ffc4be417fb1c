package org.ionspice.reduction;

/** A function of the complex frequency s, 1/s. */
@FunctionalInterface
public interface ComplexFunction {
  /** Writes the value at {@code re + j im} into {@code value}, length 2. */
  void at(double re, double im, double[] value);
}
