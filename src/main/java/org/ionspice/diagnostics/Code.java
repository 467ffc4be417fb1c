package org.ionspice.diagnostics;

/**
 * Every diagnostic there is: its code is the constant's name, and its texts are what {@code
 * ionspice explain} and {@code docs/errors.md} print.
 *
 * <p>Families: E1 syntax, E2 names and parameters, E3 topology, E4 convergence, E5 files; W the
 * same. A code is never given a second meaning.
 */
public enum Code {
  // ---- 1xx syntax ----
  E101("unexpected text", "The line does not have the form of any statement at this place.", "Compare the line with the form shown in the hint."),
  E102("not a number", "A number must be digits with an optional SPICE suffix and unit letters; nothing else may follow it.", "Write 1.5 for 1,5 and 4.7k for 4k7 when in doubt; 1meg is a million, 1m is a thousandth."),

  // ---- 2xx names and parameters ----
  E201("unknown name", "Nothing of this name was defined where it is used.", "Check the spelling; the nearest known name is in the hint."),
  E202("unknown parameter", "The device or statement has no parameter of this name.", "Run `ionspice devices NAME` to see the parameters."),
  E203("value out of range", "The value lies outside what the parameter allows.", "Run `ionspice devices NAME` to see the range."),

  // ---- 3xx topology ----
  E301("no DC path to ground", "The node is connected only through capacitors, current sources or open ends, so its DC voltage is not defined.", "Add a large resistor to ground or set .options rshunt=1e12."),

  // ---- 4xx solution ----
  E401("no operating point", "No method found a solution of the DC equations.", "Give .nodeset values near the expected solution, or check the elements named in the message."),
  E402("singular matrix", "The equations of the named row do not determine a solution.", "Look for a loop of voltage sources and inductors or a cut of current sources at the named element."),
  E403("time step too small", "The transient could not go on: the step fell below what a double can resolve.", "Look at the named row; soften the discontinuity there or loosen reltol."),
  E404("not a number in a device", "A device returned NaN or infinity.", "Check the device's parameters and the point shown in the message."),

  // ---- 5xx files ----
  E501("file cannot be read", "The file does not exist or may not be read.", "Check the path; included files must lie under the netlist's folder or an --include-path."),
  E502("file cannot be written", "The result could not be written.", "Check the folder's rights and the free space.");

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
    return name().charAt(0) == 'W' ? Severity.WARNING : Severity.ERROR;
  }
}
