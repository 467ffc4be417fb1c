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
import org.ionspice.device.DeviceModel;
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
import org.jspecify.annotations.Nullable;

/**
 * What a device declared, in local indices: 0 is ground, then pins, then internal nodes, unknowns
 * and links in the order of declaration. Instances with equal parameters share one.
 */
final class Declared implements Declaration {
  record Guard(String name, ToDoubleFunction<Point> value, Consumer<Memory> then) {}

  record Output(String name, String unit, ToDoubleFunction<Point> value) {}

  record Delay(int plus, int minus, double seconds) {}

  record Limit(int plus, int minus, Limiter by) {}

  /** An admittance that in AC replaces what the equations stamp on a current. */
  record Response(Current row, Voltage by, FrequencyResponse y) {}

  record Noise(String name, Current through, NoiseDensity density) {}

  /** An unknown that is the current of a constant capacitance. */
  record Rate(int local, int plus, int minus, double capacitance) {}

  record Memo(String name, double initial) {}

  /** What a cell becomes in a rest. */
  record Settling(Cell cell, ToDoubleFunction<Point> value) {}

  /** An AC drive; {@code minus} is -1 for an unknown's row. */
  record Drive(int plus, int minus, double magnitude, double phaseDegrees) {}

  record Start(int plus, int minus, double volts) {}

  /** An internal node and the one that it lies behind. */
  record Inner(int node, int outer) {}

  /** A local index beyond the pins: an internal node, an unknown, or (quantity null) a link. */
  record Extra(Quantity quantity, boolean node, int link) {}

  /**
   * What tells one declaration from another.
   *
   * @param pins connected pins
   * @param links unknowns of other instances that the device reads
   * @param temperature K
   * @param nominalTemperature K, at which parameters hold
   */
  record Key(
      DeviceModel model,
      String type,
      int pins,
      int links,
      double temperature,
      double nominalTemperature) {
    /** Returns whether an instance of the same circuit has this key, without a deep look. */
    boolean fits(Instance instance) {
      return instance.model() == model
          && instance.nodes().size() == pins
          && instance.links().size() == links
          && instance.temperature() == temperature
          && instance.type().equals(type);
    }

    static Key of(Instance instance, Circuit circuit) {
      return new Key(
          instance.model(),
          instance.type(),
          instance.nodes().size(),
          instance.links().size(),
          instance.temperature(),
          circuit.nominalTemperature());
    }
  }

  final Key key;
  private final List<String> pins;
  List<Extra> extras = List.of();
  List<Delay> delays = List.of();
  List<Limit> limits = List.of();
  List<Memo> cells = List.of();
  List<Settling> settlings = List.of();
  List<Rate> rates = List.of();
  List<Guard> guards = List.of();
  List<DoubleUnaryOperator> corners = List.of();
  List<DoubleUnaryOperator> steadies = List.of();
  List<Drive> drives = List.of();
  List<Response> responses = List.of();
  List<Output> outputs = List.of();
  List<Start> starts = List.of();
  List<Inner> inner = List.of();
  final Equations equations;

  private final double gmin;
  private final Consumer<Noise> noises;
  private boolean usesGmin;
  private @Nullable Shape shape;
  private Limiter[] limiters = {};

  Declared(Key key, double gmin) {
    this(key, gmin, noise -> {});
  }

  private Declared(Key key, double gmin, Consumer<Noise> noises) {
    this.key = key;
    this.gmin = gmin;
    this.noises = noises;
    this.pins = Pins.of(key.model());
    this.equations = key.model().declare(this);
  }

  /** Returns which entries its equations stamp, found at the first call. */
  Shape shape() {
    Shape known = shape;
    if (known == null) {
      known = Shape.of(this);
      shape = known;
    }
    return known;
  }

  /** Returns what limits each of {@link #limits}; not a copy. */
  Limiter[] limiters() {
    if (limiters.length < limits.size()) {
      limiters = limits.stream().map(Limit::by).toArray(Limiter[]::new);
    }
    return limiters;
  }

  /** Lets the shape share what others have. */
  void shareShape(Shapes shapes) {
    shape = shapes.shared(shape());
  }

  /** Returns whether the equations look at more than unknowns and the state of the run. */
  boolean isRemembering() {
    return !limits.isEmpty() || !cells.isEmpty() || !delays.isEmpty();
  }

  /** Returns whether {@code other} has as many unknowns and memories, so that it can stand here. */
  boolean isLaidOutAs(Declared other) {
    return locals() == other.locals()
        && delays.size() == other.delays.size()
        && cells.size() == other.cells.size()
        && rates.size() == other.rates.size()
        && limits.size() == other.limits.size();
  }

  /** Returns whether the device puts gmin across junctions. */
  boolean usesGmin() {
    return usesGmin;
  }

  /** Returns the same with equations of its own, for another thread. */
  Declared again() {
    return new Declared(key, gmin);
  }

  /** Returns the same with another gmin. */
  Declared withGmin(double other) {
    Declared same = new Declared(key, other);
    // No number but gmin is different, and only a constant shape holds numbers that count.
    same.shape = shape().constant() ? null : shape;
    return same;
  }

  /** Returns the noise currents; they are not kept, since few runs ask for them. */
  List<Noise> noises() {
    List<Noise> found = new ArrayList<>();
    new Declared(key, gmin, found::add);
    return found;
  }

  /** Returns the number of local indices, ground included. */
  int locals() {
    return 1 + key.pins() + extras.size();
  }

  /** Returns {@code list} with a further element; few devices have many. */
  private static <T> List<T> with(List<T> list, T element) {
    List<T> longer = list.isEmpty() ? new ArrayList<>(2) : list;
    longer.add(element);
    return longer;
  }

  private int add(Extra extra) {
    extras = with(extras, extra);
    return locals() - 1;
  }

  @Override
  public Terminal terminal(String name) {
    for (int i = 0; i < pins.size(); i++) {
      if (pins.get(i).equals(name)) {
        return terminal(i);
      }
    }
    throw new IllegalArgumentException(key.type() + " declares no terminal " + name);
  }

  @Override
  public Terminal terminal(int index) {
    if (index < 0 || index >= key.pins()) {
      throw new IllegalArgumentException(key.type() + " has no terminal " + index);
    }
    return Handles.terminal(1 + index);
  }

  @Override
  public int terminalCount() {
    return key.pins();
  }

  @Override
  public boolean has(String name) {
    int k = pins.indexOf(name);
    return k >= 0 && k < terminalCount();
  }

  @Override
  public Terminal internalNode(String name) {
    return Handles.terminal(add(new Extra(Quantity.of(name, "V"), true, -1)));
  }

  @Override
  public Terminal internalNode(String name, Terminal outer) {
    Terminal node = internalNode(name);
    inner = with(inner, new Inner(node.index(), outer.index()));
    return node;
  }

  @Override
  public Voltage voltage(Terminal plus, Terminal minus) {
    return Handles.voltage(plus.index(), minus.index());
  }

  @Override
  public Current current(Terminal plus, Terminal minus) {
    return Handles.current(plus.index(), minus.index());
  }

  @Override
  public Unknown unknown(Quantity quantity) {
    return Handles.unknown(add(new Extra(quantity, false, -1)));
  }

  @Override
  public void rate(Unknown rate, Voltage voltage, double capacitance) {
    rates = with(rates, new Rate(rate.index(), voltage.plus(), voltage.minus(), capacitance));
  }

  @Override
  public Unknown linked(int index) {
    return Handles.unknown(add(new Extra(null, false, index)));
  }

  @Override
  public int linkCount() {
    return key.links();
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
      throw new IllegalArgumentException(key.type() + ": a delay must be positive");
    }
    delays = with(delays, new Delay(plus, minus, seconds));
    return new Delayed(delays.size() - 1, plus, minus);
  }

  @Override
  public Limited limited(Voltage voltage, Limiter by) {
    limits = with(limits, new Limit(voltage.plus(), voltage.minus(), by));
    return new Limited(limits.size() - 1, voltage.plus(), voltage.minus());
  }

  @Override
  public Cell cell(String name, double initial) {
    cells = with(cells, new Memo(name, initial));
    return new Cell(cells.size() - 1);
  }

  @Override
  public void settle(Cell cell, ToDoubleFunction<Point> value) {
    settlings = with(settlings, new Settling(cell, value));
  }

  @Override
  public void when(String name, ToDoubleFunction<Point> guard, Consumer<Memory> then) {
    guards = with(guards, new Guard(name, guard, then));
  }

  @Override
  public void corners(DoubleUnaryOperator nextAfter) {
    corners = with(corners, nextAfter);
  }

  @Override
  public void steady(DoubleUnaryOperator until) {
    steadies = with(steadies, until);
  }

  @Override
  public void excite(Unknown row, double magnitude, double phaseDegrees) {
    drives = with(drives, new Drive(row.index(), -1, magnitude, phaseDegrees));
  }

  @Override
  public void excite(Current current, double magnitude, double phaseDegrees) {
    drives = with(drives, new Drive(current.plus(), current.minus(), magnitude, phaseDegrees));
  }

  @Override
  public void response(Current row, Voltage by, FrequencyResponse y) {
    responses = with(responses, new Response(row, by, y));
  }

  /** Returns whether in AC a response stands for what is stamped on this current. */
  boolean isReplacedInAc(int plus, int minus) {
    for (Response response : responses) {
      if (response.row().plus() == plus && response.row().minus() == minus) {
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
    outputs = with(outputs, new Output(name, unit, value));
  }

  @Override
  public void initialVoltage(Voltage voltage, double volts) {
    starts = with(starts, new Start(voltage.plus(), voltage.minus(), volts));
  }

  @Override
  public double temperature() {
    return key.temperature();
  }

  @Override
  public double nominalTemperature() {
    return key.nominalTemperature();
  }

  @Override
  public double gmin() {
    usesGmin = true;
    return gmin;
  }
}
