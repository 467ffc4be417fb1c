package org.ionspice;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.ionspice.analysis.Settings;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.ParameterTable;

/** Reads what {@code .options} say about how a run is done. */
final class RunSettings {
  private RunSettings() {}

  /** Returns the settings; values out of range are told, and the defaults stand for them. */
  static Settings of(Design design, Diagnostics diagnostics) {
    Map<String, Object> given = new HashMap<>();
    ParameterTable<Settings> table = ParameterTable.of(Settings.class);
    design
        .options()
        .forEach(
            (name, value) -> {
              if (table.find(name).isPresent()) {
                given.put(name, value.isNumber() ? (Object) value.number() : value.text());
              }
            });
    Built<Settings> built = table.build(given);
    if (built.record().isPresent()) {
      return built.record().get();
    }
    for (Built.Problem problem : built.problems()) {
      Value at = design.options().get(problem.name().toLowerCase(Locale.ROOT));
      diagnostics.add(
          Code.E203, at == null ? Span.NONE : at.span(), problem.message(), "see .options");
    }
    return table.build(Map.of()).record().orElseThrow();
  }
}
