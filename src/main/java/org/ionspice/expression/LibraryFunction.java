package org.ionspice.expression;

/**
 * A function of the library.
 *
 * @param signature how it is written, as {@code limit(x,lo,hi)}
 * @param fewest fewest arguments
 * @param most most arguments; {@link Integer#MAX_VALUE} when there is no limit
 * @param memory whether it has a memory of the past and so works in behaviours only
 * @param lazy whether it is a conditional, of which only one branch counts
 * @param rule its value and slopes; not to be called when {@code memory} or {@code lazy}
 */
public record LibraryFunction(
    String name,
    String signature,
    int fewest,
    int most,
    String doc,
    boolean memory,
    boolean lazy,
    Rule rule) {

  /** Computes a function and its slopes without allocating anything. */
  @FunctionalInterface
  public interface Rule {
    /**
     * Returns the value at the arguments {@code a[from]} to {@code a[from + count - 1]}; NaN or
     * infinite outside the function's domain.
     *
     * @param slopes receives the partial derivative by argument {@code k} at index {@code k};
     *     finite wherever the value is
     */
    double apply(double[] a, int from, int count, double[] slopes);
  }

  /** Returns whether {@code count} arguments fit. */
  public boolean accepts(int count) {
    // Tables take the argument and then whole points.
    boolean whole = !isTable() || count % 2 == 1;
    return count >= fewest && count <= most && whole;
  }

  /** Returns whether the arguments after the first are the points of a table. */
  public boolean isTable() {
    return most == Integer.MAX_VALUE && fewest == 3;
  }

  /** Returns the value at the arguments, without slopes. */
  public double value(double... arguments) {
    return rule.apply(arguments, 0, arguments.length, new double[arguments.length]);
  }
}
