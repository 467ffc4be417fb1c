package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.Field;

/**
 * Reads PSpice's repetition of a PWL, {@code PWL REPEAT FOREVER (0 0 1u 1 2u 0) ENDREPEAT}, with or
 * without parentheses around all of it: the points that repeat, whose first time counts as 0.
 */
final class Repetition {
  /** The option that says how often. */
  static final String TIMES = "for";

  private static final double MOST_NUMBERS = 2e6;

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
    boolean counted = fields.size() > 2 && isWord(fields.get(1), "for");
    if (!counted && (fields.size() < 2 || !isWord(fields.get(1), "forever"))) {
      throw new Mistake(
          Code.E101,
          fields.get(Math.min(1, fields.size() - 1)).span(),
          "a PWL is repeated for ever or a number of times",
          "write REPEAT FOREVER (...) ENDREPEAT, or REPEAT FOR 3 (...) ENDREPEAT");
    }
    if (counted) {
      options.put(TIMES, fields.get(2));
    }
    List<Field> points = new ArrayList<>();
    boolean ended = false;
    for (Field field : fields.subList(counted ? 3 : 2, fields.size())) {
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
    if (!points.isEmpty() && !counted) {
      options.put("r", points.get(0));
    }
    return points;
  }

  /**
   * Returns the points so many times behind each other; each time begins where the one before ended.
   *
   * @param points time and value in turn
   */
  static double[] repeated(double[] points, double count, Span at) {
    if (!(count >= 1) || count != Math.rint(count) || count * points.length > MOST_NUMBERS) {
      throw new Mistake(
          Code.E203,
          at,
          "a PWL is repeated a whole number of times, and has at most a million points",
          "write REPEAT FOREVER for a long run");
    }
    int size = points.length;
    double period = points[size - 2] - points[0];
    boolean closed = points[size - 1] == points[1];
    double[] all = new double[(int) count * size];
    int filled = 0;
    for (int k = 0; k < count; k++) {
      for (int i = k > 0 && closed ? 2 : 0; i < size; i += 2) {
        all[filled++] = points[i] + k * period;
        all[filled++] = points[i + 1];
      }
    }
    return Arrays.copyOf(all, filled);
  }

  private static boolean isWord(Field field, String word) {
    return field instanceof Field.Word w && w.key().equals(word);
  }
}
