package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;

/** Lists the currents of all devices, for {@code .probe alli} and {@code .options savecurrents}. */
final class AllCurrents {
  /** Names of the currents of semiconductors. */
  private static final List<String> OF_TERMINALS = List.of("id", "ig", "is", "ib", "ic", "ie");

  private final Flattening flat;

  AllCurrents(Flattening flat) {
    this.flat = flat;
  }

  /**
   * Returns what a {@code .save} line would say; cells of crossbars and the simulator's own parts are
   * left out.
   *
   * @param all whether everything else is asked for, too
   */
  List<Value> values(boolean all) {
    List<Value> values = new ArrayList<>();
    if (all) {
      values.add(new Value("", "all", Double.NaN, null, null, Span.NONE));
    }
    for (Part part : List.copyOf(flat.board.own())) { // Ammeters are added on the way.
      if (part.name().indexOf('#') >= 0 || part.pins().length == 0) {
        continue;
      }
      Set<String> known = Probing.of(part, flat.catalog).printable();
      boolean transistor = "dmqjz".indexOf(part.name().charAt(part.name().lastIndexOf('.') + 1)) >= 0;
      List<String> own = transistor ? OF_TERMINALS.stream().filter(known::contains).toList() : List.of();
      if (own.isEmpty()) {
        flat.board.current(part.name(), Span.NONE);
        values.add(value(new Expression.BranchCurrent(part.name(), Span.NONE)));
      }
      for (String name : own) {
        values.add(value(new Expression.DeviceQuantity(part.name(), name, Span.NONE)));
      }
    }
    return values;
  }

  private static Value value(Expression quantity) {
    return new Value("", "", Double.NaN, quantity, null, Span.NONE);
  }
}
