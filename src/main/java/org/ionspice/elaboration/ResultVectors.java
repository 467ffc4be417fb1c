package org.ionspice.elaboration;

import java.util.List;
import java.util.regex.Pattern;

/** Names of results that are no quantities of the circuit, such as {@code onoise_spectrum}. */
final class ResultVectors {
  private static final List<String> TRANSFER =
      List.of("transfer_function", "input_impedance", "output_impedance");

  private static final Pattern MATRIX = Pattern.compile("[syz]_[1-9][0-9]*_[1-9][0-9]*");

  private ResultVectors() {}

  /** Returns whether results of {@code analysis} may have a column {@code name}, lower case. */
  static boolean contain(String analysis, String name) {
    return switch (analysis) {
      case "tf" -> TRANSFER.contains(name);
      case "noise", "noise_total" -> name.startsWith("onoise_") || name.startsWith("inoise_");
      case "sp" -> MATRIX.matcher(name).matches();
      case "pz" -> List.of("number", "pole", "zero").contains(name);
      default -> false;
    };
  }
}
