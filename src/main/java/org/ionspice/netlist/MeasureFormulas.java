package org.ionspice.netlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.ionspice.netlist.grammar.NetlistParser;
import org.ionspice.units.SpiceNumber;

/**
 * Finds formulas without braces among the fields of a {@code .meas} line, as LTspice and HSPICE have
 * them: {@code avg -v(a)*i(v1)}, {@code when v(a)-v(b)=0.5}, {@code param a+b}.
 *
 * <p>A run of fields is a formula when an operator joins each to the next. A number with a sign
 * behind a blank begins a field of its own.
 */
final class MeasureFormulas {
  private static final String OPERATORS = "+-*/^%<>&|?:";

  /** Words of a measurement, which no operator joins to what follows. */
  private static final Set<String> WORDS =
      Set.of(
          "max", "min", "max_at", "min_at", "pp", "avg", "rms", "integ", "integral", "find", "when",
          "deriv", "derivative", "trig", "targ", "param", "eqn", "at", "from", "to");

  /** A run of fields, {@code from} to before {@code until} as characters of the line's text. */
  record Run(int from, int until, int fields) {}

  private final LineText at;
  private final List<NetlistParser.FieldContext> fields = new ArrayList<>();

  MeasureFormulas(LineText at, List<ParseTree> children) {
    this.at = at;
    for (ParseTree child : children) {
      if (child instanceof NetlistParser.FieldContext field) {
        fields.add(field);
      }
    }
  }

  /** Returns whether a line holds measurements. */
  static boolean areOn(LogicalLine line) {
    return line.key().equals(".meas") || line.key().equals(".measure");
  }

  /**
   * Returns the run that begins at a field, or of one field that is a formula by itself; null when
   * the field is none.
   *
   * @param value whether the run is the value behind an equals sign of the field
   */
  @org.jspecify.annotations.Nullable Run run(int first, boolean value) {
    ParserRuleContext begin = value ? fields.get(first).value() : fields.get(first);
    if (WORDS.contains(begin.getText().toLowerCase(Locale.ROOT))) {
      return null;
    }
    int from = begin.getStart().getStartIndex();
    int last = first;
    boolean open = !value && fields.get(first).EQUALS() != null;
    while (!open && last + 1 < fields.size() && joins(end(last), fields.get(last + 1))) {
      last++;
      open = fields.get(last).EQUALS() != null;
    }
    int until = open ? leftEnd(fields.get(last)) : end(last);
    boolean alone =
        last == first
            && !isFormula(begin, at.text().substring(from, until))
            && !(begin instanceof NetlistParser.FieldContext field
                ? BareFormulas.isBare(field)
                : fields.get(first).value().group() != null
                    && BareFormulas.isBare(fields.get(first).value().group()));
    return alone ? null : new Run(from, until, last - first + 1);
  }

  /** Returns the field that ends a run. */
  NetlistParser.FieldContext field(int index) {
    return fields.get(index);
  }

  /** Returns whether one field is a formula: {@code -v(a)}, or {@code a+b} behind {@code param}. */
  private boolean isFormula(ParserRuleContext context, String text) {
    boolean call = context.getStart().getText().endsWith("(");
    if (call) {
      return OPERATORS.indexOf(text.charAt(0)) >= 0
          || text.substring(0, text.indexOf('(')).chars().anyMatch(c -> OPERATORS.indexOf(c) >= 0);
    }
    return text.chars().anyMatch(Character::isLetter)
        && !SpiceNumber.looksLikeNumber(text)
        && text.indexOf('{') < 0
        && text.indexOf('\'') < 0
        && text.indexOf('"') < 0
        && text.indexOf('@') < 0
        && text.chars().anyMatch(c -> OPERATORS.indexOf(c) >= 0);
  }

  private boolean joins(int end, NetlistParser.FieldContext next) {
    Token start = next.getStart();
    String text = start.getText();
    boolean close = end == start.getStartIndex();
    boolean operator = OPERATORS.indexOf(text.charAt(0)) >= 0;
    boolean number = SpiceNumber.looksLikeNumber(text) && next.getStart() == next.getStop();
    return operator && (close || !number) || OPERATORS.indexOf(at.text().charAt(end - 1)) >= 0;
  }

  private int end(int index) {
    NetlistParser.FieldContext field = fields.get(index);
    return field.getStop().getStopIndex() + 1;
  }

  private static int leftEnd(NetlistParser.FieldContext field) {
    ParseTree left = field.getChild(0);
    Token stop =
        left instanceof ParserRuleContext context
            ? context.getStop()
            : ((org.antlr.v4.runtime.tree.TerminalNode) left).getSymbol();
    return stop.getStopIndex() + 1;
  }
}
