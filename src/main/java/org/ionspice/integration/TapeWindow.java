package org.ionspice.integration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The points of a {@link Tape} that are there: segments of some steps each, of which the oldest may be
 * left out, and the few points before them that they look at.
 *
 * <p>Mutable; part of a tape.
 */
final class TapeWindow {
  /** Some steps that follow each other. */
  private static final class Segment {
    final long step;
    final int point;
    final int node;
    final TapePoint[] before;
    double bytes;

    Segment(long step, int point, int node, TapePoint[] before) {
      this.step = step;
      this.point = point;
      this.node = node;
      this.before = before;
    }
  }

  private final List<TapePoint> points = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();

  /** The points before the first step, which are never left out. */
  private TapePoint[] heads = {};

  /** The position of the first point that is there. */
  private int base;

  private double bytes;

  void clear() {
    points.clear();
    segments.clear();
    heads = new TapePoint[0];
    base = 0;
    bytes = 0;
  }

  /** Returns the number of points up to the last one that is there. */
  int size() {
    return base + points.size();
  }

  /** Returns the position of the first point that is there. */
  int begin() {
    return base;
  }

  /** Returns the bytes that the points take. */
  double bytes() {
    return bytes;
  }

  /** Returns the point at {@code i}, which is there or one of the last before what is. */
  TapePoint point(int i) {
    if (i >= base) {
      return points.get(i - base);
    }
    if (i < heads.length) {
      return heads[i];
    }
    for (TapePoint one : before()) {
      if (one.index == i) {
        return one;
      }
    }
    throw new IllegalStateException("point " + i + " is not on the tape, which begins at " + base);
  }

  /** Returns the last points before those that are there. */
  TapePoint[] before() {
    return base == 0 ? new TapePoint[0] : segments.get(0).before;
  }

  /** Returns the steps before the points that are there. */
  long firstStep() {
    return base == 0 ? 0 : segments.get(0).step;
  }

  void add(TapePoint point) {
    point.index = size();
    points.add(point);
  }

  /** Takes that what belongs to the last segment takes more bytes. */
  void takes(double more) {
    bytes += more;
    if (!segments.isEmpty()) {
      segments.get(segments.size() - 1).bytes += more;
    }
  }

  /**
   * Starts a segment after so many steps.
   *
   * @param node the number of the oldest remembered point that it looks at
   * @param before the last points before it
   */
  void start(long step, int node, TapePoint[] before) {
    if (heads.length == 0) {
      heads = points.toArray(new TapePoint[0]);
    }
    segments.add(new Segment(step, size(), node, before));
  }

  /** Returns whether there is more than one segment. */
  boolean isLong() {
    return segments.size() > 1;
  }

  /** Leaves the oldest segment out; returns the oldest remembered point that the next one looks at. */
  int shorten() {
    bytes -= segments.remove(0).bytes;
    int next = segments.get(0).point;
    points.subList(0, next - base).clear();
    base = next;
    return segments.get(0).node;
  }

  /** Empties it for a repetition of the run from a checkpoint. */
  void load(Checkpoint from) {
    points.clear();
    segments.clear();
    bytes = 0;
    base = from.step() == 0 ? 0 : from.point();
    if (base == 0) {
      points.addAll(Arrays.asList(heads));
    }
  }
}
