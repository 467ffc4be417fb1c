package org.ionspice.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * L-BFGS with projection on the ranges: the two-loop recursion (J. Nocedal and S. J. Wright, Numerical
 * Optimization, 2nd ed., algorithm 7.4) on the knobs that are free to move, and a backtracking search
 * along the projected line (Armijo's condition). Works on values over their sizes. Mutable.
 */
final class Lbfgs implements Optimiser {
  private static final int MEMORY = 10;
  private static final double ARMIJO = 1e-4;
  private static final int HALVINGS = 40;

  /** The part of a range by which the first step, without any curvature, moves some knob. */
  private static final double FIRST_MOVE = 0.05;

  /** A fall of the cost, relative, that is none; after so many such steps in a row there is a valley. */
  private static final double LITTLE = 1e-7;

  private static final int PATIENCE = 3;

  private final Knobs knobs;
  private final double[] sizes;
  private final Deque<double[][]> pairs = new ArrayDeque<>();
  private boolean settled;
  private int idle;

  Lbfgs(Knobs knobs) {
    this.knobs = knobs;
    sizes = knobs.sizes();
  }

  @Override
  public boolean settled() {
    return settled;
  }

  @Override
  public Optional<Objective.Value> step(double[] values, Objective.Value here, Cost cost) {
    int n = values.length;
    double[] g = scaled(here.gradient());
    boolean[] free = new boolean[n];
    for (int k = 0; k < n; k++) {
      boolean atLow = values[k] <= knobs.min()[k] && g[k] > 0;
      boolean atHigh = values[k] >= knobs.max()[k] && g[k] < 0;
      free[k] = !atLow && !atHigh;
    }
    double[] direction = direction(g, free);
    if (!(dot(direction, g) < 0)) {
      pairs.clear();
      direction = direction(g, free);
    }
    double t = 1;
    if (pairs.isEmpty()) {
      double largest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
      t = largest > 0 ? FIRST_MOVE / largest : 1;
    }
    double[] next = new double[n];
    for (int halving = 0; halving < HALVINGS; halving++) {
      double foreseen = 0;
      boolean moved = false;
      for (int k = 0; k < n; k++) {
        next[k] = values[k] + t * direction[k] * sizes[k];
      }
      knobs.project(next);
      for (int k = 0; k < n; k++) {
        foreseen += here.gradient()[k] * (next[k] - values[k]);
        moved |= next[k] != values[k];
      }
      if (!moved) {
        break;
      }
      Objective.Value there = cost.gradient(next);
      boolean better = there.cost() <= here.cost() + ARMIJO * foreseen;
      if (there.failure().isEmpty() && better && there.cost() < here.cost()) {
        idle = here.cost() - there.cost() <= LITTLE * here.cost() ? idle + 1 : 0;
        settled = idle == PATIENCE;
        remember(values, next, g, scaled(there.gradient()));
        System.arraycopy(next, 0, values, 0, n);
        return Optional.of(there);
      }
      t /= 2;
    }
    // The cost no longer falls along this direction: try once without curvature, then rest.
    settled = pairs.isEmpty();
    pairs.clear();
    return Optional.of(here);
  }

  private double[] scaled(double[] gradient) {
    double[] g = new double[gradient.length];
    for (int k = 0; k < g.length; k++) {
      g[k] = gradient[k] * sizes[k];
    }
    return g;
  }

  private void remember(double[] from, double[] to, double[] before, double[] after) {
    double[] s = new double[from.length];
    double[] y = new double[from.length];
    for (int k = 0; k < s.length; k++) {
      s[k] = (to[k] - from[k]) / sizes[k];
      y[k] = after[k] - before[k];
    }
    if (dot(s, y) > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y))) {
      pairs.addLast(new double[][] {s, y});
      if (pairs.size() > MEMORY) {
        pairs.removeFirst();
      }
    }
  }

  /** Returns minus the approximate inverse of the second derivatives times g, on free knobs. */
  private double[] direction(double[] g, boolean[] free) {
    double[] r = new double[g.length];
    for (int k = 0; k < r.length; k++) {
      r[k] = free[k] ? -g[k] : 0;
    }
    List<double[][]> newest = new ArrayList<>(pairs);
    Collections.reverse(newest);
    double[] alpha = new double[newest.size()];
    for (int j = 0; j < alpha.length; j++) {
      double[] s = newest.get(j)[0];
      double[] y = newest.get(j)[1];
      alpha[j] = dot(s, r) / dot(s, y);
      add(r, -alpha[j], y);
    }
    if (!newest.isEmpty()) {
      double[] s = newest.get(0)[0];
      double[] y = newest.get(0)[1];
      double gamma = dot(s, y) / dot(y, y);
      for (int k = 0; k < r.length; k++) {
        r[k] *= gamma;
      }
    }
    for (int j = alpha.length - 1; j >= 0; j--) {
      double[] s = newest.get(j)[0];
      double[] y = newest.get(j)[1];
      add(r, alpha[j] - dot(y, r) / dot(s, y), s);
    }
    for (int k = 0; k < r.length; k++) {
      r[k] = free[k] ? r[k] : 0;
    }
    return r;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * what[k];
    }
  }
}
