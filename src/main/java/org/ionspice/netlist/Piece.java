package org.ionspice.netlist;

import java.util.List;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;

/** What one logical line is, before blocks are put together. */
sealed interface Piece {
  /** A line that is a statement by itself. */
  record Whole(Statement statement) implements Piece {}

  /** {@code .subckt}. */
  record Opening(
      Field.Word name, List<Field.Word> nodes, List<Field.Assignment> parameters, Span span)
      implements Piece {}

  /** {@code .ends [name]}; the name is empty when not written. */
  record Closing(String name, Span span) implements Piece {}

  /** {@code .if (condition)}. */
  record If(Expression condition, Span span) implements Piece {}

  /** {@code .elseif (condition)} or {@code .else}, whose condition is the literal 1. */
  record Else(Expression condition, boolean last, Span span) implements Piece {}

  /** {@code .endif}. */
  record EndIf(Span span) implements Piece {}

  /** {@code .title text}. */
  record Title(String text) implements Piece {}
}
