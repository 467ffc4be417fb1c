package org.ionspice.solver;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does the parts of a loop on all processors. Which thread does a part changes nothing: a part
 * writes places of its own, and sums are kept by part and added up in their order.
 *
 * <p>Mutable workspace, for one thread, whose helpers come from the common pool; {@link #run}
 * allocates nothing, and goes on alone when no helper is free.
 */
public final class Crew {
  /** Values in a part: enough that handing it out costs nothing beside it. */
  public static final int PART = 1 << 14;

  /** Loops shorter than this are faster alone. */
  private static final int WORTH = 1 << 16;

  private static final int MOST_HELPERS = 7;

  private final Helper[] helpers;
  private final AtomicInteger next = new AtomicInteger();
  private Work work = part -> {};
  private int parts;

  /** One loop, part by part. */
  public interface Work {
    /** Does part {@code part}, counted from zero. */
    void part(int part);
  }

  @SuppressWarnings("serial") // It never leaves the process.
  private final class Helper extends RecursiveAction {
    private static final long serialVersionUID = 1;

    @Override
    protected void compute() {
      takeParts();
    }
  }

  /** Makes a crew with so many helpers. */
  Crew(int helperCount) {
    helpers = new Helper[helperCount];
    for (int k = 0; k < helperCount; k++) {
      helpers[k] = new Helper();
    }
  }

  /** Returns a crew for loops over {@code size} values: one without helpers when they are short. */
  public static Crew of(int size) {
    int others = Runtime.getRuntime().availableProcessors() - 1;
    int most = Math.min(MOST_HELPERS, Math.min(others, ForkJoinPool.getCommonPoolParallelism()));
    return new Crew(size < WORTH ? 0 : most);
  }

  /** Returns how many threads there are at most, with the one that calls. */
  public int size() {
    return helpers.length + 1;
  }

  /** Returns the number of parts of {@link #PART} values in a loop over {@code size}. */
  public static int parts(int size) {
    return (size + PART - 1) / PART;
  }

  /** Does all parts, and returns when they are done. */
  public void run(Work loop, int count) {
    work = loop;
    parts = count;
    next.set(0);
    int called = Math.min(helpers.length, count - 1);
    for (int k = 0; k < called; k++) {
      helpers[k].reinitialize();
      helpers[k].fork();
    }
    takeParts();
    for (int k = called - 1; k >= 0; k--) {
      // One that has not begun is not waited for: other threads may have all processors.
      if (!helpers[k].tryUnfork()) {
        helpers[k].join();
      }
    }
  }

  private void takeParts() {
    for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
      work.part(part);
    }
  }
}
