package org.ionspice.device;

/**
 * What an unknown is: name, unit, size and manners.
 *
 * @param name lower case, unique in the instance; users write {@code @inst[name]}
 * @param unit SI unit symbol
 * @param nominal typical size, in the unit; scales tolerances
 * @param initial value at t = 0 when {@code uic} is given, or where a held state is held
 * @param held whether the state has no equilibrium and is held at {@code initial} in DC
 * @param followsInAc whether a held state moves with its rate in AC all the same, as an integral does
 * @param mostPerIteration the largest change of one Newton iteration
 */
public record Quantity(
    String name,
    String unit,
    double nominal,
    double initial,
    boolean held,
    boolean followsInAc,
    double mostPerIteration) {

  /** A quantity of nominal size one that starts at zero and is solved with the operating point. */
  public static Quantity of(String name, String unit) {
    return new Quantity(name, unit, 1, 0, false, false, Double.POSITIVE_INFINITY);
  }

  /** A branch current: named {@code i}, A, nominal size 1 mA. */
  public static Quantity branchCurrent() {
    return of("i", "A").nominal(1e-3);
  }

  public Quantity nominal(double size) {
    return new Quantity(name, unit, size, initial, held, followsInAc, mostPerIteration);
  }

  public Quantity initially(double value) {
    return new Quantity(name, unit, nominal, value, held, followsInAc, mostPerIteration);
  }

  public Quantity heldInDc(boolean hold) {
    return new Quantity(name, unit, nominal, initial, hold, followsInAc, mostPerIteration);
  }

  /** Says that a state that is held in DC moves in AC: its rate is the whole of its equation. */
  public Quantity followingInAc() {
    return new Quantity(name, unit, nominal, initial, held, true, mostPerIteration);
  }

  public Quantity atMostPerIteration(double change) {
    return new Quantity(name, unit, nominal, initial, held, followsInAc, change);
  }
}
