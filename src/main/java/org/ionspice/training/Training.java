package org.ionspice.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.assembly.Assembly;
import org.ionspice.result.Attachment;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;

/**
 * {@code .train}: changes weights until the circuit gives the targets of its samples.
 *
 * <p>The cost is the sum over samples and targets of (output - target)^2; the loss is the cost over
 * that before the first step.
 *
 * @param steps most steps
 * @param rate step of {@code sgd}, weight unit^2 over cost unit, or of {@code adam}, part of a range
 * @param settle how the circuit settles for a sample
 * @param adjoint whether the gradient comes from the adjoint, otherwise from differences
 * @param delta step of forward differences, in the weight's unit; NaN for central ones
 * @param batch samples that a step looks at; 0 for all
 * @param seed chooses the samples of each batch
 * @param rewritten gives the netlist with values of the weights, by {@link Weight#quantity()}
 */
public record Training(
    Task task,
    int steps,
    double rate,
    Method optimiser,
    Settle settle,
    boolean adjoint,
    double delta,
    int batch,
    long seed,
    Function<Map<String, Double>, String> rewritten)
    implements Analysis {
  @Override
  public String keyword() {
    return "training";
  }

  @Override
  public String plotName() {
    return "Training";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("step", "1"));
    columns.add(new Column("loss", "1"));
    columns.add(new Column("cost", costUnit()));
    columns.add(new Column("gradient_norm", gradientUnit()));
    Knobs knobs = Knobs.of(task.weights());
    for (int k = 0; k < knobs.count(); k++) {
      columns.add(new Column(knobs.labels().get(k), knobs.units().get(k)));
    }
    return columns;
  }

  private String costUnit() {
    List<String> units = task.outputs().stream().map(Task.Output::unit).distinct().toList();
    return units.size() == 1 && !units.get(0).equals("1") ? units.get(0) + "^2" : "1";
  }

  private String gradientUnit() {
    List<String> units = task.weights().stream().map(Weight::unit).distinct().toList();
    return units.size() == 1 && !costUnit().equals("1") ? costUnit() + "/" + units.get(0) : "1";
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Supplier<Settling> copies =
        () ->
            settle.isTransient()
                ? new TransientSettling(run.system().circuit(), run.settings(), task, settle)
                : new SteadySettling(run.system().circuit(), run.settings(), task);
    Knobs knobs = Knobs.of(task.weights());
    double[] values = knobs.start().clone();
    int[] all = IntStream.range(0, task.training().size()).toArray();
    Batches batches = new Batches(all.length, batch, seed);
    long rows = 0;
    try (Objective objective =
        new Objective(task, knobs, task.training(), copies, run.jobs(), adjoint, delta)) {
      Optimiser moves = optimiser.make(knobs, rate);
      Objective.Value here = objective.gradient(values, all);
      double first = here.cost();
      double testBefore = testCost(run, copies, knobs, values);
      for (int step = 0; ; step++) {
        if (here.failure().isPresent()) {
          return new Outcome(rows, 0, objective.iterations(), here.failure());
        }
        run.sink().row(row(step, here, first, values));
        rows++;
        run.watch().progress((step + 1.0) / (steps + 1), 1);
        if (step == steps || moves.settled() || run.watch().cancelled()) {
          break;
        }
        int[] part = batches.next();
        Objective.Value slope = part.length == all.length ? here : objective.gradient(values, part);
        if (slope.failure().isPresent()) {
          return new Outcome(rows, 0, objective.iterations(), slope.failure());
        }
        Optional<Objective.Value> known =
            moves.step(values, slope, at -> objective.gradient(at, all));
        here = known.isPresent() ? known.get() : objective.gradient(values, all);
      }
      double testAfter = testCost(run, copies, knobs, values);
      return new Outcome(rows, 0, objective.iterations(), Optional.empty())
          .finding(
              List.of(
                  result(rows - 1, first, here.cost(), testBefore, testAfter),
                  weights(knobs, values)),
              List.of(new Attachment("trained.cir", rewritten.apply(byQuantity(knobs, values)))));
    }
  }

  private static double[] row(int step, Objective.Value here, double first, double[] values) {
    double[] row = new double[4 + values.length];
    row[0] = step;
    row[1] = here.cost() / (first == 0 ? 1 : first);
    row[2] = here.cost();
    row[3] = Math.sqrt(Arrays.stream(here.gradient()).map(g -> g * g).sum());
    System.arraycopy(values, 0, row, 4, values.length);
    return row;
  }

  /** Returns the cost of the test samples; NaN when there are none or it does not exist. */
  private double testCost(Run run, Supplier<Settling> copies, Knobs knobs, double[] values) {
    if (task.test().isEmpty()) {
      return Double.NaN;
    }
    try (Objective test =
        new Objective(task, knobs, task.test(), copies, run.jobs(), true, Double.NaN)) {
      Objective.Value value = test.cost(values, IntStream.range(0, task.test().size()).toArray());
      return value.failure().isPresent() ? Double.NaN : value.cost();
    }
  }

  private Summary result(
      long taken, double first, double last, double testBefore, double testAfter) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(result("training", task.training(), first, last));
    if (!task.test().isEmpty()) {
      rows.add(result("test", task.test(), testBefore, testAfter));
    }
    return new Summary(
        "training",
        "Training, " + taken + " steps",
        List.of(
            new Column("samples", ""),
            new Column("count", "1"),
            new Column("cost_before", costUnit()),
            new Column("cost_after", costUnit()),
            new Column("loss", "1"),
            new Column("rms_error", costUnit().endsWith("^2") ? task.outputs().get(0).unit() : "1")),
        rows);
  }

  private List<Object> result(
      String name, List<Sample> samples, double before, double after) {
    double targets = 0;
    for (Sample sample : samples) {
      double[] wanted = sample.targets();
      for (int k = 0; k < wanted.length; k++) {
        targets += Double.isNaN(wanted[k]) ? 0 : task.outputs().get(k).weight();
      }
    }
    return List.of(
        name,
        (double) samples.size(),
        before,
        after,
        after / (before == 0 ? 1 : before),
        Math.sqrt(after / targets));
  }

  private Summary weights(Knobs knobs, double[] values) {
    List<List<Object>> rows = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      String unit = knobs.units().get(k);
      rows.add(List.of(knobs.labels().get(k), knobs.start()[k], values[k], unit.isEmpty() ? "1" : unit));
    }
    return new Summary(
        "weights",
        "Weights",
        List.of(
            new Column("weight", ""),
            new Column("before", "1"),
            new Column("after", "1"),
            new Column("unit", "")),
        rows);
  }

  private Map<String, Double> byQuantity(Knobs knobs, double[] values) {
    double[] all = knobs.spread(values);
    Map<String, Double> map = new LinkedHashMap<>();
    for (int k = 0; k < all.length; k++) {
      map.put(task.weights().get(k).quantity(), all[k]);
    }
    return map;
  }

  /** Chooses the samples of each step: every sample once in an epoch, in a new order. Mutable. */
  private static final class Batches {
    private final int[] order;
    private final int size;
    private final Random random;
    private int at;

    Batches(int samples, int size, long seed) {
      order = IntStream.range(0, samples).toArray();
      this.size = size == 0 ? samples : Math.min(size, samples);
      random = new Random(seed);
      at = samples;
    }

    int[] next() {
      if (size == order.length) {
        return order;
      }
      if (at + size > order.length) {
        for (int k = order.length - 1; k > 0; k--) {
          int other = random.nextInt(k + 1);
          int swap = order[k];
          order[k] = order[other];
          order[other] = swap;
        }
        at = 0;
      }
      at += size;
      return Arrays.copyOfRange(order, at - size, at);
    }
  }
}
