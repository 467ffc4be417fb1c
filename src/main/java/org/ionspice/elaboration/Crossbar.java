package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

  /** Cells of a crossbar whose nodes are in use elsewhere: it is built piece by piece. */
  private static final int MOST_SINGLE = 1 << 18;

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
    double most = Math.min(1 << 28, Budget.holds(Budget.CELL));
    if ((double) rows * columns > most) {
      throw new Mistake(
          Code.E215,
          line.span(),
          line.element.name().text() + " would have "
              + String.format(Locale.ROOT, "%.0f", (double) rows * columns)
              + " cells, more than the Java heap holds",
          Budget.HINT);
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
    new Crossbar(flat, elements, own).build();
  }

  private void build() {
    pins();
    boolean inUse = flat.board.uses(inner.path);
    Field.Word model = model();
    List<Part> kinds = new ArrayList<>();
    int[] kindOf = cells(model, kinds);
    if (kinds.isEmpty()) {
      return; // its mistakes are reported
    }
    boolean plain = kinds.stream().allMatch(p -> p.senses().isEmpty() && p.links().isEmpty());
    if (inUse || !plain) {
      if ((double) rows * columns > MOST_SINGLE) {
        throw new Mistake(
            Code.E215,
            line.span(),
            line.element.name().text() + " has more than " + MOST_SINGLE + " cells, and "
                + (inUse ? "its nodes or elements are used above this line" : "formulas as cells"),
            inUse ? "move this line up" : "take an N device with a model");
      }
      single(kinds, kindOf);
    } else {
      array(kinds, kindOf);
    }
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

  private Field.Word model() {
    Field.Assignment device = line.remove("device");
    if (device == null) {
      throw line.missing("device=");
    }
    if (!(device.value() instanceof Field.Word model)) {
      throw new Mistake(
          Code.E101, device.value().span(), "device= takes the name of a model", "or r");
    }
    return model;
  }

  /** Reads one cell of each kind, pins left open; returns the kind of each cell, row by row. */
  private int[] cells(Field.Word model, List<Part> kinds) {
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
    List<Field> fields = new ArrayList<>();
    fields.add(new Field.Word("0", line.span()));
    fields.add(new Field.Word("0", line.span()));
    if (card.isPresent() || !resistor) {
      fields.add(model);
    }
    char letter = resistor ? 'R' : 'N';
    int errors = flat.diagnostics.errorCount();
    List<Field.Assignment> varying = varying(rest);
    rest.removeAll(varying);
    fields.addAll(rest);
    boolean alike = varying.isEmpty() && parameter == null && !overridden();
    int[] kindOf = new int[alike ? 0 : rows * columns];
    Map<List<Double>, Integer> known = new HashMap<>();
    for (int k = 0; k < (alike ? 1 : rows * columns); k++) {
      inner.fix("row", k / columns + 1);
      inner.fix("col", k % columns + 1);
      inner.part = "cell_" + (k / columns + 1) + "_" + (k % columns + 1);
      List<Field> own = new ArrayList<>(fields);
      List<Double> values = new ArrayList<>();
      if (parameter != null) {
        values.add(states[k]);
        own.add(assignment(parameter, states[k], file.value().span()));
      }
      for (Field.Assignment a : varying) {
        values.add(numeric(a, type) ? flat.reading.number(a.value(), inner) : k + 0.5);
        own.add(
            numeric(a, type)
                ? assignment(a.name(), values.get(values.size() - 1), a.value().span())
                : a);
      }
      String cellName = "cell_" + (k / columns + 1) + "_" + (k % columns + 1);
      Field.Word name = new Field.Word(cellName, line.span());
      if (!elements.overridesOf(inner.path + name.key()).isEmpty()) {
        values.add(k + 0.25);
      }
      Integer kind = known.get(values);
      if (kind == null) {
        kind = kinds.size();
        known.put(values, kind);
        Statement.Element cell = Statement.Element.of(name, own, line.span());
        elements.read(new Line(cell, inner, Elements.form(letter)).into(kinds), letter);
        if (flat.diagnostics.errorCount() > errors) {
          kinds.clear();
          return kindOf; // The other cells would say the same.
        }
      }
      if (!alike) {
        kindOf[k] = kind;
      }
    }
    return kindOf;
  }

  private static Field.Assignment assignment(Field.Word name, double value, Span at) {
    return new Field.Assignment(
        name, new Field.Formula(new Expression.Literal(value, at), at), at);
  }

  /** Returns whether a .step, .set or -D replaces something in one of the cells. */
  private boolean overridden() {
    return elements.overridesInside(inner.path);
  }

  /** Returns the assignments that may differ from cell to cell. */
  private List<Field.Assignment> varying(List<Field> fields) {
    List<Field.Assignment> varying = new ArrayList<>();
    for (Field field : fields) {
      if (field instanceof Field.Assignment a) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> calls = new LinkedHashSet<>();
        if (a.value() instanceof Field.Formula f) {
          ExpressionWalk.names(f.expression(), names, calls);
        } else if (a.value() instanceof Field.Word w) {
          names.add(w.key());
        }
        calls.removeIf(c -> line.level.function(c).isEmpty() && !ExpressionWalk.isRandom(c));
        if (names.contains("row") || names.contains("col") || !calls.isEmpty()) {
          varying.add(a);
        }
      }
    }
    return varying;
  }

  /** Returns whether a parameter of the cells is a number, not a word or a law. */
  private boolean numeric(Field.Assignment a, String type) {
    Optional<DeviceType> device = flat.catalog.byType(type);
    return device
        .flatMap(d -> d.table().find(a.name().text()))
        .map(p -> p.isNumber() && p.type() != boolean.class)
        .orElse(false);
  }

  /** Builds everything by rule. */
  private void array(List<Part> kinds, int[] kindOf) {
    int first =
        wire > 0
            ? flat.board.placeNodes(new CrossbarArrays.LineNodes(inner.path, rows, columns))
            : -1;
    int[] rowPins = new int[rows];
    int[] columnPins = new int[columns];
    for (int i = 0; i < rows; i++) {
      rowPins[i] = node(wire > 0 ? "row_" + (i + 1) : row(i + 1, 1));
    }
    for (int j = 0; j < columns; j++) {
      columnPins[j] = node(wire > 0 ? "col_" + (j + 1) : column(rows, j + 1));
    }
    CrossbarArrays.Grid grid =
        new CrossbarArrays.Grid(rows, columns, first, rowPins, columnPins);
    flat.board.place(
        new CrossbarArrays.Cells(inner.path, grid, List.copyOf(kinds), kindOf));
    if (wire > 0) {
      DeviceType type = elements.type("r", line);
      flat.board.place(
          new CrossbarArrays.Wires(
              inner.path,
              grid,
              type.name(),
              resistance(type, wire),
              resistance(type, driver + wire),
              resistance(type, sense + wire),
              inner.multiplicity,
              flat.temperature + Flattening.ZERO_CELSIUS,
              line.span()));
    } else {
      lines();
    }
  }

  private int node(String name) {
    return flat.board.node(inner.nodeName(name), line.span());
  }

  /** Builds every cell and every piece of line by itself. */
  private void single(List<Part> kinds, int[] kindOf) {
    for (int k = 0; k < rows * columns; k++) {
      int i = k / columns + 1;
      int j = k % columns + 1;
      Part kind = kinds.get(kindOf.length == 0 ? 0 : kindOf[k]);
      flat.board.place(
          new Part(
              inner.path + "cell_" + i + "_" + j,
              kind.type(),
              kind.model(),
              new int[] {node(row(i, j)), node(column(i, j))},
              kind.senses(),
              kind.links(),
              kind.home(),
              kind.multiplicity(),
              kind.temperature(),
              kind.origin()));
    }
    lines();
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
    int[] pins = {node(from), node(to)};
    flat.board.place(
        new Part(
            inner.path + name,
            type.name(),
            resistance(type, ohms),
            pins,
            List.of(),
            List.of(),
            inner.path,
            inner.multiplicity,
            flat.temperature + Flattening.ZERO_CELSIUS,
            line.span()));
  }

  private static DeviceModel resistance(DeviceType type, double ohms) {
    return type.table().build(Map.of("r", ohms)).record().orElseThrow();
  }
}
