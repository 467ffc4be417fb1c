package org.ionspice.elaboration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.FrequencyResponse;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.Memory;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/** Learns the names of a device's unknowns, cells and outputs by letting it declare itself. */
final class Probing implements Declaration {
  private final List<String> terminals;
  private final int pins;
  private final int links;
  private final double temperature;
  private final Map<String, String> unknowns = new LinkedHashMap<>();
  private final Map<String, String> printable = new LinkedHashMap<>();
  private int indices;
  private int slots;

  private Probing(List<String> terminals, int pins, int links, double temperature) {
    this.terminals = terminals;
    this.pins = pins;
    this.links = links;
    this.temperature = temperature;
    this.indices = pins;
  }

  /** Returns what a part declares. */
  static Probing of(Part part, DeviceCatalog catalog) {
    List<String> terminals =
        catalog.byType(part.type()).map(DeviceType::allPins).orElse(List.of());
    Probing probing =
        new Probing(
            terminals,
            part.pins().length + part.senses().size(),
            part.links().size(),
            part.temperature());
    part.model().declare(probing);
    return probing;
  }

  /** Returns what a device of this type, with all its pins, declares. */
  static Probing of(DeviceType type, DeviceModel model) {
    Probing probing = new Probing(type.allPins(), type.allPins().size(), 2, 300.15);
    model.declare(probing);
    return probing;
  }

  /** Returns the names of unknowns, which formulas may use. */
  Set<String> unknowns() {
    return unknowns.keySet();
  }

  /** Returns the names of everything that can be printed: unknowns, cells and outputs. */
  Set<String> printable() {
    return units().keySet();
  }

  /** Returns the unit of everything that can be printed; empty for cells. */
  Map<String, String> units() {
    Map<String, String> all = new LinkedHashMap<>(unknowns);
    all.putAll(printable);
    all.keySet().removeIf(name -> name.contains("#")); // Parts of an approximation, not results.
    return all;
  }

  @Override
  public Terminal terminal(String name) {
    return new Terminal(terminals.indexOf(name) + 1);
  }

  @Override
  public boolean has(String name) {
    int k = terminals.indexOf(name);
    return k >= 0 && k < pins;
  }

  @Override
  public Terminal terminal(int index) {
    return new Terminal(index + 1);
  }

  @Override
  public int terminalCount() {
    return pins;
  }

  @Override
  public Terminal internalNode(String name) {
    return new Terminal(++indices);
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
    unknowns.put(quantity.name().toLowerCase(Locale.ROOT), quantity.unit());
    return new Unknown(++indices);
  }

  @Override
  public Unknown linked(int index) {
    return new Unknown(++indices);
  }

  @Override
  public int linkCount() {
    return links;
  }

  @Override
  public Delayed delayed(Voltage voltage, double seconds) {
    return new Delayed(slots++, voltage.plus(), voltage.minus());
  }

  @Override
  public Delayed delayed(Unknown unknown, double seconds) {
    return new Delayed(slots++, unknown.index(), 0);
  }

  @Override
  public Limited limited(Voltage voltage, Limiter by) {
    return new Limited(slots++, voltage.plus(), voltage.minus());
  }

  @Override
  public Cell cell(String name, double initial) {
    printable.put(name.toLowerCase(Locale.ROOT), "");
    return new Cell(slots++);
  }

  @Override
  public void settle(Cell cell, ToDoubleFunction<Point> value) {
    // What cells are in a rest changes no names.
  }

  @Override
  public void when(String name, ToDoubleFunction<Point> guard, Consumer<Memory> then) {
    // Events change no names.
  }

  @Override
  public void corners(DoubleUnaryOperator nextAfter) {
    // Corners change no names.
  }

  @Override
  public void excite(Unknown row, double magnitude, double phaseDegrees) {
    // Excitation changes no names.
  }

  @Override
  public void excite(Current current, double magnitude, double phaseDegrees) {
    // Excitation changes no names.
  }

  @Override
  public void response(Current row, Voltage by, FrequencyResponse y) {
    // A response changes no names.
  }

  @Override
  public void noise(String name, Current through, NoiseDensity density) {
    // Noise changes no names.
  }

  @Override
  public void output(String name, String unit, ToDoubleFunction<Point> value) {
    printable.put(name.toLowerCase(Locale.ROOT), unit);
  }

  @Override
  public void initialVoltage(Voltage voltage, double volts) {
    // Initial values change no names.
  }

  @Override
  public double temperature() {
    return temperature;
  }

  @Override
  public double nominalTemperature() {
    return 300.15;
  }

  @Override
  public double gmin() {
    return 1e-12;
  }
}
