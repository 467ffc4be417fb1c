package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/**
 * Opens {@code Xname row1 ... rowN col1 ... colM xbar rows=N cols=M device=model}: a device at each
 * crossing of two sets of lines, and the resistances of the lines between them.
 *
 * <pre>
 *   row i: pin - (rin + rw) - row_i_1 - rw - row_i_2 - ... - row_i_M
 *   col j: col_1_j - rw - col_2_j - ... - col_N_j - (rw + rout) - pin
 *   cell_i_j: from row_i_j to col_i_j
 * </pre>
 */
final class Crossbar {
  static final String NAME = "xbar";
  static final int MOST_CELLS = 1 << 18;

  private static final String FORM =
      "Xname row1 ... rowN col1 ... colM xbar rows=N cols=M device=model [rw=] [rin=] [rout=]"
          + " [states=file [state=name]] [parameter=...]";

  private final Flattening flat;
  private final Elements elements;
  private final Line line;
  private final Level inner;
  private final int rows;
  private final int columns;
  private final double wire;
  private final double driver;
  private final double sense;

  private Crossbar(Flattening flat, Elements elements, Line line) {
    this.flat = flat;
    this.elements = elements;
    this.line = line;
    this.rows = count("rows");
    this.columns = count("cols");
    if ((double) rows * columns > MOST_CELLS) {
      throw new Mistake(
          Code.E215,
          line.span(),
          line.element.name().text() + " would have more than " + MOST_CELLS + " cells",
          "lower rows= or cols=");
    }
    this.wire = resistance("rw", 0);
    this.driver = resistance("rin", 0);
    this.sense = resistance("rout", 0);
    double m = line.level.multiplicity;
    Field.Assignment copies = line.remove("m");
    if (copies != null) {
      m *= Elements.positive(flat.reading.number(copies.value(), line.level), copies, "m");
    }
    this.inner = new Level(line.level, line.level, line.element.name().key(), NAME, m);
    inner.fix("rows", rows);
    inner.fix("cols", columns);
  }

  /** Builds the cells and lines of one instance. */
  static void expand(Flattening flat, Elements elements, Line line) {
    Line own = new Line(line.element, line.level, FORM);
    Crossbar crossbar = new Crossbar(flat, elements, own);
    crossbar.pins();
    crossbar.cells();
    crossbar.lines();
  }

  private int count(String name) {
    Field.Assignment given = line.remove(name);
    if (given == null) {
      throw line.missing(name + "=");
    }
    double value = flat.reading.number(given.value(), line.level);
    if (!(value >= 1 && value == Math.rint(value) && value <= Integer.MAX_VALUE)) {
      throw new Mistake(
          Code.E203,
          given.value().span(),
          "'" + name + "' must be a whole number from 1",
          "the form is " + FORM);
    }
    return (int) value;
  }

  private double resistance(String name, double otherwise) {
    Field.Assignment given = line.remove(name);
    if (given == null) {
      return otherwise;
    }
    double value = flat.reading.number(given.value(), line.level);
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new Mistake(
          Code.E203,
          given.value().span(),
          "'" + name + "' must be a resistance, 0 or more",
          "0 stands for an ideal line");
    }
    return value;
  }

  /** Connects row_i and col_j inside to the nodes of the line. */
  private void pins() {
    int nodes = line.positional.size() - 1;
    boolean buses = nodes == 2 && rows + columns > 2;
    if (!buses && nodes != rows + columns) {
      Field at = line.positional.get(Math.min(nodes, rows + columns));
      throw new Mistake(
          Code.E120,
          at.span(),
          "a crossbar of " + rows + " rows and " + columns + " columns has " + (rows + columns)
              + " nodes, not " + nodes,
          "write the nodes of all rows, then of all columns, or two names: 'a b xbar' stands for"
              + " a_1 ... a_" + rows + " b_1 ... b_" + columns);
    }
    if (buses) {
      Field.Word row = line.node();
      Field.Word column = line.node();
      for (int i = 1; i <= rows; i++) {
        connect("row_" + i, row.text() + "_" + i, row.span());
      }
      for (int j = 1; j <= columns; j++) {
        connect("col_" + j, column.text() + "_" + j, column.span());
      }
    } else {
      for (int i = 1; i <= rows; i++) {
        Field.Word node = line.node();
        connect("row_" + i, node.text(), node.span());
      }
      for (int j = 1; j <= columns; j++) {
        Field.Word node = line.node();
        connect("col_" + j, node.text(), node.span());
      }
    }
  }

  private void connect(String inside, String outside, Span at) {
    String name = line.level.nodeName(outside);
    flat.board.node(name, at);
    inner.pins.put(inside, name);
  }

  /** Returns the node at which cell (i, j) meets its row; an ideal line is one node. */
  private String row(int i, int j) {
    return wire > 0 ? "row_" + i + "_" + j : driver > 0 ? "row_" + i + "_1" : "row_" + i;
  }

  /** Returns the node at which cell (i, j) meets its column. */
  private String column(int i, int j) {
    return wire > 0
        ? "col_" + i + "_" + j
        : sense > 0 ? "col_" + rows + "_" + j : "col_" + j;
  }

  private void cells() {
    Field.Assignment device = line.remove("device");
    if (device == null) {
      throw line.missing("device=");
    }
    if (!(device.value() instanceof Field.Word model)) {
      throw new Mistake(
          Code.E101, device.value().span(), "device= takes the name of a model", "or r");
    }
    Optional<Statement.Model> card = line.level.model(model.key());
    String type = card.map(c -> c.type().key()).orElse(model.key());
    boolean resistor = Set.of("r", "res").contains(type);
    Field.Word parameter = null;
    double[] states = {};
    Field.Assignment file = line.remove("states");
    Field.Assignment named = line.remove("state");
    if (file != null) {
      parameter = stateName(named, file, resistor ? "r" : type);
      states =
          Matrix.read(
              Reading.text(file.value()), file.value().span(), flat.folder(), rows, columns);
    } else if (named != null) {
      throw new Mistake(
          Code.E121, named.name().span(), "state= needs a file", "write states=file.csv too");
    }
    List<Field> rest = new ArrayList<>(line.named.values());
    if (parameter != null && line.named.containsKey(parameter.key())) {
      Span at = line.named.get(parameter.key()).name().span();
      throw new Mistake(
          Diagnostic.of(
                  Code.E211, at, "'" + parameter.text() + "' is given here and by a file", "")
              .with(new Note(file == null ? at : file.name().span(), "the file")));
    }
    int errors = flat.diagnostics.errorCount();
    for (int i = 1; i <= rows; i++) {
      for (int j = 1; j <= columns; j++) {
        inner.fix("row", i);
        inner.fix("col", j);
        List<Field> fields = new ArrayList<>();
        fields.add(new Field.Word(row(i, j), line.span()));
        fields.add(new Field.Word(column(i, j), line.span()));
        if (card.isPresent() || !resistor) {
          fields.add(model);
        }
        if (parameter != null) {
          double value = states[(i - 1) * columns + j - 1];
          Span at = file.value().span();
          Field.Formula number = new Field.Formula(new Expression.Literal(value, at), at);
          fields.add(new Field.Assignment(parameter, number, at));
        }
        fields.addAll(rest);
        Field.Word name = new Field.Word("cell_" + i + "_" + j, line.span());
        Statement.Element cell = Statement.Element.of(name, fields, line.span());
        char letter = resistor ? 'R' : 'N';
        elements.read(new Line(cell, inner, Elements.form(letter)), letter);
        if (flat.diagnostics.errorCount() > errors) {
          return; // The other cells would say the same.
        }
      }
    }
  }

  private Field.Word stateName(
      Field.Assignment named, Field.Assignment file, String type) {
    if (named != null) {
      return new Field.Word(Reading.text(named.value()), named.value().span());
    }
    String usual = type.equals("r") ? "r" : "x0";
    Optional<DeviceType> device = flat.catalog.byType(type);
    if (device.isPresent() && device.get().table().find(usual).isEmpty()) {
      Set<String> known = new LinkedHashSet<>();
      device.get().table().parameters().forEach(p -> known.add(p.name()));
      throw new Mistake(
          Code.E202,
          file.name().span(),
          type + " has no parameter '" + usual + "' that the file could give",
          "add state= with one of " + String.join(", ", known));
    }
    return new Field.Word(usual, file.name().span());
  }

  private void lines() {
    for (int i = 1; i <= rows; i++) {
      resistor("rrow_" + i + "_1", "row_" + i, row(i, 1), driver + wire);
      for (int j = 2; j <= columns && wire > 0; j++) {
        resistor("rrow_" + i + "_" + j, row(i, j - 1), row(i, j), wire);
      }
    }
    for (int j = 1; j <= columns; j++) {
      for (int i = 1; i < rows && wire > 0; i++) {
        resistor("rcol_" + i + "_" + j, column(i, j), column(i + 1, j), wire);
      }
      resistor("rcol_" + rows + "_" + j, column(rows, j), "col_" + j, sense + wire);
    }
  }

  private void resistor(String name, String from, String to, double ohms) {
    if (ohms == 0) {
      return;
    }
    DeviceType type = elements.type("r", line);
    DeviceModel model = type.table().build(Map.of("r", ohms)).record().orElseThrow();
    int[] pins = {
      flat.board.node(inner.nodeName(from), line.span()),
      flat.board.node(inner.nodeName(to), line.span())
    };
    flat.board.place(
        new Part(
            inner.path + name,
            type.name(),
            model,
            pins,
            List.of(),
            List.of(),
            inner.path,
            inner.multiplicity,
            flat.temperature + Flattening.ZERO_CELSIUS,
            line.span()));
  }
}
