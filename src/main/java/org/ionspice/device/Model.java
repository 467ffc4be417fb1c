package org.ionspice.device;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Registers a parameter record as a device type. A record in a library package that carries it is in the catalogue. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Model {
  /** The type's name in {@code .model} cards and on {@code N} lines, lower case. */
  String name();

  /**
   * Further names for {@code .model} cards, each with the parameter that it sets: {@code "pnp
   * polarity=pnp"}.
   */
  String[] also() default {};

  /** The element letter, upper case; {@code N} for model-based devices with a state. */
  String letter() default "N";

  /** One line: what the device is. */
  String title();

  /** Terminal names in netlist order. Empty for a device that takes any number. */
  String[] terminals() default {"p", "n"};

  /**
   * Groups of further terminals, names apart by a blank, that a line may leave out from the end: each
   * group is given whole or not at all.
   */
  String[] optional() default {};

  /** Author, year, journal, DOI of the equations. */
  String source();

  /** The equations in plain text, a line each, for manuals. */
  String[] equations() default {};

  /** What the device does not cover, a sentence each, for manuals. */
  String[] limits() default {};
}
