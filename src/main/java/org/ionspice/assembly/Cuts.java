package org.ionspice.assembly;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Where a sequence of devices or of their terms may be cut so that no two pieces add to the same row:
 * then the pieces may be done at the same time, and every sum is that of one thread, bit by bit.
 */
final class Cuts {
  /** Passes the rows that an item of the sequence adds to, ground's index included. */
  interface Rows {
    void of(int item, IntConsumer to);
  }

  private Cuts() {}

  /**
   * Returns where the pieces begin, and the count at the end: as many as {@code most}, of about the
   * same length, or fewer where rows hang together.
   *
   * @param size the number of rows; ground, the row of that index, belongs to all
   */
  static int[] of(int count, int size, int most, Rows rows) {
    int[] first = new int[size];
    Arrays.fill(first, -1);
    // After how many items each row is done that begins with item k.
    int[] last = new int[count];
    for (int k = 0; k < count; k++) {
      int item = k;
      last[k] = k;
      rows.of(
          k,
          row -> {
            if (row == size) {
              return;
            }
            if (first[row] < 0) {
              first[row] = item;
            }
            last[first[row]] = item;
          });
    }
    int[] starts = new int[most + 1];
    int pieces = 1;
    int done = -1;
    for (int k = 0; k < count && pieces < most; k++) {
      if (k > done && (long) k * most >= (long) pieces * count) {
        starts[pieces++] = k;
      }
      done = Math.max(done, last[k]);
    }
    starts[pieces] = count;
    return Arrays.copyOf(starts, pieces + 1);
  }
}
