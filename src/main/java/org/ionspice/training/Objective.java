package org.ionspice.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.ionspice.diagnostics.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a task as a function of its knobs: the sum over samples and targets of weight
 * (output - target)^2, and its gradient.
 *
 * <p>Work is dealt out to a fixed number of lanes, each with a circuit of its own, whatever the number
 * of threads; what a lane does, and the order of all sums, do not depend on it either, so results are
 * the same to the last bit. Mutable.
 */
final class Objective implements AutoCloseable {
  private static final int MOST_LANES = 8;

  /** The step of central differences when none is given, as a part of the knob's value. */
  private static final double STEP = 1e-4;

  private final Knobs knobs;
  private final List<Sample> samples;
  private final boolean adjoint;
  private final double delta;
  private final Settling[] lanes;
  private final ExecutorService threads;
  private final boolean alone;
  private final double[][] states;
  private final boolean[] warm;
  private final double[][] slopes;
  private final int outputs;

  /** What the square of each output's miss counts. */
  private final double[] factors;

  /**
   * Makes copies of the circuit.
   *
   * @param jobs threads
   * @param adjoint whether gradients come from the adjoint, otherwise from differences
   * @param delta step of forward differences; NaN for central ones with steps of their own
   */
  Objective(
      Task task,
      Knobs knobs,
      List<Sample> samples,
      Supplier<Settling> copies,
      int jobs,
      boolean adjoint,
      double delta) {
    this.knobs = knobs;
    this.samples = samples;
    this.adjoint = adjoint;
    this.delta = delta;
    int units = samples.size() * (adjoint ? 1 : knobs.count());
    lanes = new Settling[Math.max(1, Math.min(MOST_LANES, units))];
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = copies.get();
    }
    alone = Math.min(jobs, lanes.length) <= 1;
    threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(jobs, lanes.length)),
            work -> {
              Thread thread = new Thread(work, "training");
              thread.setDaemon(true);
              return thread;
            });
    outputs = task.outputs().size();
    factors = task.outputs().stream().mapToDouble(Task.Output::weight).toArray();
    states = new double[samples.size()][lanes[0].stateSize()];
    warm = new boolean[samples.size()];
    slopes = new double[samples.size()][outputs];
  }

  /**
   * A cost, and where asked for its gradient.
   *
   * @param gradient by knob; empty when it was not asked for
   * @param failure why there is no cost
   */
  record Value(double cost, double[] gradient, Optional<Diagnostic> failure) {}

  /** Returns the cost of some samples at {@code values}. */
  Value cost(double[] values, int[] batch) {
    return evaluate(values, batch, false);
  }

  /** Returns cost and gradient of some samples at {@code values}. */
  Value gradient(double[] values, int[] batch) {
    Value all = evaluate(values, batch, adjoint);
    return adjoint || all.failure().isPresent() ? all : differences(values, batch, all.cost());
  }

  /** Returns the Newton iterations so far. */
  long iterations() {
    long sum = 0;
    for (Settling lane : lanes) {
      sum += lane.iterations();
    }
    return sum;
  }

  /** One piece of work of a lane; returns why it failed. */
  private interface Work {
    Optional<Diagnostic> on(Settling circuit, int unit);
  }

  /** Does {@code units} pieces of work; returns the failure of the first piece that failed. */
  private Optional<Diagnostic> deal(int units, Work work) {
    @Nullable Diagnostic[] failures = new Diagnostic[units];
    List<Future<?>> running = new ArrayList<>();
    for (int lane = 0; lane < Math.min(units, lanes.length); lane++) {
      int first = lane;
      Runnable own =
          () -> {
            for (int unit = first; unit < units; unit += lanes.length) {
              failures[unit] = work.on(lanes[first], unit).orElse(null);
            }
          };
      if (alone) {
        own.run(); // A thread of its own would only cost its switches.
      } else {
        running.add(threads.submit(own));
      }
    }
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
      }
    }
    for (Diagnostic failure : failures) {
      if (failure != null) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  private Value evaluate(double[] values, int[] batch, boolean withGradient) {
    double[] weights = knobs.spread(values);
    double[] costs = new double[batch.length];
    double[][] gradients = new double[withGradient ? batch.length : 0][weights.length];
    Optional<Diagnostic> failure =
        deal(
            batch.length,
            (circuit, unit) -> {
              int s = batch[unit];
              double[] read = new double[outputs];
              circuit.weights(weights);
              circuit.inputs(samples.get(s).inputs());
              Optional<Diagnostic> trouble = circuit.settle(states[s], warm[s], read);
              warm[s] = trouble.isEmpty();
              if (trouble.isEmpty()) {
                costs[unit] = cost(samples.get(s), read, slopes[s]);
                if (withGradient) {
                  trouble = circuit.pullBack(states[s], slopes[s], gradients[unit]);
                }
              }
              return trouble;
            });
    double cost = 0;
    double[] sum = new double[withGradient ? weights.length : 0];
    for (int unit = 0; unit < batch.length; unit++) {
      cost += costs[unit];
      for (int k = 0; k < sum.length; k++) {
        sum[k] += gradients[unit][k];
      }
    }
    return new Value(cost, withGradient ? knobs.gather(sum) : new double[0], failure);
  }

  /** Returns the cost of what was read, and fills its derivatives. */
  private double cost(Sample sample, double[] read, double[] slopes) {
    double cost = 0;
    double[] targets = sample.targets();
    for (int k = 0; k < read.length; k++) {
      double miss = Double.isNaN(targets[k]) ? 0 : read[k] - targets[k];
      cost += factors[k] * (miss * miss);
      slopes[k] = 2 * factors[k] * miss;
    }
    return cost;
  }

  /** Moves each knob and lets all samples settle again. */
  private Value differences(double[] values, int[] batch, double base) {
    int count = knobs.count();
    double[] up = new double[batch.length * count];
    double[] down = new double[batch.length * count];
    Optional<Diagnostic> failure =
        deal(
            batch.length * count,
            (circuit, unit) -> {
              int s = batch[unit / count];
              int k = unit % count;
              Optional<Diagnostic> trouble = moved(circuit, values, k, s, 1, up, unit);
              return Double.isNaN(delta) && trouble.isEmpty()
                  ? moved(circuit, values, k, s, -1, down, unit)
                  : trouble;
            });
    double[] gradient = new double[count];
    for (int unit = 0; unit < up.length; unit++) {
      int k = unit % count;
      gradient[k] += Double.isNaN(delta) ? up[unit] - down[unit] : up[unit];
    }
    for (int k = 0; k < count; k++) {
      gradient[k] =
          Double.isNaN(delta)
              ? gradient[k] / (moved(values, k, 1) - moved(values, k, -1))
              : (gradient[k] - base) / (moved(values, k, 1) - values[k]);
    }
    return new Value(base, gradient, failure);
  }

  private double moved(double[] values, int k, int side) {
    double step = STEP * (values[k] == 0 ? knobs.sizes()[k] : Math.abs(values[k]));
    return values[k] + (Double.isNaN(delta) ? side * step : delta);
  }

  private Optional<Diagnostic> moved(
      Settling circuit, double[] values, int k, int s, int side, double[] costs, int unit) {
    double[] other = values.clone();
    other[k] = moved(values, k, side);
    double[] state = states[s].clone();
    double[] read = new double[outputs];
    circuit.weights(knobs.spread(other));
    circuit.inputs(samples.get(s).inputs());
    Optional<Diagnostic> trouble = circuit.settle(state, true, read);
    costs[unit] = cost(samples.get(s), read, new double[outputs]);
    return trouble;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
