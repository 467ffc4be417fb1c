package org.ionspice.integration;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.assembly.Evaluation;

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
   * @param points positions on the tape of the points that it is a sum of, each with its weight
   * @param place how far into its step it is, as a fraction
   * @param startClock the moving time at which that step began
   * @param clock the moving time at which it ended
   * @param values what each delayed quantity was there
   */
  record Node(
      double t,
      int[] points,
      double[] weights,
      double place,
      int startClock,
      int clock,
      double[] values) {}

  /** The nodes from one number on, and the middles before them. */
  record Window(int first, List<Node> nodes, List<Node> middles) {
    double bytes() {
      double each = nodes.isEmpty() ? 0 : 8.0 * nodes.get(0).values().length + NODE;
      return 2 * each * nodes.size();
    }
  }

  /** About what a node takes beside its values, bytes. */
  private static final double NODE = 200;

  private static final double[] WHOLE = {1};

  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> middles = new ArrayList<>();

  /** The number of the first node that is still there. */
  private int first;

  void clear() {
    nodes.clear();
    middles.clear();
    first = 0;
  }

  Node node(int number) {
    return nodes.get(number - first);
  }

  /** Returns the point in the middle of the step that ends at node {@code number}. */
  Node middle(int number) {
    return middles.get(number - first);
  }

  /** Forgets the nodes before {@code number}. */
  void forget(int number) {
    int count = Math.max(0, Math.min(nodes.size(), number - first));
    nodes.subList(0, count).clear();
    middles.subList(0, count).clear();
    first += count;
  }

  /** Returns the nodes from {@code number} on. */
  Window window(int number) {
    int from = Math.max(0, Math.min(nodes.size(), number - first));
    return new Window(
        first + from,
        new ArrayList<>(nodes.subList(from, nodes.size())),
        new ArrayList<>(middles.subList(from, nodes.size())));
  }

  /** Goes back to what was there when {@code window} was taken. */
  void take(Window window) {
    nodes.clear();
    middles.clear();
    nodes.addAll(window.nodes());
    middles.addAll(window.middles());
    first = window.first();
  }

  /** Takes that {@code point} is remembered, which no step led to; returns the bytes it takes. */
  double add(Evaluation evaluation, TapePoint point, double t) {
    double[] values = new double[evaluation.delayCount()];
    add(evaluation, point, 1, values);
    Node node = new Node(t, new int[] {point.index}, WHOLE, 1, point.startClock, point.clock, values);
    nodes.add(node);
    middles.add(node);
    return NODE + 8.0 * values.length;
  }

  /**
   * Takes that the step that ends at {@code end} is remembered in {@code arcs} parabolas; returns the
   * bytes that they take.
   */
  double add(Tape tape, Evaluation evaluation, TapePoint end, int arcs, double middle) {
    for (int k = 1; k <= arcs; k++) {
      Node inner = inside(tape, evaluation, end, (k - 1 + middle) / arcs);
      middles.add(inner);
      if (k < arcs) {
        nodes.add(inside(tape, evaluation, end, (double) k / arcs));
      } else {
        double[] values = new double[evaluation.delayCount()];
        add(evaluation, end, 1, values);
        nodes.add(
            new Node(end.t, new int[] {end.index}, WHOLE, 1, end.startClock, end.clock, values));
      }
    }
    return 2 * arcs * (NODE + 8.0 * evaluation.delayCount());
  }

  private static Node inside(Tape tape, Evaluation evaluation, TapePoint end, double place) {
    double start = tape.point(end.shown[0]).t;
    double t = start + place * (end.t - start);
    double[] weights = TapeSamples.weights(end, start, t);
    double[] values = new double[evaluation.delayCount()];
    for (int j = 0; j < weights.length; j++) {
      add(evaluation, tape.point(end.shown[j]), weights[j], values);
    }
    return new Node(t, end.shown, weights, place, end.startClock, end.clock, values);
  }

  private static void add(
      Evaluation evaluation, TapePoint point, double weight, double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] +=
          weight * (point.x[evaluation.delayPlus(i)] - point.x[evaluation.delayMinus(i)]);
    }
  }
}
