package org.ionspice.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.ScriptLine;
import org.jspecify.annotations.Nullable;

/** The variables of a script, and their substitution in its lines. Mutable. */
final class Words {
  /** A list has several values, a plain variable one; a switch none. */
  private final Map<String, List<String>> variables = new LinkedHashMap<>();

  private final Vectors vectors;

  Words(Vectors vectors) {
    this.vectors = vectors;
  }

  Map<String, List<String>> variables() {
    return variables;
  }

  void set(String name, List<String> values) {
    variables.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
  }

  void unset(String name) {
    variables.remove(name.toLowerCase(Locale.ROOT));
  }

  boolean has(String name) {
    return variables.containsKey(name);
  }

  /** Returns a variable's first value; {@code otherwise} without one. */
  String get(String name, String otherwise) {
    List<String> values = variables.getOrDefault(name, List.of());
    return values.isEmpty() ? otherwise : values.get(0);
  }

  /**
   * Returns the line with each {@code $name}, {@code ${name}} and {@code $&vector} replaced.
   *
   * @param missing receives what is wrong, and nothing is put in its place; when null it is thrown
   */
  String substituted(ScriptLine line, @Nullable List<ScriptError> missing) throws ScriptError {
    String text = line.text();
    if (text.indexOf('`') >= 0) {
      throw new ScriptError(
          Code.E104, line.span(), "back-ticks are not available", "a netlist reaches no shell");
    }
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '$') {
        out.append('$');
        i += 2;
      } else if (c == '{' && text.startsWith("{$", i) && text.indexOf('}', i) > 0) {
        int end = text.indexOf('}', i);
        out.append(value(text.substring(i + 2, end), line.span(), missing));
        i = end + 1;
      } else if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
        int end = text.indexOf('}', i);
        end = end < 0 ? text.length() : end;
        out.append(value(text.substring(i + 2, end), line.span(), missing));
        i = Math.min(text.length(), end + 1);
      } else if (c == '$') {
        int end = endOfName(text, i + 1);
        out.append(end == i + 1 ? "$" : value(text.substring(i + 1, end), line.span(), missing));
        i = end;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private static int endOfName(String text, int from) {
    int end = from;
    boolean vector = end < text.length() && text.charAt(end) == '&';
    if (end < text.length() && "&#?".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    int depth = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean bracket = c == '[' || vector && c == '(';
      if (bracket) {
        depth++;
      } else if (depth > 0 && (c == ']' || c == ')')) {
        depth--;
      } else if (depth == 0
          && !Character.isLetterOrDigit(c)
          && c != '_'
          && !(vector && (c == '.' || c == '#' || c == '@'))) {
        break;
      }
      end++;
    }
    return end;
  }

  private String value(String name, Span at, @Nullable List<ScriptError> missing)
      throws ScriptError {
    try {
      return value(name, at);
    } catch (ScriptError error) {
      if (missing == null) {
        throw error;
      }
      missing.add(error);
      return "";
    }
  }

  private String value(String name, Span at) throws ScriptError {
    if (name.startsWith("&")) {
      return numbers(name.substring(1), at);
    }
    if (name.startsWith("#")) {
      return String.valueOf(list(name.substring(1), at).size());
    }
    if (name.startsWith("?")) {
      return has(name.substring(1).toLowerCase(Locale.ROOT)) ? "1" : "0";
    }
    int bracket = name.indexOf('[');
    if (bracket > 0 && name.endsWith("]")) {
      List<String> values = list(name.substring(0, bracket), at);
      String inner = name.substring(bracket + 1, name.length() - 1);
      try {
        int dash = inner.indexOf('-', 1);
        int from = Integer.parseInt((dash < 0 ? inner : inner.substring(0, dash)).strip());
        int to = dash < 0 ? from : Integer.parseInt(inner.substring(dash + 1).strip());
        return String.join(" ", values.subList(from - 1, Math.max(from, to)));
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw new ScriptError(
            Code.E141, at, "$" + name + ": there is no such word", "words count from 1");
      }
    }
    return String.join(" ", list(name, at));
  }

  private List<String> list(String name, Span at) throws ScriptError {
    List<String> values = variables.get(name.toLowerCase(Locale.ROOT));
    if (values != null) {
      return values.isEmpty() ? List.of("TRUE") : values;
    }
    switch (name.toLowerCase(Locale.ROOT)) {
      case "curplot":
        return List.of(vectors.current().name);
      case "curplottitle":
        return List.of(vectors.current().title);
      case "curplotname":
        return List.of(vectors.current().kind);
      case "curplotdate":
        return List.of(vectors.current().date);
      case "plots":
        List<String> names = new ArrayList<>(vectors.plots().keySet());
        return names;
      default:
        throw new ScriptError(
            Code.E141, at, "there is no variable $" + name, "set " + name + " = ..., or $&" + name
                + " for a vector");
    }
  }

  private String numbers(String vector, Span at) throws ScriptError {
    String name =
        vector.startsWith("(") && vector.endsWith(")")
            ? vector.substring(1, vector.length() - 1)
            : vector;
    double[] re = vectors.of(name, at).re();
    StringBuilder out = new StringBuilder();
    for (double value : re) {
      out.append(out.length() == 0 ? "" : " ").append(Text.general(value));
    }
    return out.toString();
  }

  /** Cuts a text into words; quotes hold words together and are taken away. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean any = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        any = true;
      } else if (Character.isWhitespace(c)) {
        if (any || word.length() > 0) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
      }
    }
    if (any || word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }
}
