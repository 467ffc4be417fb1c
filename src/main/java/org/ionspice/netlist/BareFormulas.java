package org.ionspice.netlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.grammar.NetlistParser;
import org.ionspice.units.SpiceNumber;

/**
 * Finds the formulas that stand without braces on lines about results: {@code v(a)-v(b)}, {@code
 * -i(v1)}, {@code db(v(b)/v(a))}. Outside parentheses they have no blanks, as in SPICE, where a
 * blank ends a quantity. Measurements have {@link MeasureFormulas}.
 */
final class BareFormulas {
  /** The keywords of the lines they stand on. */
  static final Set<String> LINES = Set.of("print", "plot", "four");

  /** Node names between the parentheses of these may hold the signs of operators. */
  private static final Set<String> QUANTITIES =
      Set.of(
          "v", "vm", "vp", "vdb", "vr", "vi", "i", "im", "ip", "idb", "ir", "ii", "onoise", "inoise");

  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String OPERATORS = "+-*/^%<>&|?:!";

  private BareFormulas() {}

  /**
   * Puts formulas in the place of the fields they were split into.
   *
   * @param fields what {@code contexts} were read as, one each; else they are returned as they are
   */
  static List<Field> joined(
      List<Field> fields, List<NetlistParser.FieldContext> contexts, LineParser parser, LineText at) {
    if (fields.size() != contexts.size()) {
      return fields;
    }
    List<Field> joined = new ArrayList<>(fields.size());
    for (int k = 0; k < fields.size(); k++) {
      int last = k;
      while (last + 1 < fields.size() && goOn(contexts.get(last), contexts.get(last + 1), at)) {
        last++;
      }
      if (last == k && !isBare(contexts.get(k)) || isRest(contexts.get(k).getText())) {
        joined.add(fields.get(k));
      } else {
        int from = at.offset() + contexts.get(k).getStart().getStartIndex();
        int until = at.offset() + contexts.get(last).getStop().getStopIndex() + 1;
        Span span = fields.get(k).span().to(fields.get(last).span());
        joined.add(new Field.Formula(parser.formula(at.line(), from, until), span));
        k = last;
      }
    }
    return joined;
  }

  /**
   * Puts formulas in the place of the values that subcircuits' parameters have: {@code r=2*rs}.
   *
   * @param fields what {@code contexts} were read as, one each; else they are returned as they are
   */
  static List<Field> assigned(
      List<Field> fields, List<NetlistParser.FieldContext> contexts, LineParser parser, LineText at) {
    if (fields.size() != contexts.size()) {
      return fields;
    }
    List<Field> joined = new ArrayList<>(fields.size());
    for (int k = 0; k < fields.size(); k++) {
      int last = k;
      if (fields.get(k) instanceof Field.Assignment a && contexts.get(k).value() != null) {
        while (last + 1 < fields.size() && touch(contexts.get(last), contexts.get(last + 1), at)) {
          last++;
        }
        NetlistParser.GroupContext group = contexts.get(k).value().group();
        if (last > k
            || group != null && isBare(group)
            || a.value() instanceof Field.Word w && isFormula(w.text())) {
          int from = at.offset() + contexts.get(k).value().getStart().getStartIndex();
          int until = at.offset() + contexts.get(last).getStop().getStopIndex() + 1;
          Span value = a.value().span().to(fields.get(last).span());
          Field.Formula formula = new Field.Formula(parser.formula(at.line(), from, until), value);
          joined.add(new Field.Assignment(a.name(), formula, a.span().to(value)));
          k = last;
          continue;
        }
      }
      joined.add(fields.get(k));
    }
    return joined;
  }

  private static boolean isFormula(String text) {
    return !SpiceNumber.looksLikeNumber(text) && text.chars().anyMatch(BareFormulas::isOperator)
        || SpiceNumber.looksLikeNumber(text) && !SpiceNumber.parse(text).isNumber()
            && text.chars().anyMatch(c -> "*/".indexOf(c) >= 0);
  }

  /** Returns whether an operator joins the two, without a blank. */
  private static boolean goOn(
      NetlistParser.FieldContext left, NetlistParser.FieldContext right, LineText at) {
    return left.getChildCount() == 1 && touch(left, right, at);
  }

  private static boolean touch(
      NetlistParser.FieldContext left, NetlistParser.FieldContext right, LineText at) {
    int end = left.getStop().getStopIndex();
    int start = right.getStart().getStartIndex();
    return end + 1 == start
        && right.getChildCount() == 1
        && (isOperator(at.text().charAt(end)) || isOperator(at.text().charAt(start)));
  }

  /** Returns whether the text goes on a formula from which a blank divides it; that is told later. */
  private static boolean isRest(String text) {
    return isOperator(text.charAt(0)) && "+-".indexOf(text.charAt(0)) < 0;
  }

  /** Returns whether a field is a formula by itself: {@code -v(a)}, {@code db(v(b)/v(a))}. */
  static boolean isBare(NetlistParser.FieldContext field) {
    return field.getChildCount() == 1
        && field.group() != null
        && isBare(field.group());
  }

  /** Returns whether a call or parenthesis is a formula by itself. */
  static boolean isBare(NetlistParser.GroupContext group) {
    String head = group.CALL() == null ? "" : group.CALL().getText();
    head = head.isEmpty() ? "" : head.substring(0, head.length() - 1).strip();
    if (!head.isEmpty() && !FUNCTION.matcher(head).matches()) {
      return head.chars().anyMatch(BareFormulas::isOperator);
    }
    if (QUANTITIES.contains(head.toLowerCase(java.util.Locale.ROOT))) {
      return false;
    }
    for (NetlistParser.FieldContext inner : group.fields().field()) {
      String text = inner.getText();
      if (inner.group() != null && inner.getChildCount() == 1
          ? isBare(inner.group())
          : inner.WORD() != null
              && inner.getChildCount() == 1
              && !SpiceNumber.looksLikeNumber(text)
              && text.chars().anyMatch(BareFormulas::isOperator)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOperator(int c) {
    return OPERATORS.indexOf(c) >= 0;
  }
}
