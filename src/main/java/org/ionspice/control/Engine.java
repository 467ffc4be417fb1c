package org.ionspice.control;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Overrides;
import org.ionspice.measure.Result;
import org.ionspice.netlist.ScriptLine;
import org.ionspice.result.Table;

/** What a script asks of the simulator around it. */
public interface Engine {
  /**
   * Runs analyses and tells the user what went wrong with them.
   *
   * @param lines dot lines without their dot, which take the place of the netlist's own analyses
   * @param own whether the netlist's own analyses are run, too
   * @return the results in order, empty blocks included
   * @throws ScriptError when a line has the wrong form
   */
  List<Table> run(List<ScriptLine> lines, boolean own, Overrides overrides)
      throws ScriptError, IOException;

  /** Returns the output step of the last run's transient, s; NaN without one. */
  double transientStep();

  /** Keeps quantities of devices beside what runs save, for {@code @m1[id]} in formulas. */
  void keepBeside(Set<String> quantities);

  /** Returns the names of the columns that were kept for the script only. */
  Set<String> hidden();

  /** Returns whether the last run came to its end. */
  boolean completed();

  /** Returns a measurement of a result; empty after a mistake, which the user has been told. */
  Optional<Result> measure(ScriptLine line, Table table);

  /** Returns the number that an instance was built with, as the netlist or {@code alter} has it. */
  OptionalDouble parameter(String device, String parameter, Overrides overrides);

  /**
   * Returns overrides with one more.
   *
   * @param line a {@code step} line of one value, which says what is changed
   * @throws ScriptError when there is no such device, model or parameter
   */
  Overrides altered(ScriptLine line, double value, Overrides before) throws ScriptError;

  /**
   * Prints devices with their nodes and parameters.
   *
   * @param names instances, letters of their kind, or {@code all}; nothing stands for all
   * @param parameters what of them is printed; nothing stands for all
   * @return whether there was any
   */
  boolean show(
      List<String> names, List<String> parameters, Overrides overrides, PrintStream out);

  /** Returns whether there is an independent source of this name. */
  boolean isSource(String device, Overrides overrides);

  /**
   * Looks whether the circuit can be built with these changes.
   *
   * @throws ScriptError with the first mistake
   */
  void check(ScriptLine line, Overrides overrides) throws ScriptError;

  /** Prints the netlist, or with {@code expanded} the flat circuit, line by line. */
  void list(boolean expanded, Overrides overrides, PrintStream out);

  /** Returns how many digits after the point a measurement's line has. */
  int measureDigits();

  /** Returns the constants that {@code .csparam} lines give the script. */
  Map<String, Double> constants();

  /**
   * Reads another netlist below the folders that this one may include from.
   *
   * @param file relative to this netlist's folder
   * @throws ScriptError when it cannot be read or has mistakes
   */
  Engine source(String file, Span at) throws ScriptError, IOException;

  /** Returns whether there is such a file to {@link #source}. */
  boolean isThere(String file);

  /** Returns whether the netlist has any device. */
  boolean hasCircuit();

  /** Returns the netlist's script. */
  Script script();

  /** Prints how many devices there are of each type. */
  void inventory(Overrides overrides, PrintStream out);

  /** Returns the variables that a script finds set. */
  Map<String, String> variables();

  /** Returns the netlist's title. */
  String title();
}
