package org.ionspice.elaboration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.netlist.Field;

/**
 * Builds the parts around a capacitor, an inductor or a source that their lines name, as
 * LTspice has them: {@code Rser} and {@code Lser} (with {@code RLshunt} beside it) in series before
 * the first pin, {@code Rpar} and {@code Cpar} from pin to pin around all of it. Zero is none.
 */
final class Parasitics {
  /** Words of parts lists, which change nothing in LTspice either. */
  private static final List<String> NAMEPLATE =
      List.of("mfg", "pn", "type", "v", "irms", "ipk", "pppkg");

  private static final Map<Character, List<String>> NAMES =
      Map.of(
          'C', List.of("rser", "lser", "rlshunt", "rpar", "cpar"),
          'L', List.of("rser", "rpar", "cpar"),
          'V', List.of("rser", "cpar"),
          'B', List.of("rpar", "cpar"));

  private final Flattening flat;
  private final Models models;

  Parasitics(Flattening flat, Models models) {
    this.flat = flat;
    this.models = models;
  }

  /** Takes the values off a line; most lines have none. */
  static Map<String, Field.Assignment> taken(Line line, DeviceType type) {
    char letter = Character.toUpperCase(type.letter());
    if (line.named.isEmpty() || !NAMES.containsKey(letter)) {
      return Map.of();
    }
    Map<String, Field.Assignment> taken = new LinkedHashMap<>();
    for (String name : NAMES.get(letter)) {
      Field.Assignment given = type.table().find(name).isPresent() ? null : line.remove(name);
      if (given != null) {
        taken.put(name, given);
      }
    }
    if (letter == 'C' || letter == 'L') {
      NAMEPLATE.stream().filter(n -> type.table().find(n).isEmpty()).forEach(line::remove);
    }
    return taken;
  }

  /** Places the parts; returns the node that takes the place of the device's first pin. */
  int place(Line line, Map<String, Field.Assignment> taken, int plus, int minus, double m, double kelvin) {
    int at = plus;
    at = series(line, taken.get("rser"), at, m, kelvin);
    int before = at;
    at = series(line, taken.get("lser"), at, m, kelvin);
    if (at != before) {
      between(line, taken.get("rlshunt"), before, at, m, kelvin);
    }
    between(line, taken.get("rpar"), plus, minus, m, kelvin);
    between(line, taken.get("cpar"), plus, minus, m, kelvin);
    return at;
  }

  private int series(Line line, Field.@org.jspecify.annotations.Nullable Assignment a, int node, double m, double kelvin) {
    if (a == null || flat.reading.number(a.value(), line.level) == 0) {
      return node;
    }
    String kind = a.name().key();
    int inside = flat.board.node(line.name + "#" + (kind.equals("rser") ? "ser" : kind), line.span());
    between(line, a, node, inside, m, kelvin);
    return inside;
  }

  private void between(Line line, Field.@org.jspecify.annotations.Nullable Assignment a, int plus, int minus, double m, double kelvin) {
    double value = a == null ? 0 : flat.reading.number(a.value(), line.level);
    if (a == null || value == 0) {
      return;
    }
    Elements.positive(value, a, a.name().text());
    String name = a.name().key();
    String letter = name.substring(0, 1);
    DeviceType type = flat.catalog.byType(letter).orElseThrow();
    Given given = new Given(value, a.name().span(), a.value().span());
    String principal = type.table().principal().orElseThrow().name();
    line.place(
        flat.board,
        new Part(
            line.name + "#" + name,
            type.name(),
            models.build(type, Map.of(principal, value), Map.of(principal, given), line.span()),
            new int[] {plus, minus},
            List.of(),
            List.of(),
            line.level.path,
            m,
            kelvin,
            line.span()));
  }
}
