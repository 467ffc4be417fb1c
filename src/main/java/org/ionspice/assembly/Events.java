package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.device.Cell;
import org.ionspice.device.Memory;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/**
 * The events of all instances: guards to watch and actions to run, in the order of the netlist.
 *
 * <p>Mutable workspace, for one thread.
 */
public final class Events {
  private record Watch(int instance, Declared.Guard guard) {}

  private final Assembly system;
  private final List<Watch> watches = new ArrayList<>();

  /** Collects the events of {@code system}. */
  public Events(Assembly system) {
    this.system = system;
    for (int k = 0; k < system.partCount(); k++) {
      for (Declared.Guard guard : system.part(k).guards) {
        watches.add(new Watch(k, guard));
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

  /** Runs the action of guard {@code i} at {@code t}; may change cells and {@code x}. */
  public void run(int i, double[] x, double t) {
    Watch watch = watches.get(i);
    int k = watch.instance();
    int base = system.cellBase(watch.instance());
    double[] cells = system.evaluation().cells();
    watch
        .guard()
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
