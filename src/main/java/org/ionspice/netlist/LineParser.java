package org.ionspice.netlist;

import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.grammar.NetlistLexer;
import org.ionspice.netlist.grammar.NetlistParser;

/** Runs the generated parser on one logical line or formula at a time. Mutable, one thread. */
final class LineParser {
  private final LineStream stream = new LineStream();
  private final NetlistLexer lexer = new NetlistLexer(stream);
  private final LineTokens tokens = new LineTokens(lexer, stream);
  private final NetlistParser parser = new NetlistParser(tokens);
  private final Diagnostics sink;

  LineParser(Diagnostics sink) {
    this.sink = sink;
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    // The grammar is written so that one token decides nearly everywhere: SLL is LL here.
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
  }

  /** Reads a line; throws {@link SyntaxError} at the first thing that does not fit. */
  Piece statement(LogicalLine line) {
    LineText at = new LineText(line, 0, line.text(), sink);
    start(at, NetlistLexer.DEFAULT_MODE);
    tokens.mend(at);
    try {
      return new StatementBuilder(this, at).build(parser.line().statement());
    } catch (ParseCancellationException stopped) {
      throw explain(stopped, at, false);
    }
  }

  /** Reads a formula that is the part of {@code line} from {@code from} to before {@code until}. */
  Expression formula(LogicalLine line, int from, int until) {
    LineText at = new LineText(line, from, line.text().substring(from, until), sink);
    start(at, NetlistLexer.FORMULA);
    try {
      return new FormulaBuilder(at).build(parser.lonelyExpression().expression());
    } catch (ParseCancellationException stopped) {
      throw explain(stopped, at, true);
    }
  }

  private void start(LineText at, int mode) {
    stream.text(at.text());
    lexer.reset();
    lexer.mode(mode);
    tokens.fill();
    Nesting.check(tokens, at);
    parser.reset();
  }

  private static SyntaxError explain(
      ParseCancellationException stopped, LineText at, boolean formula) {
    RecognitionException cause = (RecognitionException) stopped.getCause();
    Token token = cause.getOffendingToken();
    return SyntaxErrors.explain(token, cause.getCtx(), at, formula);
  }
}
