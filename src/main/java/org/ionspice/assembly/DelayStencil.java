package org.ionspice.assembly;

/**
 * Which remembered points the delayed quantities of a circuit come from at one time, by their numbers
 * since the start; one entry a delayed quantity. The arrays are shared.
 *
 * @param low the point before the time that is looked at
 * @param high the point after it: {@link #PRESENT} on the straight line to what is being solved for,
 *     the same as {@code low} where the value is that of a point
 */
public record DelayStencil(int[] low, int[] high) {
  /** Stands for the point that is being solved for. */
  public static final int PRESENT = -1;
}
