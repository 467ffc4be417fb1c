package org.ionspice.netlist;

import java.util.List;
import org.ionspice.diagnostics.Span;

/** An element of any form. */
record WholeElement(Field.Word name, List<Field> fields, Span span) implements Statement.Element {
  WholeElement {
    fields = List.copyOf(fields);
  }
}
