package org.ionspice.netlist;

import java.util.List;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;

/** A piece of an element or dot line, before its meaning is known. */
public sealed interface Field {
  /** Returns where it stands. */
  Span span();

  /** A node, model name, keyword or number, as written: {@code in}, {@code 1k}, {@code sin}. */
  record Word(String text, Span span) implements Field {
    /** Returns the text in lower case (root locale), for look-up. */
    public String key() {
      return text.toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A character string in double quotes, without them. */
  record Quoted(String text, Span span) implements Field {}

  /** A formula: in braces, in single quotes, or bare where the line's form asks for one. */
  record Formula(Expression expression, Span span) implements Field {}

  /** {@code pulse(0 1 2)}, {@code poly(2)}, {@code v(a,b)}; the head is empty for {@code (1,2)}. */
  record Group(String head, List<Field> fields, Span span) implements Field {
    public Group {
      fields = List.copyOf(fields);
    }

    /** Returns the head in lower case. */
    public String key() {
      return head.toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** {@code name=value}; the value is a Word, Quoted, Formula or Group. */
  record Assignment(Word name, Field value, Span span) implements Field {}
}
