package org.ionspice.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns what a script writes into a formula of the netlist's grammar, and a command's text into
 * formulas.
 *
 * <p>{@code x[2]} becomes {@code vecindex(x,2)}, {@code (1,2)} {@code complexof(1,2)}, {@code
 * v1#branch} {@code i(v1)}, and the words {@code gt lt ge le eq ne and or not} their signs.
 */
final class Expressions {
  private static final Map<String, String> WORDS =
      Map.of(
          "gt", ">", "lt", "<", "ge", ">=", "le", "<=", "eq", "==", "ne", "!=", "and", "&&", "or",
          "||", "not", "!");

  private static final String OPERATORS = "+-*/^<>=&|,?:!%~";

  private Expressions() {}

  /** Cuts a command's text at the blanks between formulas; a blank beside an operator is none. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        quoted = !quoted;
      }
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (!quoted && depth <= 0 && Character.isWhitespace(c)) {
        int next = i;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
          next++;
        }
        if (part.length() == 0 || next == text.length()) {
          continue;
        }
        char before = part.charAt(part.length() - 1);
        boolean joined =
            OPERATORS.indexOf(before) >= 0
                || OPERATORS.indexOf(text.charAt(next)) >= 0
                || isWordOperator(text, next)
                || WORDS.containsKey(lastWord(part));
        if (joined) {
          part.append(' ');
        } else {
          parts.add(part.toString());
          part.setLength(0);
        }
        i = next - 1;
      } else {
        part.append(c);
      }
    }
    if (!part.toString().isBlank()) {
      parts.add(part.toString().strip());
    }
    return parts;
  }

  private static boolean isWordOperator(String text, int at) {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean alone = end < text.length() && Character.isWhitespace(text.charAt(end));
    String word = text.substring(at, end).toLowerCase(Locale.ROOT);
    return alone && !word.equals("not") && WORDS.containsKey(word);
  }

  private static String lastWord(CharSequence text) {
    String[] words = text.toString().strip().split("\\s+");
    return words[words.length - 1].toLowerCase(Locale.ROOT);
  }

  /** Returns the formula for the netlist's grammar. */
  static String formula(String text) {
    return brackets(pairs(words(text)));
  }

  /** Replaces word operators, {@code #branch} and a single {@code =}. */
  private static String words(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isNameStart(c)) {
        int end = i;
        while (end < text.length() && isName(text.charAt(end))) {
          end++;
        }
        String word = text.substring(i, end);
        String sign = WORDS.get(word.toLowerCase(Locale.ROOT));
        boolean called = end < text.length() && text.charAt(end) == '(';
        if (text.startsWith("#branch", end)) {
          out.append("i(").append(word).append(')');
          end += "#branch".length();
        } else if (sign != null && !called) {
          out.append(sign);
        } else {
          out.append(word);
        }
        i = end;
      } else if (c == '@') {
        int end = text.indexOf(']', i);
        end = end < 0 ? text.length() : end + 1;
        out.append(text, i, end);
        i = end;
      } else if (c == '=' && !(i + 1 < text.length() && text.charAt(i + 1) == '=')) {
        boolean second = i > 0 && "<>=!".indexOf(text.charAt(i - 1)) >= 0;
        out.append(second ? "=" : "==");
        i++;
      } else if (c == '=') {
        out.append("==");
        i += 2;
      } else if (c == '&' || c == '|') {
        out.append(c).append(c);
        i += i + 1 < text.length() && text.charAt(i + 1) == c ? 2 : 1;
      } else if (c == '~') {
        out.append('!');
        i++;
      } else if (text.startsWith("<>", i) || text.startsWith("><", i)) {
        out.append("!=");
        i += 2;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** Gives {@code (a,b)} without a function's name before it one. */
  private static String pairs(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' && (i == 0 || !isName(text.charAt(i - 1))) && hasComma(text, i)) {
        out.append("complexof");
      }
      out.append(c);
    }
    return out.toString();
  }

  private static boolean hasComma(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return false;
      }
      if (c == ',' && depth == 1) {
        return true;
      }
    }
    return false;
  }

  /** Turns brackets behind a vector into a function. */
  private static String brackets(String text) {
    int open = -1;
    for (int i = 0; i < text.length() && open < 0; i++) {
      if (text.charAt(i) == '@') {
        int end = text.indexOf(']', i);
        i = end < 0 ? text.length() : end;
      } else if (text.charAt(i) == '[') {
        open = i;
      }
    }
    int close = open < 0 ? -1 : text.indexOf(']', open);
    if (close < 0) {
      return text;
    }
    int begin = open;
    if (begin > 0 && text.charAt(begin - 1) == ')') {
      int depth = 0;
      do {
        begin--;
        depth += text.charAt(begin) == ')' ? 1 : text.charAt(begin) == '(' ? -1 : 0;
      } while (begin > 0 && depth > 0);
    }
    while (begin > 0 && isName(text.charAt(begin - 1))) {
      begin--;
    }
    return brackets(
        text.substring(0, begin)
            + "vecindex("
            + text.substring(begin, open)
            + ","
            + text.substring(open + 1, close)
            + ")"
            + text.substring(close + 1));
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }
}
