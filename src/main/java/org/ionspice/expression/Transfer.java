package org.ionspice.expression;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Literal;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.expression.Expression.Unary;
import org.jspecify.annotations.Nullable;

/**
 * A transfer function H(s) given by a formula of {@code s}: a quotient of polynomials, or another
 * analytic function, whose values along the imaginary axis are all there is of it. Immutable.
 */
public final class Transfer {
  /** The variable's name. */
  public static final String VARIABLE = "s";

  /** Longer polynomials are no longer known to double precision. */
  private static final int HIGHEST_ORDER = 60;

  private final Expression formula;
  private final double[] numerator;
  private final double[] denominator;
  private final @Nullable FrequencyTable table;

  private Transfer(Expression formula, double[] numerator, double[] denominator) {
    this.formula = formula;
    this.numerator = numerator;
    this.denominator = denominator;
    this.table = null;
  }

  private Transfer(FrequencyTable table) {
    this.formula = new Literal(Double.NaN, org.ionspice.diagnostics.Span.NONE);
    this.numerator = new double[0];
    this.denominator = new double[0];
    this.table = table;
  }

  /**
   * Makes a function that is known at single frequencies; between them magnitude in decibels and phase
   * are straight, outside it is zero.
   *
   * @param hertz frequencies, rising from zero or more
   * @param decibels magnitudes; {@code radians} phases
   */
  public static Transfer ofTable(double[] hertz, double[] decibels, double[] radians) {
    return new Transfer(new FrequencyTable(hertz, decibels, radians));
  }

  /** A polynomial quotient on the way; coefficients from s^0 on, the last one not zero. */
  private record Quotient(double[] top, double[] bottom) {}

  /** Thrown when a formula is none of s. */
  private static final class NotOfS extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NotOfS(String message) {
      super(message);
    }
  }

  /**
   * Makes the function of a resolved formula that reads nothing but {@code s}.
   *
   * @throws IllegalArgumentException when it reads something else, or is not analytic
   */
  public static Transfer of(Expression resolved) {
    value(resolved, Complex.ONE); // Refuses what no frequency has a value for.
    Optional<Quotient> quotient = quotient(resolved);
    if (quotient.isEmpty()) {
      return new Transfer(resolved, new double[0], new double[0]);
    }
    return of(resolved, quotient.get().top(), quotient.get().bottom());
  }

  /** Makes a quotient of polynomials; coefficients from s^0 on. */
  public static Transfer of(double[] numerator, double[] denominator) {
    Literal none = new Literal(Double.NaN, org.ionspice.diagnostics.Span.NONE);
    return of(none, trimmed(numerator), trimmed(denominator));
  }

  private static Transfer of(Expression formula, double[] top, double[] bottom) {
    if (isZero(bottom)) {
      throw new NotOfS("the denominator is zero");
    }
    for (double[] polynomial : new double[][] {top, bottom}) {
      for (double coefficient : polynomial) {
        if (!(Math.abs(coefficient) <= Double.MAX_VALUE)) {
          throw new NotOfS("the coefficients of s overflow");
        }
      }
    }
    int common = 0;
    while (common < Math.min(top.length, bottom.length) - 1
        && top[common] == 0
        && bottom[common] == 0) {
      common++; // A common factor s would leave a state without an equation in DC.
    }
    return new Transfer(
        formula,
        Arrays.copyOfRange(top, common, top.length),
        Arrays.copyOfRange(bottom, common, bottom.length));
  }

  /** Returns whether it is a quotient of polynomials. */
  public boolean isRational() {
    return denominator.length > 0;
  }

  /** Returns the coefficients of the numerator from s^0 on, the last not zero unless all are. */
  public double[] numerator() {
    return numerator.clone();
  }

  /** Returns the coefficients of the denominator from s^0 on, the last not zero. */
  public double[] denominator() {
    return denominator.clone();
  }

  /** Returns the real value at s = 0; NaN or infinite when there is none. */
  public double atRest() {
    if (isRational()) {
      return numerator[0] / denominator[0];
    }
    if (table != null) {
      return table.atRest();
    }
    Complex here = value(formula, Complex.ZERO);
    if (here.isNaN() || here.isInfinite()) {
      // tanh(sqrt(s))/sqrt(s) has a limit; what has none differs between two slow rates.
      Complex near = value(formula, new Complex(1e-16, 0));
      Complex far = value(formula, new Complex(1e-12, 0));
      here = near.subtract(far).abs() <= 1e-4 * near.abs() ? near : Complex.NaN;
    }
    return Math.abs(here.getImaginary()) <= 1e-9 * here.abs() ? here.getReal() : Double.NaN;
  }

  /**
   * Writes the value at s = j omega.
   *
   * @param omega rad/s, not negative
   * @param y receives the real part in place 0 and the imaginary part in place 1
   */
  public void at(double omega, double[] y) {
    if (omega == 0) {
      y[0] = atRest();
      y[1] = 0;
      return;
    }
    if (table != null) {
      table.at(omega, y);
      return;
    }
    Complex s = new Complex(0, omega);
    Complex h =
        isRational()
            ? horner(numerator, s).divide(horner(denominator, s))
            : value(formula, s);
    y[0] = h.getReal();
    y[1] = h.getImaginary();
  }

  private static Complex horner(double[] polynomial, Complex s) {
    Complex sum = Complex.ZERO;
    for (int k = polynomial.length - 1; k >= 0; k--) {
      sum = sum.multiply(s).add(polynomial[k]);
    }
    return sum;
  }

  private static Optional<Quotient> quotient(Expression e) {
    if (e instanceof Literal literal) {
      return Optional.of(new Quotient(new double[] {literal.value()}, new double[] {1}));
    } else if (e instanceof Name) {
      return Optional.of(new Quotient(new double[] {0, 1}, new double[] {1}));
    } else if (e instanceof Unary unary && unary.operator() == Operator.MINUS) {
      return quotient(unary.operand())
          .map(q -> new Quotient(times(q.top(), new double[] {-1}), q.bottom()));
    } else if (e instanceof Unary unary && unary.operator() == Operator.PLUS) {
      return quotient(unary.operand());
    } else if (e instanceof Binary binary) {
      return binary(binary.operator(), binary.left(), binary.right());
    } else if (e instanceof Call call && call.function().equals("pow")) {
      return binary(Operator.POWER, call.arguments().get(0), call.arguments().get(1));
    } else if (e instanceof Call call && call.function().equals("sqr")) {
      Expression x = call.arguments().get(0);
      return binary(Operator.TIMES, x, x);
    }
    return Optional.empty();
  }

  private static Optional<Quotient> binary(Operator operator, Expression left, Expression right) {
    Optional<Quotient> first = quotient(left);
    Optional<Quotient> second = quotient(right);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    Quotient a = first.get();
    Quotient b = second.get();
    return switch (operator) {
      case PLUS -> Optional.of(sum(a, b, 1));
      case MINUS -> Optional.of(sum(a, b, -1));
      case TIMES -> Optional.of(
          new Quotient(times(a.top(), b.top()), times(a.bottom(), b.bottom())));
      case DIVIDE -> Optional.of(
          new Quotient(times(a.top(), b.bottom()), times(a.bottom(), b.top())));
      case POWER -> power(a, right);
      default -> Optional.empty();
    };
  }

  private static Optional<Quotient> power(Quotient base, Expression exponent) {
    boolean whole =
        exponent instanceof Literal n
            && n.value() == Math.rint(n.value())
            && Math.abs(n.value()) <= HIGHEST_ORDER;
    if (!whole) {
      return Optional.empty();
    }
    int n = (int) ((Literal) exponent).value();
    Quotient one = n < 0 ? new Quotient(base.bottom(), base.top()) : base;
    Quotient result = new Quotient(new double[] {1}, new double[] {1});
    for (int k = 0; k < Math.abs(n); k++) {
      result = new Quotient(times(result.top(), one.top()), times(result.bottom(), one.bottom()));
    }
    return Optional.of(result);
  }

  private static Quotient sum(Quotient a, Quotient b, double sign) {
    // Equal denominators stay, so that the order does not grow without need.
    if (Arrays.equals(a.bottom(), b.bottom())) {
      return new Quotient(plus(a.top(), b.top(), sign), a.bottom());
    }
    return new Quotient(
        plus(times(a.top(), b.bottom()), times(b.top(), a.bottom()), sign),
        times(a.bottom(), b.bottom()));
  }

  private static double[] plus(double[] a, double[] b, double sign) {
    double[] sum = Arrays.copyOf(a, Math.max(a.length, b.length));
    for (int k = 0; k < b.length; k++) {
      sum[k] += sign * b[k];
    }
    return trimmed(sum);
  }

  private static double[] times(double[] a, double[] b) {
    if (a.length + b.length > HIGHEST_ORDER + 2) {
      throw new NotOfS("the order in s is above " + HIGHEST_ORDER);
    }
    double[] product = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        product[i + j] += a[i] * b[j];
      }
    }
    return trimmed(product);
  }

  private static double[] trimmed(double[] polynomial) {
    int length = polynomial.length;
    while (length > 1 && polynomial[length - 1] == 0) {
      length--;
    }
    return length == polynomial.length ? polynomial : Arrays.copyOf(polynomial, length);
  }

  private static boolean isZero(double[] polynomial) {
    return polynomial.length == 1 && polynomial[0] == 0;
  }

  private static Complex value(Expression e, Complex s) {
    if (e instanceof Literal literal) {
      return new Complex(literal.value());
    } else if (e instanceof Name name) {
      if (!name.name().equals(VARIABLE)) {
        throw new NotOfS("the transfer function may read nothing but s, not " + name.name());
      }
      return s;
    } else if (e instanceof Unary unary && unary.operator() == Operator.MINUS) {
      return value(unary.operand(), s).negate();
    } else if (e instanceof Unary unary && unary.operator() == Operator.PLUS) {
      return value(unary.operand(), s);
    } else if (e instanceof Binary binary) {
      Complex a = value(binary.left(), s);
      Complex b = value(binary.right(), s);
      return switch (binary.operator()) {
        case PLUS -> a.add(b);
        case MINUS -> a.subtract(b);
        case TIMES -> a.multiply(b);
        case DIVIDE -> a.divide(b);
        case POWER -> power(a, b);
        default -> throw new NotOfS(
            "'" + binary.operator().symbol() + "' is no operation on complex numbers");
      };
    } else if (e instanceof Call call) {
      return function(call, s);
    }
    throw new NotOfS("the transfer function may read nothing but s");
  }

  private static Complex function(Call call, Complex s) {
    Complex x = value(call.arguments().get(0), s);
    return switch (call.function()) {
      case "exp" -> x.exp();
      case "sqrt" -> x.sqrt();
      case "sqr" -> x.multiply(x);
      case "ln", "log" -> x.log();
      case "log10" -> x.log().divide(Math.log(10));
      case "sin" -> x.sin();
      case "cos" -> x.cos();
      case "tan" -> x.tan();
      case "sinh" -> x.sinh();
      case "cosh" -> x.cosh();
      case "tanh" -> x.tanh();
      case "pow" -> power(x, value(call.arguments().get(1), s));
      default -> throw new NotOfS("'" + call.function() + "' is no analytic function of s");
    };
  }

  private static Complex power(Complex base, Complex exponent) {
    if (base.equals(Complex.ZERO)) {
      return exponent.getReal() > 0 ? Complex.ZERO : Complex.INF;
    }
    return base.pow(exponent);
  }

  @Override
  public String toString() {
    return "H(s)";
  }
}
