package org.ionspice.assembly;

/**
 * Adds the stamps of one device to the circuit's vectors and matrices, for devices of one kind.
 *
 * <p>Classes of this type are written by {@link AdderWriter}.
 */
abstract class StampAdder {
  /**
   * Adds a device's stamps.
   *
   * @param vectors f, the sizes of what goes into f, and q
   * @param matrices G and the entries of C
   * @param unknowns of all devices of the kind; {@code u} is the place before this one's first
   * @param fSlots of all devices; {@code fAt} is this one's first, as {@code qAt} in {@code qSlots}
   */
  abstract void add(
      LocalStamp f,
      LocalStamp q,
      double[][] vectors,
      double[][] matrices,
      int[] unknowns,
      int u,
      int[] fSlots,
      int fAt,
      int[] qSlots,
      int qAt);
}
