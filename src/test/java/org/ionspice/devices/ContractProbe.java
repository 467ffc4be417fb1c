package org.ionspice.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.FrequencyResponse;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.Memory;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/**
 * One instance on a bench: takes a device's declaration, and evaluates f, q and their partials as
 * dense arrays. Column {@code size() + k} stands for delayed quantity k, which is independent here.
 */
final class ContractProbe implements Declaration {
  /** Values and partials at one point. */
  record Sample(double[] f, double[] q, double[][] g, double[][] c, List<String> calls) {}

  private final List<String> pins;
  private final int pinCount;
  private final int links;
  private final List<Quantity> quantities = new ArrayList<>();
  final List<Boolean> isNode = new ArrayList<>();
  final List<Integer> delayPairs = new ArrayList<>();
  final List<Limiter> limiters = new ArrayList<>();
  final Map<String, Integer> cellNames = new LinkedHashMap<>();
  final Map<String, ToDoubleFunction<Point>> guards = new LinkedHashMap<>();
  final Map<String, Consumer<Memory>> handlers = new LinkedHashMap<>();
  final Map<String, ToDoubleFunction<Point>> outputs = new LinkedHashMap<>();
  final Map<String, String> outputUnits = new LinkedHashMap<>();
  final Map<String, NoiseDensity> noises = new LinkedHashMap<>();
  final List<FrequencyResponse> responses = new ArrayList<>();
  final List<DoubleUnaryOperator> corners = new ArrayList<>();
  private final List<Double> cellStarts = new ArrayList<>();
  private final Equations equations;

  private double[] x = {};
  private double[] late = {};
  private double[] cells = {};
  private double time;
  private boolean transientRun;

  ContractProbe(DeviceModel model, int pinCount, int links) {
    Model annotation = model.getClass().getAnnotation(Model.class);
    List<String> names = new ArrayList<>(List.of(annotation.terminals()));
    for (String group : annotation.optional()) {
      names.addAll(List.of(group.split(" ")));
    }
    this.pins = List.copyOf(names);
    this.pinCount = pinCount;
    this.links = links;
    isNode.add(true);
    for (int k = 0; k < pinCount; k++) {
      isNode.add(true);
    }
    this.equations = model.declare(this);
    cells = cellStarts.stream().mapToDouble(Double::doubleValue).toArray();
    late = new double[delayPairs.size()];
  }

  /** Returns the number of local values, ground (always 0) included. */
  int size() {
    return isNode.size();
  }

  int columns() {
    return size() + delayPairs.size();
  }

  /** Returns the local index of a declared unknown or internal node. */
  int index(String name) {
    for (int k = 0; k < quantities.size(); k++) {
      if (quantities.get(k).name().equals(name)) {
        return 1 + pinCount + k;
      }
    }
    throw new IllegalArgumentException("no unknown " + name);
  }

  Quantity quantity(String name) {
    return quantities.get(index(name) - 1 - pinCount);
  }

  List<Quantity> quantities() {
    return quantities;
  }

  ContractProbe inTransient(double seconds) {
    transientRun = true;
    time = seconds;
    return this;
  }

  ContractProbe inDc() {
    transientRun = false;
    time = 0;
    return this;
  }

  void setCell(String name, double value) {
    cells[cellNames.get(name)] = value;
  }

  /** Returns random node voltages and unknowns; sizes of a volt, states within and near 0..1. */
  double[] randomPoint(Random random, double volts) {
    double[] point = new double[columns()];
    for (int k = 1; k < point.length; k++) {
      boolean unit = k > pinCount && k < size() && !isNode.get(k)
          && quantities.get(k - 1 - pinCount).unit().equals("1");
      point[k] = unit ? -0.1 + 1.2 * random.nextDouble() : volts * (2 * random.nextDouble() - 1);
    }
    return point;
  }

  Sample at(double[] point) {
    x = java.util.Arrays.copyOf(point, size());
    late = java.util.Arrays.copyOfRange(point, size(), columns());
    List<String> calls = new ArrayList<>();
    Dense f = new Dense("f", calls);
    Dense q = new Dense("q", calls);
    equations.evaluate(here, f, q);
    return new Sample(f.values, q.values, f.partials, q.partials, calls);
  }

  double output(String name, double[] point) {
    x = java.util.Arrays.copyOf(point, size());
    return outputs.get(name).applyAsDouble(here);
  }

  double noise(String name, double[] point, double hertz) {
    x = java.util.Arrays.copyOf(point, size());
    return noises.get(name).at(here, hertz);
  }

  double guard(String name, double[] point) {
    x = java.util.Arrays.copyOf(point, size());
    return guards.get(name).applyAsDouble(here);
  }

  private final Point here =
      new Point() {
        @Override
        public double of(Voltage v) {
          return x[v.plus()] - x[v.minus()];
        }

        @Override
        public double of(Unknown u) {
          return x[u.index()];
        }

        @Override
        public double of(Delayed d) {
          return late[d.slot()];
        }

        @Override
        public double of(Limited l) {
          return x[l.plus()] - x[l.minus()];
        }

        @Override
        public double of(Cell c) {
          return cells[c.slot()];
        }

        @Override
        public double time() {
          return time;
        }

        @Override
        public boolean inTransient() {
          return transientRun;
        }

        @Override
        public double sourceScale() {
          return 1;
        }
      };

  private final class Dense implements Stamp {
    private final String name;
    private final List<String> calls;
    private final double[] values = new double[size()];
    private final double[][] partials = new double[size()][columns()];
    private int plus;
    private int minus;

    Dense(String name, List<String> calls) {
      this.name = name;
      this.calls = calls;
    }

    private Stamp add(int p, int m, double value) {
      plus = p;
      minus = m;
      calls.add(name + " add " + p + " " + m);
      values[p] += value;
      if (m >= 0) {
        values[m] -= value;
      }
      return this;
    }

    private Stamp d(int column, int minusColumn, double partial) {
      calls.add(name + " d " + column + " " + minusColumn);
      one(column, partial);
      if (minusColumn >= 0) {
        one(minusColumn, -partial);
      }
      return this;
    }

    private void one(int column, double partial) {
      partials[plus][column] += partial;
      if (minus >= 0) {
        partials[minus][column] -= partial;
      }
    }

    @Override
    public Stamp add(Current row, double value) {
      return add(row.plus(), row.minus(), value);
    }

    @Override
    public Stamp add(Unknown row, double value) {
      return add(row.index(), -1, value);
    }

    @Override
    public Stamp d(Voltage by, double partial) {
      return d(by.plus(), by.minus(), partial);
    }

    @Override
    public Stamp d(Unknown by, double partial) {
      return d(by.index(), -1, partial);
    }

    @Override
    public Stamp d(Delayed by, double partial) {
      return d(size() + by.slot(), -1, partial);
    }

    @Override
    public Stamp d(Limited by, double partial) {
      return d(by.plus(), by.minus(), partial);
    }
  }

  @Override
  public Terminal terminal(String name) {
    int k = pins.indexOf(name);
    if (k < 0) {
      throw new IllegalArgumentException("no terminal " + name);
    }
    return terminal(k);
  }

  @Override
  public Terminal terminal(int index) {
    if (index < 0 || index >= pinCount) {
      throw new IllegalArgumentException("no terminal " + index);
    }
    return new Terminal(1 + index);
  }

  @Override
  public int terminalCount() {
    return pinCount;
  }

  @Override
  public boolean has(String name) {
    int k = pins.indexOf(name);
    return k >= 0 && k < pinCount;
  }

  private int extra(Quantity quantity, boolean node) {
    quantities.add(quantity);
    isNode.add(node);
    return size() - 1;
  }

  @Override
  public Terminal internalNode(String name) {
    return new Terminal(extra(Quantity.of(name, "V"), true));
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
    return new Unknown(extra(quantity, false));
  }

  @Override
  public Unknown linked(int index) {
    if (index < 0 || index >= links) {
      throw new IllegalArgumentException("no link " + index);
    }
    return new Unknown(extra(Quantity.of("link" + index, "A"), false));
  }

  @Override
  public int linkCount() {
    return links;
  }

  @Override
  public Delayed delayed(Voltage voltage, double seconds) {
    delayPairs.add(voltage.plus());
    return new Delayed(delayPairs.size() - 1, voltage.plus(), voltage.minus());
  }

  @Override
  public Delayed delayed(Unknown unknown, double seconds) {
    delayPairs.add(unknown.index());
    return new Delayed(delayPairs.size() - 1, unknown.index(), 0);
  }

  @Override
  public Limited limited(Voltage voltage, Limiter by) {
    limiters.add(by);
    return new Limited(limiters.size() - 1, voltage.plus(), voltage.minus());
  }

  @Override
  public Cell cell(String name, double initial) {
    cellNames.put(name, cellNames.size());
    cellStarts.add(initial);
    return new Cell(cellStarts.size() - 1);
  }

  @Override
  public void settle(Cell cell, ToDoubleFunction<Point> value) {
    // Cells are set by the tests.
  }

  @Override
  public void when(String name, ToDoubleFunction<Point> guard, Consumer<Memory> then) {
    guards.put(name, guard);
    handlers.put(name, then);
  }

  @Override
  public void corners(DoubleUnaryOperator nextAfter) {
    corners.add(nextAfter);
  }

  @Override
  public void excite(Unknown row, double magnitude, double phaseDegrees) {}

  @Override
  public void excite(Current current, double magnitude, double phaseDegrees) {}

  @Override
  public void response(Current row, Voltage by, FrequencyResponse y) {
    responses.add(y);
  }

  @Override
  public void noise(String name, Current through, NoiseDensity density) {
    assert isNode.get(through.plus()) && isNode.get(through.minus());
    noises.put(name, density);
  }

  @Override
  public void output(String name, String unit, ToDoubleFunction<Point> value) {
    outputs.put(name, value);
    outputUnits.put(name, unit);
  }

  @Override
  public void initialVoltage(Voltage voltage, double volts) {}

  @Override
  public double temperature() {
    return 300.15;
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
