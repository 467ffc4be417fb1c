package org.ionspice.elaboration;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of results that are no quantities of the circuit, such as {@code onoise_spectrum}. */
final class ResultVectors {
  private static final List<String> TRANSFER =
      List.of("transfer_function", "input_impedance", "output_impedance");

  private static final List<String> LOOPS =
      List.of(
          "most", "least", "area", "total_area", "lobes", "up_at_0", "down_at_0", "on_off",
          "rectification", "repeats_to");

  private static final Pattern MATRIX = Pattern.compile("([syz]|cy)_[1-9][0-9]*_[1-9][0-9]*|nf|sopt|nfmin|rn");

  private static final List<String> PROTOCOL =
      List.of(
          "interval", "first", "second", "ratio", "fit", "pulse", "level", "value", "dt", "before",
          "after", "change", "relative", "rate", "pulses", "last");
  private static final Pattern OWN = Pattern.compile("[a-z_][a-z0-9_.:#]*");

  /** What stands before an equals sign on lines about results. */
  private static final Set<String> ARGUMENTS =
      Set.of(
          "at", "from", "to", "val", "rise", "fall", "cross", "td", "param", "threshold", "reset",
          "title", "points", "axes", "w", "goal", "weight", "minval");

  private ResultVectors() {}

  /** Returns whether results of {@code analysis} may have a column {@code name}, lower case. */
  static boolean contain(String analysis, String name) {
    return switch (analysis) {
      case "tf" -> TRANSFER.contains(name);
      case "noise", "noise_total" -> name.startsWith("onoise_") || name.startsWith("inoise_");
      case "sp" -> MATRIX.matcher(name).matches();
      case "protocol" -> PROTOCOL.contains(name);
      case "pz" -> List.of("number", "pole", "zero").contains(name);
      case "poles" ->
          List.of("number", "re", "im", "f0", "damping", "tau", "stable").contains(name);
      // The value of the source has the source's name.
      case "continuation" ->
          List.of("length", "stable", "unstable", "special").contains(name) || isSource(name);
      case "continuation_special" ->
          List.of("number", "kind", "f").contains(name) || isSource(name);
      case "eis" -> List.of("freq", "bias", "z").contains(name);
      // Weights of a group, and sensitivities, have names of the netlist's making.
      case "training", "sens" -> OWN.matcher(name).matches() && !ARGUMENTS.contains(name);
      case "pss" -> name.equals("time");
      case "hysteresis" -> List.of("voltage", "current", "time").contains(name);
      case "hysteresis_loops" -> LOOPS.contains(name);
      default -> false;
    };
  }

  private static boolean isSource(String name) {
    return name.startsWith("v") || name.startsWith("i") || name.contains(".");
  }
}
