package org.ionspice.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.expression.Expression;
import org.ionspice.expression.FunctionLibrary;
import org.ionspice.expression.LibraryFunction;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/**
 * Evaluates formulas over all rows of a block, with complex arithmetic where the result is complex.
 *
 * <p>{@code v(a,b)} is a difference of columns; {@code vm vp vdb vr vi} and {@code im ip idb ir ii}
 * take magnitude, phase (radians, continuous), decibel, real and imaginary part; so do {@code mag
 * ph db re im} of any formula. {@code time}, {@code frequency} and {@code hertz} are the scale.
 */
public final class Waves {
  private final Header header;
  private final Table.Block block;
  private final Map<String, Double> known;

  /**
   * Makes an evaluator for one block.
   *
   * @param known further numbers by lower-case name: measurements made before, parameters
   */
  public Waves(Header header, Table.Block block, Map<String, Double> known) {
    this.header = header;
    this.block = block;
    this.known = known;
  }

  /** Returns the number of rows. */
  public int size() {
    return block.size();
  }

  /** Returns the scale: time, frequency or the swept value. */
  public double[] scale() {
    return block.column(0);
  }

  /** Returns the scale's unit. */
  public String scaleUnit() {
    return header.columns().get(0).unit();
  }

  /** Returns the column {@code name}. */
  public Wave column(String name) throws NotMeasurable {
    int index = header.indexOf(name);
    if (index < 0) {
      throw new NotMeasurable("there is no " + name + " in the results");
    }
    String unit = header.columns().get(index).unit();
    return header.complex()
        ? new Wave(unit, block.column(2 * index), block.column(2 * index + 1))
        : new Wave(unit, block.column(index), null);
  }

  /** Returns the formula's value in each row. */
  public Wave of(Expression expression) throws NotMeasurable {
    if (expression instanceof Expression.Literal literal) {
      return Wave.constant(literal.value(), size());
    } else if (expression instanceof Expression.Name name) {
      return name(name.name().toLowerCase(Locale.ROOT));
    } else if (expression instanceof Expression.NodeVoltage voltage) {
      return voltage(voltage.plus(), voltage.minus());
    } else if (expression instanceof Expression.BranchCurrent current) {
      return column("i(" + current.device() + ")");
    } else if (expression instanceof Expression.DeviceQuantity quantity) {
      return column("@" + quantity.device() + "[" + quantity.quantity() + "]");
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary);
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary.operator(), of(binary.left()), of(binary.right()));
    } else if (expression instanceof Expression.Conditional conditional) {
      return choose(
          of(conditional.condition()).real(), of(conditional.yes()), of(conditional.no()));
    } else if (expression instanceof Expression.Call call) {
      return call(call);
    }
    throw new NotMeasurable("a text is not a number");
  }

  /** Adds the names of the columns that the formula needs to {@code names}. */
  static void columns(Expression expression, List<String> names) {
    if (expression instanceof Expression.NodeVoltage voltage) {
      nodes(voltage.plus(), voltage.minus(), names);
    } else if (expression instanceof Expression.BranchCurrent current) {
      names.add("i(" + current.device() + ")");
    } else if (expression instanceof Expression.DeviceQuantity quantity) {
      names.add("@" + quantity.device() + "[" + quantity.quantity() + "]");
    } else if (expression instanceof Expression.Unary unary) {
      columns(unary.operand(), names);
    } else if (expression instanceof Expression.Binary binary) {
      columns(binary.left(), names);
      columns(binary.right(), names);
    } else if (expression instanceof Expression.Conditional conditional) {
      columns(conditional.condition(), names);
      columns(conditional.yes(), names);
      columns(conditional.no(), names);
    } else if (expression instanceof Expression.Call call) {
      List<String> plain = plainNames(call.arguments());
      if (isPart(call.function(), 'v') && !plain.isEmpty()) {
        nodes(plain.get(0), plain.size() > 1 ? plain.get(1) : "", names);
      } else if (isPart(call.function(), 'i') && !plain.isEmpty()) {
        names.add("i(" + plain.get(0) + ")");
      } else {
        call.arguments().forEach(a -> columns(a, names));
      }
    }
  }

  private static void nodes(String plus, String minus, List<String> names) {
    for (String node : List.of(plus, minus)) {
      if (!isGround(node)) {
        names.add("v(" + node + ")");
      }
    }
  }

  private Wave name(String name) throws NotMeasurable {
    Double value = known.get(name);
    if (value != null) {
      return Wave.constant(value, size());
    }
    switch (name) {
      case "time", "frequency", "hertz":
        if (header.indexOf(name.equals("hertz") ? "frequency" : name) == 0) {
          return new Wave(scaleUnit(), scale(), null);
        }
        if (header.indexOf(name) > 0) {
          return column(name);
        }
        throw new NotMeasurable("there is no " + name + " in this analysis");
      case "pi":
        return Wave.constant(Math.PI, size());
      case "e":
        return Wave.constant(Math.E, size());
      default:
        return vector(name);
    }
  }

  /**
   * Returns the column {@code name}, or the only one that has it as a part: {@code input_impedance}
   * is {@code v1#input_impedance}, {@code output_impedance} is {@code output_impedance_at_v(a)}. A
   * complex quantity may stand in two real columns, {@code re(z)} and {@code im(z)}.
   */
  private Wave vector(String name) throws NotMeasurable {
    int re = header.indexOf("re(" + name + ")");
    int im = header.indexOf("im(" + name + ")");
    if (!header.complex() && re >= 0 && im >= 0) {
      return new Wave(header.columns().get(re).unit(), block.column(re), block.column(im));
    }
    if (header.indexOf(name) < 0) {
      List<String> near = new ArrayList<>();
      for (Column column : header.columns()) {
        String whole = column.name();
        if (whole.endsWith("#" + name) || whole.startsWith(name + "_at_")) {
          near.add(whole);
        }
      }
      return near.size() == 1 ? column(near.get(0)) : unknown(name);
    }
    return column(name);
  }

  private static Wave unknown(String name) throws NotMeasurable {
    throw new NotMeasurable(name + " is neither a quantity nor an earlier measurement");
  }

  private Wave voltage(String plus, String minus) throws NotMeasurable {
    int whole = header.indexOf("v(" + plus + "," + minus + ")");
    if (whole >= 0) {
      return column("v(" + plus + "," + minus + ")");
    }
    Wave high = isGround(plus) ? Wave.constant(0, size()).in("V") : column("v(" + plus + ")");
    return isGround(minus) ? high : high.plus(-1, column("v(" + minus + ")"));
  }

  private static boolean isGround(String node) {
    return node.isEmpty() || node.equals("0") || node.equalsIgnoreCase("gnd");
  }

  private Wave unary(Expression.Unary unary) throws NotMeasurable {
    Wave x = of(unary.operand());
    return switch (unary.operator()) {
      case MINUS -> Wave.constant(-1, size()).times(x);
      case NOT -> x.map("1", y -> y == 0 ? 1 : 0);
      default -> x;
    };
  }

  /** Returns what an operator makes of two waves of the same length. */
  public static Wave binary(Expression.Operator operator, Wave a, Wave b) {
    return switch (operator) {
      case PLUS -> a.plus(1, b);
      case MINUS -> a.plus(-1, b);
      case TIMES -> a.times(b);
      case DIVIDE -> a.over(b);
      case REMAINDER -> a.map(a.unit(), b, (x, y) -> x % y);
      case POWER -> a.im() != null && b.im() == null ? a.power(b) : a.map("1", b, Math::pow);
      case LESS -> a.map("1", b, (x, y) -> x < y ? 1 : 0);
      case LESS_EQUAL -> a.map("1", b, (x, y) -> x <= y ? 1 : 0);
      case GREATER -> a.map("1", b, (x, y) -> x > y ? 1 : 0);
      case GREATER_EQUAL -> a.map("1", b, (x, y) -> x >= y ? 1 : 0);
      case EQUAL -> a.map("1", b, (x, y) -> x == y ? 1 : 0);
      case NOT_EQUAL -> a.map("1", b, (x, y) -> x != y ? 1 : 0);
      case AND -> a.map("1", b, (x, y) -> x != 0 && y != 0 ? 1 : 0);
      case OR -> a.map("1", b, (x, y) -> x != 0 || y != 0 ? 1 : 0);
      case NOT -> a;
    };
  }

  private static Wave choose(double[] condition, Wave yes, Wave no) {
    double[] a = yes.real();
    double[] b = no.real();
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = condition[i] != 0 ? a[i] : b[i];
    }
    return new Wave(yes.unit(), out, null);
  }

  private Wave call(Expression.Call call) throws NotMeasurable {
    String function = call.function().toLowerCase(Locale.ROOT);
    List<String> plain = plainNames(call.arguments());
    if (isPart(function, 'v') && !plain.isEmpty()) {
      Wave whole = voltage(plain.get(0), plain.size() > 1 ? plain.get(1) : "");
      return part(function.substring(1), whole);
    }
    if (isPart(function, 'i') && !plain.isEmpty() && header.indexOf("i(" + plain.get(0) + ")") > 0) {
      return part(function.substring(1), column("i(" + plain.get(0) + ")"));
    }
    List<Wave> x = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      x.add(of(argument));
    }
    if (x.isEmpty()) {
      return unknown(function + "()");
    }
    if (x.size() == 1 && isPart(function, 'v')) {
      return part(function.substring(1), x.get(0)); // Elaborated: vp(out) holds v(out).
    }
    return x.size() == 1 ? function(function, x.get(0)) : function(function, x);
  }

  /** Returns a function of a wave, in each row. */
  public static Wave function(String name, Wave x) throws NotMeasurable {
    return switch (name) {
      case "mag", "abs", "vm" -> x.magnitude();
      case "db", "vdb" -> x.decibel();
      case "ph", "phase", "arg", "cph" -> x.phase();
      case "re", "real" -> x.realPart();
      case "im", "imag", "img" -> x.imaginaryPart();
      case "sqrt" -> x.map("1", Math::sqrt);
      case "exp" -> x.map("1", Math::exp);
      case "ln" -> x.map("1", Math::log);
      case "log" -> x.map("1", Math::log);
      case "log10" -> x.map("1", Math::log10);
      case "sin" -> x.map("1", Math::sin);
      case "cos" -> x.map("1", Math::cos);
      case "tan" -> x.map("1", Math::tan);
      case "asin", "arcsin" -> x.map("rad", Math::asin);
      case "acos", "arccos" -> x.map("rad", Math::acos);
      case "atan", "arctan" -> x.map("rad", Math::atan);
      case "sinh" -> x.map("1", Math::sinh);
      case "cosh" -> x.map("1", Math::cosh);
      case "tanh" -> x.map("1", Math::tanh);
      case "sgn" -> x.map("1", Math::signum);
      case "floor" -> x.map(x.unit(), Math::floor);
      case "ceil" -> x.map(x.unit(), Math::ceil);
      case "int" -> x.map(x.unit(), y -> y < 0 ? Math.ceil(y) : Math.floor(y));
      case "u" -> x.map("1", y -> y > 0 ? 1 : 0);
      default -> library(name, List.of(x));
    };
  }

  /** Returns a function of several waves of the same length, in each row. */
  public static Wave function(String name, List<Wave> x) throws NotMeasurable {
    Wave a = x.get(0);
    Wave b = x.get(1);
    if (x.size() > 2) {
      return library(name, x);
    }
    return switch (name) {
      case "min" -> a.map(a.unit(), b, Math::min);
      case "max" -> a.map(a.unit(), b, Math::max);
      case "pow" -> a.map("1", b, Math::pow);
      case "pwr" -> a.map("1", b, (y, n) -> Math.signum(y) * Math.pow(Math.abs(y), n));
      case "hypot" -> a.map(a.unit(), b, Math::hypot);
      case "atan2" -> a.map("rad", b, Math::atan2);
      default -> library(name, x);
    };
  }

  /** Returns a function of real numbers, in each row; of magnitudes, where waves are complex. */
  private static Wave library(String name, List<Wave> x) throws NotMeasurable {
    LibraryFunction function = FunctionLibrary.find(name).orElse(null);
    if (function == null || !function.accepts(x.size())) {
      return unknown(name + "()");
    }
    if (function.lazy()) {
      return choose(x.get(0).real(), x.get(1), x.get(2));
    }
    if (function.memory()) {
      throw new NotMeasurable(name + "() is for sources; the results have no memory");
    }
    List<double[]> columns = x.stream().map(Wave::real).toList();
    double[] row = new double[columns.size()];
    double[] out = new double[columns.get(0).length];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = columns.get(k)[i];
      }
      out[i] = function.value(row);
    }
    return new Wave("1", out, null);
  }

  private static boolean isPart(String function, char letter) {
    return function.length() > 1
        && Character.toLowerCase(function.charAt(0)) == letter
        && List.of("m", "p", "db", "r", "i").contains(function.substring(1).toLowerCase(Locale.ROOT))
        && !function.equalsIgnoreCase("im");
  }

  private static Wave part(String which, Wave whole) {
    return switch (which) {
      case "m" -> whole.magnitude();
      case "p" -> whole.phase();
      case "db" -> whole.decibel();
      case "r" -> whole.realPart();
      default -> whole.imaginaryPart();
    };
  }

  /** Returns the arguments as node or device names; empty when one of them is a formula. */
  private static List<String> plainNames(List<Expression> arguments) {
    List<String> names = new ArrayList<>();
    for (Expression argument : arguments) {
      if (argument instanceof Expression.Name name) {
        names.add(name.name().toLowerCase(Locale.ROOT));
      } else if (argument instanceof Expression.Literal number
          && number.value() == Math.rint(number.value())) {
        names.add(Long.toString((long) number.value()));
      } else {
        return List.of();
      }
    }
    return names;
  }
}
