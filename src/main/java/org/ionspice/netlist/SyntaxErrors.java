package org.ionspice.netlist;

import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.grammar.NetlistLexer;
import org.ionspice.netlist.grammar.NetlistParser;

/** Says in words what the parser stumbled over. */
final class SyntaxErrors {
  private SyntaxErrors() {}

  static SyntaxError explain(Token token, RuleContext context, LineText at, boolean formula) {
    String hint = formula ? "" : Forms.of(at.line().key());
    boolean inFormula = formula || isInside(context, NetlistParser.RULE_expression);
    Code code = inFormula ? Code.E107 : Code.E101;
    if (token.getType() == Token.EOF) {
      int end = at.offset() + at.text().length();
      Span place = formula ? at.line().span(end, end + 1) : at.line().end();
      String what =
          isInside(context, NetlistParser.RULE_group)
              ? "a closing parenthesis is missing"
              : inFormula
                  ? at.text().isBlank() ? "the formula is empty" : "the formula ends too early"
                  : "the line ends too early";
      return new SyntaxError(code, place, what, hint);
    }
    boolean first = at.text().substring(0, token.getStartIndex()).isBlank();
    boolean valueless =
        token.getType() == NetlistLexer.CLOSE
            && at.text().substring(0, token.getStartIndex()).stripTrailing().endsWith("=");
    if (first && token.getText().startsWith(".")) {
      return new SyntaxError(
          code, at.span(token), "a dot line begins with a word behind its point", "such as .tran");
    }
    if (first && !formula && Character.isDigit(token.getText().charAt(0))) {
      return new SyntaxError(
          code,
          at.span(token),
          "a line begins with the letter of an element, or with a point",
          "a line that goes on with the one before begins with +");
    }
    if (first && !formula && token.getText().codePointAt(0) > 0xA0) {
      return new SyntaxError(
          code,
          at.span(token),
          "no element begins with '" + token.getText() + "'",
          "the devices that QSPICE names by signs are not supported");
    }
    String what = valueless ? "a value is missing before this" : message(token, inFormula);
    return new SyntaxError(code, at.span(token), what, hint);
  }

  private static String message(Token token, boolean inFormula) {
    String text = token.getText().strip();
    return switch (token.getType()) {
      case NetlistLexer.CLOSE -> inFormula
          ? "this parenthesis closes too early, or closes nothing"
          : "this parenthesis closes nothing";
      case NetlistLexer.STRAY -> switch (text) {
        case "{" -> "this brace is never closed";
        case "}" -> "this brace closes nothing";
        case "'", "\"" -> "this quotation mark is never closed";
        default -> "a statement cannot hold '" + text + "' here";
      };
      case NetlistLexer.EQUALS -> inFormula
          ? "'=' may not stand in a formula; a comparison is =="
          : "no name stands before this '='";
      case NetlistLexer.NUMBER, NetlistLexer.NAME, NetlistLexer.QUANTITY -> inFormula
          ? "an operator is missing before '" + text + "'"
          : "'" + text + "' is not expected here";
      default -> "'" + text + "' is not expected here";
    };
  }

  private static boolean isInside(RuleContext context, int rule) {
    for (RuleContext c = context; c != null; c = c.parent) {
      if (c.getRuleIndex() == rule) {
        return true;
      }
    }
    return false;
  }
}
