package org.ionspice.elaboration;

import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;
import org.jspecify.annotations.Nullable;

/** Reads {@code .mc} lines and the seed of random values, and says which seed holds. */
final class MonteCarlo {
  static final String LABEL = "mc";

  private static final String FORM = "the form is .mc runs [seed=number]";
  private static final int MOST_RUNS = 1_000_000;

  /** Whole numbers up to here are doubles. */
  private static final double LARGEST_SEED = 9007199254740992.0;

  private final Flattening flat;
  private final List<Statement> statements;
  private boolean asked;
  private boolean given;
  private long seed = Draws.STANDARD_SEED;

  MonteCarlo(Flattening flat, List<Statement> statements) {
    this.flat = flat;
    this.statements = statements;
  }

  /** Returns the seed that the netlist gives: that of {@code .mc} before that of {@code .options}. */
  long seed() {
    if (asked) { // A seed that is itself random asks again.
      return seed;
    }
    asked = true;
    Field.Assignment found = null;
    for (Statement statement : statements) {
      if (statement instanceof Statement.Directive d) {
        boolean mc = d.keyword().equals(LABEL);
        Field.Assignment here = mc || OptionLines.isOptions(d) ? seedOf(d) : null;
        found = here != null && (mc || found == null) ? here : found;
      }
    }
    given = found != null;
    try {
      double number = found == null ? seed : flat.reading.number(found.value(), flat.top);
      if (number >= 0 && number <= LARGEST_SEED && number == Math.rint(number)) {
        seed = (long) number;
      }
    } catch (Mistake mistake) {
      // The line itself is read later, and tells.
    }
    return seed;
  }

  private static Field.@Nullable Assignment seedOf(Statement.Directive d) {
    for (Field field : d.fields()) {
      if (field instanceof Field.Assignment a && a.name().key().equals("seed")) {
        return a;
      }
    }
    return null;
  }

  /** Checks a seed. */
  static void check(double seed, Span at) {
    if (!(seed >= 0 && seed <= LARGEST_SEED) || seed != Math.rint(seed)) {
      throw new Mistake(
          Code.E203,
          at,
          "a seed is a whole number from 0 to 2^53",
          "with the number a run can be repeated");
    }
  }

  /** Reads a {@code .mc} line as a step over the numbers of its runs. */
  Step step(Statement.Directive d, List<Step> before) {
    for (Step step : before) {
      if (step.kind() == Step.Kind.RUN) {
        throw new Mistake(
            Code.E211, d.span(), "there is a .mc line already", "remove one of them");
      }
    }
    if (d.fields().isEmpty()) {
      throw new Mistake(Code.E121, d.span(), "the number of runs is missing", FORM);
    }
    Field count = d.fields().get(0);
    double runs = flat.reading.number(count, flat.top);
    if (!(runs >= 1 && runs <= MOST_RUNS) || runs != Math.rint(runs)) {
      throw new Mistake(
          Code.E203, count.span(), "the runs are a whole number from 1 to a million", FORM);
    }
    for (Field field : d.fields().subList(1, d.fields().size())) {
      if (!(field instanceof Field.Assignment a) || !a.name().key().equals("seed")) {
        throw new Mistake(
            Code.E122, field.span(), "'" + Reading.text(field) + "' is too much", FORM);
      }
      check(flat.reading.number(a.value(), flat.top), a.value().span());
    }
    double[] numbers = new double[(int) runs];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = k + 1;
    }
    return new Step(LABEL, Step.Kind.RUN, "", Long.toString(seed()), numbers, d.span());
  }

  /** Says which seed holds when the netlist does not, or that nothing is random. */
  void remark(List<Step> steps, Draws draws) {
    Step runs =
        steps.stream().filter(s -> s.kind() == Step.Kind.RUN).findFirst().orElse(null);
    Span first = draws.first();
    if (first != null && !given) {
      flat.diagnostics.add(
          Code.N241,
          runs == null ? first : runs.span(),
          "random values are drawn with seed " + draws.seed(),
          "the same seed draws the same values; write .options seed=number for others");
    } else if (first == null && runs != null) {
      flat.diagnostics.add(
          Code.W241,
          runs.span(),
          "all runs are the same: nothing is random",
          "give an element, model or parameter a value such as {gauss(1k,0.1,3)}");
    }
  }
}
