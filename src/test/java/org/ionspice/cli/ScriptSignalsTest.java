package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spectra, parts and measurements of what a script made of a transient. */
class ScriptSignalsTest extends ScriptRuns {
  /** Mean 0.5, amplitude 1, four periods. */
  private static final String SINE = "sine\nV1 a 0 sin(0.5 1 1k)\nR1 a 0 1k\n";

  private double printed(String name) {
    return lines().stream()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.split("\\s*=\\s*")[1].split("[ ,]")[0]))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void specGivesAmplitudes() throws Exception {
    int code =
        run(
            SINE,
            "tran 10u 4m 0 10u",
            "linearize v(a)",
            "spec 0 3k 250 v(a)",
            "print mag(v(a))[0] mag(v(a))[4] imag(v(a))[4] mag(v(a))[8] frequency[4]");

    // Closed form: the mean, half of Hann's line beside it, and the amplitude, along +i for a sine.
    assertThat(code).isZero();
    assertThat(printed("mag(v(a))[0]")).isCloseTo(0.5, within(1e-6));
    assertThat(printed("mag(v(a))[4]")).isCloseTo(1, within(1e-3));
    assertThat(printed("imag(v(a))[4]")).isCloseTo(1, within(1e-3));
    assertThat(printed("mag(v(a))[8]")).isLessThan(1e-3);
    assertThat(printed("frequency[4]")).isEqualTo(1000);
  }

  @Test
  void psdGivesThePower() throws Exception {
    int code =
        run(
            SINE,
            "tran 10u 4m 0 10u",
            "linearize v(a)",
            "set specwindow = none",
            "psd 1 v(a)",
            "print sum_of_lines");

    // Closed form: mean square 0.5^2 + 1/2 over 401 points, filled up to 512 with zeros.
    assertThat(code).isEqualTo(2); // sum_of_lines does not exist
    assertThat(text()).contains("Total noise power up to Nyquist frequency 5.000e+04 Hz: 5.8");
    double total =
        Double.parseDouble(text().replaceAll("(?s).* Hz: (\\S+) V\\^2.*", "$1"));
    assertThat(total).isCloseTo(0.75 * 401 / 512, within(2e-3));
  }

  @Test
  void psdIsAveragedOverLines() throws Exception {
    // ngspice 39, ngspice -b: lines 0, 1 and 5 of psd 3 are 7.823459e-04, 5.007538e-04 and
    // 9.767843e-04; its line is as wide as 50125 Hz / 257, here 100 kHz / 512, and it takes a half for
    // the mean of Hann's window over 401 points, which is 200 / 401.
    int code =
        run(
            SINE,
            "tran 10u 4m 0 10u",
            "linearize v(a)",
            "psd 3 v(a)",
            "print v(a)[0] v(a)[1] v(a)[5]");

    assertThat(code).isZero();
    double width = 50125.0 / 257 / (100e3 / 512) * Math.pow(401.0 / 400, 2);
    assertThat(printed("v(a)[0]")).isCloseTo(7.823459e-04 * width, within(1e-6));
    assertThat(printed("v(a)[1]")).isCloseTo(5.007538e-04 * width, within(1e-6));
    assertThat(printed("v(a)[5]")).isCloseTo(9.767843e-04 * width, within(1e-6));
  }

  @Test
  void aPartIsCutOut() throws Exception {
    int code =
        run(
            SINE,
            "tran 10u 4m 0 10u",
            "let cut-tstart = 1m",
            "let cut-tstop = 2m",
            "cutout",
            "print time[0] time[length(time)-1] vecmax(v(a))",
            "setplot tran1",
            "let cut-tstop = 0.5m",
            "cutout");

    assertThat(code).isEqualTo(2);
    assertThat(printed("time[0]")).isBetween(1e-3, 1.01e-3);
    assertThat(printed("time[length(time)-1]")).isBetween(1.99e-3, 2e-3);
    assertThat(remarks()).contains("fewer than two points between cut-tstart and cut-tstop");
  }

  @Test
  void vectorsOfOtherPlotsComeToThisScale() throws Exception {
    int code =
        run(
            SINE,
            "tran 10u 1m 0 10u",
            "linearize v(a)",
            "let d = interpolate(tran1.v(a)) - v(a)",
            "print length(d) vecmax(abs(d)) length(tran1.v1#branch)-length(tran1.time)",
            "print interpolate(tran1.nothing)");

    assertThat(code).isEqualTo(2);
    assertThat(printed("length(d)")).isEqualTo(101);
    assertThat(printed("vecmax(abs(d))")).isLessThan(1e-12);
    assertThat(printed("length(tran1.v1#branch)-length(tran1.time)")).isZero();
  }

  @Test
  void madeVectorsAreMeasured() throws Exception {
    int code =
        run(
            SINE,
            "tran 10u 4m 0 10u",
            "let p = v(a)*v(a)/1k",
            "meas tran pavg avg p from=1m to=2m",
            "meas tran t0 when p=1m rise=1",
            "meas tran vtop max v(a) from=0 to=1m",
            "let half = vtop/2",
            "meas tran t1 when v(a)=half rise=1",
            "fft v(a)",
            "let m = mag(v(a))",
            "meas sp top max_at m from=500",
            "meas sp none max nothing");

    // Closed form: (0.5^2 + 1/2) / 1k; sin = 0.5 at a twelfth of a period; bins of 97.7 Hz.
    assertThat(code).isEqualTo(2);
    assertThat(printed("pavg")).isCloseTo(0.75e-3, within(1e-6));
    assertThat(printed("t0")).isCloseTo(1e-3 / 12, within(1e-7));
    // sin = 0.25, vtop = 1.5
    assertThat(printed("t1")).isCloseTo(Math.asin(0.25) / (2e3 * Math.PI), within(2e-7));
    assertThat(printed("top")).isCloseTo(1000, within(100.0));
    assertThat(remarks()).contains("'nothing'");
  }

  @Test
  void singleBarsAndAmpersandsAreLogical() throws Exception {
    assertThat(
            run(
                DIVIDER,
                "if (1 > 2) | (3 > 2)",
                "  echo or",
                "end",
                "if (1 > 2) & (3 > 2)",
                "  echo and",
                "end",
                "if ~(1 > 2)",
                "  echo not",
                "end",
                "if 1 >< 2",
                "  echo unlike",
                "end"))
        .isZero();
    assertThat(lines()).containsExactly("or", "not", "unlike");
  }

  private static final String PORTS =
      "ports\nV1 in 0 dc 0 portnum 1 z0 50\nV2 out 0 dc 0 portnum 2 z0 50\nR1 in out 20\nR2 out 0 100\n"
          + "C1 out 0 1p\n";

  /** The numbers that ngspice 39 -b wrote for this netlist and these commands. */
  @Test
  void wrs2pWritesTheParametersOfTwoPortsAsNgspiceDoes() throws Exception {
    int code = run(PORTS, "sp dec 1 1meg 1g", "let Rbase=50", "wrs2p two.s2p");

    assertThat(code).isZero();
    List<String> lines = Files.readAllLines(result("two.s2p"));
    assertThat(lines).hasSize(9).contains("# Hz S RI R 50");
    assertThat(lines.get(8).strip().split(" +"))
        .containsExactly(
            "1.000000e+09", "2.316485e-02", "-6.409161e-02", "6.324308e-01", "-8.972825e-02",
            "6.324308e-01", "-8.972825e-02", "-1.145969e-01", "-1.256196e-01");
  }

  @Test
  void wrs2pAsksForTheResistance() throws Exception {
    run(PORTS, "sp dec 1 1meg 1g", "wrs2p two.s2p");

    assertThat(remarks()).contains("error[E141]: wrs2p finds no vector rbase", "let Rbase=50");
  }

  @Test
  void vectorsOfOtherPlotsAreDrawnAlongTheirOwnScales() throws Exception {
    int code =
        run(SINE, "tran 10u 1m 0 10u", "tran 10u 2m 0 20u", "plot v(a) tran1.v(a)", "plot tran9.v(a)");

    assertThat(code).isEqualTo(2);
    assertThat(lines()).containsExactly("drawn: plot1.png plot1.svg");
  }
}
