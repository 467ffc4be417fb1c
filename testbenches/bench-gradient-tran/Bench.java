import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.diagnostics.Span;
import org.ionspice.integration.Tape;
import org.ionspice.integration.Transient;
import org.ionspice.integration.TransientAdjoint;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/** Measures what one gradient of a transient costs beside the transient alone. */
public final class Bench {
  /** CPU time, ns, after which the best of all repeats is taken: the compiler needs some of it. */
  private static final long ENOUGH = 4_000_000_000L;

  private static final int REPEATS = 7;

  public static void main(String[] args) throws Exception {
    System.out.println(
        "weights  kind  unknowns  points  run [ms]  kept run [ms]  walk back [ms]  both / run");
    for (int weights : new int[] {10, 100, 1000}) {
      for (String kind : new String[] {"r", "x0", "uv"}) {
        measure(weights, kind);
      }
    }
    System.out.println();
    System.out.println("memory [kB]  steps  repeated  gradient [ms]  beside all in memory  same bits");
    replay();
  }

  /** Measures what a gradient costs whose steps do not fit into the memory. */
  private static void replay() throws Exception {
    Simulation simulation = Simulation.of("network.cir", netlist(10, "x0"));
    Assembly system = new Assembly(simulation.design().circuit());
    Settings settings = ParameterTable.of(Settings.class).build(Map.of()).record().orElseThrow();
    Transient plan = new Transient(10e-3, 10e-3, 0, 0.5e-6, false, false);
    Run run = new Run(system, settings, Probes.outermost(system), NOWHERE, QUIET, t -> system);
    List<DeviceNumber> numbers = new ArrayList<>();
    for (int k = 0; k < 10; k++) {
      numbers.add(DeviceNumber.find(system, "nw" + k, "x0").orElseThrow());
    }
    ParameterDerivatives derivatives = new ParameterDerivatives(system, numbers);
    TransientAdjoint walk = new TransientAdjoint(system, settings);
    List<Tape.Sample> samples =
        List.of(new Tape.Sample(10e-3, system.indexOf("v(n3)"), system.size()));
    double whole = 0;
    double all = 0;
    double[] expected = {};
    for (double part : new double[] {1, 0.3, 0.1, 0.03, 0.01}) {
      double memory = part == 1 ? 1e12 : part * all;
      double best = Double.POSITIVE_INFINITY;
      Tape tape = new Tape(samples, memory, Span.NONE, derivatives);
      double[] gradient = {};
      for (int k = 0; k < 4; k++) {
        long start = cpu();
        plan.record(run, tape);
        all = part == 1 ? tape.bytes() : all;
        gradient = new double[10];
        walk.add(tape, new double[] {1}, derivatives, gradient);
        best = Math.min(best, (cpu() - start) * 1e-6);
      }
      whole = part == 1 ? best : whole;
      expected = part == 1 ? gradient : expected;
      System.out.printf(
          Locale.ROOT,
          "%11.0f  %5d  %8d  %13.1f  %20.2f  %s%n",
          part * all / 1000,
          tape.stepCount(),
          tape.replayedSteps(),
          best,
          best / whole,
          Arrays.equals(gradient, expected));
    }
  }

  /** A ring of nodes with a capacitor each and memristors (or resistors) at random between them. */
  private static String netlist(int weights, String kind) {
    Random random = new Random(weights);
    int nodes = Math.max(5, weights / 2);
    StringBuilder text = new StringBuilder("network\nV1 n0 0 sin(0 1.5 200)\n");
    for (int k = 1; k < nodes; k++) {
      text.append(String.format(Locale.ROOT, "C%d n%d 0 0.5u%n", k, k));
      text.append(String.format(Locale.ROOT, "RL%d n%d 0 20k%n", k, k));
    }
    for (int k = 0; k < weights; k++) {
      int a = k % nodes;
      int b = k < nodes ? (k + 1) % nodes : (a + 2 + random.nextInt(7)) % nodes;
      text.append(
          kind.equals("r")
              ? String.format(Locale.ROOT, "RW%d n%d n%d %.4gk%n", k, a, b, 1 + 3 * random.nextDouble())
              : String.format(
                  Locale.ROOT, "NW%d n%d n%d hp x0=%.4g%n", k, a, b, 0.2 + 0.6 * random.nextDouble()));
    }
    return text + ".op\n.end\n";
  }

  private static void measure(int weights, String kind) throws Exception {
    Simulation simulation = Simulation.of("network.cir", netlist(weights, kind));
    Assembly system = new Assembly(simulation.design().circuit());
    Settings settings = ParameterTable.of(Settings.class).build(Map.of()).record().orElseThrow();
    Transient plan = new Transient(10e-3, 10e-3, 0, Double.NaN, false, false);
    Run run =
        new Run(
            system,
            settings,
            Probes.outermost(system),
            NOWHERE,
            QUIET,
            t -> system);
    List<DeviceNumber> numbers = new ArrayList<>();
    for (int k = 0; k < weights; k++) {
      String device = (kind.equals("r") ? "rw" : "nw") + k;
      numbers.add(DeviceNumber.find(system, device, kind).orElseThrow());
    }
    Tape tape =
        new Tape(List.of(new Tape.Sample(10e-3, system.indexOf("v(n3)"), system.size())));
    ParameterDerivatives derivatives = new ParameterDerivatives(system, numbers);
    TransientAdjoint walk = new TransientAdjoint(system, settings);
    double alone = Double.POSITIVE_INFINITY;
    double kept = Double.POSITIVE_INFINITY;
    double back = Double.POSITIVE_INFINITY;
    long first = cpu();
    for (int k = 0; k < REPEATS || cpu() - first < ENOUGH; k++) {
      long start = cpu();
      plan.run(run);
      long middle = cpu();
      plan.record(run, tape);
      long third = cpu();
      walk.add(tape, new double[] {1}, derivatives, new double[weights]);
      alone = Math.min(alone, (middle - start) * 1e-6);
      kept = Math.min(kept, (third - middle) * 1e-6);
      back = Math.min(back, (cpu() - third) * 1e-6);
    }
    System.out.printf(
        Locale.ROOT,
        "%7d  %4s  %8d  %6d  %8.2f  %13.2f  %14.2f  %10.2f%n",
        weights,
        kind,
        system.size(),
        tape.size(),
        alone,
        kept,
        back,
        (kept + back) / alone);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final ResultSink NOWHERE =
      new ResultSink() {
        @Override
        public void begin(Header header) {}

        @Override
        public void block(double[] stepValues) {}

        @Override
        public void row(double[] values) {}

        @Override
        public void close() {}
      };

  private static final Run.Watch QUIET =
      new Run.Watch() {
        @Override
        public void progress(double fraction, double step) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };
}
