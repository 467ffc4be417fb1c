package org.ionspice.netlist;

import java.util.List;
import org.ionspice.diagnostics.Source;

/**
 * The syntax tree of a netlist; included files are spliced in where they were named.
 *
 * @param title the first line
 * @param source the main file
 * @param script the lines of its {@code .control} sections, in order
 */
public record Netlist(
    String title, Source source, List<Statement> statements, List<ScriptLine> script) {
  public Netlist {
    statements = List.copyOf(statements);
    script = List.copyOf(script);
  }

  /** Returns the same netlist with other statements and without its script. */
  public Netlist with(List<Statement> others) {
    return new Netlist(title, source, others, List.of());
  }
}
