package org.ionspice.expression;

import java.util.Map;
import java.util.Optional;

/** Says of functions that only other simulators have what takes their place. */
final class OtherFunctions {
  private static final String NOISE = "write a source with trnoise(...) or trrandom(...)";
  private static final String SOURCE = "write a V source with this shape, and v(node) here";
  private static final String HELD = "write limit(x,lo,hi), min(x,hi) or max(x,lo)";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("rand", NOISE),
          Map.entry("random", NOISE),
          Map.entry("white", NOISE),
          Map.entry("uplim", HELD),
          Map.entry("dnlim", HELD),
          Map.entry("idtmod", "write mod(idt(x),period)"),
          Map.entry("smooth", "write an RC low-pass"),
          Map.entry("schedule", "write breakpoints as corners of a PWL source"),
          Map.entry("spice_sin", SOURCE),
          Map.entry("spice_pulse", SOURCE),
          Map.entry("spice_exp", SOURCE),
          Map.entry("spice_sffm", SOURCE),
          Map.entry("tablefile", "write table(x,x1,y1,x2,y2)"),
          Map.entry("spline", "write table(x,x1,y1,x2,y2)"),
          Map.entry("akima", "write table(x,x1,y1,x2,y2)"),
          Map.entry("cubic", "write table(x,x1,y1,x2,y2)"),
          Map.entry("wodicka", "write table(x,x1,y1,x2,y2)"),
          Map.entry("fasttable", "write table(x,x1,y1,x2,y2)"));

  private OtherFunctions() {}

  /** Returns what to write instead of a function, by its name in lower case. */
  static Optional<String> instead(String name) {
    return Optional.ofNullable(INSTEAD.get(name));
  }
}
