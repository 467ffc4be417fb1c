package org.ionspice.netlist;

import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.units.SpiceNumber;

/** Warns about a title that was meant as a statement: other simulators lose it in silence. */
final class Titles {
  private Titles() {}

  static void check(Source source, Diagnostics sink) {
    String text = source.line(1);
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      return;
    }
    LogicalLine line = new LogicalLine(source);
    line.append(text, 1, 1);
    line.finish();
    if (isDotLine(line.key()) || isElement(line, new LineParser(new Diagnostics()))) {
      int start = text.length() - text.stripLeading().length();
      sink.add(
          Code.W101,
          new Span(source, 1, start + 1, text.strip().length()),
          "the first line is the title, but it reads as a statement",
          "put a title line above it");
    }
  }

  private static boolean isDotLine(String key) {
    return !Forms.of(key).isEmpty() && key.startsWith(".")
        || key.matches("\\.(op|options?|save|print|end|step|temp|global|noise)");
  }

  private static boolean isElement(LogicalLine line, LineParser parser) {
    String name = line.key();
    if (name.isEmpty() || name.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return false; // "RC low-pass filter" is a title.
    }
    try {
      Piece piece = parser.statement(line);
      return piece instanceof Piece.Whole whole
          && whole.statement() instanceof Statement.Element element
          && isComplete(element);
    } catch (SyntaxError prose) {
      return false;
    }
  }

  private static boolean isComplete(Statement.Element element) {
    List<Field> fields = element.fields();
    if ("RCLVI".indexOf(element.letter()) >= 0) {
      return fields.size() >= 3
          && (!(fields.get(2) instanceof Field.Word word)
              || SpiceNumber.parse(word.text()).isNumber()
              || word.key().equals("dc")
              || word.key().equals("ac"));
    }
    return fields.size() >= 3 && "BEGFHDQMJZSWXNYK".indexOf(element.letter()) >= 0;
  }
}
