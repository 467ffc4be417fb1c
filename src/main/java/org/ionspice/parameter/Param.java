package org.ionspice.parameter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a record component as a netlist parameter.
 *
 * <p>Component types: {@code double}, {@code int}, {@code boolean}, any enum, {@code String}; other
 * types (waveforms, formulas, {@link Samples}) are given as objects by whoever builds the record.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface Param {
  /** SI unit, {@code 1} for a pure number, empty for a word. */
  String unit() default "";

  /** Default in netlist notation; {@code none} is NaN (not given); empty makes the parameter required. */
  String def() default "";

  double min() default Double.NEGATIVE_INFINITY;

  double max() default Double.POSITIVE_INFINITY;

  /** Exclusive lower bound. */
  double above() default Double.NEGATIVE_INFINITY;

  /** Exclusive upper bound. */
  double below() default Double.POSITIVE_INFINITY;

  /** Other names by which the parameter may be given. */
  String[] alias() default {};

  /** Whether a value without a name is this parameter ({@code R1 a b 1k}). */
  boolean principal() default false;

  /** The variable of a parameter that is a formula, lower case. */
  String argument() default "";

  /** One line: what it is. */
  String doc();
}
