package org.ionspice.device;

/**
 * A quantity as it was some seconds ago.
 *
 * @param slot position among the instance's delayed quantities
 * @param plus local index of the delayed unknown or node
 * @param minus local index that is subtracted, 0 for none
 */
public record Delayed(int slot, int plus, int minus) {}
