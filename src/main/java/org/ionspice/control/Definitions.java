package org.ionspice.control;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.NetlistReader;
import org.ionspice.netlist.ScriptLine;
import org.jspecify.annotations.Nullable;

/** The functions that a script defines: {@code define f(x,y) x*y+1}. Mutable. */
final class Definitions {
  private static final Pattern FORM =
      Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*\\(([^()]*)\\)\\s*=?\\s*(\\S.*)");

  private record Function(List<String> arguments, String text, Expression body) {}

  private final Map<String, Function> functions = new LinkedHashMap<>();

  /** Carries out {@code define} and {@code undefine}; the first without a function lists all. */
  void command(ScriptLine line, PrintStream out) throws ScriptError {
    if (line.key().equals("undefine")) {
      for (String name : Words.of(line.rest())) {
        if (name.equals("*")) {
          functions.clear();
        }
        functions.remove(name.toLowerCase(Locale.ROOT));
      }
      return;
    }
    if (line.rest().isEmpty()) {
      functions.forEach(
          (name, f) ->
              out.println(name + " (" + String.join(", ", f.arguments()) + ") = " + f.text()));
      return;
    }
    Matcher matcher = FORM.matcher(line.rest());
    if (!matcher.matches()) {
      throw Session.form(line, "this defines no function", "define name(a,b) formula");
    }
    List<String> arguments = new ArrayList<>();
    for (String argument : matcher.group(2).split(",")) {
      if (!argument.isBlank()) {
        arguments.add(argument.strip().toLowerCase(Locale.ROOT));
      }
    }
    Diagnostics sink = new Diagnostics();
    Expression body =
        NetlistReader.parseExpression(Expressions.formula(matcher.group(3)), line.span(), sink);
    if (sink.hasErrors()) {
      Diagnostic first = sink.sorted().get(0);
      throw new ScriptError(first.code(), line.restSpan(), first.message(), first.hint());
    }
    functions.put(
        matcher.group(1).toLowerCase(Locale.ROOT),
        new Function(arguments, matcher.group(3).strip(), body));
  }

  /** Returns a call with its arguments put into the function's formula; null for other functions. */
  @Nullable Expression opened(Expression.Call call) {
    Function function = functions.get(call.function().toLowerCase(Locale.ROOT));
    if (function == null || function.arguments().size() != call.arguments().size()) {
      return null;
    }
    Map<String, Expression> values = new LinkedHashMap<>();
    for (int k = 0; k < call.arguments().size(); k++) {
      values.put(function.arguments().get(k), call.arguments().get(k));
    }
    return with(function.body(), values);
  }

  private static Expression with(Expression body, Map<String, Expression> values) {
    if (body instanceof Expression.Name name) {
      return values.getOrDefault(name.name().toLowerCase(Locale.ROOT), name);
    } else if (body instanceof Expression.Unary unary) {
      return new Expression.Unary(unary.operator(), with(unary.operand(), values), unary.span());
    } else if (body instanceof Expression.Binary binary) {
      return new Expression.Binary(
          binary.operator(), with(binary.left(), values), with(binary.right(), values), binary.span());
    } else if (body instanceof Expression.Conditional c) {
      return new Expression.Conditional(
          with(c.condition(), values), with(c.yes(), values), with(c.no(), values), c.span());
    } else if (body instanceof Expression.Call call) {
      return new Expression.Call(
          call.function(),
          call.arguments().stream().map(a -> with(a, values)).toList(),
          call.span());
    } else if (body instanceof Expression.NodeVoltage v) {
      return new Expression.NodeVoltage(node(v.plus(), values), node(v.minus(), values), v.span());
    }
    return body;
  }

  /** An argument that is a plain name may stand for a node: {@code define gain(n) db(v(n))}. */
  private static String node(String name, Map<String, Expression> values) {
    return values.get(name.toLowerCase(Locale.ROOT)) instanceof Expression.Name given
        ? given.name()
        : name;
  }
}
