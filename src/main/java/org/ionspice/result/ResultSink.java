package org.ionspice.result;

import java.io.IOException;

/**
 * Takes the rows of one analysis as they are found.
 *
 * <p>Calls: {@code begin}, then for each step of {@code .step} (once when there is none) {@code
 * block} and its rows, then {@code close}. Closing without an error and without {@link #incomplete}
 * before makes the result final.
 */
public interface ResultSink extends AutoCloseable {
  void begin(Header header) throws IOException;

  /** Starts a block; {@code stepValues} belong to {@link Header#steps()}, empty without a step. */
  void block(double[] stepValues) throws IOException;

  /** Takes one row of {@link Header#width()} doubles. The array is reused: copy what you keep. */
  void row(double[] values) throws IOException;

  /** Says that the result stays incomplete; comes at most once, before {@code close}. */
  default void incomplete() {}

  @Override
  void close() throws IOException;
}
