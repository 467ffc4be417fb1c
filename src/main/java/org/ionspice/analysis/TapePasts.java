package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * What delays were given to remember in a recorded transient: for each point that they remember, and
 * for the point in the middle of the step before it, which points of the tape it is made of.
 *
 * <p>Mutable; part of a {@link Tape}.
 */
final class TapePasts {
  /**
   * A remembered point.
   *
   * @param t s
   * @param points points of the tape that it is a sum of, each with its weight
   * @param place how far into the step that ends at {@code end}, as a fraction
   * @param end position of the point that ended the step, or of the point itself
   */
  record Node(double t, int[] points, double[] weights, double place, int end) {}

  private static final double[] WHOLE = {1};

  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> middles = new ArrayList<>();

  void clear() {
    nodes.clear();
    middles.clear();
  }

  Node node(int number) {
    return nodes.get(number);
  }

  /** Returns the point in the middle of the step that ends at node {@code number}. */
  Node middle(int number) {
    return middles.get(number);
  }

  /** Takes that the point at {@code index} is remembered, which no step led to. */
  void add(int index, double t) {
    Node node = new Node(t, new int[] {index}, WHOLE, 1, index);
    nodes.add(node);
    middles.add(node);
  }

  /** Takes that the step that ends at {@code index} is remembered in {@code arcs} parabolas. */
  void add(Tape tape, int index, int arcs, double middle) {
    for (int k = 1; k <= arcs; k++) {
      middles.add(inside(tape, index, (k - 1 + middle) / arcs));
      nodes.add(
          k == arcs
              ? new Node(tape.point(index).t, new int[] {index}, WHOLE, 1, index)
              : inside(tape, index, (double) k / arcs));
    }
  }

  private static Node inside(Tape tape, int index, double place) {
    TapePoint end = tape.point(index);
    double start = tape.point(end.shown[0]).t;
    double t = start + place * (end.t - start);
    return new Node(t, end.shown, Tape.weights(end, start, t), place, index);
  }
}
