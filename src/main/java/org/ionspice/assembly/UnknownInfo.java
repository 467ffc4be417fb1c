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
public record UnknownInfo(String name, int instance, boolean node, Quantity quantity) {}
