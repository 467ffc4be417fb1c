package org.ionspice.device;

import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Told once by a device, before its first evaluation: what it connects to and what it remembers. */
public interface Declaration {
  /** Returns the pin of this name, one of {@link Model#terminals()}. */
  Terminal terminal(String name);

  /** Returns pin {@code index}, from zero, for devices with any number of pins. */
  Terminal terminal(int index);

  /** Returns how many pins the instance has. */
  int terminalCount();

  /** Returns whether the instance has the optional pin of this name. */
  boolean has(String name);

  /** Makes an internal node with the name {@code name}; its voltage can be printed. */
  Terminal internalNode(String name);

  /** Makes an internal node that {@code uic} starts at the voltage of the node that it lies behind. */
  default Terminal internalNode(String name, Terminal outer) {
    return internalNode(name);
  }

  Voltage voltage(Terminal plus, Terminal minus);

  /** A current that leaves plus's node through the device into minus's. Scaled by the instance's m. */
  Current current(Terminal plus, Terminal minus);

  /** Adds an unknown and its row. */
  Unknown unknown(Quantity quantity);

  /**
   * Promises that the row of {@code rate} reads {@code rate - d/dt (capacitance voltage) = 0} with
   * this constant capacitance, F: it is stamped so, and transients may put the current that it is in
   * the place of the unknown. No charge may depend on it.
   */
  default void rate(Unknown rate, Voltage voltage, double capacitance) {}

  /** Returns an unknown of another instance: link {@code index} in the order of the netlist. */
  Unknown linked(int index);

  /** Returns how many links the instance has. */
  int linkCount();

  /** The voltage {@code seconds} (positive) ago; the present one in DC, a phase in AC. */
  Delayed delayed(Voltage voltage, double seconds);

  /** The unknown {@code seconds} (positive) ago. */
  Delayed delayed(Unknown unknown, double seconds);

  /** A voltage that Newton may move only as {@code by} allows; partials stay those of the physics. */
  Limited limited(Voltage voltage, Limiter by);

  /** Adds a discrete memory. Its name can be printed as {@code @inst[name]}. */
  Cell cell(String name, double initial);

  /** Lets a memory take {@code value}, which may ask for the memory itself, in every rest that is found. */
  void settle(Cell cell, ToDoubleFunction<Point> value);

  /** When {@code guard} rises through zero during a transient, {@code then} runs at that time. */
  void when(String name, ToDoubleFunction<Point> guard, Consumer<Memory> then);

  /** Names times that a step must not cross: maps a time to the next corner after it, or infinity. */
  void corners(DoubleUnaryOperator nextAfter);

  /**
   * Says until when the equations do not change with time: maps a time to the end of that interval,
   * to itself when they change. A device whose equations do not ask for the time need not say it.
   */
  default void steady(DoubleUnaryOperator until) {}

  /** AC excitation of an unknown's row: the row reads f = magnitude at phase. */
  void excite(Unknown row, double magnitude, double phaseDegrees);

  /** AC excitation of a current: the phasor that flows from plus through the device to minus. */
  void excite(Current current, double magnitude, double phaseDegrees);

  /**
   * Makes {@code y} the small-signal admittance of {@code row} by {@code by}: in AC it takes the
   * place of all that the equations stamp on this current. In DC and in a transient the stamps hold;
   * they must have the slope at constant voltage that {@code y} tends to at low frequency.
   */
  void response(Current row, Voltage by, FrequencyResponse y);

  /**
   * Declares a noise current from plus's node through the device into minus's, independent of all
   * others. A device that declares none is free of noise.
   *
   * @param name what makes it, lower case: {@code thermal}, {@code 1overf}, {@code rs}
   */
  void noise(String name, Current through, NoiseDensity density);

  /** Gives a printable quantity {@code @inst[name]}. */
  void output(String name, String unit, ToDoubleFunction<Point> value);

  /** Sets the initial voltage of {@code uic}, V: at t = 0 without an operating point. */
  void initialVoltage(Voltage voltage, double volts);

  /** Returns the instance's temperature, K. */
  double temperature();

  /** Returns the temperature at which model parameters hold, K. */
  double nominalTemperature();

  /** Returns the conductance, S, that devices put across their junctions (.options gmin). */
  double gmin();
}
