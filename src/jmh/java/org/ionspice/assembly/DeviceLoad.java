package org.ionspice.assembly;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ionspice.Simulation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Asks what a memristor costs in each iteration: its equations and partials, and what is written into
 * f, q, G and C. 100000 devices in a crossbar of ideal lines; the time is for one device. With {@code
 * -prof gc} it must show 0 B for an operation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeviceLoad {
  private static final int ROWS = 250;
  private static final int COLUMNS = 400;

  /** Which device; {@code joglekar} and {@code biolek} are the model hp with these windows. */
  @Param({"joglekar", "biolek", "vteam", "yakopcic"})
  public String device;

  /** Whether every device has its own initial state, or all have one. */
  @Param({"false", "true"})
  public boolean different;

  private Evaluation evaluation;
  private double[] x;

  /** Builds the circuit and a point where every device conducts. */
  @Setup
  public void build() {
    boolean hp = device.equals("joglekar") || device.equals("biolek");
    String model = hp ? "hp(win=" + device + ")" : device;
    String state = different && hp ? " x0={0.1+0.8*((row*7+col*13)%9973)/9973}" : "";
    StringBuilder netlist = new StringBuilder("device load\n.model m " + model + "\n");
    netlist.append("X1 r c xbar rows=" + ROWS + " cols=" + COLUMNS + " device=m" + state + "\n");
    netlist.append("V1 r_1 0 1\nR1 c_1 0 1\n.tran 1u 1m uic\n.end\n");
    Simulation simulation = Simulation.of("load", netlist.toString());
    if (!simulation.isRunnable()) {
      throw new IllegalStateException(simulation.diagnostics().toString());
    }
    Assembly system = new Assembly(simulation.design().circuit());
    x = new double[system.size() + 1];
    system.initialValues(x);
    Random random = new Random(1);
    for (int i = 0; i < system.size(); i++) {
      if (system.isNode(i)) {
        x[i] = random.nextDouble();
      }
    }
    evaluation = system.evaluation();
  }

  /** Evaluates the circuit once. */
  @Benchmark
  @OperationsPerInvocation(ROWS * COLUMNS)
  public boolean load() {
    return evaluation.evaluate(x, true);
  }
}
