package org.ionspice.expression;

import org.ionspice.expression.Expression.Operator;

/** The operators on doubles, for the evaluator, the resolver and behaviours alike. */
final class Arithmetic {
  /** Where a slope is infinite though the value is not, as that of sqrt at zero, it is this. */
  static final double STEEPEST = 1e15;

  private Arithmetic() {}

  /** Returns the result; NaN operands give NaN unless a logical operator does not need them. */
  static double binary(Operator operator, double a, double b) {
    switch (operator) {
      case PLUS:
        return a + b;
      case MINUS:
        return a - b;
      case TIMES:
        return a * b;
      case DIVIDE:
        return a / b;
      case REMAINDER:
        return a % b;
      case POWER:
        return power(a, b);
      case AND:
        return a == 0 || b == 0 ? 0 : anyNaN(a, b) ? Double.NaN : 1;
      case OR:
        return isTrue(a) || isTrue(b) ? 1 : anyNaN(a, b) ? Double.NaN : 0;
      default:
        return anyNaN(a, b) ? Double.NaN : compare(operator, a, b) ? 1 : 0;
    }
  }

  /** Returns the result of a sign or of a negation. */
  static double unary(Operator operator, double a) {
    switch (operator) {
      case PLUS:
        return a;
      case MINUS:
        return -a;
      case NOT:
        return Double.isNaN(a) ? a : a == 0 ? 1 : 0;
      default:
        throw new IllegalArgumentException("no unary operator: " + operator);
    }
  }

  private static boolean compare(Operator operator, double a, double b) {
    switch (operator) {
      case LESS:
        return a < b;
      case LESS_EQUAL:
        return a <= b;
      case GREATER:
        return a > b;
      case GREATER_EQUAL:
        return a >= b;
      case EQUAL:
        return a == b;
      case NOT_EQUAL:
        return a != b;
      default:
        throw new IllegalArgumentException("no binary operator: " + operator);
    }
  }

  /** Returns whether a number counts as true: any but zero and NaN. */
  static boolean isTrue(double a) {
    return a != 0 && !Double.isNaN(a);
  }

  private static boolean anyNaN(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b);
  }

  /** Returns a slope made finite: NaN is a point where none exists, and counts as flat. */
  static double finite(double slope) {
    if (Math.abs(slope) <= Double.MAX_VALUE) {
      return slope;
    }
    return Double.isNaN(slope) ? 0 : Math.copySign(STEEPEST, slope);
  }

  /** Returns a^b; the commonest exponents by multiplication, which takes a tenth of the time. */
  static double power(double a, double b) {
    if (b == 2) {
      return a * a;
    } else if (b == 3) {
      return a * a * a;
    } else if (b == 4) {
      return (a * a) * (a * a);
    }
    return Math.pow(a, b);
  }

  /** Returns the partial of a^b by a; zero to a negative power has no value, so any slope will do. */
  static double powerByBase(double a, double b) {
    return b == 0 ? 0 : finite(b * power(a, b - 1));
  }

  /** Returns the partial of a^b by b, which exists for positive bases only. */
  static double powerByExponent(double a, double power) {
    return a > 0 ? finite(power * Math.log(a)) : 0;
  }
}
