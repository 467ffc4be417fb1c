import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.ionspice.solver.EntryKind;
import org.ionspice.solver.LinearSolver;
import org.ionspice.solver.LinearSolvers;
import org.ionspice.solver.SparsePattern;

/**
 * Times the linear solver a simulation uses beside native KLU on the same matrices, in turns.
 *
 * <p>Usage: {@code java -cp target/classes Bench.java DRIVER FOLDER ROUNDS [MATRIX...]}.
 */
final class Bench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Seconds of CPU that a batch of one operation should take. */
  private static final double BATCH = 0.1;

  /** Seconds of CPU for which both solvers are warmed up. */
  private static final double WARM = 2;

  private static final String[] OPERATIONS = {"analyse", "factor", "refactor", "solve", "step"};

  /** Where a batch's last solution goes, so that nothing is optimised away. */
  private static double sink;

  private Bench() {}

  /** A matrix with what a simulation knows of it. */
  private record Matrix(SparsePattern pattern, double[] values, byte[] kinds, int[][] groups) {}

  /** Collects stamps. */
  private static final class Stamps {
    final TreeMap<Long, Double> entries = new TreeMap<>();
    final int size;
    int[][] groups = {};
    double wire = Double.NaN;

    Stamps(int size) {
      this.size = size;
    }

    Stamps add(int row, int column, double value) {
      entries.merge((long) column * size + row, value, Double::sum);
      return this;
    }

    Stamps conductance(int a, int b, double g) {
      return add(a, a, g).add(b, b, g).add(a, b, -g).add(b, a, -g);
    }

    Stamps source(int node, int branch) {
      return add(node, branch, 1).add(branch, node, 1);
    }

    /** Builds the matrix; entries between two ends of a wire are known to be linear. */
    Matrix matrix() {
      int[] starts = new int[size + 1];
      int[] rows = new int[entries.size()];
      double[] values = new double[rows.length];
      byte[] kinds = new byte[rows.length];
      int next = 0;
      for (var entry : entries.entrySet()) {
        rows[next] = (int) (entry.getKey() % size);
        values[next] = entry.getValue();
        kinds[next] = values[next] == -wire ? EntryKind.LINEAR : EntryKind.VARIABLE;
        starts[(int) (entry.getKey() / size) + 1] = ++next;
      }
      return new Matrix(new SparsePattern(size, starts, rows), values, kinds, groups);
    }
  }

  private static Matrix make(String name) {
    Stamps stamps =
        switch (name) {
          case "rcladder20k" -> ladder(20_000);
          case "grid100" -> grid(100);
          case "grid300" -> grid(300);
          case "xbar64", "wires64" -> crossbar(64, false);
          case "xbar128", "wires128" -> crossbar(128, false);
          case "xbarst64" -> crossbar(64, true);
          case "neuron2k" -> neurons(2000, 10, 0.1);
          default -> throw new IllegalArgumentException(name);
        };
    stamps.wire = name.startsWith("wires") ? 0.5 : Double.NaN;
    return stamps.matrix();
  }

  private static Stamps ladder(int nodes) {
    Stamps stamps = new Stamps(nodes + 1);
    for (int node = 0; node < nodes; node++) {
      stamps.add(node, node, 1e-3);
      if (node > 0) {
        stamps.conductance(node - 1, node, 1);
      }
    }
    return stamps.source(0, nodes);
  }

  private static Stamps grid(int side) {
    Stamps stamps = new Stamps(side * side + 1);
    for (int node = 0; node < side * side; node++) {
      if (node % side + 1 < side) {
        stamps.conductance(node, node + 1, 1);
      }
      if (node + side < side * side) {
        stamps.conductance(node, node + side, 1);
      }
    }
    return stamps.source(0, side * side);
  }

  /** Wires of 2 ohm a segment, 10 to 100 uS a cell, 100 ohm at the drivers and the ends. */
  private static Stamps crossbar(int side, boolean states) {
    int cells = side * side;
    int nodes = 2 * cells + 2 * side;
    Stamps stamps = new Stamps(states ? nodes + cells : nodes);
    stamps.groups = new int[states ? cells : 0][];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int wire = row * side + column;
        int line = cells + column * side + row;
        stamps.conductance(wire, line, 1e-5 * (1 + (7 * row + 13 * column) % 10));
        if (column + 1 < side) {
          stamps.conductance(wire, wire + 1, 0.5);
        }
        if (row + 1 < side) {
          stamps.conductance(line, line + 1, 0.5);
        }
        if (states) {
          int state = nodes + wire;
          stamps.add(state, state, 1e8).add(state, wire, -3e3).add(state, line, 3e3);
          stamps.add(wire, state, 2e-5).add(line, state, -2e-5);
          stamps.groups[wire] = new int[] {state};
        }
      }
    }
    for (int row = 0; row < side; row++) {
      stamps.conductance(2 * cells + row, row * side, 0.01);
      stamps.source(2 * cells + row, 2 * cells + side + row);
      int end = cells + row * side + side - 1;
      stamps.add(end, end, 0.01);
    }
    return stamps;
  }

  /** A small world: each neuron hears {@code k} neighbours of a ring, some of them rewired. */
  private static Stamps neurons(int count, int k, double rewired) {
    Stamps stamps = new Stamps(3 * count);
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      int output = count + i;
      int branch = 2 * count + i;
      stamps.add(i, i, 2).add(output, branch, 1).add(branch, output, 1).add(branch, i, -1.5);
      stamps.add(output, output, 1e-9);
      for (int d = 1; d <= k / 2; d++) {
        for (int neighbour : new int[] {(i + d) % count, (i + count - d) % count}) {
          int from = random.nextDouble() < rewired ? random.nextInt(count) : neighbour;
          stamps.conductance(count + from, i, 0.02 + 0.02 * random.nextDouble());
        }
      }
    }
    return stamps;
  }

  private static void write(Matrix matrix, Path file) throws IOException {
    SparsePattern pattern = matrix.pattern();
    try (Writer out = new BufferedWriter(Files.newBufferedWriter(file))) {
      out.write("%%MatrixMarket matrix coordinate real general\n");
      out.write(pattern.size() + " " + pattern.size() + " " + pattern.entryCount() + "\n");
      for (int column = 0; column < pattern.size(); column++) {
        for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
          out.write(
              (pattern.rowIndices()[p] + 1) + " " + (column + 1) + " " + matrix.values()[p] + "\n");
        }
      }
    }
  }

  /** Native KLU in a process of its own, which answers one command after the other. */
  private static final class Native implements AutoCloseable {
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Native(String driver, Path matrix) throws IOException {
      process =
          new ProcessBuilder(driver, matrix.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      in = process.outputWriter(StandardCharsets.US_ASCII);
      out = process.inputReader(StandardCharsets.US_ASCII);
    }

    String ask(String operation, int repeats) throws IOException {
      in.write(operation + " " + repeats + "\n");
      in.flush();
      String answer = out.readLine();
      if (answer == null) {
        throw new IOException("the driver ended");
      }
      return answer;
    }

    double seconds(String operation, int repeats) throws IOException {
      return Double.parseDouble(ask(operation, repeats));
    }

    @Override
    public void close() throws IOException {
      in.close();
      process.destroy();
    }
  }

  /** Our solver, with the driver's operations. */
  private static final class Ours {
    final Matrix matrix;
    final double[][] sets = new double[2][];
    final double[] right;
    final double[] x;
    LinearSolver solver;
    int turn;

    Ours(Matrix matrix) {
      this.matrix = matrix;
      int n = matrix.pattern().size();
      sets[0] = matrix.values();
      sets[1] = matrix.values().clone();
      // Leaves a symmetric matrix symmetric and definite, as the changes of a network are.
      for (int column = 0; column < n; column++) {
        int end = matrix.pattern().columnStarts()[column + 1];
        for (int p = matrix.pattern().columnStarts()[column]; p < end; p++) {
          int row = matrix.pattern().rowIndices()[p];
          sets[1][p] *= (1 + 0.001 * (row % 7)) * (1 + 0.001 * (column % 7));
        }
      }
      right = new double[n];
      for (int k = 0; k < n; k++) {
        right[k] = 1e-3 * (1 + k % 5);
      }
      x = new double[n + 1];
      analyse();
    }

    private void analyse() {
      solver = LinearSolvers.of(matrix.pattern(), matrix.kinds(), matrix.groups());
    }

    private void refactor() {
      if (!solver.refactor(sets[turn ^= 1])) {
        throw new IllegalStateException("singular");
      }
    }

    private void solve() {
      System.arraycopy(right, 0, x, 0, right.length);
      solver.solve(x);
      sink += x[0];
    }

    double seconds(String operation, int repeats) {
      long begin = THREADS.getCurrentThreadCpuTime();
      for (int k = 0; k < repeats; k++) {
        switch (operation) {
          case "analyse" -> analyse();
          case "factor" -> {
            solver.forget();
            refactor();
          }
          case "refactor" -> refactor();
          case "solve" -> solve();
          case "step" -> {
            refactor();
            solve();
          }
          default -> throw new IllegalArgumentException(operation);
        }
      }
      double seconds = 1e-9 * (THREADS.getCurrentThreadCpuTime() - begin) / repeats;
      if (operation.equals("analyse")) {
        refactor();
      }
      return seconds;
    }

    double backwardError() {
      turn = 1;
      refactor();
      solve();
      SparsePattern pattern = matrix.pattern();
      int n = pattern.size();
      double largest = 0;
      for (int k = 0; k < n; k++) {
        largest = Math.max(largest, Math.abs(x[k]));
      }
      double[] residual = right.clone();
      double[] size = new double[n];
      for (int column = 0; column < n; column++) {
        for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
          int row = pattern.rowIndices()[p];
          residual[row] -= matrix.values()[p] * x[column];
          size[row] += Math.abs(matrix.values()[p]) * largest;
        }
      }
      double worst = 0;
      for (int k = 0; k < n; k++) {
        double scale = size[k] + Math.abs(right[k]) + 1e-300;
        worst = Math.max(worst, Math.abs(residual[k]) / scale);
      }
      return worst;
    }
  }

  private static int repeats(double seconds) {
    return (int) Math.max(1, Math.min(2000, BATCH / seconds));
  }

  private static void compare(String name, String driver, Path folder, int rounds)
      throws IOException {
    Matrix matrix = make(name);
    Path file = folder.resolve(name + ".mtx");
    if (!Files.exists(file)) {
      write(matrix, file);
    }
    try (Native klu = new Native(driver, file)) {
      Ours ours = new Ours(matrix);
      String[] info = klu.ask("info", 1).split(" ");
      double[] nativeBest = new double[OPERATIONS.length];
      double[] ourBest = new double[OPERATIONS.length];
      Arrays.fill(nativeBest, Double.POSITIVE_INFINITY);
      Arrays.fill(ourBest, Double.POSITIVE_INFINITY);
      double cold = ours.seconds("refactor", 1);
      int[] nativeRepeats = new int[OPERATIONS.length];
      int[] ourRepeats = new int[OPERATIONS.length];
      for (int o = 0; o < OPERATIONS.length; o++) {
        nativeRepeats[o] = repeats(klu.seconds(OPERATIONS[o], 1));
        double spent = 0;
        int done = 0;
        while (spent < WARM && (done < 20 || spent < 0.5 * WARM)) {
          spent += ours.seconds(OPERATIONS[o], 1);
          done++;
        }
        ourRepeats[o] = repeats(ours.seconds(OPERATIONS[o], 1));
      }
      for (int round = 0; round < rounds; round++) {
        for (int o = 0; o < OPERATIONS.length; o++) {
          double seconds = klu.seconds(OPERATIONS[o], nativeRepeats[o]);
          nativeBest[o] = Math.min(nativeBest[o], seconds);
          seconds = ours.seconds(OPERATIONS[o], ourRepeats[o]);
          ourBest[o] = Math.min(ourBest[o], seconds);
        }
      }
      StringBuilder line = new StringBuilder("| " + name + " | " + info[0] + " | " + info[2] + " |");
      for (int o = 0; o < OPERATIONS.length; o++) {
        line.append(
            String.format(
                Locale.ROOT,
                " %.3g / %.3g = %s%.2f%s |",
                1e3 * ourBest[o],
                1e3 * nativeBest[o],
                o == 2 ? "**" : "",
                ourBest[o] / nativeBest[o],
                o == 2 ? "**" : ""));
      }
      line.append(
          String.format(
              Locale.ROOT,
              " %.1g / %.1g |",
              ours.backwardError(),
              Double.parseDouble(info[4])));
      System.out.println(line);
      System.err.printf(
          Locale.ROOT, "%s: second refactorisation of a new solver %.3g ms%n", name, 1e3 * cold);
    }
  }

  /** Runs the comparison and prints a table. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    List<String> names =
        arguments.length > 3
            ? Arrays.asList(arguments).subList(3, arguments.length)
            : List.of(
                "rcladder20k", "xbar64", "xbarst64", "neuron2k", "grid100", "grid300", "xbar128",
                "wires64", "wires128");
    System.out.println("Java " + Runtime.version() + ", ms of CPU: ours / KLU = ratio");
    System.out.println();
    System.out.println(
        "| matrix | n | entries of L and U (KLU) | analyse | factor | refactor | solve"
            + " | refactor + solve | backward error, ours / KLU |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (String name : names) {
      compare(name, arguments[0], folder, rounds);
    }
    if (Double.isNaN(sink)) {
      throw new IllegalStateException("no solution");
    }
  }
}
