package org.ionspice.control;

import java.util.List;
import org.ionspice.netlist.ScriptLine;

/** A command of a script, or a block of them. */
sealed interface Node {
  /** A command by itself. */
  record Command(ScriptLine line) implements Node {}

  /** {@code foreach}, {@code while}, {@code dowhile} or {@code repeat} to its {@code end}. */
  record Loop(ScriptLine head, List<Node> body) implements Node {
    public Loop {
      body = List.copyOf(body);
    }
  }

  /** {@code if} to its {@code end}. */
  record Choice(ScriptLine head, List<Node> yes, List<Node> no) implements Node {
    public Choice {
      yes = List.copyOf(yes);
      no = List.copyOf(no);
    }
  }
}
