package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path results;

  @BeforeEach
  void chooseFolder() {
    results = folder.resolve("results");
  }

  private int run(String netlist, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("n.cir"), netlist);
    String[] arguments = new String[more.length + 3];
    System.arraycopy(more, 0, arguments, 0, more.length);
    arguments[more.length] = "--out";
    arguments[more.length + 1] = results.toString();
    arguments[more.length + 2] = file.toString();
    try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return Main.run(arguments, o, e);
    }
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String remarks() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPrintedDividerIsATable() throws Exception {
    int code = run("divider\nV1 a 0 10\nR1 a b 1k\nR2 b 0 3k\n.op\n.print op v(b) i(V1)\n");

    // 10 V * 3k / 4k; SPICE counts a source's current into its plus terminal.
    assertThat(code).isZero();
    assertThat(text())
        .contains(
            "Index             v(b)            i(V1)\n"
                + "    0     7.500000e+00    -2.500000e-03\n");
  }

  @Test
  void formulasArePrintedAndDrawn() throws Exception {
    int code =
        run(
            "Ohm's law\nV1 a 0 1\nR1 a 0 1k\n.dc V1 1 2 1\n.save v(a)\n"
                + ".print dc {-v(a)/i(V1)}\n.plot dc {v(a)^2} vs {2*v(a)}\n");

    assertThat(remarks()).doesNotContain("error", "warning", "note");
    assertThat(code).isZero();
    assertThat(text()).contains("-v(a)/i(V1)").contains("1.000000e+03");
    assertThat(results.resolve("dc-loop.png")).isNotEmptyFile();
  }

  @Test
  void aListOfAnAnalysisThatIsNotThereIsToldSo() throws Exception {
    int code = run("no sweep\nV1 a 0 1\nR1 a 0 1k\n.op\n.plot dc v(a)\n.print tran v(a)\n");

    assertThat(code).isZero();
    assertThat(remarks())
        .contains("n.cir:5:1: warning[W230]: there are no results of .dc to list")
        .contains("n.cir:6:1: warning[W230]: there are no results of .tran to list");
  }

  @Test
  void measuresSayTheirStep() throws Exception {
    run(
        "two values\n.param r=1k\nI1 0 a 1m\nR1 a 0 {r}\n.step param r list 1k 2k\n"
            + ".tran 1u 10u\n.meas tran top MAX v(a)\n",
        "--no-plot");

    // 1 mA through 1 and 2 kOhm.
    assertThat(text().lines())
        .containsSubsequence(
            "step: r = 1000",
            "top                 =  1.000000e+00 at=  0.000000e+00",
            "step: r = 2000",
            "top                 =  2.000000e+00 at=  0.000000e+00");
    assertThat(results.resolve("measures.json")).content().contains("\"r\" : 2000.0");
  }

  @Test
  void theLimitsOfAMeasureFollowTheStep() throws Exception {
    run(
        "two windows\n.param f=1\nV1 a 0 PWL(0 0 1 1)\nR1 a 0 1\n.step param f list 1 2\n"
            + ".tran 1m 1\n.meas tran mean AVG v(a) from={0.5/f} to={1/f}\n",
        "--no-plot");

    // The ramp v = t: means over 0.5..1 and over 0.25..0.5.
    assertThat(text().lines().filter(l -> l.startsWith("mean")))
        .satisfiesExactly(
            l -> assertThat(l).contains("7.500000e-01"),
            l -> assertThat(l).contains("3.750000e-01"));
  }

  @Test
  void resultsBeginAtTheirStart() throws Exception {
    run(
        "late start\nV1 a 0 SIN(0 1 1)\nR1 a b 1k\nC1 b 0 1u\n.tran 1m 1 0.2371\n.save v(a)\n",
        "--no-plot");

    String first = Files.readAllLines(results.resolve("tran.csv")).get(1);
    String[] cells = first.split(",");
    assertThat(Double.parseDouble(cells[0])).isEqualTo(0.2371);
    // sin(2 pi 0.2371), between points of a run at reltol 1e-3.
    assertThat(Double.parseDouble(cells[1])).isCloseTo(Math.sin(2 * Math.PI * 0.2371), within(1e-3));
  }

  @Test
  void everyAnalysisOfAKindIsMeasured() throws Exception {
    run(
        "two ends\nV1 a 0 PWL(0 0 1 1)\nR1 a 0 1\n.tran 1m 0.25\n.tran 1m 0.5\n"
            + ".meas tran last MAX v(a)\n",
        "--no-plot");

    assertThat(text()).contains("2.500000e-01", "analysis: tran2", "5.000000e-01");
  }

  @Test
  void aPlotAgainstAVoltageReplacesThePlotOverTime() throws Exception {
    run(
        "line\nV1 a 0 SIN(0 1 1k)\nR1 a 0 1k\n.tran 10u 1m\n"
            + ".plot tran i(R1) vs v(a) title=\"Ohm\"\n");

    assertThat(results.resolve("tran-loop.png")).exists();
    assertThat(results.resolve("tran-loop.svg")).exists();
    assertThat(results.resolve("tran.png")).doesNotExist();
    assertThat(remarks()).contains("tran-loop.png");
  }

  @Test
  void aFailedAnalysisLeavesPartialNames() throws Exception {
    // v^2 + 1 + v = 0 has no real solution.
    int code = run("none\nB1 b 0 I=v(b)^2+1\nR1 b 0 1\n.tran 1u 1m\n");

    assertThat(code).isEqualTo(Main.NO_SOLUTION);
    assertThat(results.resolve("tran.partial.csv")).exists();
    assertThat(results.resolve("n.partial.raw")).exists();
    assertThat(results.resolve("tran.csv")).doesNotExist();
    assertThat(remarks()).contains("error[E4");
  }
}
