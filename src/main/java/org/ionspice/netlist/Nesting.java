package org.ionspice.netlist;

import org.antlr.v4.runtime.Token;
import org.ionspice.diagnostics.Code;
import org.ionspice.netlist.grammar.NetlistLexer;

/**
 * Bounds the depth of a line before the recursive parser sees it, without recursion itself.
 *
 * <p>Counted are open brackets and, though nothing closes them, prefixes, powers and conditions.
 */
final class Nesting {
  /** Levels of brackets, signs, powers and conditions inside each other. */
  static final int DEEPEST = 200;

  private final int[] base = new int[DEEPEST + 2]; // depth to go back to at the next binary sign
  private int open;
  private int depth;

  private Nesting() {}

  static void check(LineTokens tokens, LineText at) {
    if (tokens.size() <= DEEPEST) {
      return; // No token opens more than one level.
    }
    Nesting nesting = new Nesting();
    boolean operandExpected = true;
    for (int k = 0; k < tokens.size(); k++) {
      Token token = tokens.get(k);
      operandExpected = nesting.step(token.getType(), operandExpected);
      if (nesting.depth > DEEPEST) {
        throw new SyntaxError(
            Code.E106,
            at.span(token),
            "more than " + DEEPEST + " levels are nested here",
            "split the formula with .param or .func");
      }
    }
  }

  /** Counts a token and returns whether an operand must follow it. */
  private boolean step(int type, boolean operandExpected) {
    switch (type) {
      case NetlistLexer.OPEN,
          NetlistLexer.CALL,
          NetlistLexer.LEFT_BRACE,
          NetlistLexer.VOLTAGE,
          NetlistLexer.CURRENT -> {
        push();
        return true;
      }
      case NetlistLexer.CLOSE, NetlistLexer.RIGHT_BRACE -> {
        pop();
        return false;
      }
      case NetlistLexer.TICK -> {
        if (operandExpected) {
          push();
        } else {
          pop();
        }
        return operandExpected;
      }
      case NetlistLexer.PLUS, NetlistLexer.MINUS, NetlistLexer.NOT -> {
        depth = operandExpected ? depth + 1 : base[open];
        return true;
      }
      case NetlistLexer.POWER -> {
        depth++;
        return true;
      }
      case NetlistLexer.QUESTION -> {
        base[open]++;
        depth = base[open];
        return true;
      }
      case NetlistLexer.TIMES,
          NetlistLexer.DIVIDE,
          NetlistLexer.REMAINDER,
          NetlistLexer.AND,
          NetlistLexer.OR,
          NetlistLexer.COLON -> {
        depth = base[open];
        return true;
      }
      case NetlistLexer.COMMA, NetlistLexer.EQUALS -> {
        base[open] = open == 0 ? 0 : base[open];
        depth = base[open];
        return true;
      }
      case NetlistLexer.LESS,
          NetlistLexer.LESS_EQUAL,
          NetlistLexer.GREATER,
          NetlistLexer.GREATER_EQUAL,
          NetlistLexer.EQUAL,
          NetlistLexer.NOT_EQUAL -> {
        depth = base[open];
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private void push() {
    depth++;
    if (depth <= DEEPEST) {
      base[++open] = depth;
    }
  }

  private void pop() {
    if (open > 0) {
      open--;
      depth = base[open];
    }
  }
}
