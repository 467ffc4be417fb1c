package org.ionspice.assembly;

import java.util.Arrays;

/**
 * The numbers that make up the state of a run under way, to go on from it once more. Whatever has
 * state hands all of it to the {@code pass} methods, always in the same order: while the snapshot is
 * taken they return what they are given, afterwards what they were given then.
 *
 * <p>Mutable until it is {@link #taken}, for one thread.
 */
public final class Snapshot {
  private double[] numbers = new double[64];
  private int count;
  private int next;
  private boolean taking = true;

  /** Ends the taking, and makes the numbers ready to be gone back to. */
  public void taken() {
    numbers = Arrays.copyOf(numbers, count);
    taking = false;
  }

  /** Starts to give the numbers back, from the first. */
  public void rewind() {
    next = 0;
  }

  /** Returns whether the numbers are being taken, not given back. */
  public boolean isTaking() {
    return taking;
  }

  /** Returns the bytes that the numbers take. */
  public double bytes() {
    return 8.0 * numbers.length + 64;
  }

  /** Passes a number. */
  public double pass(double value) {
    if (!taking) {
      return numbers[next++];
    }
    room(1);
    numbers[count++] = value;
    return value;
  }

  /** Passes a whole number. */
  public int pass(int value) {
    return (int) pass((double) value);
  }

  /** Passes a truth. */
  public boolean pass(boolean value) {
    return pass(value ? 1.0 : 0.0) != 0;
  }

  /** Passes all of an array, whose contents change when the numbers are given back. */
  public void pass(double[] values) {
    pass(values, 0, values.length);
  }

  /** Passes {@code length} numbers of an array from {@code first} on. */
  public void pass(double[] values, int first, int length) {
    if (taking) {
      room(length);
      System.arraycopy(values, first, numbers, count, length);
      count += length;
    } else {
      System.arraycopy(numbers, next, values, first, length);
      next += length;
    }
  }

  private void room(int more) {
    if (count + more > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, count + more));
    }
  }
}
