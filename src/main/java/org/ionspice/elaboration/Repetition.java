package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.netlist.Field;

/**
 * Reads PSpice's repetition of a PWL, {@code PWL REPEAT FOREVER (0 0 1u 1 2u 0) ENDREPEAT}, with or
 * without parentheses around all of it: the points that repeat, whose first time counts as 0.
 */
final class Repetition {
  private Repetition() {}

  /**
   * Returns the fields of a PWL without the words of a repetition.
   *
   * @param options receives {@code r} when the points repeat
   */
  static List<Field> taken(List<Field> arguments, Line line, Map<String, Field> options) {
    List<Field> fields = new ArrayList<>(arguments);
    boolean outside = fields.isEmpty() && line.hasNext() && isWord(line.peek(), "repeat");
    while (outside && line.hasNext()) {
      Field field = line.take("the points");
      fields.add(field);
      outside = !isWord(field, "endrepeat");
    }
    if (fields.isEmpty() || !isWord(fields.get(0), "repeat")) {
      return fields;
    }
    if (fields.size() < 2 || !isWord(fields.get(1), "forever")) {
      throw new Mistake(
          Code.E101,
          fields.get(Math.min(1, fields.size() - 1)).span(),
          "a PWL is repeated for ever or not at all",
          "write REPEAT FOREVER (...) ENDREPEAT");
    }
    List<Field> points = new ArrayList<>();
    boolean ended = false;
    for (Field field : fields.subList(2, fields.size())) {
      if (ended) {
        throw new Mistake(
            Code.E101, field.span(), "points behind ENDREPEAT are never reached", "remove them");
      }
      if (isWord(field, "endrepeat")) {
        ended = true;
      } else if (field instanceof Field.Group g && g.head().isEmpty()) {
        points.addAll(g.fields());
      } else {
        points.add(field);
      }
    }
    if (!points.isEmpty()) {
      options.put("r", points.get(0));
    }
    return points;
  }

  private static boolean isWord(Field field, String word) {
    return field instanceof Field.Word w && w.key().equals(word);
  }
}
