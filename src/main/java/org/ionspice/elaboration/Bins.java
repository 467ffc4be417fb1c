package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/**
 * Chooses among cards {@code name.1}, {@code name.2}, ... the one whose {@code lmin lmax wmin wmax}
 * hold a transistor's length and width, the lower limits included.
 */
final class Bins {
  /** Parameters of a card that say for which sizes it holds. */
  static final List<String> LIMITS = List.of("lmin", "lmax", "wmin", "wmax");

  private static final double DEFAULT_SIZE = 1e-4;

  private Bins() {}

  /** Returns the name of the card that a line means: the name itself unless it has bins only. */
  static Field.Word choose(Field.Word name, Line line, Reading reading, Scale scale) {
    if (line.level.owner(name.key(), true) != null) {
      return name;
    }
    List<String> seen = new ArrayList<>();
    double length = size("l", line, reading, scale);
    double width = size("w", line, reading, scale);
    for (Level level = line.level; level != null; level = level.parent) {
      for (Map.Entry<String, Statement.Model> entry : level.models.entrySet()) {
        if (!isBin(entry.getKey(), name.key())) {
          continue;
        }
        double[] limits = limits(entry.getValue(), level, reading);
        if (length >= limits[0] && length < limits[1] && width >= limits[2] && width < limits[3]) {
          return new Field.Word(entry.getKey(), name.span());
        }
        seen.add(entry.getKey());
      }
    }
    if (seen.isEmpty()) {
      return name;
    }
    throw new Mistake(
        Code.E201,
        name.span(),
        "no model of " + String.join(", ", seen) + " holds for l=" + length + " w=" + width,
        "their limits are lmin, lmax, wmin and wmax, in metres");
  }

  private static boolean isBin(String card, String name) {
    return card.length() > name.length() + 1
        && card.startsWith(name)
        && card.charAt(name.length()) == '.'
        && card.substring(name.length() + 1).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static double size(String name, Line line, Reading reading, Scale scale) {
    Field.Assignment given = line.named.get(name);
    return given == null ? DEFAULT_SIZE : scale.length(reading.number(given.value(), line.level));
  }

  private static double[] limits(Statement.Model model, Level level, Reading reading) {
    double[] limits = {0, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY};
    for (Field field : model.fields()) {
      int which = field instanceof Field.Assignment a ? LIMITS.indexOf(a.name().key()) : -1;
      if (which >= 0) {
        limits[which] = reading.number(((Field.Assignment) field).value(), level);
      }
    }
    return limits;
  }
}
