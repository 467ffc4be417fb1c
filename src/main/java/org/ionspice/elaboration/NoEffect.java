package org.ionspice.elaboration;

import java.util.Map;
import java.util.Set;

/**
 * Parameters of other simulators' models that change no result there: limits of safe operation and
 * words from data sheets. They are told of and left out.
 */
final class NoEffect {
  /** Limits that ngspice watches when it is asked to, by letter. */
  private static final Map<Character, Set<String>> LIMITS =
      Map.of(
          'R', Set.of("bv_max"),
          'C', Set.of("bv_max"),
          'D', Set.of("fv_max", "bv_max", "id_max", "te_max", "pd_max"),
          'M', Set.of("vgs_max", "vgd_max", "vds_max", "vgsr_max", "vgdr_max", "vgb_max", "vgbr_max",
              "vbs_max", "vbd_max", "vbsr_max", "vbdr_max", "pd_max", "id_max", "idr_max", "te_max",
              "derating"),
          'Q', Set.of("vbe_max", "vbc_max", "vce_max", "pd_max", "ic_max", "ib_max", "te_max"));

  /** Self-heating, which ngspice computes only with the word thermal on the element. */
  private static final Set<String> HEATING = Set.of("rth0", "cth0", "rthjc", "rthca", "cthj", "rth_ext");

  /** What LTspice shows of a part without computing with it. */
  private static final Set<String> DATA_SHEET =
      Set.of("mfg", "type", "iave", "vpk", "irms", "vceo", "icrating", "vds", "qg", "ron");

  /** What is in no equation of a power MOSFET. */
  private static final String UNUSED = "phi";

  private NoEffect() {}

  /** Returns whether a device with this letter may carry {@code name}, lower case, without effect. */
  static boolean covers(char letter, String name) {
    return LIMITS.getOrDefault(letter, Set.of()).contains(name)
        || isDataSheet(letter, name)
        || letter == 'M' && name.equals(UNUSED)
        || "DQM".indexOf(letter) >= 0 && HEATING.contains(name);
  }

  /** Returns whether the name is a word from a data sheet, which nobody expects to act. */
  static boolean isDataSheet(char letter, String name) {
    return "DQJM".indexOf(letter) >= 0 && DATA_SHEET.contains(name);
  }

  /** Returns what the parameter is, in the words of a diagnostic. */
  static String reason(String name) {
    return name.equals(UNUSED)
        ? "in none of its equations"
        : HEATING.contains(name)
        ? "for self-heating, which is not computed"
        : "a limit, which is not watched";
  }
}
