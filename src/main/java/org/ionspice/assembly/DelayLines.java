package org.ionspice.assembly;

/**
 * The pasts of all delayed quantities of a circuit, and what they bring to the present time.
 *
 * <p>Mutable workspace, for one thread.
 */
final class DelayLines {
  private final DelayLine[] lines;

  /** Global indices of the unknowns whose difference each line remembers. */
  private final int[] plus;

  private final int[] minus;
  private final double[] values;

  /** What the present unknowns have in the delayed values: in a step that is longer than a delay. */
  private final double[] weights;

  private boolean running;
  private boolean pinned;
  private double crossed = Double.NaN;
  private double lookedUp = Double.NaN;

  DelayLines(Assembly system) {
    int count = system.delayBase(system.partCount());
    lines = new DelayLine[count];
    plus = new int[count];
    minus = new int[count];
    values = new double[count];
    weights = new double[count];
    for (int k = 0; count > 0 && k < system.partCount(); k++) {
      int slot = system.delayBase(k);
      for (Declared.Delay delay : system.part(k).delays) {
        lines[slot] = new DelayLine(delay.seconds());
        plus[slot] = system.unknownOf(k, delay.plus());
        minus[slot++] = system.unknownOf(k, delay.minus());
      }
    }
  }

  /** Takes over the delays that instance {@code k} has been given. */
  void replace(Assembly system, int k) {
    int slot = system.delayBase(k);
    for (Declared.Delay delay : system.part(k).delays) {
      lines[slot++] = new DelayLine(delay.seconds());
    }
  }

  /** Makes delayed values the present ones until {@link #start}. */
  void stop() {
    running = false;
    pinned = false;
    crossed = Double.NaN;
    lookedUp = Double.NaN;
  }

  /** Returns whether delayed values come from the past. */
  boolean running() {
    return running;
  }

  /** Passes the state. */
  void pass(Snapshot snapshot) {
    running = snapshot.pass(running);
    pinned = snapshot.pass(pinned);
    crossed = snapshot.pass(crossed);
    lookedUp = Double.NaN;
    for (DelayLine line : lines) {
      line.pass(snapshot);
    }
  }

  /** Returns the number of the oldest point that any line still remembers. */
  int oldest() {
    int oldest = Integer.MAX_VALUE;
    for (DelayLine line : lines) {
      oldest = Math.min(oldest, line.oldestNumber());
    }
    return oldest;
  }

  /** Starts all pasts at {@code t} with the values in {@code x}. */
  void start(double t, double[] x) {
    running = true;
    lookedUp = Double.NaN;
    for (int i = 0; i < lines.length; i++) {
      lines[i].start(t, x[plus[i]] - x[minus[i]]);
    }
  }

  /** Ends a step at {@code t}; the middle point belongs to the step that ends here. */
  void append(double t, double[] x, double tMiddle, double[] xMiddle) {
    lookedUp = Double.NaN;
    for (int i = 0; i < lines.length; i++) {
      lines[i].append(
          t, x[plus[i]] - x[minus[i]], tMiddle, xMiddle[plus[i]] - xMiddle[minus[i]]);
    }
  }

  /** Looks up what the past brings to {@code t}: just before it unless it was crossed. */
  void time(double t) {
    if (!running || pinned || t == lookedUp) {
      return;
    }
    for (int i = 0; i < lines.length; i++) {
      DelayLine line = lines[i];
      double inside = t - line.seconds() - line.newest();
      if (inside > 0 && t != crossed) {
        // The delay reaches into the step under way: a straight line to what is being solved for.
        double weight = inside / (t - line.newest());
        weights[i] = weight;
        values[i] = (1 - weight) * line.last();
      } else {
        weights[i] = 0;
        values[i] = line.at(t, t == crossed);
      }
    }
    lookedUp = t;
  }

  /** Returns where the values at {@code t} come from, as {@link #time} finds them. */
  DelayStencil stencil(double t) {
    DelayStencil found = new DelayStencil(new int[lines.length], new int[lines.length]);
    for (int i = 0; i < lines.length; i++) {
      DelayLine line = lines[i];
      if (t - line.seconds() - line.newest() > 0 && t != crossed) {
        found.low()[i] = line.newestNumber();
        found.high()[i] = DelayStencil.PRESENT;
      } else {
        line.points(t, t == crossed, i, found.low(), found.high());
      }
    }
    return found;
  }

  /** Makes values and weights of the present difference what they are given as, until {@link #stop}. */
  void pin(double[] givenValues, double[] givenWeights) {
    running = true;
    pinned = true;
    lookedUp = Double.NaN;
    System.arraycopy(givenValues, 0, values, 0, values.length);
    System.arraycopy(givenWeights, 0, weights, 0, weights.length);
  }

  /** Returns the unknown whose past the slot remembers, less that of {@link #minus}. */
  int plus(int slot) {
    return plus[slot];
  }

  int minus(int slot) {
    return minus[slot];
  }

  /** Returns the weight of the present difference of unknowns in the value in {@code slot}. */
  double weight(int slot) {
    return weights[slot];
  }

  /**
   * Returns how far the straight lines inside a step that ends at {@code t} with {@code x} are from
   * the pasts, in units of {@code share} times the largest value of each.
   */
  double miss(double t, double[] x, double share) {
    double worst = 0;
    for (int i = 0; i < lines.length; i++) {
      double miss = lines[i].miss(t, x[plus[i]] - x[minus[i]]);
      if (miss > 0) {
        worst = Math.max(worst, miss / (share * lines[i].peak()));
      }
    }
    return worst;
  }

  /** Returns the longest step, s, after which {@link #miss} would be 1 were the curves to go on. */
  double reach(double share) {
    double reach = Double.POSITIVE_INFINITY;
    for (DelayLine line : lines) {
      double bend = Math.abs(line.bend());
      double more = share * line.peak() / (bend * line.seconds());
      if (bend > 0) {
        reach = Math.min(reach, line.seconds() + more);
      }
    }
    return reach;
  }

  /** Goes over {@code t}; returns whether a value jumps there by more than a thousandth of {@code share}. */
  boolean cross(double t, double share) {
    crossed = t;
    lookedUp = Double.NaN;
    boolean jumps = false;
    for (int i = 0; running && i < lines.length; i++) {
      double before = lines[i].at(t, false);
      double after = lines[i].at(t, true);
      jumps |= Math.abs(after - before) > DelayLine.JUMP * share * lines[i].peak();
    }
    return jumps;
  }

  /** Returns the delayed value in {@code slot} at the time last looked up. */
  double value(int slot) {
    return values[slot];
  }

  /** Returns the number of delayed quantities. */
  int count() {
    return lines.length;
  }

  /** Returns the delay in {@code slot}, s. */
  double seconds(int slot) {
    return lines[slot].seconds();
  }

  /** Returns whether the quantity in {@code slot} has a corner where the last step began. */
  boolean turned(int slot, double share) {
    return lines[slot].turned(share);
  }
}
