package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Analyses, experiments and trainings as commands of scripts, and what is measured on them. */
class ScriptAnalysesTest extends ScriptRuns {
  @Test
  void powersAreSavedAndSpikesMeasured() throws Exception {
    int code =
        run(
            "sine\nV1 a 0 SIN(0 1 1k)\nR1 a 0 1k\n",
            "save v(a) @r1[p] @r1[energy]",
            "tran 1u 2m",
            "meas tran n spikes v(a) threshold=0.5",
            "meas tran heat find @r1[energy] at=2m",
            "op",
            "print @r1[p]");

    assertThat(code).isZero();
    assertThat(lines().get(0)).startsWith("n                   =  2.000000e+00");
    // Two periods of 1 V / 2^0.5 at 1 kOhm: 0.5 mW for 2 ms.
    assertThat(lines().get(1)).startsWith("heat                =  1.000");
    assertThat(lines().get(2)).isEqualTo("@r1[p] = 0.000000e+00");
  }

  @Test
  void experimentsAreCommandsToo() throws Exception {
    int code =
        run(
            LOW_PASS,
            "pss freq=1k",
            "meas pss top MAX v(out)",
            "let error = top/0.1571767-1", // 1 / |1 + j 2 pi|
            "if abs(error) < 1e-3",
            "  echo the amplitude fits",
            "end",
            "poles",
            "echo last is $curplot",
            "hysteresis V1 amplitude=1 freq=1k",
            "echo last is $curplot");

    assertThat(remarks()).doesNotContain("error");
    assertThat(code).isZero();
    assertThat(lines()).contains("the amplitude fits", "last is poles1", "last is hysteresis1");
  }

  @Test
  void spectraProtocolsAndContinuationsAreCommandsToo() throws Exception {
    int code =
        run(
            "parallel\nV1 a 0 0\nR1 a b 100\nR2 b 0 900\nC1 b 0 1u\n",
            "eis V1 dec 2 1m 1meg",
            "echo last is $curplot",
            "continuation V1 0 2",
            "echo last is $curplot",
            "print vecmax(v(b))",
            "protocol train V1 amplitude=1 width=1m interval=20m pulses=3 read=0.1",
            "echo last is $curplot");

    assertThat(remarks()).doesNotContain("error");
    assertThat(code).isZero();
    // 2 V over 100 and 900 Ohm.
    assertThat(lines())
        .contains("last is eis1", "last is continuation1", "vecmax(v(b)) = 1.800000e+00",
            "last is protocol1");
  }

  @Test
  void otherAnalysesLeaveTheLinesOfATrainingAlone() throws Exception {
    String netlist = DIVIDER + ".train steps=2 rate=1\n.weight @r1[r]\n.sample v1=10 : v(b)=3\n";

    assertThat(run(netlist, "op", "print v(b)", "train steps=3 rate=1", "echo $curplot")).isZero();

    assertThat(lines()).contains("v(b) = 7.500000e+00", "training1");
  }

  /** The lines beside a training wait for the script's train; other commands do not mind them. */
  @Test
  void aScriptTrainsWithoutALineOfTraining() throws Exception {
    String netlist = DIVIDER + ".weight @r1[r]\n.sample v1=10 : v(b)=3\n";

    int code =
        run(
            netlist,
            "op",
            "print v(b)",
            "train steps=30 optimizer=lbfgs",
            "let last = minimum(cost)",
            "if last < 1e-12",
            "  echo learned",
            "end",
            "op",
            "echo $curplot");

    assertThat(remarks()).doesNotContain("error");
    assertThat(code).isZero();
    assertThat(lines()).contains("v(b) = 7.500000e+00", "learned", "op2");
  }

  @Test
  void aScriptThatTrainsNothingIsToldWhatIsMissing() throws Exception {
    assertThat(run(DIVIDER, "train steps=3 rate=1")).isNotZero();

    assertThat(remarks()).contains("there is no .weight line").contains(".weight @device[parameter]");
  }

  @Test
  void measurementsAreVectorsToo() throws Exception {
    int code =
        run(
            LOW_PASS,
            // Steps of 0.4 us: a sine of 1 kHz has a point within 0.2 us of its top, 8e-7 below it.
            "tran 10u 10m 0 0.4u",
            "meas tran top MAX v(in)",
            "print 2*top",
            "let rate = deriv(v(in))/(2*pi*1k)",
            "meas tran crossed WHEN v(in)=0.5 RISE=2");

    assertThat(code).isZero();
    assertThat(text()).containsPattern("top +=  (9.99999|1.00000)\\d*e[-+]0[01] at=").contains("2*top = ");
    // sin = 1/2 for the second time after one period and a twelfth
    double crossed =
        Double.parseDouble(text().lines().filter(l -> l.startsWith("crossed")).findFirst()
            .orElseThrow().split("=")[1].strip().split(" ")[0]);
    assertThat(crossed).isCloseTo(1e-3 + 1e-3 / 12, within(2e-6));
  }

  @Test
  void aSpectrumHasTheSinesAmplitude() throws Exception {
    int code =
        run(
            LOW_PASS,
            "tran 1u 16.384m 0 4u",
            "linearize v(in)",
            "set specwindow=blackman",
            "fft v(in)",
            "print vecmax(mag(v(in)))");

    // Within the ripple of the window between two bins.
    assertThat(code).isZero();
    double top = Double.parseDouble(lines().get(lines().size() - 1).split("= ")[1]);
    assertThat(top).isBetween(0.87, 1.001);
  }

  @Test
  void harmonicsOfTheLastPeriodArePrinted() throws Exception {
    String circuit = "cubic\nV1 in 0 SIN(0 1 1k)\nB1 out 0 V=v(in)+0.2*v(in)^3\nR1 out 0 1k\n";

    int code =
        run(
            circuit,
            "tran 1u 3m 0 2u",
            "set nfreqs=4",
            "set polydegree=3",
            "fourier 1k v(out)",
            "fourier 100 v(out)");

    // sin^3 = 3/4 sin - 1/4 sin 3, so 1.15 and 0.05; the second period is longer than the transient.
    assertThat(code).isEqualTo(2);
    assertThat(remarks()).contains("shorter than one period");
    assertThat(text())
        .contains("Fourier analysis for v(out):")
        .contains("No. Harmonics: 4, THD: 4.3478")
        .contains("Gridsize: 200, Interpolation Degree: 3")
        .containsPattern("(?m)^ 1 +1000 +1.15 +\\S+ +1 +0 *$")
        .containsPattern("(?m)^ 3 +3000 +0.0(5|4999\\d*|5000\\d*) ");
  }

  @Test
  void theTransientStaysTheCurrentPlotBesideItsHarmonics() throws Exception {
    String circuit = "sine\nV1 in 0 SIN(0 1 1k)\nR1 in 0 1k\n.tran 1u 2m 0 2u\n.four 1k v(in)\n";

    int code = run(circuit, "run", "meas tran top MAX v(in)", "print four1.v(in)");

    assertThat(remarks()).doesNotContain("error[");
    assertThat(code).isZero();
    assertThat(text()).contains("top").contains("four1.v(in)");
  }

  @Test
  void theNetlistsOwnAnalysesAreRun() throws Exception {
    String netlist = DIVIDER + ".dc v1 0 10 5\n.meas dc most MAX v(b)\n";

    assertThat(run(netlist, "run", "print v(b)[1]")).isZero();
    assertThat(text()).contains("most                =  7.500000e+00");
    assertThat(text()).contains("v(b)[1] = 3.750000e+00");
    out.reset();
    // A script without any analysis is no reason to leave out the netlist's.
    assertThat(run(netlist, "echo hello")).isZero();
    assertThat(text()).startsWith("hello").contains("most                =  7.500000e+00");
  }

  @Test
  void anAnalysisThatFailsGivesItsCode() throws Exception {
    assertThat(run("float\nV1 a 0 1\nC1 a b 1n\nC2 b 0 1n\n", "op", "echo after")).isNotZero();
    assertThat(remarks()).contains("E301");
    assertThat(lines()).contains("after");
  }
}
