package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.diagnostics.Span;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/** The smallest devices that the engine's tests need, independent of the library. */
public final class TestDevices {
  private TestDevices() {}

  public record Conductance(double g) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current i = self.current(self.terminal(0), self.terminal(1));
      return (at, f, q) -> f.add(i, g * at.of(v)).d(v, g);
    }
  }

  public record Capacitance(double c) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current i = self.current(self.terminal(0), self.terminal(1));
      return (at, f, q) -> q.add(i, c * at.of(v)).d(v, c);
    }
  }

  public record Source(DoubleUnaryOperator value) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current out = self.current(self.terminal(0), self.terminal(1));
      Unknown i = self.unknown(Quantity.branchCurrent());
      return (at, f, q) -> {
        f.add(out, at.of(i)).d(i, 1);
        f.add(i, at.of(v) - value.applyAsDouble(at.time())).d(v, 1);
      };
    }
  }

  /** Two states of a harmonic oscillator, x' = w y, y' = -w x, x(0) = 1, with nothing outside. */
  public record Oscillator(double omega) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Unknown x = self.unknown(Quantity.of("x", "1").initially(1).heldInDc(true));
      Unknown y = self.unknown(Quantity.of("y", "1").heldInDc(true));
      return (at, f, q) -> {
        f.add(x, -omega * at.of(y)).d(y, -omega);
        q.add(x, at.of(x)).d(x, 1);
        f.add(y, omega * at.of(x)).d(x, omega);
        q.add(y, at.of(y)).d(y, 1);
      };
    }
  }

  public static Instance instance(String name, DeviceModel model, int plus, int minus) {
    return new Instance(
        name, name.substring(0, 1), model, List.of(plus, minus), List.of(), 1, 300.15, Span.NONE);
  }

  public static Circuit circuit(List<String> nodes, Instance... instances) {
    return new Circuit(
        "test", nodes, List.of(instances), Map.of(), Map.of(), 300.15, 300.15, 1e-12);
  }

  public static Settings settings(Map<String, Object> given) {
    return ParameterTable.of(Settings.class).build(given).record().orElseThrow();
  }

  /** Runs an analysis and returns its rows; fails when it does not complete. */
  public static Table run(Circuit circuit, Analysis analysis, Map<String, Object> options)
      throws Exception {
    Table table = new Table();
    Outcome outcome = outcome(circuit, analysis, options, table);
    if (!outcome.completed()) {
      throw new AssertionError(outcome.failure().orElseThrow().render());
    }
    return table;
  }

  /** Runs an analysis and returns what it took. */
  public static Outcome outcome(Circuit circuit, Analysis analysis, Map<String, Object> options)
      throws Exception {
    return outcome(circuit, analysis, options, new Table());
  }

  private static Outcome outcome(
      Circuit circuit, Analysis analysis, Map<String, Object> options, Table table)
      throws Exception {
    Assembly system = new Assembly(circuit);
    Probes probes = Probes.everything(system);
    List<Column> columns = new ArrayList<>();
    if (!analysis.keyword().equals("op")) {
      columns.add(new Column("scale", "1"));
    }
    columns.addAll(probes.columns());
    boolean complex = analysis.keyword().equals("ac");
    table.begin(
        new Header(
            analysis.keyword(), analysis.plotName(), "test", columns, complex, List.of()));
    table.block(new double[0]);
    Run.Watch quiet =
        new Run.Watch() {
          @Override
          public void progress(double fraction, double step) {}

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    return analysis.run(new Run(system, settings(options), probes, table, quiet, t -> system));
  }
}
