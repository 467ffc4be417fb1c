package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rests between pulses: one step, and the same results as with short ones. */
class IdleTest {
  private record Ran(AnalysisReport report, Table table) {
    double[] of(String name) {
      return table.column(name);
    }

    double last(String name) {
      double[] y = of(name);
      return y[y.length - 1];
    }

    long rows(double from, double to) {
      return Arrays.stream(of("time")).filter(t -> t > from && t < to).count();
    }
  }

  private static Ran run(String circuit, String tran) throws Exception {
    Simulation simulation = Simulation.of("test", "rests\n" + circuit + ".tran " + tran + "\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();
    Table table = new Table();
    AnalysisReport report = simulation.run(header -> table, Simulation.Progress.NONE).get(0);
    assertThat(report.problems()).isEmpty();
    return new Ran(report, table);
  }

  private static final String MEMRISTORS =
      "V1 a 0 PULSE(0 1 1m 1u 1u 5m 1000)\nR1 a b 100\nN1 b c vteam\nN2 c 0 vteam\nC1 c 0 1n\n";

  private static final String NEURONS =
      "I1 0 m1 PULSE(0 4n 1m 1u 1u 50m 1000)\nN1 m1 0 lif\nN3 m1 0 d1 0 delay td=1m\n"
          + "R3 d1 m2 5meg\nN2 m2 0 lif\n";

  @ParameterizedTest
  @CsvSource({"trbdf2,1", "trap,13", "gear,1", "gear maxord=5,5"})
  void betweenPulsesAMemristorNetworkTakesOneStep(String method, int most) throws Exception {
    String circuit = MEMRISTORS + ".options method=" + method + "\n";

    Ran free = run(circuit, "1m 3100");
    Ran short1 = run(circuit, "1m 3100 0 20");

    // The capacitor is empty 0.1 ms after a pulse; then there is nothing to see until 1000.001 s.
    // The trapezoidal rule damps nothing, and high orders fall one by one: a few steps more.
    assertThat(free.rows(0.02, 1000)).isLessThan(most);
    assertThat(short1.rows(0.02, 1000)).isGreaterThan(49);
    assertThat(free.report().iterations()).isLessThan(short1.report().iterations() - 150);
    assertThat(free.last("@n1[w]")).isCloseTo(short1.last("@n1[w]"), within(1e-5 * 3e-9));
    assertThat(Math.abs(free.last("@n1[w]") - free.of("@n1[w]")[0])).isGreaterThan(1e-12);
  }

  @Test
  void betweenPulsesSpikingNeuronsWithADelayTakeOneStep() throws Exception {
    Ran free = run(NEURONS, "1m 2100");
    Ran short1 = run(NEURONS, "1m 2100 0 20");

    // 15 mV fall below a picovolt in 25 membrane times of 20 ms.
    assertThat(free.rows(0.7, 1000)).isLessThan(4);
    assertThat(free.last("@n1[spikes]")).isEqualTo(short1.last("@n1[spikes]")).isGreaterThan(9);
    assertThat(free.last("@n2[spikes]")).isEqualTo(short1.last("@n2[spikes]"));
  }

  @Test
  void aSourceThatNeverRestsKeepsItsSteps() throws Exception {
    // A sine of 1 nV, far below every tolerance beside the 1 V: steps are a fiftieth of the span.
    Ran ran = run("V1 a 0 1\nV2 b a SIN(0 1n 1k)\nR1 b c 1k\nC1 c 0 1u\n", "1 1000");

    assertThat(ran.rows(0, 1000)).isGreaterThan(48);
  }

  @Test
  void aStateThatCreepsIsFollowed() throws Exception {
    // 1 mV/s through 1 Gohm into 1 uF: tau = 1000 s. At t = 1000 s v = 1 - 1/e.
    Ran ran = run("V1 a 0 PULSE(0 1 1u 1u 1u 1e9)\nR1 a c 1g\nC1 c 0 1u\n", "1 1000");

    assertThat(ran.last("v(c)")).isCloseTo(1 - Math.exp(-1), within(1e-4));
  }

  @Test
  void anUnstableRestIsNotTakenForRest() throws Exception {
    // v' = v / tau (1 - v^2) with tau = 1 ms leaves 1 uV of the unstable point 0 within 14 tau.
    Ran ran = run("C1 a 0 1u ic=1u\nB1 0 a I={1m*v(a)*(1-v(a)^2)}\nR1 a 0 1g\n", "1 10 uic");

    assertThat(ran.last("v(a)")).isCloseTo(1, within(1e-3));
  }

  @Test
  void stepsBeyondADelayGiveTheSameLoop() throws Exception {
    // C v' = -g v(t - 10 us): v = exp(s t), s = -1000 exp(-s 1e-5), s = -1010.1531 (Lambert's W),
    // but for the transient of the start, which is over after a few delays: the factor is fitted out.
    String loop =
        "C1 x 0 1u ic=1\nB1 x 0 I={1m*v(y)}\nN1 x 0 y 0 delay td=10u\nRy y 0 1k\nRx x 0 1t\n";

    Ran free = run(loop + ".options reltol=1e-5\n", "1u 10m 0 uic");
    Ran short1 = run(loop + ".options reltol=1e-5\n", "1u 10m 0 10u uic");

    assertThat(free.report().points()).isLessThan(short1.report().points() * 3 / 4);
    double s = -1000;
    for (int k = 0; k < 50; k++) {
      s = -1000 * Math.exp(-s * 1e-5);
    }
    double ratio = at(free, 3e-3) / at(free, 1e-3);
    assertThat(ratio).isCloseTo(Math.exp(s * 2e-3), within(3e-4 * ratio));
  }

  private static double at(Ran ran, double when) {
    double[] t = ran.of("time");
    int k = 1;
    while (t[k] < when) {
      k++;
    }
    double[] v = ran.of("v(x)");
    return v[k - 1] + (v[k] - v[k - 1]) * (when - t[k - 1]) / (t[k] - t[k - 1]);
  }
}
