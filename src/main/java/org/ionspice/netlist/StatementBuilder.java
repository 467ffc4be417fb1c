package org.ionspice.netlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.grammar.NetlistLexer;
import org.ionspice.netlist.grammar.NetlistParser;
import org.ionspice.units.SpiceNumber;

/** Makes a {@link Piece} of a line's parse tree. */
final class StatementBuilder {
  /** Lines on which {@code name=1,2} is a list; on SPICE's own lines a comma only separates. */
  private static final Set<String> WITH_LISTS =
      Set.of(
          ".eis", ".hysteresis", ".protocol", ".continuation", ".pss", ".mc", ".train", ".weight",
          ".sample", ".options", ".option", ".opt");

  private final LineParser parser;
  private final LineText at;

  StatementBuilder(LineParser parser, LineText at) {
    this.parser = parser;
    this.at = at;
  }

  Piece build(NetlistParser.StatementContext context) {
    Span span = at.span(context.getStart());
    if (context.element() != null) {
      NetlistParser.ElementContext element = context.element();
      Field.Word name = word(element.ELEMENT_NAME().getSymbol());
      List<Field> fields = fields(element.fields());
      if (Character.toUpperCase(name.text().charAt(0)) == 'X') {
        fields = BareFormulas.assigned(fields, element.fields().field(), parser, at);
      }
      return whole(Statement.Element.of(name, fields, span));
    }
    if (context.parameters() != null) {
      return whole(new Statement.Parameters(definitions(context.parameters().definition()), span));
    }
    if (context.directive() != null) {
      return directive(context.directive(), span);
    }
    if (context.model() != null) {
      return whole(model(context.model(), span));
    }
    if (context.behaviour() != null) {
      return whole(behaviour(context.behaviour(), span));
    }
    if (context.function() != null) {
      return whole(function(context.function(), span));
    }
    if (context.subcircuit() != null) {
      return subcircuit(context.subcircuit(), span);
    }
    if (context.ends() != null) {
      TerminalNode name = context.ends().WORD();
      return new Piece.Closing(name == null ? "" : name.getText(), span);
    }
    if (context.branch() != null) {
      return branch(context.branch(), span);
    }
    TerminalNode rest = context.title().REST();
    return new Piece.Title(rest == null ? "" : rest.getText().strip());
  }

  private static Piece whole(Statement statement) {
    return new Piece.Whole(statement);
  }

  private Piece branch(NetlistParser.BranchContext context, Span span) {
    if (context.ENDIF() != null) {
      return new Piece.EndIf(span);
    }
    if (context.ELSE() != null) {
      return new Piece.Else(new Expression.Literal(1, span), true, span);
    }
    Expression condition = expression(context.expression());
    return context.IF() != null
        ? new Piece.If(condition, span)
        : new Piece.Else(condition, false, span);
  }

  private Piece directive(NetlistParser.DirectiveContext context, Span span) {
    Token start = context.DIRECTIVE().getSymbol();
    String keyword = start.getText().substring(1).toLowerCase(Locale.ROOT);
    keyword =
        switch (keyword) {
          case "measure" -> "meas";
          case "option", "opt" -> "options";
          default -> keyword;
        };
    boolean measures = MeasureFormulas.areOn(at.line()) && context.fields().children != null;
    List<Field> fields =
        new ArrayList<>(measures ? measurement(context.fields()) : fields(context.fields()));
    if (BareFormulas.LINES.contains(keyword)) {
      fields = BareFormulas.joined(fields, context.fields().field(), parser, at);
    }
    if (context.PARAM_EQUALS() != null) {
      Token token = context.PARAM_EQUALS().getSymbol();
      Field.Word name = new Field.Word(token.getText().substring(0, 5), at.within(token, 0, 5));
      fields.add(assignment(name, context.expression()));
      fields.addAll(definitions(context.definition()));
    }
    return whole(new Statement.Directive(keyword, fields, span));
  }

  /** Reads the fields of a measurement, among them formulas without braces. */
  private List<Field> measurement(NetlistParser.FieldsContext context) {
    MeasureFormulas bare = new MeasureFormulas(at, context.children);
    List<Field> fields = new ArrayList<>();
    int index = -1;
    int skip = 0;
    for (ParseTree child : context.children) {
      if (!(child instanceof NetlistParser.FieldContext written)) {
        refuseDecimalComma(((TerminalNode) child).getSymbol());
        continue;
      }
      index++;
      if (skip > 0) {
        skip--;
        continue;
      }
      // The first two are names, which may hold a minus.
      MeasureFormulas.Run run = index < 2 ? null : bare.run(index, false);
      NetlistParser.FieldContext last = run == null ? written : bare.field(index + run.fields() - 1);
      boolean group = written.group() != null && written.EQUALS() != null;
      if (run != null) {
        fields.add(formula(run.from(), run.until()));
        skip = run.fields() - 1;
      } else if (group && isEnclosed(written.group())) {
        fields.add(field(written.group()));
      } else if (written.EQUALS() != null && (run = bare.run(index, true)) != null) {
        Field.Word name =
            group
                ? new Field.Word(written(written.group()), at.span(written.group()))
                : word(((TerminalNode) written.getChild(0)).getSymbol());
        Field.Formula value = formula(run.from(), run.until());
        fields.add(new Field.Assignment(name, value, name.span().to(value.span())));
        skip = run.fields() - 1;
        continue;
      } else {
        fields.add(field(written));
        continue;
      }
      if (last.EQUALS() != null) {
        MeasureFormulas.Run level = bare.run(index + skip, true);
        fields.add(level == null ? value(last.value()) : formula(level.from(), level.until()));
        skip += level == null ? 0 : level.fields() - 1;
      }
    }
    return fields;
  }

  /** Returns whether a group is a formula in parentheses or {@code par(...)}. */
  private static boolean isEnclosed(NetlistParser.GroupContext group) {
    String head = group.CALL() == null ? "" : group.CALL().getText().toLowerCase(Locale.ROOT);
    return head.isEmpty() || head.startsWith("par") && head.substring(3).strip().equals("(");
  }

  private Field field(NetlistParser.GroupContext group) {
    Field.Group read = group(group);
    return read.fields().size() == 1 && read.fields().get(0) instanceof Field.Formula f ? f : read;
  }

  private Field.Formula formula(int from, int until) {
    Expression formula = parser.formula(at.line(), at.offset() + from, at.offset() + until);
    return new Field.Formula(formula, at.line().span(at.offset() + from, at.offset() + until));
  }

  private Statement behaviour(NetlistParser.BehaviourContext context, Span span) {
    List<Field> fields = new ArrayList<>();
    List<TerminalNode> words = context.WORD();
    for (TerminalNode node : words.subList(0, words.size() - 1)) {
      fields.add(word(node.getSymbol()));
    }
    Field.Word quantity = word(words.get(words.size() - 1).getSymbol());
    fields.add(assignment(quantity, context.expression()));
    fields.addAll(definitions(context.definition()));
    return Statement.Element.of(word(context.SOURCE_NAME().getSymbol()), fields, span);
  }

  private Statement function(NetlistParser.FunctionContext context, Span span) {
    List<Field.Word> arguments = new ArrayList<>();
    List<TerminalNode> names = context.NAME();
    for (TerminalNode node : names.subList(1, names.size())) {
      arguments.add(word(node.getSymbol()));
    }
    Field.Word name = word(names.get(0).getSymbol());
    return new Statement.Function(name, arguments, expression(context.expression()), span);
  }

  private Statement model(NetlistParser.ModelContext context, Span span) {
    Field.Word name = word(context.WORD().getSymbol());
    List<Field> fields = fields(context.fields());
    if (fields.isEmpty()) {
      throw new SyntaxError(
          Code.E101, at.line().end(), "the model has no type", Forms.of(at.line().key()));
    }
    Field first = fields.get(0);
    List<Field> rest = new ArrayList<>();
    Field.Word type;
    if (first instanceof Field.Word word) {
      type = word;
    } else if (first instanceof Field.Group group && !group.head().isEmpty()) {
      Span place = group.span();
      type =
          new Field.Word(
              group.head(),
              new Span(place.source(), place.line(), place.column(), group.head().length()));
      rest.addAll(group.fields());
    } else {
      throw new SyntaxError(
          Code.E101, first.span(), "a model type is expected here", Forms.of(at.line().key()));
    }
    for (Field field : fields.subList(1, fields.size())) {
      // The parentheses around all parameters mean nothing: npn (bf=100).
      if (field instanceof Field.Group group && group.head().isEmpty()) {
        rest.addAll(group.fields());
      } else {
        rest.add(field);
      }
    }
    return new Statement.Model(name, type, rest, span);
  }

  private Piece subcircuit(NetlistParser.SubcircuitContext context, Span span) {
    List<Field.Word> nodes = new ArrayList<>();
    List<Field.Assignment> parameters = new ArrayList<>();
    List<Field> read = fields(context.fields());
    for (Field field : flat(BareFormulas.assigned(read, context.fields().field(), parser, at))) {
      if (field instanceof Field.Assignment assignment) {
        parameters.add(assignment);
      } else if (field instanceof Field.Word word) {
        if (word.key().equals("params:")) {
          continue;
        }
        if (word.key().equals("optional:") || word.key().equals("text:")) {
          throw new SyntaxError(
              Code.E104,
              word.span(),
              "a subcircuit's " + word.text() + " is not supported",
              "make its nodes ordinary ones, and its texts numbers");
        }
        if (!parameters.isEmpty()) {
          throw new SyntaxError(
              Code.E101, word.span(), "a node may not stand behind a parameter", Forms.SUBCKT);
        }
        nodes.add(word);
      } else {
        throw new SyntaxError(
            Code.E101, field.span(), "a node or a parameter is expected here", Forms.SUBCKT);
      }
    }
    return new Piece.Opening(word(context.WORD().getSymbol()), nodes, parameters, span);
  }

  private static List<Field> flat(List<Field> fields) {
    List<Field> flat = new ArrayList<>();
    for (Field field : fields) {
      if (field instanceof Field.Group group && group.head().isEmpty()) {
        flat.addAll(group.fields());
      } else {
        flat.add(field);
      }
    }
    return flat;
  }

  private List<Field.Assignment> definitions(List<NetlistParser.DefinitionContext> contexts) {
    List<Field.Assignment> assignments = new ArrayList<>(contexts.size());
    for (NetlistParser.DefinitionContext context : contexts) {
      assignments.add(assignment(word(context.NAME().getSymbol()), context.expression()));
    }
    return assignments;
  }

  private Field.Assignment assignment(Field.Word name, NetlistParser.ExpressionContext context) {
    Expression value = expression(context);
    Field.Formula formula = new Field.Formula(value, value.span());
    return new Field.Assignment(name, formula, name.span().to(value.span()));
  }

  private Expression expression(NetlistParser.ExpressionContext context) {
    return new FormulaBuilder(at).build(context);
  }

  private List<Field> fields(NetlistParser.FieldsContext context) {
    if (context.children == null) {
      return List.of();
    }
    List<ParseTree> children = context.children;
    List<Field> fields = new ArrayList<>(children.size());
    // V1,1,0,DC,5: where a comma follows the name, commas are the blanks of this line.
    boolean inGroup =
        context.getParent() instanceof NetlistParser.GroupContext
            || context.getParent() instanceof NetlistParser.ElementContext
                && context.getStart().getType() == NetlistLexer.COMMA;
    boolean takesLists = WITH_LISTS.contains(at.line().key());
    boolean inList = false;
    boolean afterComma = false;
    List<Field> further = new ArrayList<>();
    for (ParseTree child : children) {
      if (child instanceof NetlistParser.FieldContext written) {
        Field field = field(written);
        boolean assigned = field instanceof Field.Assignment;
        if (takesLists && inList && afterComma && !assigned) {
          further.add(field);
          afterComma = false;
          continue;
        }
        lengthen(fields, further);
        fields.add(field);
        afterComma = false;
        inList &= !takesLists;
        if (field instanceof Field.Assignment a) {
          String name = a.name().key();
          inList =
              takesLists
                  || name.equals("tc")
                  || name.equals("ic") && isTransistor(context.getParent().getStart());
        }
      } else {
        afterComma = true;
        if (!inGroup && !inList) {
          refuseDecimalComma(((TerminalNode) child).getSymbol());
        }
      }
    }
    lengthen(fields, further);
    return fields;
  }

  /** Makes {@code name=(a b)} of a last field {@code name=a} and the further values behind it. */
  private static void lengthen(List<Field> fields, List<Field> further) {
    if (further.isEmpty()) {
      return;
    }
    Field.Assignment first = (Field.Assignment) fields.get(fields.size() - 1);
    List<Field> items = new ArrayList<>(List.of(first.value()));
    items.addAll(further);
    Span end = further.get(further.size() - 1).span();
    Field.Group list = new Field.Group("", items, first.value().span().to(end));
    fields.set(
        fields.size() - 1,
        new Field.Assignment(first.name(), list, first.span().to(end)));
    further.clear();
  }

  /** Returns whether the line is of an element on which {@code ic=1,2} is a list. */
  private static boolean isTransistor(Token element) {
    return "mMqQjJzZ".indexOf(element.getText().charAt(0)) >= 0;
  }

  /** Other simulators read 1,5 as 5; a comma between blanks or names only separates. */
  private void refuseDecimalComma(Token comma) {
    String text = at.text();
    int index = comma.getStartIndex();
    int start = index;
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    boolean digitBehind = index + 1 < text.length() && Character.isDigit(text.charAt(index + 1));
    if (start < index && digitBehind && SpiceNumber.looksLikeNumber(text.substring(start, index))) {
      throw new SyntaxError(
          Code.E102,
          at.span(comma),
          "a comma may not stand in a number",
          "write the decimal point, or a blank between two values");
    }
  }

  private Field field(NetlistParser.FieldContext context) {
    ParseTree first = context.getChild(0);
    if (context.getChildCount() == 1) {
      if (first instanceof TerminalNode one) {
        Token token = one.getSymbol();
        return token.getType() == NetlistLexer.STRING ? quoted(token) : word(token);
      }
      return first instanceof NetlistParser.GroupContext group
          ? group(group)
          : formula((NetlistParser.FormulaContext) first);
    }
    Field.Word name =
        first instanceof NetlistParser.GroupContext group
            ? new Field.Word(written(group), at.span(group))
            : word(((TerminalNode) first).getSymbol());
    Field value = value((NetlistParser.ValueContext) context.getChild(2));
    return new Field.Assignment(name, value, name.span().to(value.span()));
  }

  /** Returns the text of {@code v(a)} as it is looked up: without blanks. */
  private static String written(NetlistParser.GroupContext context) {
    String text = context.getText();
    StringBuilder dense = new StringBuilder(text.length());
    text.chars().filter(c -> c > ' ').forEach(c -> dense.append((char) c));
    return dense.toString();
  }

  private Field value(NetlistParser.ValueContext context) {
    if (context.WORD() != null) {
      return word(context.WORD().getSymbol());
    }
    if (context.STRING() != null) {
      return quoted(context.STRING().getSymbol());
    }
    return context.group() != null ? group(context.group()) : formula(context.formula());
  }

  private Field quoted(Token token) {
    String text = token.getText();
    return new Field.Quoted(text.substring(1, text.length() - 1), at.span(token));
  }

  private Field.Group group(NetlistParser.GroupContext group) {
    String head = group.CALL() == null ? "" : group.CALL().getText();
    head = head.isEmpty() ? "" : head.substring(0, head.length() - 1).strip();
    return new Field.Group(head, fields(group.fields()), at.span(group));
  }

  private Field formula(NetlistParser.FormulaContext context) {
    Token token = context.getStart();
    int from = at.offset() + token.getStartIndex() + 1;
    int until = at.offset() + token.getStopIndex();
    return new Field.Formula(parser.formula(at.line(), from, until), at.span(token));
  }

  private Field.Word word(Token token) {
    return new Field.Word(token.getText(), at.span(token));
  }
}
