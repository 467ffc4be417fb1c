package org.ionspice.elaboration;

/** What a circuit may take of the Java heap, so that no netlist can exhaust it. */
final class Budget {
  /** Elements of a circuit, however large the heap is. */
  static final int MOST = 10_000_000;

  static final String HINT = "ask for a larger heap by IONSPICE_JAVA_OPTS=-Xmx8g or the like";

  /** Bytes for an element of its own, from its line to its place in the matrix. */
  private static final double ELEMENT = 600;

  /** Bytes for a cell of a crossbar with two pieces of line, the whole run included. */
  static final double CELL = 1500;

  private Budget() {}

  /** Returns how many things of {@code bytes} each the heap holds beside the program itself. */
  static double holds(double bytes) {
    return Runtime.getRuntime().maxMemory() / bytes;
  }

  /** Returns how many elements, or nodes, a circuit may have in this heap. */
  static int mostElements() {
    return (int) Math.min(MOST, holds(ELEMENT));
  }

  /** Returns what a circuit with more {@code things} than the limit is told. */
  static String tooMany(String things) {
    return mostElements() == MOST
        ? "the circuit has more than ten million " + things
        : "the circuit has more " + things + " than the Java heap holds";
  }
}
