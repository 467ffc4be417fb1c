package org.ionspice.training;

import java.util.Optional;

/**
 * Adam (D. P. Kingma and J. Ba, arXiv:1412.6980, algorithm 1) on values over their sizes, so that the
 * rate is the part of a range that a step moves. Mutable.
 */
final class Adam implements Optimiser {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double SMALL = 1e-12;

  private final Knobs knobs;
  private final double rate;
  private final double[] sizes;
  private final double[] mean;
  private final double[] square;
  private int steps;

  Adam(Knobs knobs, double rate) {
    this.knobs = knobs;
    this.rate = rate;
    sizes = knobs.sizes();
    mean = new double[knobs.count()];
    square = new double[knobs.count()];
  }

  @Override
  public Optional<Objective.Value> step(double[] values, Objective.Value here, Cost cost) {
    steps++;
    double firstShare = 1 - Math.pow(FIRST, steps);
    double secondShare = 1 - Math.pow(SECOND, steps);
    for (int k = 0; k < values.length; k++) {
      double g = here.gradient()[k] * sizes[k];
      mean[k] = FIRST * mean[k] + (1 - FIRST) * g;
      square[k] = SECOND * square[k] + (1 - SECOND) * g * g;
      double root = Math.sqrt(square[k] / secondShare);
      double move = root == 0 ? 0 : mean[k] / firstShare / (root + SMALL * root);
      values[k] -= rate * sizes[k] * move;
    }
    knobs.project(values);
    return Optional.empty();
  }
}
