package org.ionspice.devices;

/**
 * The current from drain to source of a MOSFET of one level, seen as an n-channel device, for a
 * drain at or above the source.
 */
abstract class MosfetChannel {
  /** The current, A. */
  final Dual current = new Dual();

  /** The gate-source voltage where the channel forms, V. */
  final Dual threshold = new Dual();

  /** The drain-source voltage where the current saturates, V; at or below zero when off. */
  final Dual saturation = new Dual();

  /** Computes all of them at these voltages, V; {@code vds} is at least 0. */
  abstract void evaluate(double vgs, double vds, double vbs);
}
