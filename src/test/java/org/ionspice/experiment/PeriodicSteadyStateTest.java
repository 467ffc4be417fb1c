package org.ionspice.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodicSteadyStateTest {
  private final List<Table> tables = new ArrayList<>();

  private AnalysisReport run(String... lines) throws IOException {
    Simulation simulation =
        Simulation.of("n.cir", "title\n" + String.join("\n", lines) + "\n.end\n");
    assertThat(simulation.diagnostics()).noneMatch(Diagnostic::isError);
    tables.clear();
    List<AnalysisReport> reports =
        simulation.run(
            header -> {
              Table table = new Table();
              tables.add(table);
              return table;
            },
            Simulation.Progress.NONE);
    return reports.get(0);
  }

  private static Summary found(AnalysisReport report, String name) {
    assertThat(report.problems()).noneMatch(Diagnostic::isError);
    return report.summaries().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static double orbit(AnalysisReport report, String column) {
    return found(report, "orbit").numbers(column)[0];
  }

  private static final String[] RLC = {
    "V1 in 0 SIN(0 1 1k)", "R1 in a 100", "L1 a b 10m", "C1 b 0 1u", ".options reltol=1e-6",
    ".pss freq=1k"
  };

  @Test
  void multipliersOfALinearCircuitAreExponentialsOfItsPoles() throws IOException {
    Summary multipliers = found(run(RLC), "multipliers");

    // s = -R/2L +- j sqrt(1/LC - (R/2L)^2), multiplier exp(s T), T = 1 ms. The step error is 1e-6
    // of the states, which are 150 times larger than what is left of them after a period.
    double decay = Math.exp(-5);
    double angle = Math.sqrt(1e8 - 25e6) * 1e-3;
    assertThat(multipliers.numbers("real")).hasSize(2);
    assertThat(multipliers.numbers("real")[0])
        .isCloseTo(decay * Math.cos(angle), within(1e-5));
    assertThat(multipliers.numbers("imaginary")[0])
        .isCloseTo(Math.abs(decay * Math.sin(angle)), within(1e-5));
    assertThat(multipliers.numbers("magnitude")[1]).isCloseTo(decay, within(1e-5));
  }

  @Test
  void harmonicsOfALinearCircuitAreItsPhasors() throws IOException {
    run(RLC);
    Table harmonics = tables.get(1);

    // I = 1 / (R + j (w L - 1/(w C))): the source's current is -I. 1e-7 A is 14 reltol.
    double w = 2 * Math.PI * 1e3;
    double reactance = w * 10e-3 - 1 / (w * 1e-6);
    double square = 1e4 + reactance * reactance;
    assertThat(harmonics.column("frequency")[1]).isCloseTo(1000, within(1e-9));
    assertThat(harmonics.column("i(v1)")[1]).isCloseTo(-100 / square, within(1e-7));
    assertThat(harmonics.imaginary("i(v1)")[1]).isCloseTo(reactance / square, within(1e-7));
    assertThat(harmonics.column("i(v1)")[0]).isCloseTo(0, within(1e-8));
    assertThat(Math.hypot(harmonics.column("i(v1)")[2], harmonics.imaginary("i(v1)")[2]))
        .isLessThan(1e-8);
  }

  @Test
  void aLinearCircuitNeedsOneUpdateOnItsSteps() throws IOException {
    // Coarse, coarse, fine, and the fine steps once more to see that the ends meet.
    assertThat(orbit(run(RLC), "passes")).isLessThanOrEqualTo(4);
  }

  @Test
  void vanDerPolHasThePeriodAndTheMultiplierOfScipy() throws IOException {
    AnalysisReport report =
        run(
            "B1 a 0 I=v(a)^3/3-v(a)", "C1 a 0 1", "L1 a 0 1", ".options reltol=1e-6",
            ".pss autonomous node=v(a)");

    // scipy 1.17.1, testbenches/pss-oscillators/reference.py: DOP853 at 1e-12.
    assertThat(orbit(report, "period")).isCloseTo(6.663286859323349, within(1e-5));
    assertThat(orbit(report, "largest_multiplier"))
        .isCloseTo(8.596950636042506e-4, within(1e-6));
    assertThat(found(report, "orbit").words("stability")).containsExactly("stable");
    assertThat(found(report, "multipliers").numbers("real")[0]).isCloseTo(1, within(1e-4));
  }

  @Test
  void fitzHughNagumoHasThePeriodOfScipy() throws IOException {
    AnalysisReport report =
        run("I1 0 a 0.5", "N1 a 0 f", ".model f fhn()", ".pss autonomous node=a");

    // Same script. 2e-3 is what neurons are compared to; measured 3e-4 at the default reltol.
    assertThat(orbit(report, "period")).isCloseTo(39.47441498023607, within(39.47 * 2e-3));
  }

  @ParameterizedTest
  @CsvSource({"90u, 102.727e-3", "100u, 85.2906e-3", "150u, 66.1618e-3", "200u, 65.6191e-3"})
  void morrisLecarHasThePeriodsOfItsReference(String current, double period) throws IOException {
    AnalysisReport report =
        run(
            "I1 0 a " + current,
            "N1 a 0 m",
            ".model m mlecar(v0=-10m w0=0.2)",
            ".pss autonomous node=a uic");

    // Periods after transients from (-10 mV, 0.2), scipy LSODA at 1e-10; 2e-3 as for all neurons.
    assertThat(orbit(report, "period")).isCloseTo(period, within(2e-3 * period));
  }

  @Test
  void aRestingNeuronHasNoOrbit() throws IOException {
    AnalysisReport report =
        run("I1 0 a 80u", "N1 a 0 m", ".model m mlecar()", ".pss autonomous node=a");

    assertThat(report.problems()).anyMatch(d -> d.code() == Code.E406);
    assertThat(report.completed()).isFalse();
  }

  @Test
  void anIntegratorKeepsItsStart() throws IOException {
    // Nothing returns the charge: 1 mA sin over 1 uF; 1e15 Ohm only makes the node known in DC.
    AnalysisReport report =
        run(
            "I1 0 a SIN(0 1m 1k)", "C1 a 0 1u", ".options rshunt=1e15 reltol=1e-6",
            ".pss freq=1k points=2000 uic");

    assertThat(report.problems()).anyMatch(d -> d.code() == Code.N403);
    // From 0 V the integral of the sine goes up to 2 I / (w C).
    double top = 2 * 1e-3 / (2 * Math.PI * 1e3 * 1e-6);
    double[] v = tables.get(0).column("v(a)");
    assertThat(java.util.Arrays.stream(v).max().orElseThrow()).isCloseTo(top, within(1e-4 * top));
  }

  @Test
  void aDriftIsToldAndNotAveragedAway() throws IOException {
    AnalysisReport report =
        run(
            "I1 0 a SIN(1u 1m 1k)", "C1 a 0 1u", ".options rshunt=1e15", ".pss freq=1k uic");

    assertThat(report.problems()).anyMatch(d -> d.code() == Code.E406);
    // 1 uA for 1 ms into 1 uF: 1 mV a period.
    assertThat(report.problems().stream().map(Diagnostic::message).toList().toString())
        .contains("0.00100 in each period");
  }

  @Test
  void aSourceOfAnotherFrequencyIsTold() throws IOException {
    AnalysisReport report =
        run(
            "V1 a 0 SIN(0 1 1k)", "V2 b 0 SIN(0 1 1.5k)", "R1 a c 1k", "R2 b c 1k", "C1 c 0 1u",
            ".pss freq=1k");

    assertThat(report.problems()).anyMatch(d -> d.code() == Code.E406);
  }

  @Test
  void cornersOfAPulseAreEndsOfSteps() throws IOException {
    AnalysisReport report =
        run(
            "V1 a 0 PULSE(0 1 0 1n 1n 0.5m 1m)", "R1 a b 1k", "C1 b 0 1u", ".pss freq=1k");

    // Square wave through RC: v at the end of the low half is 1/(1 + e^(T/2RC)).
    double[] v = tables.get(0).column("v(b)");
    assertThat(report.problems()).noneMatch(Diagnostic::isError);
    assertThat(v[0]).isCloseTo(1 / (1 + Math.exp(0.5)), within(1e-4));
    assertThat(v[v.length - 1]).isCloseTo(v[0], within(1e-6));
  }

  @Test
  void capacitorLoopsAndCapacitorsAcrossSourcesDoNotCount() throws IOException {
    AnalysisReport report =
        run(
            "V1 a 0 SIN(0 1 1k)", "C0 a 0 1u", "R1 a b 1k", "C1 b 0 1u", "C2 b c 1u", "C3 c 0 1u",
            "R2 c 0 10k", ".pss freq=1k");

    // b and c, a loop of capacitors with ground, have two states: inv(C) G has the trace 2200/3 and
    // the determinant 1e5/3, so the rates 684.65 and 48.68 1/s. V1 holds a third, at once.
    double root = Math.sqrt(Math.pow(1100.0 / 3, 2) - 1e5 / 3);
    double[] sizes = found(report, "multipliers").numbers("magnitude");
    assertThat(sizes).hasSize(3);
    assertThat(sizes[2]).isLessThan(1e-9);
    assertThat(sizes[0]).isCloseTo(Math.exp(-1e-3 * (1100.0 / 3 - root)), within(1e-5));
    assertThat(sizes[1]).isCloseTo(Math.exp(-1e-3 * (1100.0 / 3 + root)), within(1e-5));
  }

  @Test
  void eventsAndDelaysAreRefused() throws IOException {
    AnalysisReport report =
        run(
            "V1 in 0 SIN(0 1 1meg)", "R1 in a 50", "T1 a 0 b 0 z0=50 td=10n", "R2 b 0 50",
            ".pss freq=1meg");

    assertThat(report.problems()).anyMatch(d -> d.code() == Code.E405);
  }

  @Test
  void anUnstableOrbitIsFoundAndToldSo() throws IOException {
    AnalysisReport report =
        run(
            "I1 0 a SIN(0 1m 1k)", "C1 a 0 1u", "G1 a 0 a 0 -1m", ".options reltol=1e-6",
            ".pss freq=1k points=2000");

    // A deviation grows as exp(t / 1 ms); the orbit is the phasor I / (j w C - g).
    assertThat(orbit(report, "largest_multiplier")).isCloseTo(Math.E, within(1e-5));
    assertThat(found(report, "orbit").words("stability")).containsExactly("unstable");
    double top = 1e-3 / Math.hypot(2 * Math.PI * 1e3 * 1e-6, 1e-3);
    double[] v = tables.get(0).column("v(a)");
    assertThat(java.util.Arrays.stream(v).max().orElseThrow()).isCloseTo(top, within(1e-5 * top));
  }

  @Test
  void energiesAreThoseOfOnePeriod() throws IOException {
    run(
        "V1 in 0 SIN(0 1 1k)", "R1 in a 100", "L1 a b 10m", "C1 b 0 1u", ".options reltol=1e-6",
        ".save @r1[energy] @c1[energy] @v1[energy]", ".pss freq=1k");

    // I^2 R T / 2 into the resistor, all of it from the source, nothing stays in the capacitor.
    double w = 2 * Math.PI * 1e3;
    double reactance = w * 10e-3 - 1 / (w * 1e-6);
    double energy = 100e-3 / (2 * (1e4 + reactance * reactance));
    Table rows = tables.get(0);
    int last = rows.column("time").length - 1;
    assertThat(rows.column("@r1[energy]")[last]).isCloseTo(energy, within(2e-5 * energy));
    assertThat(rows.column("@v1[energy]")[last]).isCloseTo(-energy, within(2e-5 * energy));
    assertThat(rows.column("@c1[energy]")[last]).isCloseTo(0, within(2e-5 * energy));
  }

  @Test
  void theStartChoosesAmongSeveralOrbits() throws IOException {
    // dv/dt = v - v^3 + a small sine: orbits about 0, where deviations grow as exp(t), and about
    // 1 and -1, where they shrink as exp(-2 t). 0.01 A moves them by 2e-3 and the exponents by 1e-4.
    String[] lines = {
      "B1 a 0 I=v(a)^3-v(a)", "C1 a 0 1", "I1 0 a SIN(0 0.01 1)", ".pss freq=1", ""
    };

    AnalysisReport middle = run(lines);
    assertThat(orbit(middle, "largest_multiplier")).isCloseTo(Math.E, within(2e-3));
    assertThat(tables.get(1).column("v(a)")[0]).isCloseTo(0, within(1e-3));
    lines[4] = ".ic v(a)=-0.9";
    AnalysisReport left = run(lines);
    assertThat(orbit(left, "largest_multiplier")).isCloseTo(Math.exp(-2), within(1e-3));
    assertThat(tables.get(1).column("v(a)")[0]).isCloseTo(-1, within(1e-3));
  }
}
