package org.ionspice.elaboration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The dot lines that run something, and what other parts of the program must know of them. */
public enum AnalysisKeyword {
  TRAN(false, "tran"),
  AC(true, "ac"),
  DC(true, "dc"),
  PROTOCOL(false, "protocol"),
  OP(true, "op"),
  TF(true, "tf"),
  NOISE(true, "noise", "noise_total"),
  PZ(true, "pz"),
  EIS(true, "eis"),
  TRAIN(true, "training"),
  SENS(true, "sens"),
  SP(true, "sp"),
  POLES(true, "poles"),
  CONTINUATION(true, "continuation", "continuation_special"),
  PSS(false, "pss", "pss_harmonics"),
  HYSTERESIS(true, "hysteresis", "hysteresis_loops");

  private final boolean operatingPoint;
  private final List<String> results;

  AnalysisKeyword(boolean operatingPoint, String... results) {
    this.operatingPoint = operatingPoint;
    this.results = List.of(results);
  }

  /** Returns the analysis of a keyword in lower case, without its dot. */
  public static Optional<AnalysisKeyword> find(String keyword) {
    return Arrays.stream(values()).filter(a -> a.keyword().equals(keyword)).findFirst();
  }

  /** Returns all keywords. */
  public static List<String> keywords() {
    return Arrays.stream(values()).map(AnalysisKeyword::keyword).toList();
  }

  /** Returns the names of all results that can be listed, measured and drawn. */
  public static List<String> resultNames() {
    return Arrays.stream(values()).flatMap(a -> a.results.stream()).toList();
  }

  /** Returns the word behind the dot. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether it always starts from an operating point; a transient does without uic. */
  public boolean needsOperatingPoint() {
    return operatingPoint;
  }
}
