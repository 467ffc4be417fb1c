package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;
import org.jspecify.annotations.Nullable;

/** An element line being read: its fields without a name in order, and those with a name. Mutable. */
final class Line {
  final Statement.Element element;
  final Level level;
  final String name;
  final String form;

  /** All that follows the name. */
  final List<Field> fields;

  final List<Field> positional = new ArrayList<>();

  /** Values with a name; most lines have none, and share one map that stays empty. */
  Map<String, Field.Assignment> named = Map.of();

  private final Field.Word written;
  private int next;
  private @Nullable List<Part> caught;

  Line(Statement.Element element, Level level, String form) {
    this.element = element;
    this.level = level;
    this.written = element.name();
    this.name = level.inside(written.key());
    this.form = form;
    this.fields = element.fields();
    boolean first = true;
    for (Field field : fields) {
      if (first && field instanceof Field.Group g && g.head().isEmpty()) {
        positional.addAll(g.fields()); // R1 (a b) 1k: parentheses around the nodes mean nothing.
        first = false;
        continue;
      }
      first = false;
      if (field instanceof Field.Assignment a) {
        if (named.isEmpty()) {
          named = new LinkedHashMap<>();
        }
        Field.Assignment before = named.put(a.name().key(), a);
        if (before != null) {
          throw new Mistake(
              Diagnostic.of(
                      Code.E211,
                      a.name().span(),
                      "'" + a.name().text() + "' is given twice on this line",
                      "")
                  .with(new Note(before.name().span(), "the first value")));
        }
      } else if (!(field instanceof Field.Word w && w.key().equals("params:"))) {
        positional.add(field);
      }
    }
  }

  /** Makes the part of this line go into a list instead of the circuit. */
  Line into(List<Part> list) {
    caught = list;
    return this;
  }

  /** Gives the part of this line to the circuit. */
  void place(Board board, Part part) {
    if (caught == null) {
      board.place(part);
    } else {
      caught.add(part);
    }
  }

  boolean hasNext() {
    return next < positional.size();
  }

  Field peek() {
    return positional.get(next);
  }

  int remaining() {
    return positional.size() - next;
  }

  /** Returns the next field without a name; {@code what} it should have been if it is missing. */
  Field take(String what) {
    if (!hasNext()) {
      throw missing(what);
    }
    return positional.get(next++);
  }

  /** Takes the next word when it is {@code keyword}. */
  boolean takeKeyword(String keyword) {
    if (hasNext() && peek() instanceof Field.Word w && w.key().equals(keyword)) {
      next++;
      return true;
    }
    return false;
  }

  Mistake missing(String what) {
    Field last = fields.isEmpty() ? written : fields.get(fields.size() - 1);
    return new Mistake(
        Code.E121,
        last.span(),
        element.name().text() + ": " + what + " is missing after this",
        "the form is " + form);
  }

  /** Takes a node's name. */
  Field.Word node() {
    if (!hasNext()) {
      Field last = positional.isEmpty() ? written : positional.get(positional.size() - 1);
      throw new Mistake(
          Code.E120,
          last.span(),
          element.name().text() + " has too few nodes",
          AnalysisKeyword.find(element.name().key()).isPresent()
              ? "a dot line begins with a point: ." + element.name().key()
              : "the form is " + form);
    }
    Field field = positional.get(next++);
    if (field instanceof Field.Word w) {
      return w;
    }
    if (field instanceof Field.Quoted q) {
      return new Field.Word(q.text(), q.span());
    }
    throw new Mistake(
        Code.E120,
        field.span(),
        "a node is expected here, not '" + Reading.text(field) + "'",
        "the form is " + form);
  }

  List<Field.Word> nodes(int count) {
    List<Field.Word> nodes = new ArrayList<>(Math.min(count, positional.size()));
    for (int k = 0; k < count; k++) {
      nodes.add(node());
    }
    return nodes;
  }

  Field.Word word(String what) {
    Field field = take(what);
    if (field instanceof Field.Word w) {
      return w;
    }
    throw new Mistake(
        Code.E101,
        field.span(),
        what + " is expected here, not '" + Reading.text(field) + "'",
        "the form is " + form);
  }

  /** Removes and returns an assignment's value; null when it is not there. */
  Field.@Nullable Assignment remove(String name) {
    return named.isEmpty() ? null : named.remove(name);
  }

  /** Complains about fields that nothing took. */
  void end() {
    if (hasNext()) {
      Field field = peek();
      throw new Mistake(
          Code.E122,
          field.span(),
          "'" + Reading.text(field) + "' is more than " + element.name().text() + " takes",
          "the form is " + form);
    }
  }

  Span span() {
    return written.span();
  }
}
