package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Code;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.Field;

/**
 * A port of a code model as a line gives it: {@code in}, {@code %vd(a b)}, {@code %vnam(v1)}.
 *
 * @param kind {@code v vd i id g gd vnam ...}, without the percent sign
 * @param names nodes, or the source of {@code vnam}
 */
record CodePort(String kind, List<String> names) {
  private static final Pattern TOKEN = Pattern.compile("%[A-Za-z]+|[\\[\\]()]|[^\\s\\[\\]()%,]+");

  CodePort {
    names = List.copyOf(names);
  }

  /** Reads the first {@code count} fields of a line; several ports in brackets are one entry. */
  static List<List<CodePort>> all(Line line, int count) {
    StringBuilder text = new StringBuilder();
    for (Field field : line.positional.subList(0, count)) {
      text.append(Reading.text(field)).append(' ');
    }
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    List<List<CodePort>> ports = new ArrayList<>();
    List<CodePort> inside = null;
    String kind = "v";
    for (int k = 0; k < tokens.size(); k++) {
      String token = tokens.get(k);
      if (token.equals("[") && inside == null) {
        inside = new ArrayList<>();
      } else if (token.equals("]") && inside != null) {
        ports.add(inside);
        inside = null;
        kind = "v";
      } else if (token.startsWith("%")) {
        kind = token.substring(1).toLowerCase(Locale.ROOT);
      } else if (token.equals(")")) {
        kind = inside == null ? "v" : kind;
      } else if (!token.equals("(")) {
        List<String> names = new ArrayList<>(List.of(token));
        boolean pair = kind.length() == 2 && kind.endsWith("d");
        if (pair && k + 1 < tokens.size()) {
          names.add(tokens.get(++k));
        }
        CodePort port = new CodePort(kind, names);
        if (inside != null) {
          inside.add(port);
        } else {
          ports.add(List.of(port));
          kind = k + 1 < tokens.size() && tokens.get(k + 1).equals(")") ? kind : "v";
        }
      }
    }
    return ports;
  }

  Mistake refused(Line line, String hint) {
    return new Mistake(
        Code.E123,
        line.span(),
        "a port %" + kind + " is not supported here: " + String.join(" ", names),
        hint);
  }

  /** Returns the voltage or current that the port reads. */
  Expression input(Line line) {
    return switch (kind) {
      case "v", "vd" -> across(line);
      case "vnam" -> new Expression.BranchCurrent(names.get(0).toLowerCase(Locale.ROOT), line.span());
      default ->
          throw refused(line, "inputs are voltages, %v(a) or %vd(a b), or the current of a source, %vnam(v1)");
    };
  }

  /** Returns the voltage across the port. */
  Expression across(Line line) {
    String minus = names.size() > 1 && !Board.isGround(names.get(1)) ? names.get(1) : "";
    return new Expression.NodeVoltage(names.get(0), minus, line.span());
  }

  /** Returns the port's two nodes. */
  List<Field.Word> nodes(Line line) {
    return List.of(
        new Field.Word(names.get(0), line.span()),
        new Field.Word(names.size() > 1 ? names.get(1) : "0", line.span()));
  }
}
