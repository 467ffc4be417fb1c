package org.ionspice.assembly;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.device.Equations;
import org.ionspice.device.StateLaw;
import org.ionspice.device.Unknown;

/**
 * Prints what a device of each type costs in an iteration, and how much of that is not its equations:
 * unknowns gathered, stamps taken down, sums added to f, q, G and C.
 *
 * <p>The second is measured on the same circuit with equations that stamp the same numbers again. CPU
 * time of the thread, the best of many rounds; all types in one process, as in a circuit of many types.
 *
 * <pre>
 *   java -cp ... org.ionspice.assembly.DeviceLoadTable [rows columns] [device ...]
 * </pre>
 */
public final class DeviceLoadTable {
  private static final List<String> DEVICES =
      List.of(
          "hp(win=none)", "hp(win=joglekar)", "hp", "vteam", "team", "yakopcic", "stanford", "pem",
          "pershin", "laiho", "chang", "mms", "memdiode", "nanopore", "svm", "mott", "jart", "d",
          "d(cjo=1p)");

  private static final long NANOSECONDS = 1_500_000_000;

  private DeviceLoadTable() {}

  /** Measures the given devices, or all. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    int first = arguments.length > 1 && Character.isDigit(arguments[0].charAt(0)) ? 2 : 0;
    int rows = first > 0 ? Integer.parseInt(arguments[0]) : 20;
    int columns = first > 0 ? Integer.parseInt(arguments[1]) : 50;
    List<String> devices =
        first < arguments.length
            ? Arrays.asList(arguments).subList(first, arguments.length)
            : DEVICES;
    functions();
    System.out.printf(Locale.ROOT, "%n| %d devices | ns | overhead | equations |%n", rows * columns);
    System.out.println("|---|---|---|---|");
    for (String device : devices) {
      Assembly system = new Assembly(circuit(device, rows, columns).design().circuit());
      double[] x = point(system);
      system.evaluation().seedLimits(x);
      double whole = time(system, x, rows * columns);
      replay(system, x);
      double overhead = time(system, x, rows * columns);
      System.out.printf(
          Locale.ROOT, "| `%s` | %.0f | %.0f | %.0f |%n", device, whole, overhead, whole - overhead);
    }
  }

  private static Simulation circuit(String device, int rows, int columns) {
    StringBuilder netlist = new StringBuilder("device load\n.model m " + device + "\n");
    if (device.startsWith("d")) {
      for (int k = 0; k < rows * columns; k++) {
        netlist.append("D" + k + " r_" + k / columns + " c_" + k % columns + " m\n");
      }
    } else {
      netlist.append("X1 r c xbar rows=" + rows + " cols=" + columns + " device=m\n");
    }
    netlist.append("V1 r_1 0 1\nR1 c_1 0 1\n.tran 1u 1m uic\n.end\n");
    Simulation simulation = Simulation.of("load", netlist.toString());
    if (!simulation.isRunnable()) {
      throw new IllegalArgumentException(simulation.diagnostics().toString());
    }
    return simulation;
  }

  /** Returns random voltages from 0 to 1 V on the lines, and states well inside their range. */
  private static double[] point(Assembly system) {
    double[] x = new double[system.size() + 1];
    system.initialValues(x);
    Random random = new Random(1);
    for (int i = 0; i < system.size(); i++) {
      if (system.isNode(i)) {
        x[i] = random.nextDouble();
      } else if (system.quantity(i).unit().equals("1") && x[i] >= 0 && x[i] <= 1) {
        x[i] = 0.1 + 0.8 * random.nextDouble();
      }
    }
    return x;
  }

  private static double time(Assembly system, double[] x, int devices) {
    double best = Double.POSITIVE_INFINITY;
    int repeats = Math.max(1, 100_000 / devices);
    long begin = cpu();
    for (int round = 0; round < 20 || cpu() - begin < NANOSECONDS; round++) {
      long start = cpu();
      for (int k = 0; k < repeats; k++) {
        system.evaluation().evaluate(x, true);
      }
      best = Math.min(best, (cpu() - start) / (double) devices / repeats);
    }
    return best;
  }

  /** Puts in the place of each device's equations the numbers that they stamp at {@code x}. */
  private static void replay(Assembly system, double[] x) throws ReflectiveOperationException {
    for (Object bank : (List<?>) field(Evaluation.class, "banks").get(system.evaluation())) {
      Equations[] equations = (Equations[]) field(Bank.class, "equations").get(bank);
      int[] parts = (int[]) field(Bank.class, "parts").get(bank);
      Object states = field(Bank.class, "states").get(bank);
      if (states != null) {
        StateLaw[] laws = (StateLaw[]) field(StateLoop.class, "laws").get(states);
        Arrays.fill(laws, (StateLaw) (v, s, to) -> {
          to.current(v, v, s);
          to.rate(s, v, s);
        });
        continue;
      }
      Replayed same = null;
      for (int k = 0; k < equations.length; k++) {
        if (same == null) {
          same = new Replayed(system, parts[k], x);
        }
        equations[k] = same::evaluate;
      }
    }
  }

  private static Field field(Class<?> of, String name) throws NoSuchFieldException {
    Field field = of.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** The stamps of one device, value by value and partial by partial. */
  private static final class Replayed {
    private static final Unknown ANY = new Unknown(1);
    private final double[] f;
    private final double[] q;
    private final int fPartials;
    private final int qPartials;

    Replayed(Assembly system, int part, double[] x) {
      Shape shape = system.part(part).shape();
      f = new double[shape.f().currentValues().length];
      q = new double[shape.q().currentValues().length];
      fPartials = shape.f().currentPartials().length;
      qPartials = shape.q().currentPartials().length;
      int locals = system.part(part).locals();
      double[] here = new double[locals];
      for (int i = 1; i < locals; i++) {
        here[i] = x[system.unknownOf(part, i)];
      }
      system.evaluation().single().values(part, system.part(part), shape, here, f, q);
    }

    void evaluate(
        org.ionspice.device.Point at, org.ionspice.device.Stamp inF, org.ionspice.device.Stamp inQ) {
      double voltage = at.of(ANY);
      put(inF, f, fPartials, voltage);
      put(inQ, q, qPartials, voltage);
    }

    private static void put(
        org.ionspice.device.Stamp to, double[] values, int partials, double voltage) {
      for (double value : values) {
        to.add(ANY, value + voltage);
      }
      for (int p = 0; p < partials; p++) {
        to.d(ANY, voltage);
      }
    }
  }

  /** Prints what the functions cost of which equations are made. */
  private static void functions() {
    double[] x = new Random(1).doubles(1024, 0.1, 3).toArray();
    double exp = Double.POSITIVE_INFINITY;
    double log = exp;
    double divide = exp;
    double sum = 0;
    for (int round = 0; round < 300; round++) {
      long a = cpu();
      for (int k = 0; k < 100; k++) {
        sum += exponentials(x);
      }
      long b = cpu();
      for (int k = 0; k < 100; k++) {
        sum += logarithms(x);
      }
      long c = cpu();
      for (int k = 0; k < 100; k++) {
        sum += quotients(x);
      }
      long d = cpu();
      double calls = 100.0 * x.length;
      exp = Math.min(exp, (b - a) / calls);
      log = Math.min(log, (c - b) / calls);
      divide = Math.min(divide, (d - c) / calls);
    }
    System.out.printf(
        Locale.ROOT, "exp %.1f ns, log %.1f ns, division %.1f ns%n", exp, log, divide);
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("not a number");
    }
  }

  private static double exponentials(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += Math.exp(v);
    }
    return sum;
  }

  private static double logarithms(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += Math.log(v);
    }
    return sum;
  }

  /** Each waits for the one before, as in most equations. */
  private static double quotients(double[] x) {
    double quotient = 1;
    for (double v : x) {
      quotient = v / (quotient + 1);
    }
    return quotient;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
