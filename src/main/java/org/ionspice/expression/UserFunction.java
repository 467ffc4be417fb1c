package org.ionspice.expression;

import java.util.List;

/**
 * A function of a {@code .func} line.
 *
 * @param arguments its formal arguments, in lower case
 * @param body what it stands for; other names in it are looked up where it is called
 */
public record UserFunction(List<String> arguments, Expression body) {
  public UserFunction {
    arguments = List.copyOf(arguments);
  }
}
