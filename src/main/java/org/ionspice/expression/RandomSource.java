package org.ionspice.expression;

/** Draws independent random numbers. Mutable. */
public interface RandomSource {
  /** Draws from the even distribution over 0 (included) to 1. */
  double uniform();

  /** Draws from the normal distribution of mean 0 and standard deviation 1. */
  default double normal() {
    // Box and Muller (1958), with StrictMath so that every machine gives the same bits.
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }
}
