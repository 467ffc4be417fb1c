package org.ionspice.netlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.netlist.grammar.NetlistLexer;
import org.ionspice.netlist.grammar.NetlistParser;
import org.ionspice.units.SpiceNumber;

/** Makes an {@link Expression} of a formula's parse tree. */
final class FormulaBuilder {
  /** Operands from which on a chain of one operator is built as a balanced tree. */
  private static final int LONG_CHAIN = 64;

  /** Nodes that one formula may have. */
  private static final int MOST_NODES = 1_000_000;

  /** Depth a tree may have, so that whoever walks it later needs little stack. */
  private static final int MOST_DEPTH = 1_000;

  private final LineText at;
  private int nodes;
  private int depth;

  FormulaBuilder(LineText at) {
    this.at = at;
  }

  Expression build(NetlistParser.ExpressionContext context) {
    Expression condition = disjunction(context.disjunction());
    if (context.QUESTION() == null) {
      return condition;
    }
    int deepest = depth;
    Expression yes = build(context.expression(0));
    deepest = Math.max(deepest, depth);
    Expression no = build(context.expression(1));
    count(Math.max(deepest, depth), at.span(context));
    return new Expression.Conditional(condition, yes, no, at.span(context));
  }

  private Expression disjunction(NetlistParser.DisjunctionContext context) {
    return chain(context.children);
  }

  private Expression operand(ParseTree tree) {
    if (tree instanceof NetlistParser.UnaryContext unary) {
      return unary(unary);
    }
    // The layers between are all alike: operands and operators in turn.
    return chain(((org.antlr.v4.runtime.ParserRuleContext) tree).children);
  }

  /** Builds operands and operators in turn, from the left. */
  private Expression chain(List<ParseTree> children) {
    if (children.size() == 1) {
      return operand(children.get(0));
    }
    List<Expression> operands = new ArrayList<>();
    List<Operator> operators = new ArrayList<>();
    int deepest = 0;
    for (ParseTree child : children) {
      if (child instanceof TerminalNode terminal) {
        operators.add(operator(terminal.getSymbol()));
      } else {
        operands.add(operand(child));
        deepest = Math.max(deepest, depth);
      }
    }
    depth = deepest;
    return combine(operands, operators, 0, operands.size());
  }

  private Expression combine(
      List<Expression> operands, List<Operator> operators, int from, int until) {
    Expression result = operands.get(from);
    if (until - from > LONG_CHAIN && regular(operators, from, until - 1)) {
      int middle = (from + until) >>> 1;
      int before = depth;
      final Expression left = combine(operands, operators, from, middle);
      int leftDepth = depth;
      depth = before;
      Operator link = operators.get(middle - 1);
      List<Operator> turned = operators;
      if (link == Operator.MINUS || link == Operator.DIVIDE) {
        // a-b+c-d = a-(b-c+d): behind a minus every sign turns round.
        turned = new ArrayList<>(operators);
        for (int i = middle; i < until - 1; i++) {
          turned.set(i, inverse(operators.get(i)));
        }
      }
      Expression right = combine(operands, turned, middle, until);
      count(Math.max(leftDepth, depth), left.span());
      return new Expression.Binary(link, left, right, left.span().to(right.span()));
    }
    for (int i = from + 1; i < until; i++) {
      Expression right = operands.get(i);
      Span span = result.span().to(right.span());
      count(depth, span);
      result = new Expression.Binary(operators.get(i - 1), result, right, span);
    }
    return result;
  }

  private static boolean regular(List<Operator> operators, int from, int until) {
    for (int i = from; i < until; i++) {
      switch (operators.get(i)) {
        case PLUS, MINUS, TIMES, DIVIDE, AND, OR -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private static Operator inverse(Operator operator) {
    return switch (operator) {
      case PLUS -> Operator.MINUS;
      case MINUS -> Operator.PLUS;
      case TIMES -> Operator.DIVIDE;
      case DIVIDE -> Operator.TIMES;
      default -> operator;
    };
  }

  private Expression unary(NetlistParser.UnaryContext context) {
    if (context.power() != null) {
      return power(context.power());
    }
    Expression operand = unary(context.unary());
    count(depth, at.span(context));
    Token sign = context.getStart();
    return new Expression.Unary(operator(sign), operand, at.span(context));
  }

  private Expression power(NetlistParser.PowerContext context) {
    Expression base = primary(context.primary());
    if (context.POWER() == null) {
      return base;
    }
    int deepest = depth;
    Expression exponent = unary(context.unary());
    if (isPower(context.unary())) {
      Token sign = context.POWER().getSymbol();
      at.sink()
          .add(
              Code.W103,
              at.span(sign),
              "a^b^c is read as a^(b^c)",
              "write the parentheses; other simulators read (a^b)^c");
    }
    Span span = at.span(context);
    count(Math.max(deepest, depth), span);
    return new Expression.Binary(Operator.POWER, base, exponent, span);
  }

  private static boolean isPower(NetlistParser.UnaryContext context) {
    NetlistParser.UnaryContext inner = context;
    while (inner.power() == null) {
      inner = inner.unary();
    }
    return inner.power().POWER() != null;
  }

  private Expression primary(NetlistParser.PrimaryContext context) {
    if (context.expression() != null) {
      return build(context.expression());
    }
    if (context.call() != null) {
      return call(context.call());
    }
    Span span = at.span(context);
    depth = 0;
    count(0, span);
    if (context.probe() != null) {
      return probe(context.probe(), span);
    }
    Token token = context.getStart();
    String text = token.getText();
    return switch (token.getType()) {
      case NetlistLexer.NUMBER -> new Expression.Literal(number(token), span);
      case NetlistLexer.NAME -> new Expression.Name(lower(text), span);
      case NetlistLexer.STRING -> new Expression.Text(text.substring(1, text.length() - 1), span);
      default -> {
        int bracket = text.lastIndexOf('[');
        yield new Expression.DeviceQuantity(
            lower(text.substring(1, bracket)),
            lower(text.substring(bracket + 1, text.length() - 1)),
            span);
      }
    };
  }

  private double number(Token token) {
    SpiceNumber.Result result = SpiceNumber.parse(token.getText());
    if (!result.isNumber()) {
      Span wrong = at.within(token, result.offset(), 1);
      throw new SyntaxError(Code.E102, wrong, result.error(), result.hint());
    }
    return result.value();
  }

  private Expression call(NetlistParser.CallContext context) {
    List<Expression> arguments = new ArrayList<>();
    int deepest = 0;
    for (NetlistParser.ExpressionContext argument : context.expression()) {
      arguments.add(build(argument));
      deepest = Math.max(deepest, depth);
    }
    count(deepest, at.span(context));
    return new Expression.Call(lower(context.NAME().getText()), arguments, at.span(context));
  }

  private Expression probe(NetlistParser.ProbeContext context, Span span) {
    List<String> names = new ArrayList<>();
    for (ParseTree child : context.children) {
      int type = ((TerminalNode) child).getSymbol().getType();
      String text = child.getText();
      if (type == NetlistLexer.WORD) {
        names.add(lower(text));
      } else if (type == NetlistLexer.STRING) {
        names.add(lower(text.substring(1, text.length() - 1)));
      }
    }
    if (context.CURRENT() != null) {
      if (names.size() > 1) {
        throw new SyntaxError(
            Code.E107, span, "i() takes one element, not two", "write i(v1), or i(v1)-i(v2)");
      }
      return new Expression.BranchCurrent(names.get(0), span);
    }
    String head = lower(context.VOLTAGE().getText());
    String function = head.substring(0, head.length() - 1).strip();
    Expression voltage =
        new Expression.NodeVoltage(names.get(0), names.size() > 1 ? names.get(1) : "", span);
    return function.equals("v")
        ? voltage
        : new Expression.Call(function, List.of(voltage), span);
  }

  private void count(int below, Span span) {
    depth = below + 1;
    if (++nodes > MOST_NODES || depth > MOST_DEPTH) {
      throw new SyntaxError(
          Code.E106,
          span,
          depth > MOST_DEPTH
              ? "the formula is nested more than " + MOST_DEPTH + " deep"
              : "the formula has more than a million terms",
          "split it with .param or .func");
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Operator operator(Token token) {
    return switch (token.getType()) {
      case NetlistLexer.PLUS -> Operator.PLUS;
      case NetlistLexer.MINUS -> Operator.MINUS;
      case NetlistLexer.TIMES -> Operator.TIMES;
      case NetlistLexer.DIVIDE -> Operator.DIVIDE;
      case NetlistLexer.REMAINDER -> Operator.REMAINDER;
      case NetlistLexer.LESS -> Operator.LESS;
      case NetlistLexer.LESS_EQUAL -> Operator.LESS_EQUAL;
      case NetlistLexer.GREATER -> Operator.GREATER;
      case NetlistLexer.GREATER_EQUAL -> Operator.GREATER_EQUAL;
      case NetlistLexer.EQUAL -> Operator.EQUAL;
      case NetlistLexer.NOT_EQUAL -> Operator.NOT_EQUAL;
      case NetlistLexer.AND -> Operator.AND;
      case NetlistLexer.OR -> Operator.OR;
      case NetlistLexer.NOT -> Operator.NOT;
      default -> throw new IllegalStateException("no operator: " + token);
    };
  }
}
