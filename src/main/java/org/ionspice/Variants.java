package org.ionspice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.AnalysisKeyword;
import org.ionspice.netlist.Netlist;
import org.ionspice.netlist.NetlistReader;
import org.ionspice.netlist.ScriptLine;
import org.ionspice.netlist.Statement;

/**
 * The netlist with the analyses that a script asks for instead of its own. Loops ask for the same
 * again and again, so what was put together is kept. Mutable.
 */
final class Variants {
  /** Dot lines that belong to the netlist's own analyses. */
  private static final Set<String> DOT_OUTPUT = Set.of("meas", "print", "plot", "step", "four");

  /** Kept at most; a loop may write a new number into each line. */
  private static final int MOST = 100;

  /** A netlist, and what was wrong with the script's lines. */
  record Variant(Netlist netlist, List<Diagnostic> trouble) {}

  private record Key(List<ScriptLine> lines, boolean own, boolean trains) {}

  private final Map<Key, Variant> known = new HashMap<>();

  /**
   * Returns a netlist's statements with others.
   *
   * @param lines dot lines without their dot
   * @param own whether the netlist's own analyses stay
   * @param trains whether the lines that only a training needs stay
   */
  Variant of(Netlist netlist, List<ScriptLine> lines, boolean own, boolean trains) {
    Key key = new Key(List.copyOf(lines), own, trains);
    Variant found = known.get(key);
    if (found != null) {
      return found;
    }
    Diagnostics trouble = new Diagnostics();
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : netlist.statements()) {
      String keyword = statement instanceof Statement.Directive line ? line.keyword() : "";
      boolean output = DOT_OUTPUT.contains(keyword) || AnalysisKeyword.find(keyword).isPresent();
      boolean drop = !own && output || !trains && Simulation.OF_TRAINING.contains(keyword);
      if (!drop) {
        statements.add(statement);
      }
    }
    for (ScriptLine line : lines) {
      NetlistReader.command(line, trouble).ifPresent(statements::add);
    }
    Variant made = new Variant(netlist.with(statements), trouble.sorted());
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(key, made);
    return made;
  }
}
