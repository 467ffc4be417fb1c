package org.ionspice.report;

import org.ionspice.output.Numbers;

/** Writes HTML in which no text of a netlist can become markup. Mutable. */
final class Html {
  private final StringBuilder text = new StringBuilder();

  /** Appends markup as it is; for constants only. */
  Html raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Appends text. */
  Html text(String words) {
    text.append(escaped(words));
    return this;
  }

  /** Appends an element that holds text only. */
  Html element(String name, String words) {
    return raw("<" + name + ">").text(words).raw("</" + name + ">");
  }

  /** Appends a cell with a number as people read it; its full digits are its hint. */
  Html number(double value) {
    return raw("<td class=\"n\" title=\"")
        .text(Numbers.shortest(value))
        .raw("\">")
        .text(brief(value))
        .raw("</td>");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Returns text for an element or a quoted attribute. */
  static String escaped(String words) {
    StringBuilder out = new StringBuilder(words.length() + 16);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          boolean control = c < ' ' && c != '\t' && c != '\n' || c >= 0x7f && c < 0xa0;
          out.append(control ? '\ufffd' : c);
        }
      }
    }
    return out.toString();
  }

  /** Returns the number to seven digits. */
  static String brief(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : Numbers.shortest(value);
    }
    double rounded =
        value == 0
            ? 0
            : new java.math.BigDecimal(value)
                .round(new java.math.MathContext(7))
                .doubleValue();
    return Numbers.shortest(rounded);
  }
}
