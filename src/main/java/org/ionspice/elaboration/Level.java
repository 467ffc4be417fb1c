package org.ionspice.elaboration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Evaluator;
import org.ionspice.expression.Expression;
import org.ionspice.expression.RandomSource;
import org.ionspice.expression.Scope;
import org.ionspice.expression.UserFunction;
import org.ionspice.netlist.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The names that hold in the main netlist or in one instance of a subcircuit. Mutable while the
 * netlist is elaborated.
 *
 * <p>Parameters may be defined in any order: each is evaluated when it is first needed, after those
 * it depends on.
 */
final class Level implements Scope {
  /** A parameter's formula and where its name stands. */
  record Definition(Expression formula, Span span) {}

  final @Nullable Level parent;

  /** Path of the instance with a final point, {@code xa.xb.}; empty for the main netlist. */
  final String path;

  final double multiplicity;
  final Map<String, String> pins = new HashMap<>();
  final Map<String, Statement.Model> models = new HashMap<>();
  final Map<String, Statement.Subcircuit> subcircuits = new HashMap<>();
  /** What the cards of this level say; made with the first. */
  Map<Statement.Model, Map<String, Given>> readModels = Map.of();


  /** Depth of the nesting, 0 for the main netlist. */
  final int depth;

  /** Names of the subcircuits that lead here, outermost first. */
  final List<String> chain;

  /** Tells apart what is evaluated several times at this level, as the cells of a crossbar. */
  String part = "";

  private final Set<String> globals;
  private final Diagnostics diagnostics;
  private final Draws draws;
  private final Map<String, UserFunction> functions = new HashMap<>();
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Map<String, Double> values = new HashMap<>();
  private final Set<String> unused = new LinkedHashSet<>();

  /** Makes the level of the main netlist. */
  Level(Diagnostics diagnostics, Draws draws) {
    this.parent = null;
    this.path = "";
    this.multiplicity = 1;
    this.depth = 0;
    this.chain = List.of();
    this.globals = new LinkedHashSet<>();
    this.diagnostics = diagnostics;
    this.draws = draws;
  }

  /** Makes the level of a subcircuit instance: defined in {@code owner}, called from {@code by}. */
  Level(Level owner, Level by, String instance, String subcircuit, double multiplicity) {
    this.parent = owner;
    this.path = by.path + instance + ".";
    this.multiplicity = multiplicity;
    this.depth = by.depth + 1;
    List<String> names = new ArrayList<>(by.chain);
    names.add(subcircuit);
    this.chain = List.copyOf(names);
    this.globals = by.globals;
    this.diagnostics = by.diagnostics;
    this.draws = by.draws;
  }

  void global(String node) {
    globals.add(node);
  }

  /** Returns the full name of a node that is called {@code name} here. */
  String nodeName(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace(':', '.');
    if (Board.isGround(lower)) {
      return "0";
    }
    if (globals.contains(lower)) {
      return lower;
    }
    String outer = pins.get(lower);
    return outer != null ? outer : inside(lower);
  }

  /** Returns the full name of what is called {@code name} here. */
  String inside(String name) {
    return path.isEmpty() ? name : path.concat(name);
  }

  /** Gives a parameter that has no definition a value; whether anything asks for it is noted. */
  void assume(String name, double value) {
    values.put(name, value);
    unused.add(name);
  }

  /** Returns whether a parameter was assumed that nothing asked for. */
  boolean isUnused(String name) {
    return unused.contains(name);
  }

  /** Gives a parameter a value that no definition changes. */
  void fix(String name, double value) {
    values.put(name, value);
  }

  void define(String name, Expression formula, Span span) {
    Definition before = definitions.put(name, new Definition(formula, span));
    if (before != null && !before.span().equals(span)) {
      diagnostics.add(
          Diagnostic.of(
                  Code.W211, span, "parameter '" + name + "' is defined again", "the last one holds")
              .with(new Note(before.span(), "the first definition")));
    }
  }

  void define(String name, UserFunction function) {
    functions.put(name, function);
  }

  boolean defines(String name) {
    return definitions.containsKey(name) || values.containsKey(name);
  }

  /** Evaluates every parameter, so that mistakes show even where nothing uses it. */
  void evaluateAll() {
    for (String name : new ArrayList<>(definitions.keySet())) {
      value(name);
    }
  }

  Map<String, Double> values() {
    return values;
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Level level = this; level != null; level = level.parent) {
      names.addAll(level.definitions.keySet());
      names.addAll(level.values.keySet());
    }
    return names;
  }

  @Override
  public OptionalDouble value(String name) {
    Double known = values.get(name);
    if (known != null) {
      if (!unused.isEmpty()) {
        unused.remove(name);
      }
      return OptionalDouble.of(known);
    }
    if (definitions.containsKey(name)) {
      solve(name);
      return OptionalDouble.of(values.get(name));
    }
    return parent == null ? OptionalDouble.empty() : parent.value(name);
  }

  @Override
  public Optional<RandomSource> random(List<Expression.Call> calls) {
    return Optional.of(draws.of(path + part, calls));
  }

  @Override
  public Optional<UserFunction> function(String name) {
    for (Level level = this; level != null; level = level.parent) {
      UserFunction found = level.functions.get(name);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  @Override
  public Set<String> functionNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Level level = this; level != null; level = level.parent) {
      names.addAll(level.functions.keySet());
    }
    return names;
  }

  Optional<Statement.Model> model(String name) {
    Level level = owner(name, true);
    return level == null ? Optional.empty() : Optional.of(level.models.get(name));
  }

  /** Returns the level that defines a model or subcircuit, nearest first. */
  @Nullable Level owner(String name, boolean model) {
    for (Level level = this; level != null; level = level.parent) {
      if (model ? level.models.containsKey(name) : level.subcircuits.containsKey(name)) {
        return level;
      }
    }
    return null;
  }

  /** Evaluates a parameter after those it needs, without recursion: chains may be long. */
  private void solve(String wanted) {
    Deque<String> stack = new ArrayDeque<>();
    Set<String> open = new LinkedHashSet<>();
    stack.push(wanted);
    while (!stack.isEmpty()) {
      String name = stack.peek();
      if (values.containsKey(name)) {
        stack.pop();
        continue;
      }
      Definition definition = definitions.get(name);
      if (open.contains(name)) {
        stack.pop();
        open.remove(name);
        double value = Evaluator.evaluate(definition.formula(), this, diagnostics);
        values.putIfAbsent(name, value);
        continue;
      }
      open.add(name);
      for (String need : needs(definition.formula())) {
        if (open.contains(need)) {
          circle(open, need);
        } else if (definitions.containsKey(need) && !values.containsKey(need)) {
          stack.push(need);
        }
      }
    }
  }

  private void circle(Set<String> open, String again) {
    List<String> chain = new ArrayList<>(open);
    chain = chain.subList(chain.indexOf(again), chain.size());
    String text = String.join(" -> ", chain) + " -> " + again;
    diagnostics.add(
        Code.E210,
        definitions.get(again).span(),
        "parameter '" + again + "' depends on itself: " + text,
        "");
    // A value of any kind keeps the follow-up messages away; the elaboration has failed already.
    for (String name : chain) {
      values.put(name, 1.0);
    }
  }

  private Set<String> needs(Expression formula) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> calls = new LinkedHashSet<>();
    ExpressionWalk.names(formula, names, calls);
    Deque<String> todo = new ArrayDeque<>(calls);
    while (!todo.isEmpty()) {
      Optional<UserFunction> function = function(todo.pop());
      if (function.isPresent()) {
        Set<String> inner = new LinkedHashSet<>();
        Set<String> further = new LinkedHashSet<>();
        ExpressionWalk.names(function.get().body(), inner, further);
        inner.removeAll(function.get().arguments());
        names.addAll(inner);
        further.removeAll(calls);
        calls.addAll(further);
        todo.addAll(further);
      }
    }
    return names;
  }
}
