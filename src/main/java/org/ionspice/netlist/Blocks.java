package org.ionspice.netlist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;

/** Nests the lines between {@code .subckt} and {@code .ends}, {@code .if} and {@code .endif}. */
final class Blocks {
  /** Blocks open inside each other at most. */
  private static final int DEEPEST = 64;

  /** An open block; {@code opening} is null for a conditional and for the netlist itself. */
  private static final class Open {
    final Piece.Opening opening;
    final Span span;
    final List<Statement.Conditional.Branch> branches = new ArrayList<>();
    Expression condition;
    boolean hadElse;
    List<Statement> body = new ArrayList<>();

    Open(Piece.Opening opening, Expression condition, Span span) {
      this.opening = opening;
      this.condition = condition;
      this.span = span;
    }

    String word() {
      return opening == null ? ".if" : ".subckt";
    }

    void endBranch() {
      branches.add(new Statement.Conditional.Branch(condition, body));
      body = new ArrayList<>();
    }
  }

  private final Diagnostics sink;
  private final Deque<Open> stack = new ArrayDeque<>();
  private final List<Statement> top = new ArrayList<>();

  private boolean tooDeep;

  Blocks(Diagnostics sink) {
    this.sink = sink;
  }

  void add(Piece piece) {
    if (piece instanceof Piece.Whole whole) {
      boolean once = stack.isEmpty() && whole.statement() instanceof Statement.Element;
      body().add(once ? PackedElement.of((Statement.Element) whole.statement()) : whole.statement());
    } else if (piece instanceof Piece.Opening opening) {
      open(new Open(opening, new Expression.Literal(1, opening.span()), opening.span()));
    } else if (piece instanceof Piece.Closing closing) {
      close(closing);
    } else if (piece instanceof Piece.If start) {
      open(new Open(null, start.condition(), start.span()));
    } else if (piece instanceof Piece.Else branch) {
      turn(branch);
    } else if (piece instanceof Piece.EndIf end) {
      endIf(end);
    }
  }

  /** Adds an element. */
  void add(PackedElement element) {
    // What stands in a subcircuit is read once for each instance and kept as it is.
    body().add(stack.isEmpty() ? element : element.whole());
  }

  /** Ends the netlist and returns its statements. */
  List<Statement> finish() {
    while (!stack.isEmpty()) {
      Open open = stack.peek();
      if (tooDeep) {
        pop(); // The reading stopped inside; what would have closed them is not known.
        continue;
      }
      sink.add(
          Code.E103,
          open.span,
          "this " + open.word() + " is never closed",
          open.opening == null ? "end it with .endif" : "end it with .ends");
      pop();
    }
    return top;
  }

  /** Returns whether the nesting went beyond the limit, so that nothing more can be placed. */
  boolean isTooDeep() {
    return tooDeep;
  }

  private List<Statement> body() {
    return stack.isEmpty() ? top : stack.peek().body;
  }

  private void open(Open open) {
    if (stack.size() >= DEEPEST) {
      tooDeep = true;
      throw new SyntaxError(
          Code.E106, open.span, "more than " + DEEPEST + " blocks are nested here",
          "close them with .ends or .endif");
    }
    stack.push(open);
  }

  private void close(Piece.Closing closing) {
    if (stack.isEmpty()) {
      sink.add(Code.E103, closing.span(), "this .ends closes no .subckt", "remove it");
      return;
    }
    Open open = stack.peek();
    if (open.opening == null) {
      crossing(closing.span(), ".ends", open);
      if (stack.stream().noneMatch(o -> o.opening != null)) {
        return;
      }
      while (stack.peek().opening == null) {
        pop();
      }
      open = stack.peek();
    }
    if (!closing.name().isEmpty() && !closing.name().equalsIgnoreCase(open.opening.name().text())) {
      boolean outer = stack.stream().anyMatch(o -> isNamed(o, closing.name()));
      sink.add(
          Diagnostic.of(
                  outer ? Code.E103 : Code.W106,
                  closing.span(),
                  ".ends names '" + closing.name() + "', but '" + open.opening.name().text()
                      + "' is open",
                  outer ? "close the inner subcircuit first" : "it closes the one that is open")
              .with(new Note(open.span, "opened here")));
    }
    pop();
  }

  private static boolean isNamed(Open open, String name) {
    return open.opening != null && open.opening.name().text().equalsIgnoreCase(name);
  }

  private void turn(Piece.Else branch) {
    Open open = stack.peek();
    String word = branch.last() ? ".else" : ".elseif";
    if (open == null || open.opening != null) {
      stray(branch.span(), word, open);
      return;
    }
    if (open.hadElse) {
      sink.add(
          Diagnostic.of(Code.E103, branch.span(), word + " stands behind .else", "reorder them")
              .with(new Note(open.span, "the block starts here")));
    }
    open.endBranch();
    open.hadElse = branch.last();
    open.condition = branch.condition();
  }

  private void endIf(Piece.EndIf end) {
    Open open = stack.peek();
    if (open == null || open.opening != null) {
      stray(end.span(), ".endif", open);
      return;
    }
    pop();
  }

  private void stray(Span at, String word, Open open) {
    if (open == null) {
      sink.add(Code.E103, at, "this " + word + " belongs to no .if", "remove it");
    } else {
      crossing(at, word, open);
    }
  }

  private void crossing(Span at, String word, Open open) {
    sink.add(
        Diagnostic.of(
                Code.E103,
                at,
                "this " + word + " comes before the end of " + open.word(),
                open.opening == null ? "write .endif first" : "write .ends first")
            .with(new Note(open.span, "opened here")));
  }

  private void pop() {
    Open open = stack.pop();
    if (open.opening == null) {
      open.endBranch();
      body().add(new Statement.Conditional(open.branches, open.span));
    } else {
      Piece.Opening o = open.opening;
      body()
          .add(new Statement.Subcircuit(o.name(), o.nodes(), o.parameters(), open.body, o.span()));
    }
  }
}
