package org.ionspice.device;

/** What an event may read and write, at the event's time. */
public interface Memory {
  double time();

  double of(Cell cell);

  double of(Voltage voltage);

  double of(Unknown unknown);

  void set(Cell cell, double value);

  /** Makes an unknown jump. */
  void set(Unknown unknown, double value);

  /** Makes a node voltage against ground jump: an impulse of charge into the node's capacitance. */
  void set(Terminal node, double volts);
}
