package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.Equations;
import org.ionspice.device.FrequencyResponse;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.Memory;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Pins;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/**
 * What one instance declared, in local indices: 0 is ground, then pins, then internal nodes,
 * unknowns and links in the order of declaration.
 */
final class Declared implements Declaration {
  record Guard(String name, ToDoubleFunction<Point> value, Consumer<Memory> then) {}

  record Output(String name, String unit, ToDoubleFunction<Point> value) {}

  record Delay(int plus, int minus, double seconds) {}

  record Limit(int plus, int minus, Limiter by) {}

  /** An admittance that in AC replaces what the equations stamp on a current. */
  record Response(Current row, Voltage by, FrequencyResponse y) {}

  record Noise(String name, Current through, NoiseDensity density) {}

  record Memo(String name, double initial) {}

  /** An AC drive; {@code minus} is -1 for an unknown's row. */
  record Drive(int plus, int minus, double magnitude, double phaseDegrees) {}

  record Start(int plus, int minus, double volts) {}

  /** A local index beyond the pins: an internal node, an unknown, or (quantity null) a link. */
  record Extra(Quantity quantity, boolean node, int link) {}

  final Instance instance;
  private final Circuit circuit;
  private final List<String> pins;
  final List<Extra> extras = new ArrayList<>();
  final List<Delay> delays = new ArrayList<>();
  final List<Limit> limits = new ArrayList<>();
  final List<Memo> cells = new ArrayList<>();
  final List<Guard> guards = new ArrayList<>();
  final List<DoubleUnaryOperator> corners = new ArrayList<>();
  final List<DoubleUnaryOperator> steadies = new ArrayList<>();
  final List<Drive> drives = new ArrayList<>();
  final List<Response> responses = new ArrayList<>();
  final List<Output> outputs = new ArrayList<>();
  final List<Start> starts = new ArrayList<>();
  final Equations equations;

  private final double gmin;
  private final Consumer<Noise> noises;
  private boolean usesGmin;

  Declared(Instance instance, Circuit circuit, double gmin) {
    this(instance, circuit, gmin, noise -> {});
  }

  private Declared(
      Instance instance, Circuit circuit, double gmin, Consumer<Noise> noises) {
    this.instance = instance;
    this.circuit = circuit;
    this.gmin = gmin;
    this.noises = noises;
    this.pins = Pins.of(instance.model());
    this.equations = instance.model().declare(this);
  }

  /** Returns whether the device puts gmin across junctions. */
  boolean usesGmin() {
    return usesGmin;
  }

  /** Returns the same instance with another gmin. */
  Declared withGmin(double other) {
    return new Declared(instance, circuit, other);
  }

  /** Returns the noise currents; they are not kept, since few runs ask for them. */
  List<Noise> noises() {
    List<Noise> found = new ArrayList<>();
    new Declared(instance, circuit, gmin, found::add);
    return found;
  }

  /** Returns the number of local indices, ground included. */
  int locals() {
    return 1 + instance.nodes().size() + extras.size();
  }

  private int add(Extra extra) {
    extras.add(extra);
    return locals() - 1;
  }

  @Override
  public Terminal terminal(String name) {
    for (int i = 0; i < pins.size(); i++) {
      if (pins.get(i).equals(name)) {
        return terminal(i);
      }
    }
    throw new IllegalArgumentException(instance.type() + " declares no terminal " + name);
  }

  @Override
  public Terminal terminal(int index) {
    if (index < 0 || index >= instance.nodes().size()) {
      throw new IllegalArgumentException(instance.name() + " has no terminal " + index);
    }
    return new Terminal(1 + index);
  }

  @Override
  public int terminalCount() {
    return instance.nodes().size();
  }

  @Override
  public boolean has(String name) {
    int k = pins.indexOf(name);
    return k >= 0 && k < terminalCount();
  }

  @Override
  public Terminal internalNode(String name) {
    return new Terminal(add(new Extra(Quantity.of(name, "V"), true, -1)));
  }

  @Override
  public Voltage voltage(Terminal plus, Terminal minus) {
    return new Voltage(plus.index(), minus.index());
  }

  @Override
  public Current current(Terminal plus, Terminal minus) {
    return new Current(plus.index(), minus.index());
  }

  @Override
  public Unknown unknown(Quantity quantity) {
    return new Unknown(add(new Extra(quantity, false, -1)));
  }

  @Override
  public Unknown linked(int index) {
    return new Unknown(add(new Extra(null, false, index)));
  }

  @Override
  public int linkCount() {
    return instance.links().size();
  }

  @Override
  public Delayed delayed(Voltage voltage, double seconds) {
    return delayed(voltage.plus(), voltage.minus(), seconds);
  }

  @Override
  public Delayed delayed(Unknown unknown, double seconds) {
    return delayed(unknown.index(), 0, seconds);
  }

  private Delayed delayed(int plus, int minus, double seconds) {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException(instance.name() + ": a delay must be positive");
    }
    delays.add(new Delay(plus, minus, seconds));
    return new Delayed(delays.size() - 1, plus, minus);
  }

  @Override
  public Limited limited(Voltage voltage, Limiter by) {
    limits.add(new Limit(voltage.plus(), voltage.minus(), by));
    return new Limited(limits.size() - 1, voltage.plus(), voltage.minus());
  }

  @Override
  public Cell cell(String name, double initial) {
    cells.add(new Memo(name, initial));
    return new Cell(cells.size() - 1);
  }

  @Override
  public void when(String name, ToDoubleFunction<Point> guard, Consumer<Memory> then) {
    guards.add(new Guard(name, guard, then));
  }

  @Override
  public void corners(DoubleUnaryOperator nextAfter) {
    corners.add(nextAfter);
  }

  @Override
  public void steady(DoubleUnaryOperator until) {
    steadies.add(until);
  }

  @Override
  public void excite(Unknown row, double magnitude, double phaseDegrees) {
    drives.add(new Drive(row.index(), -1, magnitude, phaseDegrees));
  }

  @Override
  public void excite(Current current, double magnitude, double phaseDegrees) {
    drives.add(new Drive(current.plus(), current.minus(), magnitude, phaseDegrees));
  }

  @Override
  public void response(Current row, Voltage by, FrequencyResponse y) {
    responses.add(new Response(row, by, y));
  }

  /** Returns whether in AC a response stands for what is stamped on this current. */
  boolean isReplacedInAc(Current row) {
    for (int i = 0; i < responses.size(); i++) {
      if (responses.get(i).row().equals(row)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void noise(String name, Current through, NoiseDensity density) {
    noises.accept(new Noise(name, through, density));
  }

  @Override
  public void output(String name, String unit, ToDoubleFunction<Point> value) {
    outputs.add(new Output(name, unit, value));
  }

  @Override
  public void initialVoltage(Voltage voltage, double volts) {
    starts.add(new Start(voltage.plus(), voltage.minus(), volts));
  }

  @Override
  public double temperature() {
    return instance.temperature();
  }

  @Override
  public double nominalTemperature() {
    return circuit.nominalTemperature();
  }

  @Override
  public double gmin() {
    usesGmin = true;
    return gmin;
  }
}
