package org.ionspice.output;

import java.util.Locale;
import java.util.Map;
import org.ionspice.result.Column;
import org.ionspice.result.Header;

/** Gives columns the names and types that ngspice has for them in raw files, which readers look for. */
final class RawNames {
  /** Noise parameters, as ngspice spells them. */
  private static final Map<String, String> MATRICES = Map.of("nf", "NF", "sopt", "SOpt", "nfmin", "NFmin");

  private RawNames() {}

  /** Returns the name; that of a device quantity shows its kind, {@code i(@m1[id])}. */
  static String name(Header header, Column column) {
    String name = column.name();
    if (isMatrix(header, column)) {
      return "v(" + MATRICES.getOrDefault(name, capital(name)) + ")";
    }
    if (isSlope(header, column)) {
      return "v(" + coefficient(lettered(name, 0, name.length())) + ")";
    }
    if (header.analysis().equals("pz")) {
      return "v(" + name + ")";
    }
    int from = name.startsWith("i(") ? 2 : name.startsWith("@") ? 1 : -1;
    name = from < 0 ? name : lettered(name, from, from == 2 ? name.length() - 1 : name.indexOf('['));
    if (!name.startsWith("@")) {
      return name;
    }
    return switch (column.unit()) {
      case "A" -> "i(" + name + ")";
      case "V" -> "v(" + name + ")";
      default -> name;
    };
  }

  /** Returns the type of a column. */
  static String type(Header header, Column column) {
    if (isMatrix(header, column) || isSlope(header, column) || header.analysis().equals("pz")) {
      return "voltage";
    }
    return switch (column.unit()) {
      case "s" -> "time";
      case "Hz" -> "frequency";
      case "V" -> "voltage";
      case "A" -> "current";
      case "V/sqrt(Hz)" -> "voltage-density";
      case "A/sqrt(Hz)" -> "current-density";
      case "S" -> "admittance";
      case "F" -> "capacitance";
      default -> "notype";
    };
  }

  // ngspice calls S, Y and Z parameters voltages, and derivatives by anything.
  private static boolean isMatrix(Header header, Column column) {
    return header.analysis().equals("sp") && !column.name().equals("frequency");
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static boolean isSlope(Header header, Column column) {
    return header.analysis().equals("sens")
        && !column.name().equals("frequency")
        && !column.name().equals("time");
  }

  /** Calls the first coefficient of a resistor's temperature {@code r1_tc}. */
  private static String coefficient(String name) {
    boolean resistor = name.startsWith("r");
    return resistor && name.endsWith("_tc1") ? name.substring(0, name.length() - 1) : name;
  }

  /**
   * Puts the kind's letter before the path of a device in a subcircuit, as ngspice does: {@code
   * i(x1.v2)} is {@code i(v.x1.v2)}. Devices of the letter N, which it does not have, keep theirs.
   */
  private static String lettered(String name, int from, int end) {
    int dot = end < 0 ? -1 : name.lastIndexOf('.', end);
    // Only an instance of a subcircuit, X..., stands before a point.
    if (dot < 0
        || name.charAt(from) != 'x'
        || "rclvidqmjzbefghsw".indexOf(name.charAt(dot + 1)) < 0
        || name.indexOf('#') >= 0) {
      return name;
    }
    return name.substring(0, from) + name.charAt(dot + 1) + "." + name.substring(from);
  }
}
