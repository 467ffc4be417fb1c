package org.ionspice.elaboration;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ionspice.expression.Scope;
import org.ionspice.expression.UserFunction;

/**
 * The names that formulas of {@code .meas}, {@code .plot}, {@code .print} and {@code .save} know:
 * those of a level, earlier measurements, and functions of results.
 *
 * @param level where the line stands
 * @param measured names of earlier measurements, lower case; kept, not copied
 * @param analysis whose results the line is about, lower case
 */
record ResultScope(Level level, Set<String> measured, String analysis) implements Scope {
  @Override
  public OptionalDouble value(String name) {
    return level.value(name);
  }

  @Override
  public Optional<UserFunction> function(String name) {
    return level.function(name);
  }

  @Override
  public boolean comesLater(String name) {
    return name.equals("frequency") || measured.contains(name) || isVector(name);
  }

  @Override
  public boolean isVector(String name) {
    return ResultVectors.contain(analysis, name);
  }

  @Override
  public boolean hasResults() {
    return true;
  }

  @Override
  public Collection<String> names() {
    Set<String> names = new LinkedHashSet<>(level.names());
    names.addAll(measured);
    return names;
  }

  @Override
  public Collection<String> functionNames() {
    return level.functionNames();
  }
}
