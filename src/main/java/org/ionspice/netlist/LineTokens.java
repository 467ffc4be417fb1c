package org.ionspice.netlist;

import java.util.Arrays;
import java.util.Locale;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.Pair;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.grammar.NetlistLexer;

/** The tokens of one line after another, for the generated parser. Mutable. */
final class LineTokens implements TokenStream {
  /** A token that knows the line it is part of, since the stream goes on to other lines. */
  private static final class Word extends CommonToken {
    private static final long serialVersionUID = 1;

    private final transient String line;

    Word(String line, int type, int start, int stop) {
      super(type);
      this.line = line;
      this.start = start;
      this.stop = stop;
    }

    @Override
    public String getText() {
      return type == Token.EOF ? "<EOF>" : line.substring(start, stop + 1);
    }
  }

  private final Lexer lexer;
  private Token[] tokens = new Token[32];
  private int count;
  private int at;

  LineTokens(Lexer lexer, LineStream stream) {
    this.lexer = lexer;
    lexer.setTokenFactory(
        new TokenFactory<CommonToken>() {
          @Override
          public CommonToken create(
              Pair<TokenSource, CharStream> source, int type, String text, int channel,
              int start, int stop, int line, int charPositionInLine) {
            return new Word(stream.text(), type, start, stop);
          }

          @Override
          public CommonToken create(int type, String text) {
            return new CommonToken(type, text);
          }
        });
  }

  /** Reads all tokens of the lexer's line. */
  void fill() {
    // A long line's tokens are not kept for the short ones behind it.
    Arrays.fill(tokens, 0, Math.min(count, tokens.length), null);
    count = 0;
    at = 0;
    CommonToken token;
    do {
      token = (CommonToken) lexer.nextToken();
      token.setTokenIndex(count);
      if (token.getType() == NetlistLexer.EQUALS && count > 0 && isCondition(tokens[0])) {
        token.setType(NetlistLexer.EQUAL); // Nothing can be assigned there: .if (corner = 2)
      }
      if (count == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * count);
      }
      tokens[count++] = token;
    } while (token.getType() != Token.EOF);
  }

  /**
   * Leaves out the parentheses that close nothing on the line of a model or a table, and closes what
   * a table leaves open: device libraries have such lines, and SPICE takes parentheses for blanks.
   */
  void mend(LineText at) {
    boolean table =
        tokens[0].getType() == NetlistLexer.ELEMENT_NAME
            && "eEgG".indexOf(tokens[0].getText().charAt(0)) >= 0
            && at.text().toLowerCase(Locale.ROOT).contains("table");
    if (!table && tokens[0].getType() != NetlistLexer.MODEL) {
      return;
    }
    int open = 0;
    int kept = 0;
    for (int k = 0; k < count; k++) {
      CommonToken token = (CommonToken) tokens[k];
      int type = token.getType();
      if (type == NetlistLexer.CLOSE && open == 0) {
        mended(at, at.span(token), "this parenthesis closes nothing", "it is left out");
        continue;
      }
      open += type == NetlistLexer.OPEN || type == NetlistLexer.CALL ? 1 : 0;
      open -= type == NetlistLexer.CLOSE ? 1 : 0;
      token.setTokenIndex(kept);
      tokens[kept++] = token;
    }
    count = kept;
    if (table && open > 0) {
      mended(at, at.line().end(), "a closing parenthesis is missing", "it is taken to stand here");
      close(open, at.text());
    }
  }

  private static void mended(LineText at, Span place, String what, String hint) {
    at.sink().add(Code.W106, place, what, hint);
  }

  /** Puts closing parentheses before the end of the line. */
  private void close(int open, String line) {
    Token end = tokens[count - 1];
    tokens = Arrays.copyOf(tokens, Math.max(tokens.length, count + open));
    for (int k = 0; k < open; k++) {
      Word token = new Word(line, NetlistLexer.CLOSE, line.length() - 1, line.length() - 1);
      token.setTokenIndex(count - 1);
      tokens[count - 1] = token;
      count++;
    }
    ((CommonToken) end).setTokenIndex(count - 1);
    tokens[count - 1] = end;
  }

  private static boolean isCondition(Token first) {
    return first.getType() == NetlistLexer.IF || first.getType() == NetlistLexer.ELSEIF;
  }

  @Override
  public Token LT(int offset) {
    int index = offset < 0 ? at + offset : at + offset - 1;
    return index < 0 ? null : tokens[Math.min(index, count - 1)];
  }

  @Override
  public int LA(int offset) {
    Token token = LT(offset);
    return token == null ? Token.INVALID_TYPE : token.getType();
  }

  @Override
  public Token get(int index) {
    return tokens[index];
  }

  @Override
  public void consume() {
    if (at >= count - 1) {
      throw new IllegalStateException("cannot consume EOF");
    }
    at++;
  }

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = Math.min(index, count - 1);
  }

  @Override
  public int mark() {
    return 0; // All tokens stay.
  }

  @Override
  public void release(int marker) {
    // Nothing was held.
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public TokenSource getTokenSource() {
    return lexer;
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    StringBuilder text = new StringBuilder();
    for (int k = interval.a; k <= interval.b && k < count - 1; k++) {
      text.append(tokens[k].getText());
    }
    return text.toString();
  }

  @Override
  public String getText() {
    return getText(Interval.of(0, count - 1));
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
  }
}
