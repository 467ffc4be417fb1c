package org.ionspice.elaboration;

import java.util.Arrays;
import org.ionspice.diagnostics.Span;

/**
 * One {@code .step} line (or a {@code .temp} list): the runs it asks for. The first step of a
 * design is the innermost loop.
 *
 * @param label what tables and plots call it: {@code r}, {@code v1}, {@code nmod(is)}, {@code temp}
 * @param target parameter, source, model or instance name, lower case; empty for the temperature
 * @param parameter the parameter of the model or instance, record spelling; the seed of runs of
 *     random values; empty otherwise
 * @param values SI units; temperatures in degrees Celsius
 */
public record Step(
    String label, Kind kind, String target, String parameter, double[] values, Span span) {
  /** What a step changes; {@code RUN} numbers circuits of different random values. */
  public enum Kind {
    PARAM,
    SOURCE,
    MODEL,
    TEMPERATURE,
    INSTANCE,
    RUN
  }

  public Step {
    values = values.clone();
  }

  @Override
  public double[] values() {
    return values.clone();
  }

  /** Returns the overrides of this step's value number {@code index} on top of {@code others}. */
  public Overrides at(int index, Overrides others) {
    return to(values[index], others);
  }

  /** Returns the overrides of any value of this step on top of {@code others}. */
  public Overrides to(double value, Overrides others) {
    return switch (kind) {
      case PARAM -> others.withParameter(target, value);
      case SOURCE, INSTANCE -> others.withDevice(target + "." + parameter, value);
      case MODEL -> others.withDevice(target + "(" + parameter + ")", value);
      case TEMPERATURE -> others.withTemperature(value);
      case RUN -> others.withRun((int) value);
    };
  }

  @Override
  public String toString() {
    return label + " " + Arrays.toString(values);
  }
}
