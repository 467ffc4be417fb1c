package org.ionspice.assembly;

import java.util.Arrays;

/**
 * The voltages between nodes that devices are given to start at, {@code ic=} of a capacitor.
 *
 * <p>Each fixes one of its nodes when the other is known. Where neither ever is, the device floats; its
 * minus then begins at zero, as every node does that nothing is said of.
 */
final class StartVoltages {
  private final int[] plus;
  private final int[] minus;
  private final double[] volts;

  /** The first end of a voltage at each node, and the next one at the same node; -1 for none. */
  private final int[] firstEnd;

  private final int[] nextEnd;

  StartVoltages(Assembly system) {
    int count = 0;
    for (int k = 0; k < system.partCount(); k++) {
      count += system.part(k).starts.size();
    }
    plus = new int[count];
    minus = new int[count];
    volts = new double[count];
    firstEnd = new int[count == 0 ? 0 : system.size() + 1];
    nextEnd = new int[2 * count];
    Arrays.fill(firstEnd, -1);
    int next = 0;
    for (int k = 0; count > 0 && k < system.partCount(); k++) {
      for (Declared.Start start : system.part(k).starts) {
        plus[next] = system.unknownOf(k, start.plus());
        minus[next] = system.unknownOf(k, start.minus());
        volts[next] = start.volts();
        join(2 * next, plus[next]);
        join(2 * next + 1, minus[next]);
        next++;
      }
    }
  }

  private void join(int end, int node) {
    nextEnd[end] = firstEnd[node];
    firstEnd[node] = end;
  }

  /** Carries on what is known of the voltages {@code x} of the nodes, and lets what floats begin. */
  void spread(double[] x, boolean[] known) {
    int[] queue = new int[firstEnd.length];
    int last = 0;
    for (int i = 0; i < firstEnd.length; i++) {
      if (known[i] && firstEnd[i] >= 0) {
        queue[last++] = i;
      }
    }
    int first = 0;
    for (int k = 0; k <= plus.length; k++) {
      while (first < last) {
        last = neighbours(queue[first++], queue, last, x, known);
      }
      if (k < plus.length && !known[minus[k]]) {
        known[minus[k]] = true;
        queue[last++] = minus[k];
      }
    }
  }

  /** Fixes the nodes that voltages join to {@code node}, and puts them into the queue. */
  private int neighbours(int node, int[] queue, int end, double[] x, boolean[] known) {
    int last = end;
    for (int e = firstEnd[node]; e >= 0; e = nextEnd[e]) {
      boolean fromMinus = (e & 1) == 1;
      int other = fromMinus ? plus[e >> 1] : minus[e >> 1];
      if (!known[other]) {
        x[other] = x[node] + (fromMinus ? volts[e >> 1] : -volts[e >> 1]);
        known[other] = true;
        queue[last++] = other;
      }
    }
    return last;
  }
}
