package org.ionspice.assembly;

import org.ionspice.device.Equations;

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

  /**
   * Evaluates devices of a bank and adds what they stamp.
   *
   * <p>Each bank has a class of its own, so that the compiler of the Java machine sees one kind of
   * equations at the call and can build them in.
   *
   * @param u before the place where the unknowns of the first device begin
   * @param until the number of the device behind the last one
   * @param x values of the circuit's unknowns
   * @param first the number of the first device
   */
  abstract void run(
      LocalStamp f,
      LocalStamp q,
      double[][] vectors,
      double[][] matrices,
      int[] unknowns,
      int u,
      int[] fSlots,
      int fAt,
      int[] qSlots,
      int qAt,
      Bank bank,
      int until,
      Equations[] equations,
      LocalPoint point,
      double[] x,
      int first);
}
