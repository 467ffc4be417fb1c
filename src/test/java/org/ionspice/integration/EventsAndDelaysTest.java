package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ionspice.analysis.AcSweep;
import org.ionspice.analysis.TestDevices;
import org.ionspice.circuit.Circuit;
import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsAndDelaysTest {
  /** Leaky integrate-and-fire: C v' = -g v + I, reset to zero at the threshold. */
  record Spiker(double c, double g, double current, double threshold) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current i = self.current(self.terminal(0), self.terminal(1));
      Cell spikes = self.cell("spikes", 0);
      self.when(
          "spike",
          at -> at.of(v) - threshold,
          memory -> {
            memory.set(self.terminal(0), 0);
            memory.set(spikes, memory.of(spikes) + 1);
          });
      return (at, f, q) -> {
        f.add(i, g * at.of(v) - current).d(v, g);
        q.add(i, c * at.of(v)).d(v, c);
      };
    }
  }

  /** Output voltage: the first pin's voltage some time ago. */
  record Echo(double seconds, double gain) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Delayed late =
          self.delayed(self.voltage(self.terminal(0), new org.ionspice.device.Terminal(0)), seconds);
      Voltage out = self.voltage(self.terminal(1), new org.ionspice.device.Terminal(0));
      Current i = self.current(self.terminal(1), new org.ionspice.device.Terminal(0));
      Unknown branch = self.unknown(Quantity.branchCurrent());
      return (at, f, q) -> {
        f.add(i, at.of(branch)).d(branch, 1);
        f.add(branch, at.of(out) - gain * at.of(late)).d(out, 1).d(late, -gain);
      };
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void spikesComeAtLapicquesPeriod(String method) throws Exception {
    // tau = C/g = 20 ms, I/g = 20 mV, threshold 15 mV: period tau ln(20 / 5) = 27.7259 ms.
    Circuit neuron =
        TestDevices.circuit(
            List.of("m"),
            TestDevices.instance("n1", new Spiker(2e-9, 1e-7, 2e-9, 15e-3), 0, -1));

    Table rows =
        TestDevices.run(
            neuron, new Transient(1e-3, 0.3, 0, Double.NaN, true, false), Map.of("method", method, "reltol", 1e-5));

    double[] t = rows.column("scale");
    double[] count = rows.column("@n1[spikes]");
    List<Double> spikes = new ArrayList<>();
    for (int i = 1; i < t.length; i++) {
      if (count[i] > count[i - 1]) {
        spikes.add(t[i]);
      }
    }
    double period = 20e-3 * Math.log(4);
    assertThat(spikes).hasSize((int) Math.floor(0.3 / period));
    for (int k = 0; k < spikes.size(); k++) {
      // Some fifty steps a period, each wrong by at most 1e-5 of the peak, and a crossing slope of
      // 5 mV in 20 ms: under 1e-3 of the period.
      assertThat(spikes.get(k) / (period * (k + 1))).isCloseTo(1, within(1e-3));
    }
    double[] v = rows.column("v(m)");
    for (double value : v) {
      assertThat(value).isBetween(-1e-9, 15e-3 * (1 + 1e-6));
    }
  }

  @Test
  void aDelayIsAShiftInTime() throws Exception {
    double delay = 0.3;
    Circuit line =
        TestDevices.circuit(
            List.of("in", "out"),
            TestDevices.instance(
                "v1", new TestDevices.Source(t -> Math.sin(2 * Math.PI * t)), 0, -1),
            TestDevices.instance("n1", new Echo(delay, 1), 0, 1),
            TestDevices.instance("r1", new TestDevices.Conductance(1), 1, -1));

    Table rows =
        TestDevices.run(
            line, new Transient(1, 3, 0, 2e-3, false, false), Map.of());

    double[] t = rows.column("scale");
    double[] v = rows.column("v(out)");
    for (int i = 0; i < t.length; i++) {
      double exact = t[i] < delay ? 0 : Math.sin(2 * Math.PI * (t[i] - delay));
      assertThat(v[i]).isCloseTo(exact, within(1e-5));
    }
  }

  @Test
  void aDelayIsAPhaseInAcAndNothingInDc() throws Exception {
    Circuit line =
        TestDevices.circuit(
            List.of("in", "out"),
            TestDevices.instance("i1", new IntegrationFormulaTest.Drive(), 0, -1),
            TestDevices.instance("r0", new TestDevices.Conductance(1), 0, -1),
            TestDevices.instance("n1", new Echo(0.25, 2), 0, 1),
            TestDevices.instance("r1", new TestDevices.Conductance(1), 1, -1));

    Table rows = TestDevices.run(line, new AcSweep(AcSweep.grid("lin", 9, 0, 8)), Map.of());

    double[] f = rows.column("scale");
    for (int i = 0; i < f.length; i++) {
      double phase = -2 * Math.PI * f[i] * 0.25;
      assertThat(rows.column("v(out)")[i]).isCloseTo(2 * Math.cos(phase), within(1e-12));
      assertThat(rows.imaginary("v(out)")[i]).isCloseTo(2 * Math.sin(phase), within(1e-12));
    }
  }
}
