package org.ionspice.elaboration;

import java.util.Map;
import java.util.Optional;
import org.ionspice.diagnostics.Code;
import org.ionspice.netlist.Field;
import org.ionspice.parameter.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies the sizes on the lines of elements by {@code .options scale=}: lengths by it, areas by
 * its square, as ngspice 39 does. Sizes of models and of {@code .options defl=} are as they are.
 */
final class Scale {
  /** The power of the scale for each parameter, by the element's letter. */
  private static final Map<Character, Map<String, Integer>> POWERS =
      Map.of(
          'M', Map.of("l", 1, "w", 1, "pd", 1, "ps", 1, "ad", 2, "as", 2),
          'R', Map.of("l", 1, "w", 1),
          'C', Map.of("l", 1, "w", 1),
          'D', Map.of("l", 1, "w", 1, "pj", 1, "area", 2));

  /** Leaves sizes as they are. */
  static final Scale NONE = new Scale(1);

  private final double factor;

  private Scale(double factor) {
    this.factor = factor;
  }

  /** Returns the scale that the options give, 1 when there is none or it is wrong. */
  static Scale of(@Nullable Value option, Board board) {
    if (option != null && !(option.number() > 0)) {
      board.report(
          new Mistake(
              Code.E203, option.span(), "scale must be above zero", "scale=1u makes sizes micrometres"));
    }
    return new Scale(option != null && option.number() > 0 ? option.number() : 1);
  }

  /** Returns a length on a line, scaled, m. */
  double length(double written) {
    return written * factor;
  }

  /** Scales what {@code a}, which was read into {@code given}, sets on an element's line. */
  void apply(Map<String, Given> given, Field.Assignment a, DeviceType type, Map<String, Given> card) {
    if (factor == 1) {
      return;
    }
    Optional<Parameter> parameter = type.table().find(a.name().text());
    Map<String, Integer> powers = POWERS.getOrDefault(type.letter(), Map.of());
    if (parameter.isEmpty()
        || !powers.containsKey(parameter.get().name())
        || type.letter() == 'D' && !isLevelThree(card)) {
      return;
    }
    String name = parameter.get().name();
    Given read = given.get(name);
    if (read != null && read.value() instanceof Double value) {
      double scaled = value * Math.pow(factor, powers.get(name));
      given.put(name, new Given(scaled, read.name(), read.at()));
    }
  }

  /** Only the diode of level 3 has sizes in metres. */
  private static boolean isLevelThree(Map<String, Given> card) {
    return card.containsKey("level")
        && card.get("level").value() instanceof Number level
        && level.intValue() == 3;
  }
}
