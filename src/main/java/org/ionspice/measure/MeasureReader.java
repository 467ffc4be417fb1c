package org.ionspice.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Value;
import org.ionspice.expression.Expression;
import org.jspecify.annotations.Nullable;

/** Reads a {@code .meas} line from left to right. Mutable; used once. */
final class MeasureReader {
  private static final String FORM =
      "the form is .meas tran|ac|dc|op|tf|noise|noise_total|pz|four|four_total NAME max|min|max_at|min_at|pp|avg|rms|integ X [from= to=],"
          + " find X at=|when Y=val [rise|fall|cross=n|last] [td=], when, deriv,"
          + " trig X val= targ Y val=, spikes|rate|isi|isi_cv|isi_first|isi_last|width|width_first|width_last"
          + " X threshold= [reset=] [from= to=], or param='formula'";

  /** A mistake on the line; already reported. */
  private static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake() {
      super("reported", null, false, false);
    }
  }

  private final Command command;
  private final List<Value> values;
  private final Diagnostics diagnostics;
  private int next;

  /** What to write for a measurement of another simulator; empty for the form of the line. */
  private String other = "";

  MeasureReader(Command command, Diagnostics diagnostics) {
    this.command = command;
    this.values = command.values();
    this.diagnostics = diagnostics;
  }

  Optional<Measure> read() {
    try {
      Value analysis = take("an analysis");
      if (!analysis.isPositional() || !Listing.ANALYSES.contains(analysis.key())) {
        throw mistake(analysis.span(), "'" + analysis.text() + "' is not an analysis to measure");
      }
      String name = take("a name").key();
      Measure.Recipe recipe = recipe(take("what to measure"));
      while (next < values.size() && OtherMeasures.isIdle(values.get(next).name())) {
        Value idle = values.get(next++);
        diagnostics.add(
            Code.W214, idle.span(), "'" + idle.name() + "=' has no effect here", "remove it");
      }
      if (next < values.size()) {
        Value rest = values.get(next);
        String text = rest.isPositional() ? rest.text() : rest.name() + "=" + rest.text();
        other = OtherMeasures.behind(rest);
        throw mistake(rest.span(), "'" + text + "' has no meaning here");
      }
      return Optional.of(new Measure(analysis.key(), name, recipe, command.span()));
    } catch (Mistake e) {
      return Optional.empty();
    }
  }

  private Measure.Recipe recipe(Value kind) throws Mistake {
    OtherMeasures.instead(kind).ifPresent(hint -> other = hint);
    if (!other.isEmpty()) {
      throw mistake(kind.span(), "'" + kind.text() + "' is not a measurement here");
    }
    if (kind.name().equals("param") || kind.name().equals("expr")) {
      return new Measure.Formula(formula(kind));
    }
    if (kind.isPositional() && (kind.key().equals("param") || kind.key().equals("eqn"))) {
      return new Measure.Formula(formula(take("a formula in braces")));
    }
    String word = kind.isPositional() ? kind.key() : kind.name();
    switch (word) {
      case "max", "min", "max_at", "min_at", "pp", "avg", "rms", "integ", "integral":
        String name = word.equals("integral") ? "integ" : word;
        Expression of = quantity(kind);
        return new Measure.Statistic(
            Measure.Kind.valueOf(name.toUpperCase(Locale.ROOT)), of, limits());
      case "spikes", "rate", "isi", "isi_cv", "isi_first", "isi_last", "width", "width_first",
          "width_last":
        return spikes(SpikeKind.find(word).orElseThrow(), kind);
      case "find":
        if (values.get(0).key().equals("op") && next + (kind.isPositional() ? 1 : 0) == values.size()) {
          return new Measure.Formula(quantity(kind)); // An operating point is one place.
        }
        return new Measure.Find(quantity(kind), where(), false);
      case "deriv", "derivative":
        return new Measure.Find(quantity(kind), where(), true);
      case "when":
        next--;
        return new Measure.When(where(), limits());
      case "trig":
        Measure.Where trigger = edge();
        Value target = take("targ");
        if (!target.key().equals("targ")) {
          throw mistake(target.span(), "targ is expected after the trigger");
        }
        return new Measure.Delay(trigger, edge());
      default:
        String text = kind.isPositional() ? kind.text() : kind.name() + "=";
        throw mistake(kind.span(), "'" + text + "' is no measurement");
    }
  }

  /** Reads X of {@code find X} or {@code find=X}. */
  private Expression quantity(Value kind) throws Mistake {
    return formula(kind.isPositional() ? take("a quantity") : kind);
  }

  /** Reads {@code X threshold= [reset=] [from=] [to=]}, in any order behind X. */
  private Measure.Recipe spikes(SpikeKind what, Value kind) throws Mistake {
    Expression of = quantity(kind);
    Expression threshold = null;
    Expression reset = null;
    Expression from = null;
    Expression to = null;
    for (; next < values.size(); next++) {
      Value value = values.get(next);
      switch (value.name()) {
        case "threshold", "val" -> threshold = formula(value);
        case "reset" -> reset = formula(value);
        case "from" -> from = formula(value);
        case "to" -> to = formula(value);
        default -> {
          return train(what, of, threshold, reset, from, to, kind);
        }
      }
    }
    return train(what, of, threshold, reset, from, to, kind);
  }

  private Measure.Recipe train(
      SpikeKind what,
      Expression of,
      @Nullable Expression threshold,
      @Nullable Expression reset,
      @Nullable Expression from,
      @Nullable Expression to,
      Value kind)
      throws Mistake {
    if (threshold == null) {
      throw mistake(kind.span(), "the level that makes a spike is missing: threshold=");
    }
    return new Measure.SpikeTrain(what, of, threshold, reset, new Measure.Limits(from, to));
  }

  private Measure.Limits limits() throws Mistake {
    Expression from = null;
    Expression to = null;
    for (; next < values.size(); next++) {
      Value value = values.get(next);
      if (value.name().equals("from") || value.name().equals("td")) {
        from = formula(value); // HSPICE and Xyce have td as well.
      } else if (value.name().equals("to")) {
        to = formula(value);
      } else if (value.isPositional() && value.key().equals("from") && next + 1 < values.size()) {
        from = formula(values.get(++next)); // LTspice leaves the equals sign out.
      } else if (value.isPositional() && value.key().equals("to") && next + 1 < values.size()) {
        to = formula(values.get(++next));
      } else {
        break;
      }
    }
    return new Measure.Limits(from, to);
  }

  /** Reads {@code at=x} or {@code when y=val ...}. */
  private Measure.Where where() throws Mistake {
    Value first = take("at= or when");
    if (first.name().equals("at")) {
      return new Measure.Where(formula(first), null);
    }
    if (first.isPositional() && first.key().equals("at")) {
      return new Measure.Where(formula(take("a number behind at")), null); // As LTspice has it.
    }
    if (!first.key().equals("when")) {
      throw mistake(first.span(), "at= or when is expected");
    }
    Value condition = take("a condition such as v(out)=0.5");
    Expression level = condition.target();
    if (level == null && next < values.size() && values.get(next).isPositional()) {
      level = formula(values.get(next++)); // Behind {formula}= stands a value of its own.
    }
    boolean val = next < values.size() && values.get(next).name().equals("val");
    if (level == null && !val) {
      throw mistake(condition.span(), "a condition such as v(out)=0.5 is expected after when");
    }
    return new Measure.Where(null, crossing(formula(condition), level));
  }

  /** Reads {@code at=x} or {@code y val=level ...} after trig or targ. */
  private Measure.Where edge() throws Mistake {
    Value first = take("at= or a quantity");
    if (first.name().equals("at")) {
      return new Measure.Where(formula(first), null);
    }
    if (first.target() != null) {
      return new Measure.Where(null, crossing(formula(first), first.target()));
    }
    Expression left = formula(first);
    boolean level = next < values.size() && isLevel(values.get(next));
    return new Measure.Where(null, crossing(left, level ? formula(values.get(next++)) : null));
  }

  /** Returns whether a level stands behind the quantity without val=, as Xyce has it. */
  private static boolean isLevel(Value value) {
    return value.isPositional() && value.isNumber();
  }

  private Crossing crossing(Expression left, @Nullable Expression right) throws Mistake {
    Crossing.Edge edge = Crossing.Edge.CROSS;
    int count = 1;
    double delay = Double.NEGATIVE_INFINITY;
    for (; next < values.size(); next++) {
      Value value = values.get(next);
      switch (value.name()) {
        case "val" -> right = formula(value);
        case "td" -> delay = number(value);
        case "rise", "fall", "cross" -> {
          edge = Crossing.Edge.valueOf(value.name().toUpperCase(Locale.ROOT));
          boolean last = value.key().equals("last") || value.isNumber() && value.number() == -1;
          count = last ? Crossing.LAST : count(value);
        }
        default -> {
          return finish(left, right, edge, count, delay);
        }
      }
    }
    return finish(left, right, edge, count, delay);
  }

  private Crossing finish(
      Expression left, @Nullable Expression right, Crossing.Edge edge, int count, double delay)
      throws Mistake {
    if (right == null) {
      throw mistake(left.span(), "the level to cross is missing: val=");
    }
    return new Crossing(left, right, edge, count, delay);
  }

  private int count(Value value) throws Mistake {
    double number = number(value);
    if (number < 1 || number != Math.rint(number) || number > Integer.MAX_VALUE) {
      throw mistake(value.span(), value.name() + " must be 1, 2, ... or last");
    }
    return (int) number;
  }

  private double number(Value value) throws Mistake {
    if (!value.isNumber()) {
      throw mistake(value.span(), value.name() + " must be a number");
    }
    return value.number();
  }

  private Expression formula(Value value) throws Mistake {
    if (value.expression() != null) {
      return value.expression();
    }
    if (value.isNumber()) {
      return new Expression.Literal(value.number(), value.span());
    }
    throw mistake(value.span(), "'" + value.text() + "' is not a formula");
  }

  private Value take(String what) throws Mistake {
    if (next >= values.size()) {
      throw mistake(command.span(), what + " is missing");
    }
    return values.get(next++);
  }

  private Mistake mistake(Span at, String message) {
    diagnostics.add(Code.E101, at, ".meas: " + message, other.isEmpty() ? FORM : other);
    return new Mistake();
  }
}
