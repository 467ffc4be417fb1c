package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the closed form of the rate: 1 / (tref + tau ln(R I / (R I - vth))). */
class LeakyIntegrateAndFireTest {
  private static final String NEURON =
      "Nneuron m 0 lif CM=2n GL=100n EL=0 VTH=15m VRES=0 TREF=2m\n";

  @ParameterizedTest
  @CsvSource({"1.6, 17.4059", "2, 33.6407", "3, 63.0400"})
  void firesAtLapicquesRate(double nanoamperes, double rate) {
    Waves waves =
        Waves.of("rate\nI1 0 m DC " + nanoamperes + "n\n" + NEURON + ".tran 1m 400m\n.end\n");

    List<Double> spikes = waves.jumps("@nneuron[spikes]");

    double drive = nanoamperes * 1e-9 / 100e-9;
    double period = 2e-3 + 20e-3 * Math.log(drive / (drive - 15e-3));
    assertThat(1 / period).isCloseTo(rate, within(6e-5));
    int last = spikes.size() - 1;
    assertThat(last).isGreaterThanOrEqualTo(5);
    double measured = last / (spikes.get(last) - spikes.get(0));
    assertThat(measured).isCloseTo(rate, within(1e-3 * rate));
  }

  @Test
  void staysSilentBelowRheobase() {
    // 1.4 nA through 10 MOhm is 14 mV, below the threshold of 15 mV.
    Waves waves = Waves.of("silent\nI1 0 m DC 1.4n\n" + NEURON + ".tran 1m 400m\n.end\n");

    assertThat(waves.column("@nneuron[spikes]")).containsOnly(0);
    assertThat(waves.at("v(m)", 0.4)).isCloseTo(14e-3, within(1e-6));
  }

  @Test
  void firesFirstAfterTheChargingTimeWhenItStartsAtRest() {
    Waves waves = Waves.of("uic\nI1 0 m DC 2n\n" + NEURON + ".tran 1m 60m uic\n.end\n");

    // tau ln(20/5) from el = 0; the threshold of 15 mV out of 20 mV.
    double first = 20e-3 * Math.log(4);
    List<Double> spikes = waves.jumps("@nneuron[spikes]");
    assertThat(spikes).hasSize(2);
    assertThat(spikes.get(0)).isCloseTo(first, within(1e-3 * first));
    assertThat(spikes.get(1) - spikes.get(0)).isCloseTo(first + 2e-3, within(1e-3 * first));
  }

  @Test
  void holdsTheMembraneWhileItIsRefractory() {
    Waves waves = Waves.of("hold\nI1 0 m DC 2n\n" + NEURON + ".tran 1m 60m uic\n.end\n");

    double first = 20e-3 * Math.log(4);
    // The membrane is let go 2 ms after the spike.
    assertThat(waves.at("v(m)", first + 1e-3)).isCloseTo(0, within(1e-6));
    assertThat(waves.at("v(m)", first + 1.9e-3)).isCloseTo(0, within(1e-6));
    // Then it charges again: 20 mV (1 - exp(-t/tau)).
    assertThat(waves.at("v(m)", first + 12e-3))
        .isCloseTo(20e-3 * -Math.expm1(-0.5), within(3e-5));
  }

  @Test
  void isResetAgainstItsSecondPin() {
    Waves waves =
        Waves.of(
            "raised\nV0 base 0 DC -65m\nI1 base m DC 2n\n"
                + "Nneuron m base lif CM=2n GL=100n EL=0 VTH=15m VRES=5m TREF=0\n"
                + ".tran 1m 100m\n.end\n");

    List<Double> spikes = waves.jumps("@nneuron[spikes]");
    // Without refractory time, from 5 mV: tau ln((20 - 5)/(20 - 15)).
    double period = 20e-3 * Math.log(3);
    assertThat(spikes.get(2) - spikes.get(1)).isCloseTo(period, within(1e-3 * period));
    for (double v : waves.column("v(m)")) {
      assertThat(v).isBetween(-65.1e-3, -44.9e-3);
    }
  }

  @Test
  void refusesAResetAboveTheThreshold() {
    assertThatThrownBy(
            () -> new LeakyIntegrateAndFire(1e-9, 1e-7, 0, 15e-3, 20e-3, 0, Double.NaN))
        .hasMessageContaining("vres");
  }

  @Test
  void takesOneIterationAStageBetweenItsEvents() throws IOException {
    Simulation simulation =
        Simulation.of(
            "leak", "leak\nI1 0 m SIN(0 1n 100)\n" + NEURON + ".tran 1m 40m 0 0.1m\n.end\n");
    Table table = new Table();
    AnalysisReport report = simulation.run(header -> table, Simulation.Progress.NONE).get(0);

    // Two stages a step; the operating point takes the rest.
    assertThat(report.points()).isGreaterThan(400);
    assertThat(report.iterations()).isLessThan(2 * (report.points() + report.rejected()) + 10);
  }
}
