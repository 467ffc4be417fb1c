package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;

/**
 * The numbers of all devices by which {@code .sens} differentiates, with the names that ngspice gives
 * them. Left out is what is no real number, has no value, or cannot change alone.
 */
public record SensitiveNumbers(List<Named> named) {
  private static final int MOST_SHOWN = 20;

  /** A crossbar of a million cells has fifteen million numbers, a file that nobody reads. */
  private static final int MOST = 500_000;

  private static final long MOST_VALUES = 20_000_000;

  /** A number, its name in results and its unit. */
  record Named(DeviceNumber number, String label, String unit) {}

  /** Types whose first parameter has the name of the device itself. */
  private static final Set<String> PLAIN = Set.of("r", "c", "l", "v", "i");

  /** Types whose current is an unknown of its own, which copies in parallel do not change. */
  private static final Set<String> SINGLE = Set.of("v", "e", "h", "k", "l", "bv", "lb");

  /** Letters whose numbers stand on a .model line, but for those of the geometry. */
  private static final String MODELLED = "DQJMZ";

  private static final Set<String> GEOMETRY =
      Set.of("area", "l", "w", "ad", "as", "pd", "ps", "nrd", "nrs", "areab", "areac");

  public SensitiveNumbers {
    named = List.copyOf(named);
  }

  /** Returns the numbers that a steady state may depend on. */
  static SensitiveNumbers ofDc(Assembly system) {
    return of(system, false, false);
  }

  /** Returns those, and the drives of small signals. */
  static SensitiveNumbers ofAc(Assembly system) {
    return of(system, true, false);
  }

  /** Returns those of a steady state, and the numbers of waveforms that move no corner. */
  public static SensitiveNumbers ofTransient(Assembly system) {
    return of(system, false, true);
  }

  private static SensitiveNumbers of(Assembly system, boolean drives, boolean waveforms) {
    List<Named> found = new ArrayList<>();
    for (Instance instance : system.circuit().instances()) {
      if (found.size() > MOST) {
        break;
      }
      if (instance.name().contains("#")) {
        continue; // an ammeter that the netlist does not have
      }
      String name = instance.name();
      int dot = name.lastIndexOf('.') + 1;
      boolean modelled =
          MODELLED.indexOf(Character.toUpperCase(name.charAt(dot))) >= 0;
      List<Named> own = new ArrayList<>();
      for (Parameter p : ParameterTable.of(instance.model().getClass()).parameters()) {
        boolean drive = p.name().equals("acMagnitude") || p.name().equals("acPhase");
        if (p.type() != double.class || drive && !drives) {
          continue;
        }
        boolean plain = p.principal() && PLAIN.contains(instance.type());
        String key = p.name().toLowerCase(Locale.ROOT);
        String tail =
            key.equals("acmagnitude") ? "acmag" : key; // as ngspice has it
        String label =
            plain ? name : name + (modelled && !GEOMETRY.contains(key) ? ":" : "_") + tail;
        DeviceNumber.find(system, name, p.name())
            .ifPresent(number -> own.add(new Named(number, label, p.unit())));
      }
      if (waveforms) {
        addWaveform(system, instance, own);
      }
      if (!SINGLE.contains(instance.type()) && own.stream().noneMatch(n -> n.label().equals(name + "_m"))) {
        int k = system.instanceIndex(name);
        own.add(new Named(new DeviceNumber(k, DeviceNumber.Kind.COPIES, "m"), name + "_m", "1"));
      }
      if (modelled) {
        int k = system.instanceIndex(name);
        own.add(
            new Named(
                new DeviceNumber(k, DeviceNumber.Kind.TEMPERATURE, "temp"), name + "_temp", "K"));
      }
      ParameterDerivatives derivatives =
          new ParameterDerivatives(system, own.stream().map(Named::number).toList());
      for (int k = 0; k < own.size(); k++) {
        boolean inTime = waveforms && derivatives.movesCorners(k);
        if (derivatives.isDifferentiable(k) && !inTime) {
          found.add(own.get(k));
        }
      }
    }
    return new SensitiveNumbers(found);
  }

  private static void addWaveform(Assembly system, Instance instance, List<Named> own) {
    ParameterTable<?> table = ParameterTable.of(instance.model().getClass());
    for (String name : table.inner(instance.model()).keySet()) {
      DeviceNumber.find(system, instance.name(), name)
          .ifPresent(
              number ->
                  own.add(
                      new Named(
                          number,
                          instance.name() + "_" + name,
                          table.innerUnit(instance.model(), name))));
    }
  }

  /** Returns why results at so many points are too many; empty when they are not. */
  public Optional<Diagnostic> excess(long points, Span place) {
    if (named.size() <= MOST && named.size() * points <= MOST_VALUES) {
      return Optional.empty();
    }
    String what =
        named.size() > MOST
            ? "the devices have more than " + MOST + " numbers"
            : named.size() + " numbers at " + points + " points are more than " + MOST_VALUES + " values";
    return Optional.of(
        Diagnostic.of(
            Code.E405,
            place,
            ".sens gives a derivative by every number of every device: " + what,
            "take fewer points or a smaller part of the circuit; .step changes one number"));
  }

  /** Returns the number of them. */
  public int size() {
    return named.size();
  }

  Named get(int k) {
    return named.get(k);
  }

  /** Returns all but number k. */
  public SensitiveNumbers without(int k) {
    List<Named> rest = new ArrayList<>(named);
    rest.remove(k);
    return new SensitiveNumbers(rest);
  }

  /** Returns the numbers without their names. */
  public List<DeviceNumber> numbers() {
    return named.stream().map(Named::number).toList();
  }

  /** Returns a column for each, of the derivative of {@code output}. */
  public List<Column> columns(OutputVariable output) {
    List<Column> columns = new ArrayList<>();
    if (named.size() > MOST) {
      return columns; // The run says why.
    }
    for (Named each : named) {
      String by = each.unit().contains("/") ? "(" + each.unit() + ")" : each.unit();
      String unit = by.isEmpty() || by.equals("1") ? "" : "/" + by;
      columns.add(new Column(each.label(), output.unit() + unit));
    }
    return columns;
  }

  /** Returns the numbers that move the output most when they change by one per cent. */
  public Summary largest(Assembly system, OutputVariable output, double[] gradient) {
    List<Integer> order = new ArrayList<>();
    double[] each = new double[named.size()];
    for (int k = 0; k < each.length; k++) {
      each[k] = 0.01 * named.get(k).number().value(system) * gradient[k];
      if (each[k] != 0) {
        order.add(k);
      }
    }
    order.sort(Comparator.comparingDouble(k -> -Math.abs(each[k])));
    List<List<Object>> rows = new ArrayList<>();
    for (int k : order.subList(0, Math.min(MOST_SHOWN, order.size()))) {
      rows.add(
          List.of(
              named.get(k).label(), named.get(k).number().value(system), gradient[k], each[k]));
    }
    return new Summary(
        "sensitivity",
        "Sensitivity of " + output.label(),
        List.of(
            new Column("number", ""),
            new Column("value", "1"),
            new Column("derivative", "1"),
            new Column("per_percent", output.unit())),
        rows);
  }
}
