package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.ResultFunctions;
import org.ionspice.expression.Scope;
import org.ionspice.netlist.Field;
import org.ionspice.units.SpiceNumber;
import org.jspecify.annotations.Nullable;

/** Reads the fields of command lines as numbers, keywords and formulas with full names. */
final class ValueReader {
  private static final Set<String> VOLTAGES = Set.of("v", "vm", "vp", "vdb", "vr", "vi");
  private static final Set<String> CURRENTS = Set.of("i", "im", "ip", "idb", "ir", "ii");

  /** What every device has unless one of its own has that name. */
  private static final Set<String> FLOWS = Set.of("i", "p", "power", "energy");

  private static final String OPERATORS = "+-*/^%<>=!&|?";
  private static final Pattern FUNCTION = Pattern.compile("[a-z_][a-z0-9_]*");

  /** What SPICE3 puts behind a source's name for the current through it. */
  private static final String BRANCH = "#branch";

  private final Flattening flat;

  ValueReader(Flattening flat) {
    this.flat = flat;
  }

  /** Reads a field of a line of {@code .op}, {@code .dc}, {@code .ac} or {@code .tran}. */
  Value read(Field field, Level level) {
    return read(field, level, level);
  }

  /**
   * Reads a field.
   *
   * @param scope what the names in formulas mean; a {@link ResultScope} on lines about results
   */
  Value read(Field field, Level level, Scope scope) {
    if (field instanceof Field.Assignment a) {
      Optional<Expression> left =
          scope.isVector(a.name().key())
              ? Optional.of(new Expression.Name(a.name().key(), a.name().span()))
              : quantity(a.name().text(), a.name().span(), level);
      Value right = read(a.value(), level, scope);
      if (left.isPresent()) {
        return new Value("", Reading.text(field), Double.NaN, left.get(), right.expression(), field.span());
      }
      return new Value(
          a.name().key(), right.text(), right.number(), right.expression(), null, field.span());
    }
    Expression formula = null;
    double number = Double.NaN;
    if (field instanceof Field.Formula f) {
      formula = complete(flat.reading.resolve(f.expression(), scope), level);
      if (!ExpressionWalk.isVariable(formula)) {
        number = constant(formula, scope);
      }
    } else if (field instanceof Field.Group g) {
      formula = group(g, level, scope);
    } else if (field instanceof Field.Word w) {
      if (scope.hasResults() && isRestOfFormula(w.text())) {
        throw bare(field);
      }
      if (SpiceNumber.looksLikeNumber(w.text())) {
        SpiceNumber.Result result = SpiceNumber.parse(w.text());
        if (!result.isNumber()) {
          flat.reading.number(w, level); // Throws with the place of the wrong character.
        }
        number = result.value();
        formula = new Expression.Literal(number, w.span());
      } else if (scope.hasResults() && w.key().endsWith(BRANCH) && w.key().length() > BRANCH.length()) {
        String device = w.key().substring(0, w.key().length() - BRANCH.length());
        formula = complete(new Expression.BranchCurrent(device, w.span()), level);
      } else if (w.text().startsWith("@")) {
        formula = quantity(w.text(), w.span(), level).orElse(null);
      } else if (level.value(w.key()).isPresent() && !w.key().equals("temper")) {
        number = level.value(w.key()).getAsDouble();
        formula = new Expression.Literal(number, w.span());
      } else if (scope.isVector(w.key())) {
        formula = new Expression.Name(w.key(), w.span());
      }
    }
    return new Value("", Reading.text(field), number, formula, null, field.span());
  }

  /** Returns the number of a formula without quantities; NaN when it has none, such as a name. */
  private double constant(Expression formula, Scope scope) {
    Diagnostics quiet = new Diagnostics();
    double value = org.ionspice.expression.Evaluator.evaluate(formula, scope, quiet);
    return quiet.hasErrors() ? Double.NaN : value;
  }

  private @Nullable Expression group(Field.Group g, Level level, Scope scope) {
    List<Field> fields = g.fields();
    String head = g.key();
    if (scope.hasResults() && !head.isEmpty() && !FUNCTION.matcher(head).matches()) {
      throw bare(g);
    }
    boolean voltage = VOLTAGES.contains(head);
    boolean names =
        fields.stream().noneMatch(f -> f instanceof Field.Formula || f instanceof Field.Group)
            // im(z) of a result that has a z is its imaginary part, not a current through z.
            && !(head.length() > 1
                && fields.size() == 1
                && scope.isVector(Reading.lower(Reading.text(fields.get(0)))));
    if ((voltage || CURRENTS.contains(head)) && names && !fields.isEmpty() && fields.size() <= 2) {
      Expression quantity =
          voltage
              ? new Expression.NodeVoltage(
                  Reading.lower(Reading.text(fields.get(0))),
                  fields.size() > 1 ? Reading.lower(Reading.text(fields.get(1))) : "",
                  g.span())
              : new Expression.BranchCurrent(
                  Reading.lower(Reading.text(fields.get(0))), g.span());
      Expression whole = complete(quantity, level);
      return head.length() == 1
          ? whole
          : new Expression.Call(voltage ? head : "v" + head.substring(1), List.of(whole), g.span());
    }
    List<Expression> arguments = new ArrayList<>();
    for (Field field : fields) {
      Value value = read(field, level, scope);
      arguments.add(argument(value));
    }
    if ((head.isEmpty() || head.equals("par")) && arguments.size() == 1) {
      return arguments.get(0);
    }
    if (!scope.hasResults()) {
      return new Expression.Call(head, arguments, g.span());
    }
    return head.isEmpty()
        ? null
        : complete(
            flat.reading.resolve(new Expression.Call(head, arguments, g.span()), scope), level);
  }

  private static Expression argument(Value value) {
    if (value.isNumber()) {
      return new Expression.Literal(value.number(), value.span());
    }
    return value.expression() != null
        ? value.expression()
        : new Expression.Name(value.key(), value.span());
  }

  private static boolean isRestOfFormula(String word) {
    return !word.isEmpty()
        && OPERATORS.indexOf(word.charAt(0)) >= 0
        && !SpiceNumber.looksLikeNumber(word);
  }

  /** Returns the mistake of a formula that goes on outside braces: {@code v(a)*2}. */
  private static Mistake bare(Field rest) {
    return new Mistake(
        Code.E101,
        rest.span(),
        "'" + Reading.text(rest) + "' is part of a formula without braces",
        "a formula stands in braces, such as {v(a)/i(v1)}");
  }

  /** Reads {@code v(a)}, {@code v(a,b)}, {@code i(dev)} or {@code @dev[q]} given as a text. */
  Optional<Expression> quantity(String text, Span at, Level level) {
    String lower = text.toLowerCase(Locale.ROOT).strip();
    if (lower.startsWith("@") && lower.endsWith("]") && lower.indexOf('[') > 1) {
      int open = lower.indexOf('[');
      return Optional.of(
          complete(
              new Expression.DeviceQuantity(
                  lower.substring(1, open), lower.substring(open + 1, lower.length() - 1), at),
              level));
    }
    int open = lower.indexOf('(');
    if (open < 1 || !lower.endsWith(")")) {
      return Optional.empty();
    }
    String head = lower.substring(0, open);
    String inner = lower.substring(open + 1, lower.length() - 1);
    if (ResultFunctions.find(head).isPresent() && (inner.contains("(") || inner.startsWith("@"))) {
      return quantity(inner, at, level).map(q -> new Expression.Call(head, List.of(q), at));
    }
    String[] names = inner.split(",");
    Expression quantity;
    if (VOLTAGES.contains(head)) {
      quantity =
          new Expression.NodeVoltage(
              names[0].strip(), names.length > 1 ? names[1].strip() : "", at);
    } else if (CURRENTS.contains(head)) {
      quantity = new Expression.BranchCurrent(names[0].strip(), at);
    } else {
      return Optional.empty();
    }
    Expression whole = complete(quantity, level);
    return Optional.of(
        head.length() == 1
            ? whole
            : new Expression.Call(
                VOLTAGES.contains(head) ? head : "v" + head.substring(1), List.of(whole), at));
  }

  /** Gives quantities their full names, checks that they exist, and asks for ammeters. */
  private Expression complete(Expression formula, Level level) {
    return ExpressionWalk.rewrite(formula, q -> full(q, level));
  }

  private Expression full(Expression q, Level level) {
    Board board = flat.board;
    if (q instanceof Expression.NodeVoltage v) {
      return new Expression.NodeVoltage(
          node(v.plus(), v.span(), level),
          v.minus().isEmpty() ? "" : node(v.minus(), v.span(), level),
          v.span());
    }
    if (q instanceof Expression.BranchCurrent c) {
      String device = board.require(c.device(), level.path, c.span());
      board.current(device, c.span());
      return new Expression.BranchCurrent(device, c.span());
    }
    Expression.DeviceQuantity d = (Expression.DeviceQuantity) q;
    String device = board.require(d.device(), level.path, d.span());
    Set<String> known = own(device);
    if (!known.contains(d.quantity()) && !FLOWS.contains(d.quantity())) {
      throw new Mistake(
          Code.E201,
          d.span(),
          "'" + device + "' has no quantity '" + d.quantity() + "'",
          Nearest.of(d.quantity(), known)
              .map(n -> "did you mean '" + n + "'?")
              .orElse("it has " + String.join(", ", known)));
    }
    return new Expression.DeviceQuantity(device, d.quantity(), d.span());
  }

  /** Returns the names of a device's own quantities and parameters. */
  private Set<String> own(String device) {
    Part part = flat.board.part(device).orElseThrow();
    Set<String> known = new java.util.LinkedHashSet<>(Probing.of(part, flat.catalog).printable());
    flat.catalog
        .byType(part.type())
        .ifPresent(
            t -> {
              t.table().parameters().forEach(p -> known.add(Reading.lower(p.name())));
              known.addAll(t.table().inner(part.model()).keySet());
            });
    return known;
  }

  /** Refuses energies in a formula about an analysis in which no time passes. */
  void requireTime(Expression formula, String analysis) {
    for (Expression q : ExpressionWalk.quantities(formula)) {
      if (q instanceof Expression.DeviceQuantity d
          && d.quantity().equals("energy")
          && !own(d.device()).contains("energy")) {
        throw new Mistake(
            Code.E101,
            d.span(),
            "an energy is an integral over time, and in ." + analysis + " none passes",
            "ask for @" + d.device() + "[energy] in .tran, or for the power @" + d.device() + "[p]");
      }
    }
  }

  private String node(String name, Span at, Level level) {
    String wanted = level.nodeName(name);
    if (!flat.board.hasNode(wanted)) {
      throw new Mistake(
          Code.E201,
          at,
          "there is no node '" + name + "'",
          name.equals("*") ? "write all" : Nearest.hint(wanted, flat.board.nodeNames()));
    }
    return wanted;
  }
}
