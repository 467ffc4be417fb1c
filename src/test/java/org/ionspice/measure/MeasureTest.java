package org.ionspice.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private static final double AMPLITUDE = 3;
  private static final double OFFSET = 0.5;
  private static final double FREQUENCY = 50;

  /** 10 000 points a period: a piecewise linear sine is wrong by A (2 pi / 10^4)^2 / 8 < 2e-7. */
  private static final double CLOSE = 1e-6;

  /** Measures 0.5 + 3 sin(2 pi 50 t) over two periods, sampled exactly. */
  private static Result of(String measurement) {
    Simulation simulation =
        Simulation.of(
            "m.cir",
            "measured sine\nV1 a 0 1\nR1 a 0 1\n.tran 1m 40m\n.meas tran m " + measurement + "\n");
    assertThat(simulation.diagnostics()).isEmpty();
    Command command =
        simulation.design().commands().stream()
            .filter(c -> c.keyword().equals("meas"))
            .findFirst()
            .orElseThrow();
    return of(command, new HashMap<>(Map.of("half", 0.5)));
  }

  private static Result of(Command command, Map<String, Double> known) {
    Diagnostics trouble = new Diagnostics();
    Measure measure = Measure.of(command, trouble).orElseThrow();
    Table table = new Table();
    table.begin(
        new Header(
            "tran",
            "Transient Analysis",
            "sine",
            List.of(new Column("time", "s"), new Column("v(a)", "V")),
            false,
            List.of()));
    table.block(new double[0]);
    for (int i = 0; i <= 20_000; i++) {
      double t = i * 2e-6;
      table.row(new double[] {t, OFFSET + AMPLITUDE * Math.sin(2 * Math.PI * FREQUENCY * t)});
    }
    return measure.evaluate(table.header(), table.blocks().get(0), known);
  }

  private static void gives(String measurement, double value, double tolerance) {
    Result result = of(measurement);
    assertThat(result.reason()).isEmpty();
    assertThat(result.value()).as(measurement).isCloseTo(value, within(tolerance));
  }

  @Test
  void extremaAreOffsetAndAmplitude() {
    gives("MAX v(a)", OFFSET + AMPLITUDE, CLOSE);
    gives("MIN v(a)", OFFSET - AMPLITUDE, CLOSE);
    gives("PP v(a)", 2 * AMPLITUDE, CLOSE);
    gives("MAX_AT v(a)", 1 / (4 * FREQUENCY), 2e-6);
    assertThat(of("MAX v(a)").first()).isCloseTo(5e-3, within(2e-6));
  }

  @Test
  void aStartAtTheLevelThatRisesIsTheFirstRise() {
    // As ngspice 39: SIN(0 1 1k) has its first rise and cross through 0 at 0, its first fall at T/2;
    // a start that falls, SIN(0 -1 1k), counts for neither (`ngspice -b`, .meas when v(a)=0 rise=1).
    gives("WHEN v(a)=0.5 rise=1", 0, 1e-12);
    gives("WHEN v(a)=0.5 rise=2", 20e-3, 1e-9);
    gives("WHEN v(a)=0.5 fall=1", 10e-3, 1e-9);
    gives("WHEN v(a)=0.5 cross=2", 10e-3, 1e-9);
    gives("TRIG v(a) val=0.5 rise=1 TARG v(a) val=0.5 rise=2", 20e-3, 1e-9);
    gives("WHEN v(a)=0.5 rise=1 td=1m", 20e-3, 1e-9);
  }

  @Test
  void aWindowCutsTheWave() {
    // From T/2 to T the sine is negative: the largest value is at the ends.
    gives("MAX v(a) from=10m to=20m", OFFSET, CLOSE);
    // Mean of a half wave: 2 A / pi.
    gives("AVG v(a) from=0 to=10m", OFFSET + 2 * AMPLITUDE / Math.PI, CLOSE);
  }

  @Test
  void meanAndRmsOfWholePeriods() {
    gives("AVG v(a)", OFFSET, CLOSE);
    gives("RMS v(a)", Math.sqrt(OFFSET * OFFSET + AMPLITUDE * AMPLITUDE / 2), CLOSE);
    gives("INTEG v(a)", OFFSET * 0.04, CLOSE * 0.04);
    assertThat(of("INTEG v(a)").unit()).isEqualTo("V*s");
  }

  /** As LTspice, HSPICE and Xyce have it; each value is the closed form of the sine. */
  @Test
  void formulasStandWithoutBraces() {
    gives("AVG -v(a)", -OFFSET, CLOSE);
    gives("MAX v(a)*2-1", 2 * (OFFSET + AMPLITUDE) - 1, 2 * CLOSE);
    gives("MAX 2*v(a) + v(a) - 1", 3 * (OFFSET + AMPLITUDE) - 1, 3 * CLOSE);
    gives("MAX abs(v(a))*2", 2 * (OFFSET + AMPLITUDE), 2 * CLOSE);
    gives("FIND v(a)/v(a) AT 5m", 1, CLOSE);
    gives("FIND v(a)*0.5 WHEN v(a)-1=1 RISE=1", 1, CLOSE);
    gives("WHEN v(a)-1=1 RISE=1", 1 / (12 * FREQUENCY), 1e-9);
    gives("WHEN v(a)=v(a)*2-2 FALL=1", 1 / (12 * FREQUENCY), 1e-9);
    gives("WHEN par('v(a)-1')=1 RISE=1", 1 / (12 * FREQUENCY), 1e-9);
    gives("WHEN ('v(a)-1')=('2-1') RISE=1", 1 / (12 * FREQUENCY), 1e-9);
    gives("PARAM pi+pi*2", 3 * Math.PI, 1e-15);
    gives("EQN {2*pi}", 2 * Math.PI, 1e-15);
  }

  /** The speed of light is c, and so is this measurement: the own name counts. */
  @Test
  void aMeasurementMayBeNamedLikeAConstant() {
    Simulation simulation =
        Simulation.of(
            "m.cir",
            "c\nV1 a 0 1\nR1 a 0 1\n.tran 1m 40m\n.meas tran c max v(a)\n.meas tran m param='c*2'\n");
    assertThat(simulation.diagnostics()).isEmpty();
    List<Command> lines =
        simulation.design().commands().stream().filter(c -> c.keyword().equals("meas")).toList();

    assertThat(of(lines.get(1), new HashMap<>(Map.of("c", 2.0))).value()).isEqualTo(4);
  }

  @Test
  void levelsAndWindowsOfOtherSimulators() {
    gives("TRIG v(a) 1 RISE=1 TARG v(a) 1 RISE=2", 1 / FREQUENCY, 1e-9);
    gives("TRIG v(a) -1 FALL=1 TARG v(a) -1 FALL=-1", 1 / FREQUENCY, 1e-9);
    gives("AVG v(a) td=20m to=30m", OFFSET + 2 * AMPLITUDE / Math.PI, CLOSE);
  }

  @Test
  void twoRisesAreAPeriodApart() {
    gives("TRIG v(a) VAL=1 RISE=1 TARG v(a) VAL=1 RISE=2", 1 / FREQUENCY, 1e-9);
    gives("TRIG v(a) VAL=0.5 FALL=1 TARG v(a) VAL=0.5 FALL=LAST", 1 / FREQUENCY, 1e-9);
  }

  @Test
  void placesAndSlopes() {
    // 0.5 + 3 sin(x) = 2 at x = pi/6.
    gives("WHEN v(a)=2 RISE=1", 1 / (12 * FREQUENCY), 1e-9);
    gives("FIND v(a) AT=5m", OFFSET + AMPLITUDE, CLOSE);
    gives("DERIV v(a) AT=10m", -2 * Math.PI * FREQUENCY * AMPLITUDE, 1e-3);
    gives("FIND v(a) WHEN v(a)=2 CROSS=2", 2, CLOSE);
  }

  @Test
  void whatNeverHappensFailsWithAReason() {
    Result result = of("WHEN v(a)=7");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.reason()).isEqualTo("it never happens");
    assertThat(result.render()).contains("failed");
  }
}
