package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.Ports;
import org.ionspice.assembly.UnknownInfo;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Column;

/** The quantities that an analysis saves, found once and read at every point. */
public final class Probes {
  /** Unknowns of a circuit beyond which not all of it is saved unless that is asked for. */
  public static final int MOST_UNKNOWNS = 200_000;

  private enum Kind {
    DIFFERENCE,
    OUTPUT,
    CELL,
    POWER,
    ENERGY
  }

  /** DIFFERENCE: x[a] - x[b]; OUTPUT and CELL: instance a, position b; the others: instance a. */
  private record Probe(Column column, Kind kind, int a, int b) {}

  private final List<Probe> probes;

  private Probes(List<Probe> probes) {
    this.probes = List.copyOf(probes);
  }

  /** Returns what is saved without {@code .save}: nodes, branch currents, states and outputs. */
  public static Probes everything(Assembly system) {
    return all(system, true);
  }

  /** Returns the same without what is inside of subcircuits and crossbars. */
  public static Probes outermost(Assembly system) {
    return all(system, false);
  }

  private static Probes all(Assembly system, boolean inner) {
    Map<String, Probe> all = new LinkedHashMap<>();
    for (int i = 0; i < system.size(); i++) {
      UnknownInfo info = system.unknown(i);
      if (!inner && info.name().contains(".")) {
        continue;
      }
      boolean internal = info.node() && info.instance() >= 0;
      boolean meter = info.name().contains("#");
      boolean state = !info.node() && info.name().startsWith("@");
      if (!internal && !meter && (!state || isStateful(system, info.instance()))) {
        all.put(info.name(), difference(system, info.name(), i));
      }
    }
    for (int k = 0; k < system.circuit().instances().size(); k++) {
      if (isStateful(system, k) && (inner || !system.instance(k).name().contains("."))) {
        String owner = system.instance(k).name();
        for (int i = 0; i < system.outputs(k).size(); i++) {
          String name = "@" + owner + "[" + system.outputs(k).get(i) + "]";
          all.putIfAbsent(
              name, new Probe(new Column(name, system.outputUnit(k, i)), Kind.OUTPUT, k, i));
        }
        for (int i = 0; i < system.cells(k).size(); i++) {
          String name = "@" + owner + "[" + system.cells(k).get(i) + "]";
          all.putIfAbsent(name, new Probe(new Column(name, "1"), Kind.CELL, k, i));
        }
      }
    }
    return new Probes(new ArrayList<>(all.values()));
  }

  /** Returns these probes without those that need the time that passes. */
  public Probes atRest() {
    return new Probes(probes.stream().filter(p -> p.kind() != Kind.ENERGY).toList());
  }

  /**
   * Returns which of {@code size} unknowns the probes show; all of them when the probes show none, as
   * those of small signals or of device quantities do.
   */
  boolean[] unknowns(int size) {
    boolean[] shown = new boolean[size + 1];
    boolean any = false;
    for (Probe probe : probes) {
      if (probe.kind() == Kind.DIFFERENCE) {
        shown[probe.a()] = true;
        shown[probe.b()] = true;
        any |= probe.a() < size || probe.b() < size;
      }
    }
    if (!any) {
      Arrays.fill(shown, true);
    }
    return shown;
  }

  /** Returns the instances whose power or energy is among the probes, ascending. */
  public int[] metered() {
    return probes.stream()
        .filter(p -> p.kind() == Kind.POWER || p.kind() == Kind.ENERGY)
        .mapToInt(Probe::a)
        .sorted()
        .distinct()
        .toArray();
  }

  /** Returns whether an energy is among the probes. */
  public boolean integrates() {
    return probes.stream().anyMatch(p -> p.kind() == Kind.ENERGY);
  }

  private static boolean isStateful(Assembly system, int k) {
    return system.instance(k).isStateful();
  }

  private static Probe difference(Assembly system, String name, int i) {
    String unit = i == system.size() ? "V" : system.quantity(i).unit();
    return new Probe(new Column(name, unit), Kind.DIFFERENCE, i, system.size());
  }

  /** Returns these probes and, where they are not among them, {@code others}. */
  public Probes and(Probes others) {
    Map<String, Probe> all = new LinkedHashMap<>();
    probes.forEach(p -> all.put(p.column().name(), p));
    others.probes.forEach(p -> all.putIfAbsent(p.column().name(), p));
    return new Probes(new ArrayList<>(all.values()));
  }

  /**
   * Finds quantities by name: {@code v(a)}, {@code v(a,b)}, {@code i(v1)}, {@code @n1[x]}, {@code
   * @r1[p]}.
   *
   * @param missing receives the names that nothing has
   */
  public static Probes of(
      Assembly system, List<String> names, Map<String, String> meters, List<String> missing) {
    List<Probe> found = new ArrayList<>();
    for (String name : names) {
      Probe probe = find(system, name.toLowerCase(Locale.ROOT).replace(" ", ""), meters);
      if (probe == null) {
        missing.add(name);
      } else {
        found.add(probe);
      }
    }
    return new Probes(found);
  }

  private static @org.jspecify.annotations.Nullable Probe find(
      Assembly system, String name, Map<String, String> meters) {
    int direct = system.indexOf(name);
    if (direct >= 0) {
      return difference(system, name, direct);
    }
    if (name.startsWith("v(") && name.endsWith(")") && name.contains(",")) {
      int comma = name.indexOf(',');
      int a = system.indexOf("v(" + name.substring(2, comma) + ")");
      int b = system.indexOf("v(" + name.substring(comma + 1, name.length() - 1) + ")");
      return a < 0 || b < 0 ? null : new Probe(new Column(name, "V"), Kind.DIFFERENCE, a, b);
    }
    if (name.startsWith("i(") && name.endsWith(")")) {
      return meter(system, name, name.substring(2, name.length() - 1), meters);
    }
    int bracket = name.indexOf('[');
    if (!name.startsWith("@") || bracket < 0 || !name.endsWith("]")) {
      return null;
    }
    String owner = name.substring(1, bracket);
    String what = name.substring(bracket + 1, name.length() - 1);
    int k = system.instanceIndex(owner);
    if (k < 0) {
      return null;
    }
    int output = system.outputs(k).indexOf(what);
    if (output >= 0) {
      return new Probe(new Column(name, system.outputUnit(k, output)), Kind.OUTPUT, k, output);
    }
    int cell = system.cells(k).indexOf(what);
    if (cell >= 0) {
      return new Probe(new Column(name, "1"), Kind.CELL, k, cell);
    }
    if (what.equals("i")) {
      return meter(system, name, owner, meters);
    }
    boolean own =
        ParameterTable.ofAny(system.instance(k).model().getClass()).find(what).isPresent();
    if (own) {
      return null;
    }
    return switch (what) {
      case "p", "power" -> new Probe(new Column(name, "W"), Kind.POWER, k, 0);
      case "energy" -> new Probe(new Column(name, "J"), Kind.ENERGY, k, 0);
      default -> null;
    };
  }

  private static @org.jspecify.annotations.Nullable Probe meter(
      Assembly system, String name, String device, Map<String, String> meters) {
    String meter = meters.get(device);
    int i = meter == null ? -1 : system.indexOf("i(" + meter + ")");
    return i < 0 ? null : new Probe(new Column(name, "A"), Kind.DIFFERENCE, i, system.size());
  }

  /** Returns the columns, in order. */
  public List<Column> columns() {
    return probes.stream().map(Probe::column).toList();
  }

  /** Writes the values at {@code x} from {@code out[from]} on. */
  public void real(Assembly system, double[] x, Flows flows, double[] out, int from) {
    for (int i = 0; i < probes.size(); i++) {
      out[from + i] = value(system, probes.get(i), x, flows);
    }
  }

  private static double value(Assembly system, Probe p, double[] x, Flows flows) {
    Evaluation e = system.evaluation();
    return switch (p.kind()) {
      case DIFFERENCE -> x[p.a()] - x[p.b()];
      case OUTPUT -> e.output(p.a(), p.b(), x);
      case CELL -> e.cell(p.a(), p.b());
      case POWER -> flows.power(p.a(), x);
      case ENERGY -> flows.energy(p.a());
    };
  }

  /**
   * Writes phasors from {@code out[from]} on, real and imaginary in turn. Outputs are linearised at
   * the operating point {@code at} by central differences along the phasor; power is complex power.
   *
   * @param omega rad/s
   */
  void complex(
      Assembly system,
      double[] at,
      double omega,
      double[] re,
      double[] im,
      double[] out,
      int from) {
    double[] shifted = new double[at.length];
    double[] power = new double[2];
    Ports ports = new Ports(system);
    for (int i = 0; i < probes.size(); i++) {
      Probe p = probes.get(i);
      if (p.kind() == Kind.DIFFERENCE) {
        out[from + 2 * i] = re[p.a()] - re[p.b()];
        out[from + 2 * i + 1] = im[p.a()] - im[p.b()];
      } else if (p.kind() == Kind.POWER) {
        ports.phasor(p.a(), at, omega, re, im, power);
        out[from + 2 * i] = power[0];
        out[from + 2 * i + 1] = power[1];
      } else {
        out[from + 2 * i] = along(system, p, at, re, shifted);
        out[from + 2 * i + 1] = along(system, p, at, im, shifted);
      }
    }
  }

  private static double along(
      Assembly system, Probe p, double[] at, double[] direction, double[] work) {
    double size = 0;
    for (int i = 0; i < system.size(); i++) {
      size = Math.max(size, Math.abs(direction[i]));
    }
    if (size == 0) {
      return 0;
    }
    double h = 1e-6 / size;
    Flows flows = Flows.still(system);
    double[] sum = new double[2];
    for (int side = 0; side < 2; side++) {
      double s = side == 0 ? h : -h;
      for (int i = 0; i < at.length; i++) {
        work[i] = at[i] + s * direction[i];
      }
      sum[side] = value(system, p, work, flows);
    }
    return (sum[0] - sum[1]) / (2 * h);
  }
}
