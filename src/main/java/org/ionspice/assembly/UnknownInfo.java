package org.ionspice.assembly;

import org.ionspice.device.Quantity;

/**
 * What one global unknown is.
 *
 * @param name as printed: {@code v(out)}, {@code i(v1)}, {@code @n1[x]}
 * @param instance position of the owning instance, -1 for a circuit node
 * @param node whether it is a node voltage (internal nodes included)
 * @param quantity unit, size and manners
 */
public record UnknownInfo(String name, int instance, boolean node, Quantity quantity) {
  /** Returns the absolute tolerance in the unknown's unit for the given volt and ampere sizes. */
  public double absoluteTolerance(double volts, double amperes) {
    return switch (quantity.unit()) {
      case "V" -> volts;
      case "A" -> amperes;
      default -> 1e-6 * quantity.nominal();
    };
  }
}
