package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;

/** The single analysis of a netlist, its quantities by name. */
record Waves(Table table) {
  /** Runs a netlist that has one analysis and no mistakes. */
  static Waves of(String netlist) {
    Simulation simulation = Simulation.of("test.cir", netlist);
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    try {
      Map<String, Table> tables = simulation.tables();
      assertThat(tables).hasSize(1);
      return new Waves(tables.values().iterator().next());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Returns a column of numbers; {@code part} is 1 for an imaginary part. */
  private double[] column(String name, int part) {
    for (int c = 0; c < table.header().columns().size(); c++) {
      if (table.header().columns().get(c).name().equals(name)) {
        int index = table.header().complex() ? 2 * c : c;
        return table.blocks().get(0).column(index + part);
      }
    }
    throw new AssertionError("no column " + name + " in " + table.header().columns());
  }

  double[] column(String name) {
    return column(name, 0);
  }

  double[] imaginary(String name) {
    return column(name, 1);
  }

  /** Returns the value of {@code name} at {@code time}, s, on a straight line between rows. */
  double at(String name, double time) {
    double[] t = table.blocks().get(0).column(0);
    double[] y = column(name);
    for (int k = 1; k < t.length; k++) {
      if (t[k] >= time) {
        return t[k] == t[k - 1]
            ? y[k]
            : y[k - 1] + (y[k] - y[k - 1]) * (time - t[k - 1]) / (t[k] - t[k - 1]);
      }
    }
    return y[y.length - 1];
  }

  /** Returns the times, s, at which {@code name} has grown by a half or more from row to row. */
  List<Double> jumps(String name) {
    double[] t = table.blocks().get(0).column(0);
    double[] y = column(name);
    List<Double> times = new ArrayList<>();
    for (int k = 1; k < t.length; k++) {
      if (y[k] >= y[k - 1] + 0.5) {
        times.add(t[k]);
      }
    }
    return times;
  }

  /** Returns the times, s, at which {@code name} rises through {@code level}. */
  List<Double> rises(String name, double level) {
    double[] t = table.blocks().get(0).column(0);
    double[] y = column(name);
    List<Double> rises = new ArrayList<>();
    for (int k = 1; k < t.length; k++) {
      if (y[k - 1] <= level && y[k] > level) {
        rises.add(t[k - 1] + (t[k] - t[k - 1]) * (level - y[k - 1]) / (y[k] - y[k - 1]));
      }
    }
    return rises;
  }

  /** Returns the mean time between the rises of {@code name} through {@code level}, s. */
  double period(String name, double level) {
    List<Double> rises = rises(name, level);
    assertThat(rises).hasSizeGreaterThan(2);
    return (rises.get(rises.size() - 1) - rises.get(0)) / (rises.size() - 1);
  }

  /** Returns the least value of {@code name}. */
  double least(String name) {
    return java.util.Arrays.stream(column(name)).min().orElseThrow();
  }

  /** Returns the largest value of {@code name}. */
  double most(String name) {
    return java.util.Arrays.stream(column(name)).max().orElseThrow();
  }
}
