package org.ionspice.expression;

/** A form in compiled code. Without state, for all threads. */
abstract class Kernel {
  /**
   * Returns the value, and NaN where it or a partial is not finite: then the interpreter must say
   * what they are.
   *
   * @param x the inputs
   * @param constants the numbers of this formula
   * @param partials receives the partials by all inputs; bit for bit what the interpreter finds
   */
  abstract double evaluate(
      double[] x, double time, double temperature, double[] constants, double[] partials);
}
