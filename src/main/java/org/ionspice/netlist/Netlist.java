package org.ionspice.netlist;

import java.util.List;
import org.ionspice.diagnostics.Source;

/**
 * The syntax tree of a netlist; included files are spliced in where they were named.
 *
 * @param title the first line
 * @param source the main file
 */
public record Netlist(String title, Source source, List<Statement> statements) {
  public Netlist {
    statements = List.copyOf(statements);
  }
}
