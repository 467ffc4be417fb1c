package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;
import org.ionspice.parameter.Parameter;

/**
 * Reads {@code .set @device[parameter]=value}: values that stand in for what a device's own line and
 * model say, also of a device in one instance of a subcircuit.
 *
 * <p>The last of several lines about one parameter holds; {@code .step} and the command line win over
 * all. Mutable, for one elaboration.
 */
final class SetLines {
  private static final String FORM = "form: .set @device[parameter]=value ...";

  private final Flattening flat;
  private final Elements elements;
  private final List<Target> targets = new ArrayList<>();
  private int mistakesBefore;

  /** What a line is about. */
  private record Target(String device, String parameter, Field.Assignment at) {}

  SetLines(Flattening flat, Elements elements) {
    this.flat = flat;
    this.elements = elements;
  }

  /** Takes the values, before the devices are built. */
  void read(List<Statement.Directive> directives) {
    Set<String> later = new HashSet<>();
    for (int k = directives.size() - 1; k >= 0; k--) {
      if (directives.get(k).keyword().equals("set")) {
        try {
          read(directives.get(k), later);
        } catch (Mistake mistake) {
          flat.board.report(mistake);
        }
      }
    }
    mistakesBefore = flat.diagnostics.errorCount();
  }

  private void read(Statement.Directive line, Set<String> later) {
    if (line.fields().isEmpty()) {
      throw new Mistake(Code.E121, line.span(), "the values are missing", FORM);
    }
    for (int k = line.fields().size() - 1; k >= 0; k--) {
      Field field = line.fields().get(k);
      String name = field instanceof Field.Assignment a ? a.name().key() : "";
      int bracket = name.indexOf('[');
      if (!(field instanceof Field.Assignment a)
          || bracket < 2
          || name.charAt(0) != '@'
          || !name.endsWith("]")) {
        throw new Mistake(
            Code.E101,
            field.span(),
            "'" + Reading.text(field) + "' is no @device[parameter]=value",
            FORM);
      }
      String device = name.substring(1, bracket);
      String parameter = name.substring(bracket + 1, name.length() - 1);
      targets.add(new Target(device, parameter, a));
      if (later.add(name)) {
        elements.override(device, parameter, flat.reading.number(a.value(), flat.top));
      }
    }
  }

  /** Checks that the devices have what the lines set, once all exist. */
  void check() {
    // A device that could not be built, perhaps for what was set, is not missed on top of that.
    boolean whole = flat.diagnostics.errorCount() == mistakesBefore;
    for (Target target : targets) {
      if (!whole && flat.board.find(target.device, "").isEmpty()) {
        continue;
      }
      try {
        String device = flat.board.require(target.device, "", target.at.name().span());
        Part part = flat.board.part(device).orElseThrow();
        DeviceType type = flat.catalog.byType(part.type()).orElseThrow();
        Optional<Parameter> found =
            type.table().find(target.parameter).filter(Parameter::isNumber);
        if (found.isEmpty() && !type.table().inner(part.model()).containsKey(target.parameter)) {
          throw new Mistake(
              Code.E202,
              target.at.name().span(),
              type.name() + " has no parameter '" + target.parameter + "'",
              Elements.parametersHint(target.parameter, type));
        }
      } catch (Mistake mistake) {
        flat.board.report(mistake);
      }
    }
  }
}
