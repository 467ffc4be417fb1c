package org.ionspice.integration;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses at which segments of a transient the state is kept. While it is not known how long the run
 * is, every segment's is, until that takes too much: then every second one's, every fourth one's and so
 * on. A part that is replayed is known in length, and gets what there is room for at equal distances.
 *
 * <p>After P. Stumm and A. Walther, SIAM J. Sci. Comput. 32 (2010) 836, doi:10.1137/080742439, who
 * thin out in the same way. The first checkpoint always stays. Mutable; part of a {@link Tape}.
 */
final class Checkpoints {
  private final List<Checkpoint> all = new ArrayList<>();

  /** Bytes that all but the first may take. */
  private final double most;

  private double bytes;

  /** Segments between two new ones, and the step that they are counted from. */
  private long stride = 1;

  private long origin;

  /** How many there were before the part under way. */
  private int older;

  Checkpoints(double most) {
    this.most = most;
  }

  /** Starts over for a run. */
  void clear() {
    all.clear();
    bytes = 0;
    stride = 1;
    origin = 0;
    older = 0;
  }

  /** Returns the bytes that all take. */
  double bytes() {
    return bytes;
  }

  int count() {
    return all.size();
  }

  /** Returns whether one is to be made where {@code segments} are before the place. */
  boolean wants(long segments) {
    return all.isEmpty() || (segments > origin && (segments - origin) % stride == 0);
  }

  void add(Checkpoint one) {
    all.add(one);
    bytes += one.bytes();
    while (bytes > most && thin()) {
      continue;
    }
  }

  /** Returns whether they take more than their part. */
  boolean isMuch() {
    return bytes > most;
  }

  /**
   * Removes every second one of the part under way, or, when that has none, of those before; returns
   * whether there was any.
   */
  boolean thin() {
    if (all.size() > older) {
      stride *= 2;
      return removeEverySecond(Math.max(1, older));
    }
    older = Math.min(older, 1);
    return removeEverySecond(1);
  }

  /** Removes the one at {@code from} and every second one behind it. */
  private boolean removeEverySecond(int from) {
    boolean any = all.size() > from;
    for (int i = all.size() - 1; i >= from; i--) {
      if ((i - from) % 2 == 0) {
        bytes -= all.remove(i).bytes();
      }
    }
    return any;
  }

  /**
   * Returns the last one before the step {@code until}, from which the run is about to be replayed up
   * to that; those behind are forgotten.
   *
   * @param length steps of a segment
   */
  Checkpoint before(long until, int length) {
    while (all.size() > 1 && all.get(all.size() - 1).step() >= until) {
      bytes -= all.remove(all.size() - 1).bytes();
    }
    Checkpoint last = all.get(all.size() - 1);
    older = all.size();
    origin = last.step() / length;
    long segments = until / length - origin;
    double room = Math.max(0, most - bytes) / last.bytes();
    stride = (long) Math.ceil(segments / (Math.min(room, segments) + 1));
    return last;
  }
}
