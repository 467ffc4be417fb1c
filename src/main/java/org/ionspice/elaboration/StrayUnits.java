package org.ionspice.elaboration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.netlist.Field;
import org.ionspice.units.SpiceNumber;

/** Warns of a resistance in farads and the like: the unit letters of a number have no effect. */
final class StrayUnits {
  private static final Map<Character, String> OWN =
      Map.of('R', "ohms", 'C', "farads", 'L', "henries");

  /** Units as they begin, in lower case, and the letter of the elements that are measured in them. */
  private static final Map<Character, List<String>> BEGINNINGS =
      Map.of('R', List.of("ohm", "\u03a9", "\u2126"), 'C', List.of("f"), 'L', List.of("h"));

  private static final List<String> OTHERS = List.of("v", "a", "s", "hz");

  private StrayUnits() {}

  /** Warns when the value of a passive element carries the unit of something else. */
  static void check(Field value, char letter, Diagnostics diagnostics) {
    if (!(value instanceof Field.Word word)) {
      return;
    }
    SpiceNumber.Result number = SpiceNumber.parse(word.text());
    String unit = number.unit().toLowerCase(Locale.ROOT);
    boolean foreign =
        OTHERS.contains(unit)
            || BEGINNINGS.entrySet().stream()
                .anyMatch(e -> e.getKey() != letter && e.getValue().stream().anyMatch(unit::startsWith));
    if (number.isNumber() && !unit.isEmpty() && foreign) {
      diagnostics.add(
          Code.W104,
          word.span(),
          "'" + word.text() + "' is read in " + OWN.get(letter),
          "check the unit, and the letter of the element");
    }
  }
}
