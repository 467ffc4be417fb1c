import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.circuit.Circuit;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Elaborator;
import org.ionspice.elaboration.Overrides;
import org.ionspice.netlist.Netlist;
import org.ionspice.netlist.NetlistReader;

/**
 * Reads and elaborates a netlist a few times and prints elements per second of CPU time, all threads
 * of the process counted (so compilation and garbage collection too), for the first time in the
 * process and for the best, the same of the reading thread alone the first time, which is what is
 * waited for where another processor compiles, the bytes that stay in use for an element, and those
 * allocated.
 */
final class Speed {
  private static final double NS = 1e-9;

  public static void main(String[] arguments) throws Exception {
    Path netlist = Path.of(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    double[] first = run(netlist);
    double[] best = first;
    for (int k = 1; k < runs; k++) {
      double[] next = run(netlist);
      best = next[0] + next[1] < best[0] + best[1] ? next : best;
    }
    double elements = first[2];
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f | %.2f + %.2f | %.0f | %.0f | %.2f + %.2f | %.0f | %.0f | %.0f |%n",
        netlist.getFileName().toString().replace(".cir", ""),
        System.getProperty("java.specification.version"),
        elements,
        first[0],
        first[1],
        elements / (first[0] + first[1]),
        elements / first[5],
        best[0],
        best[1],
        elements / (best[0] + best[1]),
        first[3] / elements,
        first[4] / elements);
  }

  /**
   * Returns seconds of reading and of elaboration, elements, bytes in use, bytes allocated, and
   * seconds of this thread.
   */
  private static double[] run(Path file) {
    long before = inUse();
    long allocated = allocated();
    double alone = thread();
    double begun = cpu();
    Diagnostics diagnostics = new Diagnostics();
    Netlist tree = NetlistReader.read(file, List.of(), diagnostics);
    double read = cpu();
    Design design = Elaborator.elaborate(tree, Overrides.NONE, diagnostics);
    double done = cpu();
    alone = thread() - alone;
    allocated = allocated() - allocated;
    if (diagnostics.hasErrors()) {
      diagnostics.sorted().forEach(d -> System.err.println(d.render()));
      throw new IllegalStateException("the netlist has errors");
    }
    long after = inUse();
    int elements = design.circuit().instances().size();
    if (tree.statements().isEmpty()) {
      throw new IllegalStateException("nothing was read");
    }
    return new double[] {read - begun, done - read, elements, after - before, allocated, alone};
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        * NS;
  }

  private static double thread() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * NS;
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  /** Returns the bytes of live objects, after a full collection. */
  private static long inUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
