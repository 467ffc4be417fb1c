package org.ionspice.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Says what the names in an expression mean. Names are in lower case. The constants and functions
 * of {@link FunctionLibrary} are found without a scope; what a scope defines goes before them.
 */
public interface Scope {
  /** Defines nothing. */
  Scope EMPTY =
      new Scope() { // Not a lambda: in an interface those are in no class archive.
        @Override
        public OptionalDouble value(String name) {
          return OptionalDouble.empty();
        }
      };

  /** Returns the value of a parameter; NaN when its own evaluation failed and was reported. */
  OptionalDouble value(String name);

  /** Returns the function of a {@code .func} line. */
  default Optional<UserFunction> function(String name) {
    return Optional.empty();
  }

  /**
   * Returns the value of a {@link Expression.NodeVoltage}, {@link Expression.BranchCurrent} or
   * {@link Expression.DeviceQuantity}; empty where there is no simulation.
   */
  default OptionalDouble quantity(Expression quantity) {
    return OptionalDouble.empty();
  }

  /**
   * Returns whether the name gets its value only after the run, as a measurement does: resolving
   * leaves it as it is.
   */
  default boolean comesLater(String name) {
    return false;
  }

  /**
   * Returns whether formulas are evaluated over the results of a run, so that they know {@link
   * ResultFunctions} too.
   */
  default boolean hasResults() {
    return false;
  }

  /** Returns whether the name is a column of the results, as {@code onoise_spectrum} is. */
  default boolean isVector(String name) {
    return false;
  }

  /**
   * Returns the random numbers of a call of one of {@link RandomFunctions}; empty where nothing is
   * drawn.
   *
   * @param calls the call and the calls of {@code .func} functions that led to it, outermost first
   */
  default Optional<RandomSource> random(List<Expression.Call> calls) {
    return Optional.empty();
  }

  /** Returns the names that {@link #value} knows, for hints. */
  default Collection<String> names() {
    return List.of();
  }

  /** Returns the names that {@link #function} knows, for hints. */
  default Collection<String> functionNames() {
    return List.of();
  }

  /** Returns a scope of these parameters, without functions. */
  static Scope of(Map<String, Double> values) {
    return of(values, Map.of());
  }

  /** Returns a scope of these parameters and functions. */
  static Scope of(Map<String, Double> values, Map<String, UserFunction> functions) {
    Map<String, Double> known = Map.copyOf(values);
    Map<String, UserFunction> callable = Map.copyOf(functions);
    return new Scope() {
      @Override
      public OptionalDouble value(String name) {
        Double value = known.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
      }

      @Override
      public Optional<UserFunction> function(String name) {
        return Optional.ofNullable(callable.get(name));
      }

      @Override
      public Collection<String> names() {
        return known.keySet();
      }

      @Override
      public Collection<String> functionNames() {
        return callable.keySet();
      }
    };
  }
}
