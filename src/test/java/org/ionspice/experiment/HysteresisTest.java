package org.ionspice.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

class HysteresisTest {
  private static final String FIG21 =
      "Vu a 0 0\nNpore a 0 pore\n.model pore nanopore(E0=0.2 VB=0.5 VM=0.1 GL=0.1u GH=1u"
          + " TAUMODE=const TAU0=1)\n";

  private static AnalysisReport run(String lines) throws IOException {
    Simulation simulation = Simulation.of("n.cir", "title\n" + lines + "\n.end\n");
    assertThat(simulation.diagnostics()).noneMatch(Diagnostic::isError);
    AnalysisReport report =
        simulation.run(header -> new Table(), Simulation.Progress.NONE).get(0);
    assertThat(report.problems()).noneMatch(Diagnostic::isError);
    return report;
  }

  private static Summary found(AnalysisReport report, String name) {
    return report.summaries().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aSeriesCircuitEnclosesItsReactivePower() throws IOException {
    AnalysisReport report =
        run(
            "V1 in 0 0\nR1 in a 100\nL1 a b 10m\nC1 b 0 1u\n"
                + ".hysteresis V1 amplitude=1 freq=1k,2k");

    // The integral of i du is pi U I sin(phi): clockwise below resonance, the other way above.
    double[] area = found(report, "loops").numbers("area");
    for (int k = 0; k < 2; k++) {
      double w = 2 * Math.PI * (k + 1) * 1e3;
      double x = w * 10e-3 - 1 / (w * 1e-6);
      double expected = -Math.PI * x / (1e4 + x * x);
      assertThat(area[k]).isCloseTo(expected, within(2e-4 * Math.abs(expected)));
    }
    assertThat(found(report, "lobes").words("direction"))
        .containsExactly("clockwise (capacitive)", "counter-clockwise (inductive)");
    assertThat(found(report, "crossings").rows()).isEmpty();
  }

  @Test
  void theSameLoopIsFoundByDrivingTheCurrent() throws IOException {
    AnalysisReport report =
        run(
            "I1 0 in 0\nR1 in a 100\nR2 in 0 10k\nL1 a b 10m\nC1 b 0 1u\n"
                + ".hysteresis I1 amplitude=1m freq=1k");

    // Z = 10k || (100 + j x): the integral of i du is -pi I^2 Im Z.
    double w = 2 * Math.PI * 1e3;
    double x = w * 10e-3 - 1 / (w * 1e-6);
    double imaginary = 1e8 * x / (10100.0 * 10100.0 + x * x);
    double expected = -Math.PI * 1e-6 * imaginary;
    assertThat(found(report, "loops").numbers("area")[0])
        .isCloseTo(expected, within(5e-4 * Math.abs(expected)));
  }

  @Test
  void theLoopsOfFigure21AreThoseOfTheReference() throws IOException {
    AnalysisReport report =
        run(FIG21 + ".hysteresis Vu amplitude=1 freq=0.01,0.03,0.1,0.3,1,10");
    Summary loops = found(report, "loops");
    Summary lobes = found(report, "lobes");

    // testbenches/pore-fig21-loops/reference.py; 1e-3 of the range as for all loops.
    double[] most = {794.9715e-9, 789.1362e-9, 672.1740e-9, 441.3961e-9, 333.2103e-9, 316.5267e-9};
    double[] low = {0.7751e-9, 9.0249e-9, 103.1764e-9, 143.1359e-9, 56.9973e-9, 5.8784e-9};
    double[] high = {-26.0688e-9, -71.9809e-9, -141.3346e-9, -106.8431e-9, -38.4503e-9, -3.9241e-9};
    for (int k = 0; k < 6; k++) {
      assertThat(loops.numbers("most")[k]).isCloseTo(most[k], within(1e-10));
      assertThat(loops.numbers("lobes")[k]).isEqualTo(2);
      assertThat(lobes.numbers("area")[2 * k]).isCloseTo(low[k], within(1e-10));
      assertThat(lobes.numbers("area")[2 * k + 1]).isCloseTo(high[k], within(1e-10));
      // i = g (u - E0): all loops cross at E0 = 0.2 V and nowhere else.
      assertThat(found(report, "crossings").numbers("voltage")[k]).isCloseTo(0.2, within(1e-3));
    }
    assertThat(found(report, "crossings").rows()).hasSize(6);
  }

  @Test
  void shootingTakesATenthOfTheIterationsOfWaiting() throws IOException {
    long shooting = 0;
    long waiting = 0;
    for (double f : new double[] {0.01, 0.03, 0.1, 0.3, 1, 10}) {
      AnalysisReport orbit =
          run(FIG21 + ".options reltol=1e-6\n.hysteresis Vu amplitude=1 freq=" + f);
      assertThat(found(orbit, "loops").numbers("repeats_to")[0]).isLessThan(1e-6);
      shooting += orbit.iterations();
      // x goes to its orbit as exp(-t/tau), tau = 1 s: within 1e-6 of it after 14 tau. One more
      // cycle would show it.
      int cycles = (int) Math.ceil(14 * f) + 1;
      waiting +=
          run(FIG21
                  + ".options reltol=1e-6\n.hysteresis Vu amplitude=1 cycles="
                  + cycles + " freq=" + f)
              .iterations();
    }

    assertThat(shooting).isLessThan(waiting / 10);
  }

  @Test
  void theFirstCycleIsNotThePeriodicOne() throws IOException {
    AnalysisReport first = run(FIG21 + ".hysteresis Vu amplitude=1 freq=10 cycles=1 read=1");

    // testbenches/pore-fig21-loops: x0 = 0.00669285 and at the top, a quarter period later,
    // g = 0.120511 uS; later in that cycle x reaches 0.0384197. The largest current is at the top
    // or just after it.
    assertThat(found(first, "loops").numbers("most")[0]).isBetween(0.0963e-6, 0.0985e-6);
    assertThat(found(first, "loops").words("cycle")).containsExactly("first");
  }

  @Test
  void theOrderOfFrequenciesHasNoEffect() throws IOException {
    String pore =
        "Vu a 0 0\nNpore a 0 fig29\n.model fig29 nanopore(GL=0.1u GH=1u VB=0.5 VM=0.1 VA=1 VD=0"
            + " NA=2 ND=2 TAU0=0.5m)\n";
    Summary up = found(run(pore + ".hysteresis Vu amplitude=1.5 freq=100,1k"), "loops");
    Summary down = found(run(pore + ".hysteresis Vu amplitude=1.5 freq=1k,100"), "loops");

    assertThat(up.numbers("most")[0]).isEqualTo(down.numbers("most")[1]);
    assertThat(up.numbers("area")[1]).isEqualTo(down.numbers("area")[0]);
    // Fig. 29, physics of the bench pore-fig29: 1.49994 and 1.36702 uA.
    assertThat(up.numbers("most")[0]).isCloseTo(1.49994e-6, within(1e-9));
    assertThat(up.numbers("most")[1]).isCloseTo(1.36702e-6, within(1e-9));
  }

  @Test
  void aTriangleKeepsItsCorners() throws IOException {
    // 1 uF under a triangle of 1 V and 1 kHz: i = +-4 mA, area 4 mA * 2 V * 2 / 2 = 16 mW.
    AnalysisReport report =
        run(
            "V1 a 0 0\nC1 a b 1u\nR1 b 0 1m\n"
                + ".hysteresis V1 amplitude=1 freq=1k shape=tri");
    Summary loops = found(report, "loops");

    assertThat(loops.numbers("most")[0]).isCloseTo(4e-3, within(4e-7));
    assertThat(loops.numbers("area")[0]).isCloseTo(16e-3, within(2e-5));
  }

  @Test
  void aDelayIsWaitedForAndTold() throws IOException {
    AnalysisReport report =
        run(
            "V1 in 0 0\nR1 in a 50\nT1 a 0 b 0 z0=50 td=10n\nR2 b 0 50\n"
                + ".hysteresis V1 amplitude=1 freq=1meg");

    assertThat(report.problems()).anyMatch(d -> d.code() == Code.N404);
    // A matched line is 50 Ohm: 10 mA, and no lobe.
    assertThat(found(report, "loops").numbers("most")[0]).isCloseTo(10e-3, within(1e-5));
  }

  @Test
  void manyFirstCyclesComeToThePeriodicLoop() throws IOException {
    String pore =
        "Vu a 0 0\nNpore a 0 fig30\n.model fig30 nanopore(GL=1u GH=0.1u VB=0 VM=0.1 VA=0.5 VD=-0.5"
            + " TAU0=0.1m)\n";
    Summary waited = found(run(pore + ".hysteresis Vu amplitude=1.5 freq=1k cycles=10"), "lobes");
    Summary shot = found(run(pore + ".hysteresis Vu amplitude=1.5 freq=1k"), "lobes");

    // Both, and Fig. 30's 0.233549 uW for each lobe (bench pore-fig30-inverted).
    assertThat(shot.numbers("area")).hasSize(2);
    for (int k = 0; k < 2; k++) {
      double expected = k == 0 ? -0.233549e-6 : 0.233549e-6;
      assertThat(shot.numbers("area")[k]).isCloseTo(expected, within(2e-10));
      assertThat(waited.numbers("area")[k]).isCloseTo(expected, within(2e-10));
    }
  }

  @Test
  void mistakesOnTheLineAreTold() {
    for (String line :
        List.of(
            ".hysteresis V1 freq=1k",
            ".hysteresis V1 amplitude=1",
            ".hysteresis V9 amplitude=1 freq=1k",
            ".hysteresis V1 amplitude=-1 freq=1k",
            ".hysteresis V1 amplitude=1 freq=0",
            ".hysteresis V1 amplitude=1 freq=1k shape=square",
            ".hysteresis V1 amplitude=1 freq=1k cycles=0",
            ".hysteresis V1 amplitude=1 freq=1k speed=3",
            ".pss",
            ".pss freq=-1",
            ".pss autonomous",
            ".pss autonomous node=nowhere",
            ".pss freq=1k node=a")) {
      Simulation simulation =
          Simulation.of("n.cir", "title\nV1 a 0 1\nR1 a 0 1k\n" + line + "\n.end\n");

      assertThat(simulation.diagnostics()).as(line).anyMatch(d -> d.code() == Code.E230);
    }
  }
}
