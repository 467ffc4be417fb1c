package org.ionspice.waveform;

import java.util.List;

/** A function of time that a source follows. Immutable. */
public interface Waveform {
  /** Returns the value at {@code seconds}, in the source's unit. */
  double at(double seconds);

  /** Returns the first time strictly after {@code after} where value or slope jumps; infinity if none. */
  double nextCorner(double after);

  /** Returns the value that DC analyses use when no dc value is given; the one at t = 0. */
  default double initial() {
    return at(0);
  }

  /** Returns what is doubtful about the waveform, a sentence each. */
  default List<String> remarks() {
    return List.of();
  }
}
