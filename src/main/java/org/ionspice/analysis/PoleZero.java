package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.result.Column;
import org.ionspice.solver.Pencil;

/**
 * {@code .pz}: poles and zeros of the transfer function from a pair of nodes to another, at the
 * operating point.
 *
 * <p>Poles are the s at which G + s C is singular, the input open for a current and shorted for a
 * voltage that drives it. Zeros are those at which the bordered matrix (G + s C, b; c', 0) is, with b
 * the current into the input and c' x the voltage of the output.
 *
 * @param input names of the two input nodes' voltages, {@code v(a)}
 * @param output names of the two output nodes' voltages
 * @param voltageDriven whether a voltage drives the input, else a current
 * @param poles whether poles are asked for
 * @param zeros whether zeros are asked for
 * @param origin where the line stands
 */
public record PoleZero(
    List<String> input,
    List<String> output,
    boolean voltageDriven,
    boolean poles,
    boolean zeros,
    Span origin)
    implements Analysis {
  /** Unknowns beyond which dense matrices take too long. */
  public static final int LARGEST = 400;

  public PoleZero {
    input = List.copyOf(input);
    output = List.copyOf(output);
  }

  @Override
  public String keyword() {
    return "pz";
  }

  @Override
  public String plotName() {
    return "Pole-Zero Analysis";
  }

  @Override
  public boolean complex() {
    return true;
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("number", "1"));
    if (poles) {
      columns.add(new Column("pole", "rad/s"));
    }
    if (zeros) {
      columns.add(new Column("zero", "rad/s"));
    }
    return columns;
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Assembly system = run.system();
    if (system.size() > LARGEST) {
      return unfit(
          "the circuit has " + system.size() + " unknowns; .pz takes at most " + LARGEST,
          "look at .ac instead");
    }
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    if (!linear.isRational()) {
      return unfit(
          "a delay or an impedance in closed form has no finite number of poles",
          "look at .ac instead");
    }
    int n = system.size();
    double[][] g = dense(system, linear.g());
    double[][] c = dense(system, linear.c());
    openDrives(system, g, c);
    double[] b = pair(system, input);
    double[] e = pair(system, output);
    List<Pencil.Root> poleList = List.of();
    List<Pencil.Root> zeroList = List.of();
    try {
      if (poles) {
        poleList =
            voltageDriven
                ? new Pencil(bordered(g, b, b), bordered(c, new double[n], new double[n])).roots()
                : new Pencil(g, c).roots();
      }
    } catch (Pencil.SingularEverywhere never) {
      return unfit(
          "the input's node is fixed or free at every frequency, so that there are no poles",
          "drive the other kind: cur for vol, vol for cur");
    }
    try {
      if (zeros) {
        zeroList =
            new Pencil(bordered(g, b, e), bordered(c, new double[n], new double[n])).roots();
      }
    } catch (Pencil.SingularEverywhere never) {
      return unfit(
          "the output does not depend on the input, so that there are no zeros",
          "check the nodes of the line");
    }
    int rows = Math.max(poleList.size(), zeroList.size());
    double[] row = new double[2 * columns(system, run.probes()).size()];
    for (int k = 0; k < rows; k++) {
      row[0] = k + 1;
      int at = 2;
      if (poles) {
        at = put(row, at, poleList, k);
      }
      if (zeros) {
        put(row, at, zeroList, k);
      }
      run.sink().row(row);
    }
    return linear.done(rows);
  }

  private static int put(double[] row, int at, List<Pencil.Root> roots, int k) {
    row[at] = k < roots.size() ? roots.get(k).re() : Double.NaN;
    row[at + 1] = k < roots.size() ? roots.get(k).im() : Double.NaN;
    return at + 2;
  }

  private Outcome unfit(String why, String hint) {
    return new Outcome(0, 0, 0, Optional.of(Diagnostic.of(Code.E405, origin, why, hint)));
  }

  /** Returns the matrix of a circuit's pattern by rows, with zeros. */
  public static double[][] dense(Assembly system, double[] values) {
    int n = system.size();
    double[][] matrix = new double[n][n];
    int[] starts = system.pattern().columnStarts();
    int[] rows = system.pattern().rowIndices();
    for (int j = 0; j < n; j++) {
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        matrix[rows[s]][j] += values[s];
      }
    }
    return matrix;
  }

  /** Takes voltage sources across the input out of the circuit: .pz drives it in their place. */
  private void openDrives(Assembly system, double[][] g, double[][] c) {
    int a = system.indexOf(input.get(0));
    int b = system.indexOf(input.get(1));
    for (int k = 0; k < system.circuit().instances().size(); k++) {
      Instance instance = system.instance(k);
      if (!instance.type().equals("v")) {
        continue;
      }
      int p = index(system, instance.nodes().get(0));
      int n = index(system, instance.nodes().get(1));
      if (p == a && n == b || p == b && n == a) {
        int branch = system.indexOf("i(" + instance.name() + ")");
        java.util.Arrays.fill(g[branch], 0);
        java.util.Arrays.fill(c[branch], 0);
        g[branch][branch] = 1;
      }
    }
  }

  private static int index(Assembly system, int node) {
    return node == Instance.GROUND ? system.size() : node;
  }

  private static double[] pair(Assembly system, List<String> nodes) {
    double[] both = new double[system.size() + 1];
    both[system.indexOf(nodes.get(0))] += 1;
    both[system.indexOf(nodes.get(1))] -= 1;
    return java.util.Arrays.copyOf(both, system.size());
  }

  /** Returns (m, column; row, 0). */
  private static double[][] bordered(double[][] m, double[] column, double[] row) {
    int n = m.length;
    double[][] larger = new double[n + 1][];
    for (int i = 0; i < n; i++) {
      larger[i] = java.util.Arrays.copyOf(m[i], n + 1);
      larger[i][n] = column[i];
    }
    larger[n] = java.util.Arrays.copyOf(row, n + 1);
    return larger;
  }
}
