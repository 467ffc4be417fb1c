package org.ionspice.expression;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.expression.Expression.BranchCurrent;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Name;

/**
 * Functions of results, beside those of {@link FunctionLibrary}: parts of complex quantities.
 *
 * <p>Only formulas that are evaluated after a run know them. The rules here hold for real numbers;
 * along the rows of an AC analysis the formula's evaluation takes the complex values.
 */
public final class ResultFunctions {
  private static final List<String> CURRENTS = List.of("im", "ip", "idb", "ir", "ii");

  private static final Map<String, LibraryFunction> FUNCTIONS = functions();

  private ResultFunctions() {}

  /** Returns the function of a name, in lower case. */
  public static Optional<LibraryFunction> find(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }

  /** Returns all functions in the order of the documentation. */
  public static Collection<LibraryFunction> all() {
    return FUNCTIONS.values();
  }

  /**
   * Returns {@code im(v1)} and its like, a part of the current of one device, as the part of that
   * quantity; empty when the call is something else, such as the imaginary part of a formula or of
   * a name that the scope knows.
   */
  static Optional<Call> partOfCurrent(Call call, Scope scope) {
    boolean part = CURRENTS.contains(call.function()) && call.arguments().size() == 1;
    if (!part || !(call.arguments().get(0) instanceof Name device)) {
      return Optional.empty();
    }
    String name = device.name();
    boolean number = scope.value(name).isPresent() || scope.comesLater(name);
    if (number || FunctionLibrary.constant(name).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Call(
            "v" + call.function().substring(1),
            List.of(new BranchCurrent(name, device.span())),
            call.span()));
  }

  private static Map<String, LibraryFunction> functions() {
    DoubleUnaryOperator same = x -> x;
    DoubleUnaryOperator none = x -> 0;
    DoubleUnaryOperator phase = x -> Math.atan2(0, x);
    DoubleUnaryOperator decibel = x -> 20 * Math.log10(Math.abs(x));
    Map<String, LibraryFunction> table = new LinkedHashMap<>();
    add(table, "magnitude", Math::abs, "mag", "vm");
    String radians = "phase in radians, continuous along the sweep";
    add(table, radians, phase, "ph", "phase", "arg", "cph", "vp");
    add(table, "decibels of the magnitude", decibel, "vdb");
    add(table, "real part", same, "re", "real", "vr");
    add(table, "imaginary part", none, "im", "imag", "img", "vi");
    return Collections.unmodifiableMap(table);
  }

  private static void add(
      Map<String, LibraryFunction> table, String doc, DoubleUnaryOperator f, String... names) {
    for (String name : names) {
      LibraryFunction.Rule rule = (a, from, count, slopes) -> f.applyAsDouble(a[from]);
      table.put(name, new LibraryFunction(name, name + "(x)", 1, 1, doc, false, false, rule));
    }
  }
}
