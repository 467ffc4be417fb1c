package org.ionspice.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeMeasureTest {
  /** Triangles 0.2 ms wide, 1 V high, that start at 1, 2 and 4 ms, and a rise at 9.9 ms. */
  private static final String TRIANGLES =
      "V1 a 0 PWL(0 0 1m 0 1.1m 1 1.2m 0 2m 0 2.1m 1 2.2m 0 4m 0 4.1m 1 4.2m 0 9.9m 0 10m 1)\n"
          + "R1 a 0 1k\n.tran 10u 10m\n";

  private static Map<String, Result> run(String netlist) throws IOException {
    Simulation simulation = Simulation.of("s.cir", "spikes\n" + netlist + ".end\n");
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    Table table = simulation.tables().get("tran");
    Map<String, Result> results = new HashMap<>();
    Diagnostics trouble = new Diagnostics();
    for (Command command : simulation.design().commands()) {
      if (command.keyword().equals("meas")) {
        Measure measure = Measure.of(command, trouble).orElseThrow();
        results.put(
            measure.name(), measure.evaluate(table.header(), table.blocks().get(0), Map.of()));
      }
    }
    return results;
  }

  private static Result one(String measurement) throws IOException {
    return run(TRIANGLES + ".meas tran m " + measurement + "\n").get("m");
  }

  private static void gives(String measurement, double value, String unit) throws IOException {
    Result result = one(measurement);
    assertThat(result.reason()).isEmpty();
    assertThat(result.value()).isCloseTo(value, within(1e-9 * Math.abs(value) + 1e-15));
    assertThat(result.unit()).isEqualTo(unit);
  }

  @Test
  void spikesAreRisesThroughTheThreshold() throws IOException {
    gives("spikes v(a) threshold=0.5", 4, "1");
    gives("spikes v(a) val=0.5 from=1.5m to=5m", 2, "1");
    gives("spikes {2*v(a)} threshold={0.25*4}", 4, "1");
    gives("spikes v(a) threshold=1.5", 0, "1");
  }

  @Test
  void aRateIsANumberOfSpikesInAWindow() throws IOException {
    gives("rate v(a) threshold=0.5", 400, "Hz");
    gives("rate v(a) threshold=0.5 from=0 to=5m", 600, "Hz");
  }

  @Test
  void intervalsGoFromRiseToRise() throws IOException {
    // From 1, 2, 4 ms: 1 and 2 ms; mean 1.5, standard deviation 0.5.
    gives("isi v(a) threshold=0.5 to=5m", 1.5e-3, "s");
    gives("isi_first v(a) threshold=0.5", 1e-3, "s");
    gives("isi_last v(a) threshold=0.5 to=5m", 2e-3, "s");
    gives("isi_cv v(a) threshold=0.5 to=5m", 1.0 / 3, "1");
  }

  @Test
  void widthsAreTimesAboveTheThreshold() throws IOException {
    // A triangle of 0.2 ms is above a quarter of its height for three quarters of them.
    gives("width v(a) threshold=0.25", 0.15e-3, "s");
    gives("width_first v(a) threshold=0.5", 0.1e-3, "s");
    // The last rise does not come down, so the one before it is the last with a width.
    gives("width_last v(a) threshold=0.75", 0.05e-3, "s");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    assertThat(one("isi v(a) threshold=0.5 to=1.5m").reason())
        .isEqualTo("there is 1 spike, and it takes 2");
    assertThat(one("isi_cv v(a) threshold=0.5 to=3m").reason())
        .isEqualTo("there are 2 spikes, and it takes 3");
    assertThat(one("width v(a) threshold=7").reason()).isEqualTo("there is no spike");
    assertThat(one("width v(a) threshold=0.5 from=9m").reason())
        .isEqualTo("no spike comes down again");
    assertThat(one("rate v(a) threshold=0.5 from=1 to=2").reason())
        .isEqualTo("the results do not reach the window");
  }

  /** A ripple of 0.2 V on two slow waves: many rises through 0.5 V, two through 0.5 after 0.2 V. */
  @Test
  void aResetLevelIgnoresRipple() throws IOException {
    Map<String, Result> results =
        run(
            """
            V1 a b SIN(0.5 0.5 100)
            V2 b 0 SIN(0 0.1 3k)
            R1 a 0 1k
            .tran 1u 20m
            .meas tran bare spikes v(a) threshold=0.5
            .meas tran quiet spikes v(a) threshold=0.5 reset=0.2
            """);

    assertThat(results.get("bare").value()).isGreaterThan(4);
    assertThat(results.get("quiet").value()).isEqualTo(2);
  }

  /** 1 kHz: 20 periods, a sine is above half of its amplitude for a third of them. */
  @Test
  void aSineSpikesOnceAPeriod() throws IOException {
    Map<String, Result> results =
        run(
            """
            V1 a 0 SIN(0 1 1k)
            R1 a 0 1k
            .options reltol=1e-5
            .tran 1u 20m
            .meas tran n spikes v(a) threshold=0.5
            .meas tran t isi v(a) threshold=0.5
            .meas tran cv isi_cv v(a) threshold=0.5
            .meas tran w width v(a) threshold=0.5
            """);

    assertThat(results.get("n").value()).isEqualTo(20);
    assertThat(results.get("t").value()).isCloseTo(1e-3, within(1e-8));
    assertThat(results.get("cv").value()).isLessThan(1e-4);
    assertThat(results.get("w").value()).isCloseTo(1e-3 / 3, within(1e-7));
  }

  /**
   * Lapicque: 1 / (t_ref + tau ln(R I / (R I - V_th))) with 20 ms, 10 MOhm, 15 mV and 2 ms, which
   * are the defaults of lif, gives these rates.
   */
  @ParameterizedTest
  @CsvSource({"1.6n, 17.4059", "2n, 33.6407", "3n, 63.0400"})
  void anIntegratorFiresAtItsRate(String current, double rate) throws IOException {
    Map<String, Result> results =
        run(
            "I1 0 a %s\nN1 a 0 lif\n.options reltol=1e-5\n.tran 1m 1\n".formatted(current)
                + ".meas tran t isi v(a) threshold=14.9m\n"
                + ".meas tran first isi_first v(a) threshold=14.9m\n"
                + ".meas tran n spikes v(a) threshold=14.9m\n");

    assertThat(1 / results.get("t").value()).isCloseTo(rate, within(1e-4 * rate));
    assertThat(1 / results.get("first").value()).isCloseTo(rate, within(1e-4 * rate));
    assertThat(results.get("n").value()).isEqualTo(Math.floor(rate * 1 + 2e-3 * rate));
  }

  @Test
  void theThresholdMustBeGiven() {
    Simulation simulation =
        Simulation.of("s.cir", "spikes\n" + TRIANGLES + ".meas tran m rate v(a) from=1m\n");
    Diagnostics trouble = new Diagnostics();
    Command command =
        simulation.design().commands().stream()
            .filter(c -> c.keyword().equals("meas"))
            .findFirst()
            .orElseThrow();

    assertThat(Measure.of(command, trouble)).isEmpty();
    assertThat(trouble.sorted().get(0).code()).isEqualTo(Code.E101);
    assertThat(trouble.sorted().get(0).at().line()).isEqualTo(5);
    assertThat(trouble.sorted().get(0).at().column()).isEqualTo(14);
    assertThat(trouble.sorted().get(0).message()).contains("threshold=");
  }
}
