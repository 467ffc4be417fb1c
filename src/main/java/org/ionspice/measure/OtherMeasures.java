package org.ionspice.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.elaboration.Value;

/** Says of measurements that only other simulators have what takes their place. */
final class OtherMeasures {
  private static final String SHARE = "write avg {v(a)>level ? 1 : 0} over whole periods";
  private static final String ERROR = "write rms {v(a)-v(b)}";
  private static final String FOUR = "write .four, and .meas four or .meas four_total";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("duty", SHARE),
          Map.entry("on_time", SHARE),
          Map.entry("off_time", SHARE),
          Map.entry("freq", "write trig and targ a period apart, and param='1/period'"),
          Map.entry("enob", FOUR),
          Map.entry("thd", FOUR),
          Map.entry("sndr", FOUR),
          Map.entry("snr", FOUR),
          Map.entry("sfdr", FOUR),
          Map.entry("four", FOUR),
          Map.entry("err", ERROR),
          Map.entry("err1", ERROR),
          Map.entry("err2", ERROR),
          Map.entry("err3", ERROR),
          Map.entry("error", ERROR),
          Map.entry("em_avg", "write avg {max(i(r1),0)} and avg {min(i(r1),0)}"));

  /** Aims and widths for optimisers, and what to print after a failure. */
  private static final List<String> IDLE =
      List.of("goal", "weight", "minval", "ignore", "default_val", "print", "output", "precision");

  private OtherMeasures() {}

  /** Returns what to write instead of a measurement. */
  static Optional<String> instead(Value kind) {
    return Optional.ofNullable(kind.isPositional() ? INSTEAD.get(kind.key()) : null);
  }

  /** Returns whether a name on a line changes no result here. */
  static boolean isIdle(String name) {
    return IDLE.contains(name);
  }

  /** Returns what to write for a word that stands behind a whole measurement; empty for none. */
  static String behind(Value word) {
    String edges = "measure when both ends are, and write from=first to=second here";
    if (word.isPositional() && (word.key().equals("trig") || word.key().equals("targ"))) {
      return edges;
    }
    return List.of("rise", "fall", "cross").contains(word.name()) ? edges : "";
  }
}
