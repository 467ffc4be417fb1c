package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known to go wrong in simulators of memristors, pores and neurons, each once. */
class TrapsTest {
  private static Map<String, Table> run(String netlist) throws Exception {
    Simulation simulation = Simulation.of("test", netlist);
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    return simulation.tables();
  }

  @ParameterizedTest
  @CsvSource({"trbdf2,1", "gear,1", "euler,1", "trbdf2,-1", "gear,-1", "euler,-1"})
  void aStateMuchFasterThanTheStepNeitherRingsNorLeavesItsRange(String method, double sign)
      throws Exception {
    // The gate relaxes in a nanosecond, the steps are up to 20 ms long: h / tau = 2e7.
    String netlist =
        "fast gate\nV1 a 0 PULSE(" + -sign + " " + sign + " 0.2 0.1 0.1 0.4)\n"
            + "N1 a 0 nanopore vb=0 vm=0.1 taumode=const tau0=1n\n"
            + ".options method=" + method + "\n.tran 1 1\n.end\n";

    Table rows = run(netlist).get("tran");

    double[] v = rows.column("v(a)");
    double[] x = rows.column("@n1[x]");
    for (int k = 0; k < x.length; k++) {
      assertThat(x[k]).isBetween(0.0, 1.0);
      // A thousand relaxation times after any change of voltage the gate is where it belongs.
      assertThat(x[k]).isCloseTo(1 / (1 + Math.exp(-v[k] / 0.1)), within(2e-4));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e6, -1e6})
  void exponentialsDoNotOverflowOnTheWayToASolution(double volts) throws Exception {
    // Newton's first iterates see the whole source; the gate's rate would be exp(5e6).
    String netlist =
        "far too much\nV1 a 0 " + volts + "\nR1 a b 1g\nN1 b 0 nanopore\nD1 b 0 dx\nD2 0 b dx\n"
            + ".model dx d\n.op\n.end\n";

    Table op = run(netlist).get("op");

    // A diode carries volts / 1 Gohm and the pore almost nothing: is exp(v / Vt) = 1 uA to 1 mA.
    double v = op.column("v(b)")[0];
    double thermal = 1.380649e-23 * 300.15 / 1.602176634e-19;
    double pore = 0.1e-6 * Math.abs(v);
    double expected = thermal * Math.log((Math.abs(volts) * 1e-9 - pore) / 1e-14);
    assertThat(Math.abs(v)).isCloseTo(expected, within(2e-2 * expected));
    assertThat(v * volts).isPositive();
  }

  @Test
  void aMicrosecondPulseAfterAnHourIsResolved() throws Exception {
    // One hour of rest, then a pulse into an RC of 1 us.
    String netlist =
        "an hour of rest\nV1 a 0 PULSE(0 1 3600 10n 10n 990n)\nR1 a b 1k\nC1 b 0 1n\n"
            + ".tran 1 3600.00001\n.end\n";

    Table rows = run(netlist).get("tran");

    double[] v = rows.column("v(b)");
    double most = java.util.Arrays.stream(v).max().orElseThrow();
    // At the end of the top v = 1 - 100 (exp(0.01) - 1) / e; while the input falls through v by 1 V
    // in 10 ns it still gains (1 - v)^2 10 ns / 2 us.
    double end = 1 - 100 * Math.expm1(0.01) / Math.E;
    assertThat(most).isCloseTo(end + (1 - end) * (1 - end) * 5e-3, within(1e-4));
    double[] t = rows.column("time");
    for (int k = 1; k < t.length; k++) {
      assertThat(t[k]).isGreaterThan(t[k - 1]);
    }
  }

  @ParameterizedTest
  @CsvSource({"3600,10p,990p", "36000,1p,1p"})
  void aPulseThatTimeCannotResolveIsReportedAndDoesNotStopTheRun(
      String delay, String edge, String top) throws Exception {
    String netlist =
        "hours of rest\nV1 a 0 PULSE(0 1 " + delay + " " + edge + " " + edge + " " + top + ")\n"
            + "R1 a b 1k\nC1 b 0 1p\n.tran 1 " + delay + ".00001\n.end\n";
    Simulation simulation = Simulation.of("test", netlist);

    assertThat(simulation.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.W240);
    Table rows = simulation.tables().get("tran");

    double most = java.util.Arrays.stream(rows.column("v(b)")).max().orElseThrow();
    // Of 1 ns, time still knows three digits; of 3 ps ten hours later, nothing.
    assertThat(most).isCloseTo(delay.equals("3600") ? 1 - Math.exp(-1) : 0, within(5e-3));
  }

  /** Fig 21 of Bisquert 2024 at 10 Hz: tau = 1 s, so that one cycle and the limit cycle differ. */
  private static String loop(int cycles) {
    return "a loop\nV1 a 0 SIN(0 1 10)\n"
        + "N1 a 0 nanopore e0=0.2 vb=0.5 vm=0.1 gl=0.1u gh=1u taumode=const tau0=1\n"
        + ".tran 1m " + cycles / 10.0 + " " + (cycles - 1) / 10.0 + " 1m\n.end\n";
  }

  @Test
  void theFirstCycleIsNotThePeriodicOne() throws Exception {
    double[] first = run(loop(1)).get("tran").column("@n1[x]");
    Table late = run(loop(100)).get("tran");

    // Exponential integrator with numpy, 40 000 steps a period, from x_eq(0) = 0.00669285.
    assertThat(first[0]).isCloseTo(0.00669285, within(1e-7));
    assertThat(java.util.Arrays.stream(first).max().orElseThrow())
        .isCloseTo(0.0384197, within(4e-5));
    // The fixed point of the cycle map: x where v crosses 0.2 V, rising and falling.
    double[] v = late.column("v(a)");
    double[] x = late.column("@n1[x]");
    assertThat(atCrossing(v, x, true)).isCloseTo(0.319091, within(2e-4));
    assertThat(atCrossing(v, x, false)).isCloseTo(0.337447, within(2e-4));
  }

  private static double atCrossing(double[] v, double[] x, boolean rising) {
    int k =
        IntStream.range(1, v.length)
            .filter(i -> rising ? v[i - 1] < 0.2 && v[i] >= 0.2 : v[i - 1] > 0.2 && v[i] <= 0.2)
            .findFirst()
            .orElseThrow();
    return x[k - 1] + (0.2 - v[k - 1]) / (v[k] - v[k - 1]) * (x[k] - x[k - 1]);
  }

  @ParameterizedTest
  @CsvSource({"-0.3", "0.3"})
  void inductiveAndCapacitiveBranchesKeepTheirSigns(double u) throws Exception {
    // Fig 28 of the same paper with the resistance of 1 Mohm in series, closed form of eqs 55-58;
    // units V, uA, uS, ms: the largest Im Z is 0.0579160 Mohm at +0.3 V.
    double gb = 0.1 + 0.9 / (1 + Math.exp(-u / 0.1));
    double bias = u * (1 + gb);
    String netlist =
        "an impedance\nI1 0 a AC 1\nV1 in 0 " + bias + "u\n"
            + "N1 b 0 nanopore vb=0 vm=0.1 va=0.3 vd=-0.4 na=1.5 nd=2 gl=0.1u gh=1u tau0=1m"
            + " cm=1p db=ignore\nR1 a b 1meg\nL1 in x 1\nR9 x 0 1\nI2 0 a DC " + u * gb + "u\n"
            + ".ac dec 200 1 1meg\n.end\n";

    Table ac = run(netlist).get("ac");

    double[] im = ac.imaginary("v(a)");
    double most = java.util.Arrays.stream(im).max().orElseThrow();
    if (u > 0) {
      assertThat(most).isCloseTo(0.0579160e6, within(20.0));
    } else {
      assertThat(most).isNegative();
    }
  }

  @Test
  void aSpikeComesOutOfADelayAsSharpAsItWentIn() throws Exception {
    // Leaky integrator: tau = 20 ms, 20 mV without threshold, threshold 15 mV, reset at once. The
    // delayed membrane charges an RC of 5 ms.
    String netlist =
        "spike through a delay\nI1 0 m DC 2n\nN1 m 0 lif cm=2n gl=100n vth=15m tref=0\n"
            + "N2 m 0 d 0 delay td=7m\nR1 d o 1meg\nC1 o 0 5n\n.tran 1m 60m uic\n.end\n";

    Table rows = run(netlist).get("tran");

    double period = 20e-3 * Math.log(4);
    double[] t = rows.column("time");
    double[] d = rows.column("v(d)");
    double[] o = rows.column("v(o)");
    int sharp = 0;
    for (int k = 1; k < t.length; k++) {
      double since = t[k] - 7e-3;
      boolean atJump = since > 0 && Math.abs(since / period - Math.rint(since / period)) < 1e-3;
      if (!atJump) {
        double exact = since <= 0 ? 0 : 20e-3 * -Math.expm1(-(since % period) / 20e-3);
        assertThat(d[k]).as("t = %s", t[k]).isCloseTo(exact, within(2e-5));
        assertThat(o[k]).as("t = %s", t[k]).isCloseTo(filtered(since, period), within(2e-5));
      }
      if (t[k] == t[k - 1] && d[k - 1] > 14.9e-3 && d[k] < 1e-5) {
        sharp++;
      }
    }
    // Both spikes before 53 ms come out as two rows of the same time.
    assertThat(sharp).isEqualTo(1);
  }

  /** The response of the low-pass of 5 ms to the periodic charging curve, by superposition. */
  private static double filtered(double t, double period) {
    double out = 0;
    double left = t;
    while (left > 0) {
      double s = Math.min(left, period);
      // o' = (20 mV (1 - exp(-s / 20 ms)) - o) / 5 ms from o(0) = out.
      double particular = 20e-3 * (1 - Math.exp(-s / 20e-3) * 20.0 / 15);
      double atZero = 20e-3 * (1 - 20.0 / 15);
      out = particular + (out - atZero) * Math.exp(-s / 5e-3);
      left -= period;
    }
    return out;
  }
}
