package org.ionspice.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.PoleZero;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;

/** Turns a {@code .pz} line into an analysis. */
record PoleZeroLine(Design design, Diagnostics diagnostics) {
  private static final String FORM = "form: .pz in+ in- out+ out- cur|vol pol|zer|pz";

  private Optional<Analysis> wrong(Span at, String message, String hint) {
    diagnostics.add(Code.E230, at, message, hint);
    return Optional.empty();
  }

  Optional<Analysis> read(Command command) {
    List<Value> v = command.values();
    if (v.size() != 6) {
      return wrong(command.span(), ".pz takes four nodes and two words", FORM);
    }
    List<String> nodes = new ArrayList<>();
    for (Value value : v.subList(0, 4)) {
      Optional<String> node = new Names(design, diagnostics, FORM).node(value);
      if (node.isEmpty()) {
        return Optional.empty();
      }
      nodes.add(node.get());
    }
    for (int k = 0; k < 4; k += 2) {
      if (nodes.get(k).equals(nodes.get(k + 1))) {
        return wrong(v.get(k + 1).span(), "the two nodes of a pair must differ", FORM);
      }
    }
    String drive = v.get(4).key();
    String what = v.get(5).key();
    if (!List.of("cur", "vol").contains(drive)) {
      return wrong(v.get(4).span(), "'" + v.get(4).text() + "' is not cur or vol", FORM);
    }
    if (!List.of("pol", "zer", "pz").contains(what)) {
      return wrong(v.get(5).span(), "'" + v.get(5).text() + "' is not pol, zer or pz", FORM);
    }
    return Optional.of(
        new PoleZero(
            nodes.subList(0, 2),
            nodes.subList(2, 4),
            drive.equals("vol"),
            !what.equals("zer"),
            !what.equals("pol"),
            command.span()));
  }
}
