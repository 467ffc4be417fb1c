package org.ionspice.diagnostics;

/**
 * Every diagnostic there is: its code is the constant's name, and its texts are what {@code
 * ionspice explain} and {@code docs/errors.md} print.
 *
 * <p>Families: E1 syntax, E2 names and parameters, E3 topology, E4 convergence, E5 files; W and N
 * (notes) the same. A code is never given a second meaning.
 */
public enum Code {
  // ---- 1xx syntax ----
  E101("unexpected text", "The line does not have the form of any statement at this place.", "Compare the line with the form shown in the hint."),
  E102("not a number", "A number must be digits with an optional SPICE suffix and unit letters; nothing else may follow it.", "Write 1.5 for 1,5 and 4.7k for 4k7 when in doubt; 1meg is a million, 1m is a thousandth."),
  E103("unbalanced block", "A block was opened and not closed, or closed and not opened.", "Pair .subckt with .ends, .if with .endif, .lib with .endl; the notes show both places."),
  E104("statement not supported", "The statement is known but IonSpice does not run it.", "Use the dot lines named in the hint."),
  E105("not a text file", "The file holds bytes that no netlist has.", "Save the netlist as plain UTF-8 text."),
  E106("too large", "The netlist goes beyond a limit that keeps a broken or hostile file from using up the machine.", "Split the formula or file, for example with .param or .func."),
  E107("malformed formula", "The formula does not follow the rules of arithmetic.", "Check the operators and parentheses at the caret."),
  W101("title looks like a statement", "The first line of a netlist is always its title, so this line is not part of the circuit.", "Put a title line above it."),
  W102("text after .end", "What follows .end is not read.", "Remove .end or the text."),
  W103("power of a power", "2^3^2 is read as 2^(3^2) = 512; other simulators read (2^3)^2 = 64.", "Write the parentheses."),
  W104("number with two readings", "The number has a suffix that is easily taken for a unit or for another suffix.", "Write the number with an exponent or another suffix."),
  W106("ends that do not match", "A parenthesis closes nothing or is never closed on a line that ngspice reads all the same, or `.ends` names another subcircuit than the open one.", "Correct the line; the message says how it was read."),
  W105("encoding guessed", "The file is not valid UTF-8 and was read as Latin-1.", "Save the netlist as UTF-8."),

  E120("wrong number of nodes", "The element has more or fewer nodes than its kind connects.", "Compare the line with the form in the hint."),
  E121("value missing", "The line ends before a value that it needs.", "Compare the line with the form in the hint."),
  E122("extra text", "The line goes on after its form is complete.", "Remove the extra text, or give it the name of the parameter it belongs to."),
  E123("unknown element letter", "No element has this first letter.", "Elements: R C L K V I E F G H B D S W T X and N for model-based devices."),
  E124("unknown dot line", "No statement has this name.", "Check the spelling; the nearest statement is in the hint."),
  E125("not supported", "The statement or form is known in other simulators but not here.", "Remove the line, or use what the hint proposes."),
  E140("unknown command", "A .control section has no command of this name.", "Check the spelling; the nearest command is in the hint."),
  E141("command failed", "A command of a .control section could not be carried out: a vector, plot, device or variable does not exist, or lengths do not fit.", "Check the names against display, setplot and the netlist."),

  // ---- 2xx names and parameters ----
  E201("unknown name", "Nothing of this name was defined where it is used.", "Check the spelling; the nearest known name is in the hint."),
  E202("unknown parameter", "The device or statement has no parameter of this name.", "Run `ionspice devices NAME` to see the parameters."),
  E203("value out of range", "The value lies outside what the parameter allows.", "Run `ionspice devices NAME` to see the range."),
  E230("analysis line", "The analysis line lacks a value, or one has the wrong form or sign.", "Compare the line with the form shown in the hint."),
  E231("nothing to do", "The netlist has no analysis line.", "Add .op, .dc, .ac or .tran."),
  W230("quantity not found", "A saved or printed quantity does not exist in the circuit, or a circuit of more than 200000 unknowns has no `.save` line.", "Check the node and device names; `@name[x]` must name a state, an output or a cell."),
  E221("unknown function", "No function of this name is in the library or in a .func line.", "Check the spelling; the nearest known function is in the hint."),
  E222("wrong number of arguments", "The function takes another number of arguments than it was given.", "The hint shows how the function is written."),
  E223("result is not a number", "The operation has no finite real result for these operands, such as a division by zero or the root of a negative number.", "Check the values of the parameters that enter at the marked place."),
  E224("functions call each other without end", "A .func function calls itself, directly or through others; functions are inlined and cannot recurse.", "Break the chain that the notes show."),
  E225("expression too large", "With all functions inlined the expression is larger or deeper than the limits allow.", "Split it into several .param lines or behavioural sources."),
  E226("no value here", "Voltages, currents, device quantities, time and functions with a memory have values only where a simulation runs.", "Use them in a behavioural source or in a measurement."),
  E227("must be constant", "This argument is fixed when the circuit is built; it may depend on parameters only.", "Write a number or a parameter."),

  E210("parameters depend on each other in a circle", "The value of the parameter needs itself.", "Break the circle that the message shows."),
  E211("name used twice", "Two elements, or two values of one line, have the same name.", "Rename or remove one of them."),
  E212("parameter must be given", "The parameter has no default.", "Add name=value to the line or to its .model."),
  E213("values do not fit together", "Each value is allowed by itself, but not together with the others.", "Follow the message."),
  E214("subcircuits nested too deeply", "A subcircuit contains itself, or the nesting exceeds 64 levels.", "Break the circle that the message shows."),
  E215("circuit too large", "The circuit exceeds ten million elements, or what the Java heap holds; a cell of a crossbar takes about 1.5 kB.", "Check repeated subcircuits, or ask for a larger heap: IONSPICE_JAVA_OPTS=-Xmx8g."),
  E216("model of the wrong type", "The model's type is unknown, or is not what the element takes.", "Run `ionspice devices` to see the types."),
  E217("not an allowed word", "The parameter takes one of a few words.", "Use one of the words in the message."),
  W211("parameter defined again", "The parameter was defined before at the same level; the last definition holds.", "Remove one of the definitions."),
  W212("unknown option", "No option has this name; it has no effect.", "Check the spelling; the nearest option is in the hint."),
  W213("gnd! is ground", "The node gnd! is taken as ground, as 0 and gnd are.", "Write 0."),
  W214("no effect", "The text is accepted for the sake of other simulators and has no effect.", "Remove it."),

  W240("doubtful parameters", "The device accepts the parameters, but they contradict what its equations assume.", "Check the values with the device's page; where the device has a parameter for the check, it can be turned off."),

  N241("random values", "Elements, models or parameters have random values. They follow from the seed and from where their formulas stand in the netlist: the same netlist and seed give the same values on every machine.", "Write .options seed=number, or seed= on the .mc line, for others."),
  W241("nothing is random", "A .mc line repeats all analyses with new random values, but no formula draws any.", "Use gauss, agauss, unif, aunif or limit in the value of an element, model or parameter."),

  // ---- 3xx topology ----
  E301("no DC path to ground", "The node is connected only through capacitors, current sources or open ends, so its DC voltage is not defined.", "Add a large resistor to ground or set .options rshunt=1e12."),

  E302("loop of voltage sources", "Voltage sources, inductors and the like form a loop, so the current in it is not defined.", "Put a small resistor into the loop."),
  E303("cut of current sources", "A part of the circuit is reached only through current sources and capacitors, so its voltage is not defined.", "Put a large resistor across one of the sources."),
  E304("no ground", "No element is connected to node 0.", "Connect one node to 0 (or gnd)."),
  W301("one connection", "Only one pin is connected to the node, so no current flows there.", "Check the node's spelling."),

  // ---- 4xx solution ----
  E401("no operating point", "No method found a solution of the DC equations.", "Give .nodeset values near the expected solution, or check the elements named in the message."),
  E402("singular matrix", "The equations of the named row do not determine a solution.", "Look for a loop of voltage sources and inductors or a cut of current sources at the named element."),
  E403("time step too small", "The transient could not go on: the step fell below what a double can resolve.", "Look at the named row; soften the discontinuity there or loosen reltol."),
  E404("not a number in a device", "A device returned NaN or infinity.", "Check the device's parameters and the point shown in the message."),
  E405("analysis not possible", "The analysis does not exist for this circuit, or would take too long.", "Follow the message; another analysis may answer the question."),

  E406("no periodic orbit", "Shooting for a periodic orbit came to no end: the circuit does not repeat with the period of its sources, a state drifts away cycle by cycle, or the start was too far from the orbit.", "Let some cycles pass first (tstab=, or cycles=N for .hysteresis), or begin nearer to the orbit with .ic and uic."),
  E407("gradient takes too much memory", "The gradient of a transient walks back over its steps. Steps that do not fit into memory= are computed once more when their turn comes, but some tens of them and the state that they start from must fit.", "Give a larger memory=; gradient=difference keeps no steps."),

  W401("answer depends on gmin", "SPICE puts a small conductance, gmin, across every junction so that the equations stay solvable. Here it carries so much of the current that the answer would change by more than reltol without it.", "Write the leak that is really there as a resistor, or make .options gmin smaller."),
  W402("operating point is not stable", "Deviations from this solution grow: it solves the equations, but a real circuit leaves it, as the middle branch of a device with negative differential resistance. Other solutions exist.", "Set another branch with .nodeset or .ic, drive the device with the other kind of source, or start a transient from uic."),
  W403("curve left early", "A continuation ended before its last value because it had as many points as the line allows.", "Raise most=, or lower points=; a curve that never arrives may run to infinity."),
  N402("how the operating point was found", "With .options ladder=1 each operating point tells which methods failed, how far they came, and which found it: Newton, damped Newton, gmin stepping, source stepping, pseudo-transient, arc length.", "A .nodeset near the solution saves the steps that failed."),
  N403("orbit among many", "A state is driven back and forth without a force that returns it to a value of its own: each start gives an orbit, and a Floquet multiplier is 1. The state keeps the value that it started from.", "Set that value with .ic or with the device's parameter."),
  N404("settled by waiting", "The orbit could not be found by shooting, because unknowns jump at events or delays remember more than a state. The cycles were gone through one after the other until they repeated.", "Look at the number of cycles and at how well they repeat."),
  N401("state held", "The state has no equilibrium, so the operating point keeps it at its initial value.", "Set the value with .ic or with the device's parameter; .options dcstates=solve solves for it all the same."),

  // ---- 5xx files ----
  E501("file cannot be read", "The file does not exist or may not be read.", "Check the path; included files must lie under the netlist's folder or an --include-path."),
  E502("file cannot be written", "The result could not be written.", "Check the folder's rights and the free space."),
  E503("file outside the netlist's folders", "Included files must lie under the main netlist's folder or an --include-path, symbolic links resolved.", "Move the file or pass its folder with --include-path."),
  E504("include cycle", "A file includes itself, directly or through others, or includes are nested too deep.", "Remove one of the includes that the notes list."),
  E505("no such library section", "The library file has no section of this name.", "Check the names after .lib in the library file."),
  E506("results too large", "The results would not fit into the memory or the disk, or into what --memory and --disk allow.", "Save fewer quantities, ask for fewer points, or allow more.");

  private final String title;
  private final String meaning;
  private final String remedy;

  Code(String title, String meaning, String remedy) {
    this.title = title;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Returns the diagnostic's name in a few words. */
  public String title() {
    return title;
  }

  /** Returns what the diagnostic means, for a reader who sees it the first time. */
  public String meaning() {
    return meaning;
  }

  /** Returns what to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Returns the severity that the code's first letter says. */
  public Severity severity() {
    return switch (name().charAt(0)) {
      case 'W' -> Severity.WARNING;
      case 'N' -> Severity.NOTE;
      default -> Severity.ERROR;
    };
  }
}
