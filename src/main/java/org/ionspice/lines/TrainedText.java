package org.ionspice.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Source;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;

/**
 * The text of a netlist with other values of parameters; everything else stays as it was written.
 *
 * <p>A value is replaced where the device's line gives it, and put at the line's end where the line
 * does not. Devices of subcircuits and of included files have no line of their own in the text: lines
 * {@code .set} at its end give what they came to, and what numbers of waveforms did.
 */
final class TrainedText {
  private static final String VALUE = "(\\{[^}]*\\}|'[^']*'|[^\\s,();]+)";

  private final Source source;
  private final Map<String, Instance> owners;

  /** Takes the main netlist and the device of each {@code @device[parameter]}. */
  TrainedText(Source source, Map<String, Instance> owners) {
    this.source = source;
    this.owners = owners;
  }

  /** Returns the text with these values. */
  String with(Map<String, Double> values) {
    List<String> lines = new ArrayList<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      lines.add(source.line(line));
    }
    List<String> elsewhere = new ArrayList<>();
    values.forEach(
        (quantity, value) -> {
          Instance owner = owners.get(quantity);
          String name = quantity.substring(quantity.indexOf('[') + 1, quantity.length() - 1);
          boolean here =
              owner.origin().source() == source
                  && owner.name().indexOf('.') < 0
                  && ParameterTable.of(owner.model().getClass()).find(name).isPresent();
          if (reset(lines, quantity, owner, name, Double.toString(value))) {
            return;
          }
          if (here) {
            put(lines, owner, name, Double.toString(value));
          } else {
            elsewhere.add(".set " + quantity + "=" + value);
          }
        });
    int end = lines.size();
    for (int k = lines.size() - 1; k >= 0; k--) {
      if (lines.get(k).strip().equalsIgnoreCase(".end")) {
        end = k;
      }
    }
    lines.addAll(end, elsewhere);
    return String.join("\n", lines) + "\n";
  }

  /** Replaces the value where a line {@code .set} gives it, which wins over all others. */
  private static boolean reset(
      List<String> lines, String quantity, Instance owner, String name, String value) {
    List<String> names = names(owner, name);
    boolean found = false;
    boolean set = false;
    for (int k = 0; k < lines.size(); k++) {
      String line = lines.get(k).strip().toLowerCase(Locale.ROOT);
      set = line.startsWith(".set") || set && belongs(line);
      for (String each : names) {
        String start = quantity.substring(0, quantity.indexOf('[') + 1);
        Pattern given =
            Pattern.compile("(?i)(" + Pattern.quote(start + each + "]") + "\\s*=\\s*)" + VALUE);
        found |= set && replace(lines, k, given, value);
      }
    }
    return found;
  }

  private static List<String> names(Instance owner, String name) {
    List<String> names = new ArrayList<>();
    ParameterTable.of(owner.model().getClass())
        .find(name)
        .ifPresent(parameter -> names.addAll(parameter.aliases()));
    names.add(name);
    return names;
  }

  private static void put(List<String> lines, Instance owner, String name, String value) {
    ParameterTable<?> table = ParameterTable.of(owner.model().getClass());
    Parameter parameter = table.find(name).orElseThrow();
    List<String> names = names(owner, name);
    int first = owner.origin().line() - 1;
    int last = first;
    for (int k = first; k < lines.size() && (k == first || belongs(lines.get(k))); k++) {
      boolean comment = lines.get(k).strip().startsWith("*") || lines.get(k).isBlank();
      last = comment ? last : k;
      for (String each : names) {
        if (!comment && replace(lines, k, assignment(each), value)) {
          return;
        }
      }
    }
    // The last of several "dc": V and I sources give their value as DC 5, or without a name.
    String line = lines.get(first);
    boolean source = owner.type().equals("v") || owner.type().equals("i");
    if (source && replace(lines, first, Pattern.compile("(?i)(?<![\\w.])(dc\\s+)" + VALUE), value)) {
      return;
    }
    boolean two = owner.nodes().size() == 2 && parameter.principal();
    Pattern third = Pattern.compile("^(\\s*\\S+\\s+\\S+\\s+\\S+\\s+)" + VALUE);
    Matcher word = third.matcher(line);
    boolean number =
        word.find()
            && (word.group(2).matches("[-+]?[.\\d].*") || "{'".indexOf(word.group(2).charAt(0)) >= 0);
    if (two && number && replace(lines, first, third, value)) {
      return;
    }
    String text = lines.get(last);
    int comment = comment(text);
    String code = text.substring(0, comment).stripTrailing();
    String added = source ? " DC " + value : " " + name + "=" + value;
    lines.set(last, code + added + (comment < text.length() ? " " + text.substring(comment) : ""));
  }

  private static Pattern assignment(String name) {
    return Pattern.compile("(?i)(?<![\\w.\\[@])(" + Pattern.quote(name) + "\\s*=\\s*)" + VALUE);
  }

  /** Returns whether a line may go on with the statement above it. */
  private static boolean belongs(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("+") || text.startsWith("*");
  }

  /** Returns where the comment of a line begins, its length for none. */
  private static int comment(String line) {
    Matcher mark = Pattern.compile(";|\\s\\$\\s|//").matcher(line);
    return mark.find() ? mark.start() : line.length();
  }

  private static boolean replace(List<String> lines, int k, Pattern what, String value) {
    String line = lines.get(k);
    Matcher found = what.matcher(line).region(0, comment(line));
    if (!found.find()) {
      return false;
    }
    lines.set(k, line.substring(0, found.start(2)) + value + line.substring(found.end(2)));
    return true;
  }
}
