package org.ionspice.netlist;

import java.util.List;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;

/** One logical line of a netlist (or one block of lines), continuations joined. */
public sealed interface Statement {
  /** Returns the place of its first word. */
  Span span();

  /** An element, such as a resistor: its name and the fields behind it in order. */
  sealed interface Element extends Statement permits WholeElement, PackedElement {
    /** Makes an element of its parts. */
    static Element of(Field.Word name, List<Field> fields, Span span) {
      return new WholeElement(name, fields, span);
    }

    /** Returns its name, which starts with the letter. */
    Field.Word name();

    /** Returns all that follows the name. */
    List<Field> fields();

    /** Returns the element letter, upper case. */
    default char letter() {
      return Character.toUpperCase(name().text().charAt(0));
    }
  }

  /** {@code .param a=1 b={2*a}}: values are Formula or Word. */
  record Parameters(List<Field.Assignment> assignments, Span span) implements Statement {
    public Parameters {
      assignments = List.copyOf(assignments);
    }
  }

  /** {@code .func name(a,b) {body}}. */
  record Function(Field.Word name, List<Field.Word> arguments, Expression body, Span span)
      implements Statement {
    public Function {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code .model name type(parameters)}: fields are assignments, or words such as npn. */
  record Model(Field.Word name, Field.Word type, List<Field> fields, Span span)
      implements Statement {
    public Model {
      fields = List.copyOf(fields);
    }
  }

  /** {@code .subckt name nodes [params: a=1]} to {@code .ends}. */
  record Subcircuit(
      Field.Word name,
      List<Field.Word> nodes,
      List<Field.Assignment> parameters,
      List<Statement> body,
      Span span)
      implements Statement {
    public Subcircuit {
      nodes = List.copyOf(nodes);
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
    }
  }

  /** {@code .if} ... {@code .elseif} ... {@code .else} ... {@code .endif}. */
  record Conditional(List<Branch> branches, Span span) implements Statement {
    public Conditional {
      branches = List.copyOf(branches);
    }

    /** One branch; the condition of {@code .else} is the literal 1. */
    public record Branch(Expression condition, List<Statement> body) {
      public Branch {
        body = List.copyOf(body);
      }
    }
  }

  /**
   * Every other dot line: {@code .tran .ac .dc .op .ic .nodeset .options .save .print .meas .step
   * .temp .global}. The keyword has no dot and is in lower case.
   *
   * <p>{@code .ic v(a)=1} gives an Assignment whose name's text is {@code v(a)}.
   */
  record Directive(String keyword, List<Field> fields, Span span) implements Statement {
    public Directive {
      fields = List.copyOf(fields);
    }
  }
}
