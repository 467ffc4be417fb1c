package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ionspice.expression.Expression;
import org.ionspice.expression.RandomSource;
import org.ionspice.expression.Scope;
import org.ionspice.expression.UserFunction;

/** The names of a level, in which one name is the variable of a formula. */
record OneVariable(Level level, String variable) implements Scope {
  @Override
  public OptionalDouble value(String name) {
    return name.equals(variable) ? OptionalDouble.empty() : level.value(name);
  }

  @Override
  public Optional<UserFunction> function(String name) {
    return level.function(name);
  }

  @Override
  public Optional<RandomSource> random(List<Expression.Call> calls) {
    return level.random(calls);
  }

  @Override
  public boolean comesLater(String name) {
    return name.equals(variable);
  }

  @Override
  public Collection<String> names() {
    List<String> names = new ArrayList<>(level.names());
    names.add(variable);
    return names;
  }

  @Override
  public Collection<String> functionNames() {
    return level.functionNames();
  }
}
