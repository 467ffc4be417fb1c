package org.ionspice.elaboration;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The analog code models of XSPICE that are a formula of their inputs, by the ngspice manual, chapter
 * 8.2. Corners that the manual rounds are parabolas over the same range.
 */
enum CodeLaw {
  GAIN(2, "in_offset", "gain", "out_offset") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      return t.plus(scaled(t, card, first(in)), card.number("out_offset", 0));
    }
  },
  SUMMER(2, "in_offset", "in_gain", "out_gain", "out_offset") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      Expression sum = t.number(0);
      for (int k = 0; k < in.get(0).size(); k++) {
        sum = t.plus(sum, input(t, card, in.get(0), k));
      }
      return t.plus(t.times(card.number("out_gain", 1), sum), card.number("out_offset", 0));
    }
  },
  MULT(2, "in_offset", "in_gain", "out_gain", "out_offset") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      Expression product = t.number(1);
      for (int k = 0; k < in.get(0).size(); k++) {
        product = t.times(product, input(t, card, in.get(0), k));
      }
      return t.plus(t.times(card.number("out_gain", 1), product), card.number("out_offset", 0));
    }
  },
  DIVIDE(3, "num_offset", "num_gain", "den_offset", "den_gain", "den_lower_limit", "den_domain",
      "fraction", "out_gain", "out_offset") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      Expression above =
          t.times(card.number("num_gain", 1), t.plus(first(in), card.number("num_offset", 0)));
      Expression below =
          t.times(card.number("den_gain", 1), t.plus(in.get(1).get(0), card.number("den_offset", 0)));
      double least = card.number("den_lower_limit", 1e-10);
      double range = card.number("den_domain", 1e-10) * (card.flag("fraction", false) ? least : 1);
      // Its size stays above the limit; zero counts as positive.
      Expression size = t.plus(t.corner(t.plus(t.call("abs", below), -least), range), least);
      Expression quotient =
          new Expression.Conditional(
              new Expression.Binary(Expression.Operator.LESS, below, t.number(0), t.at()),
              t.over(t.times(-1, above), size),
              t.over(above, size),
              t.at());
      return t.plus(t.times(card.number("out_gain", 1), quotient), card.number("out_offset", 0));
    }
  },
  LIMIT(2, "in_offset", "gain", "out_lower_limit", "out_upper_limit", "limit_range", "fraction") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      double low = card.number("out_lower_limit", 0);
      double high = card.number("out_upper_limit", 1);
      double range =
          card.number("limit_range", 1e-6) * (card.flag("fraction", false) ? high - low : 1);
      return between(t, scaled(t, card, first(in)), t.number(low), t.number(high), range);
    }
  },
  CLIMIT(4, "in_offset", "gain", "upper_delta", "lower_delta", "limit_range", "fraction") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      if (card.flag("fraction", false)) {
        card.none("fraction", "give limit_range in volts");
      }
      return between(
          t,
          scaled(t, card, first(in)),
          t.plus(in.get(2).get(0), card.number("lower_delta", 0)),
          t.plus(in.get(1).get(0), -card.number("upper_delta", 0)),
          card.number("limit_range", 1e-6));
    }
  },
  PWL(2, "x_array", "y_array", "input_domain", "fraction", "limit") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      double[] x = card.numbers("x_array");
      double[] y = card.numbers("y_array");
      if (x.length != y.length || x.length < 2) {
        throw new Mistake(
            Code.E121, card.span(), "x_array and y_array are not as long, or of one point", "");
      }
      for (int k = 1; k < x.length; k++) {
        if (!(x[k] > x[k - 1])) {
          throw new Mistake(Code.E203, card.span(), "x_array does not rise", "");
        }
      }
      double domain = card.number("input_domain", 0.01);
      boolean fraction = card.flag("fraction", true);
      boolean limited = card.flag("limit", false);
      Expression at = first(in);
      // Constant outside when limited, else straight on; each corner adds the change of the slope.
      double slope = limited ? 0 : (y[1] - y[0]) / (x[1] - x[0]);
      int last = x.length - 1;
      Expression sum = t.plus(t.times(slope, t.plus(at, -x[0])), y[0]);
      for (int k = limited ? 0 : 1; k < (limited ? last + 1 : last); k++) {
        double next = k == last ? 0 : (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
        double before = k == 0 ? Double.POSITIVE_INFINITY : x[k] - x[k - 1];
        double after = k == last ? Double.POSITIVE_INFINITY : x[k + 1] - x[k];
        double range = fraction ? domain * Math.min(before, after) : domain;
        if (next != slope) {
          sum = t.plus(sum, t.times(next - slope, t.corner(t.plus(at, -x[k]), range)));
        }
        slope = next;
      }
      return sum;
    }
  },
  INT(2, "in_offset", "gain", "out_lower_limit", "out_upper_limit", "limit_range", "out_ic") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      Expression rate = scaled(t, card, first(in));
      if (card.has("out_lower_limit") || card.has("out_upper_limit")) {
        // The integral itself stands still at a limit, so that it leaves it at once.
        double range = card.number("limit_range", 1e-6);
        double low = card.number("out_lower_limit", -1e300);
        double high = card.number("out_upper_limit", 1e300);
        Expression up = t.call("u2", t.over(t.minus(t.number(high), across), t.number(range)));
        Expression down = t.call("u2", t.over(t.plus(across, -low), t.number(range)));
        Expression rising =
            new Expression.Binary(Expression.Operator.GREATER, rate, t.number(0), t.at());
        rate = t.times(rate, new Expression.Conditional(rising, up, down, t.at()));
      }
      return t.call("idt", rate, t.number(card.number("out_ic", 0)));
    }
  },
  D_DT(2, "gain", "out_offset", "out_lower_limit", "out_upper_limit", "limit_range") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      Expression slope = t.times(card.number("gain", 1), t.call("ddt", first(in)));
      Expression value = t.plus(slope, card.number("out_offset", 0));
      double range = card.number("limit_range", 1e-6);
      if (card.has("out_lower_limit")) {
        Expression low = t.number(card.number("out_lower_limit", 0));
        value = t.plus(low, t.corner(t.minus(value, low), range));
      }
      if (card.has("out_upper_limit")) {
        Expression high = t.number(card.number("out_upper_limit", 0));
        value = t.minus(value, t.corner(t.minus(value, high), range));
      }
      return value;
    }
  },
  ASWITCH(2, "cntl_off", "cntl_on", "r_off", "r_on", "log", "limit") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      double off = card.number("cntl_off", 0);
      double on = card.number("cntl_on", 1);
      double rOff = card.number("r_off", 1e12);
      double rOn = card.number("r_on", 1);
      if (on == off || !(rOff > 0) || !(rOn > 0)) {
        throw new Mistake(
            Code.E203, card.span(), "cntl_on and cntl_off are equal, or a resistance is not above zero", "");
      }
      Expression place = t.over(t.plus(first(in), -off), t.number(on - off));
      if (card.flag("limit", false)) {
        place = t.call("u2", place);
      }
      // Without the limit the resistance goes on beyond both ends, but not below a nanoohm.
      Expression resistance =
          card.flag("log", true)
              ? t.call("exp", t.plus(t.times(Math.log(rOn / rOff), place), Math.log(rOff)))
              : t.plus(t.times(rOn - rOff, place), rOff);
      return t.over(across, t.call("max", resistance, t.number(1e-9)));
    }

    @Override
    boolean ofConductance() {
      return true;
    }
  },
  S_XFER(2, "in_offset", "gain", "num_coeff", "den_coeff", "int_ic", "denormalized_freq") {
    @Override
    Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across) {
      throw new IllegalStateException("a transfer function is no formula");
    }
  };

  private final int ports;
  private final Set<String> parameters;

  CodeLaw(int ports, String... parameters) {
    this.ports = ports;
    this.parameters = Set.of(parameters);
  }

  /** Returns the law of a card's type, lower case, or null. */
  static @Nullable CodeLaw of(String type) {
    for (CodeLaw law : values()) {
      if (law.name().toLowerCase(Locale.ROOT).equals(type)) {
        return law;
      }
    }
    return null;
  }

  /** Returns the number of ports, the output last. */
  int ports() {
    return ports;
  }

  Set<String> parameters() {
    return parameters;
  }

  /** Returns whether the value is the current of a resistance between the output's nodes. */
  boolean ofConductance() {
    return false;
  }

  /**
   * Returns the formula of the output.
   *
   * @param in the inputs of each port
   * @param across the voltage at the output
   */
  abstract Expression value(Terms t, CodeCard card, List<List<Expression>> in, Expression across);

  private static Expression first(List<List<Expression>> in) {
    return in.get(0).get(0);
  }

  private static Expression scaled(Terms t, CodeCard card, Expression input) {
    return t.times(card.number("gain", 1), t.plus(input, card.number("in_offset", 0)));
  }

  private static Expression input(Terms t, CodeCard card, List<Expression> all, int k) {
    Expression shifted = t.plus(all.get(k), card.number("in_offset", k, 0));
    return t.times(card.number("in_gain", k, 1), shifted);
  }

  private static Expression between(
      Terms t, Expression y, Expression low, Expression high, double range) {
    Expression risen = t.plus(low, t.corner(t.minus(y, low), range));
    return t.minus(risen, t.corner(t.minus(y, high), range));
  }
}
