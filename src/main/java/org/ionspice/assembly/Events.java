package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.device.Cell;
import org.ionspice.device.Memory;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * The events of all instances: guards to watch and actions to run, in the order of the netlist.
 *
 * <p>Mutable workspace, for one thread.
 */
public final class Events {
  /** The guard of this position in an instance. */
  private record Watch(int instance, int index, Declared.Guard guard) {}

  private final Assembly system;
  private final List<Watch> watches = new ArrayList<>();

  /** Collects the events of {@code system}. */
  public Events(Assembly system) {
    this.system = system;
    for (int k = 0; k < system.partCount(); k++) {
      List<Declared.Guard> guards = system.part(k).guards;
      for (int i = 0; i < guards.size(); i++) {
        watches.add(new Watch(k, i, guards.get(i)));
      }
    }
  }

  /** Returns the number of guards. */
  public int count() {
    return watches.size();
  }

  /** Returns guard {@code i} at the point {@code x} and the time {@code t}. */
  public double guard(int i, double[] x, double t) {
    Evaluation e = system.evaluation();
    e.time(t);
    return watches.get(i).guard().value().applyAsDouble(e.point(watches.get(i).instance(), x));
  }

  /** Returns guard {@code i} of {@code law}, in the place of its instance, at the present time. */
  double guard(int i, Declared law, double[] x) {
    Watch watch = watches.get(i);
    int k = watch.instance();
    return law.guards.get(watch.index()).value().applyAsDouble(system.evaluation().point(k, x));
  }

  /** Returns the position of the instance that guard {@code i} belongs to. */
  public int instance(int i) {
    return watches.get(i).instance();
  }

  /** Runs the action of guard {@code i} at {@code t}; may change cells and {@code x}. */
  public void run(int i, double[] x, double t) {
    run(i, null, x, system.evaluation().cells(), t);
  }

  /** Does so with the action of {@code law}, if given, on these unknowns and cells. */
  void run(int i, @Nullable Declared law, double[] x, double[] cells, double t) {
    Watch watch = watches.get(i);
    int k = watch.instance();
    int base = system.cellBase(watch.instance());
    (law == null ? watch.guard() : law.guards.get(watch.index()))
        .then()
        .accept(
            new Memory() {
              @Override
              public double time() {
                return t;
              }

              @Override
              public double of(Cell cell) {
                return cells[base + cell.slot()];
              }

              @Override
              public double of(Voltage v) {
                return x[system.unknownOf(k, v.plus())] - x[system.unknownOf(k, v.minus())];
              }

              @Override
              public double of(Unknown u) {
                return x[system.unknownOf(k, u.index())];
              }

              @Override
              public void set(Cell cell, double value) {
                cells[base + cell.slot()] = value;
              }

              @Override
              public void set(Unknown u, double value) {
                x[system.unknownOf(k, u.index())] = value;
              }

              @Override
              public void set(Terminal node, double volts) {
                int unknown = system.unknownOf(k, node.index());
                if (unknown < system.size()) {
                  x[unknown] = volts;
                }
              }
            });
  }

  /** Returns a phrase for event {@code i}, for messages. */
  public String name(int i) {
    Watch watch = watches.get(i);
    return watch.guard().name() + " of " + system.instance(watch.instance()).name();
  }
}
