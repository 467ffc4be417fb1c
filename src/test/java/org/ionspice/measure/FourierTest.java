package org.ionspice.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .four} against closed forms of harmonics, and against ngspice. */
class FourierTest {
  @TempDir Path folder;

  private static Map<String, Table> run(String netlist) throws Exception {
    return Simulation.of("four.cir", "test\n" + netlist).tables();
  }

  private static double[] magnitude(Table four, String name) {
    return Fourier.of(0, four.column(name), four.imaginary(name)).magnitude();
  }

  private static double[] phase(Table four, String name) {
    return Fourier.of(0, four.column(name), four.imaginary(name)).phaseDegrees();
  }

  @Test
  void sumsOfSinesAreFoundToRounding() {
    double[] y = new double[64];
    for (int k = 0; k < y.length; k++) {
      double angle = 2 * Math.PI * k / y.length;
      y[k] = 3 + 2 * Math.sin(angle + Math.toRadians(30)) + 0.25 * Math.cos(5 * angle);
    }

    Fourier found = Fourier.of(50, y, 10);

    double[] expected = {3, 2, 0, 0, 0, 0.25, 0, 0, 0, 0};
    for (int n = 0; n < expected.length; n++) {
      assertThat(found.magnitude()[n]).as("harmonic " + n).isCloseTo(expected[n], within(1e-14));
    }
    assertThat(found.phaseDegrees()[1]).isCloseTo(30, within(1e-12));
    assertThat(found.phaseDegrees()[5]).isCloseTo(90, within(1e-11)); // cos is sin 90 degrees on
    assertThat(found.distortionPercent()).isCloseTo(12.5, within(1e-12));
  }

  @Test
  void aSquareWaveHasOddHarmonicsOfFourOverPiN() throws Exception {
    // Sampling N times folds harmonic N - n onto n, a share (n pi/N)^2/6: 5e-6 for n = 9, N = 5000.
    Table four =
        run("""
            V1 a 0 PULSE(-1 1 0 1n 1n 0.499999m 1m)
            R1 a 0 1k
            .options nfreqs=10 fourgridsize=5000
            .tran 1u 3m
            .four 1k v(a)
            """).get("four");

    double[] magnitude = magnitude(four, "v(a)");
    assertThat(four.column("frequency")).containsExactly(
        0, 1e3, 2e3, 3e3, 4e3, 5e3, 6e3, 7e3, 8e3, 9e3);
    for (int n = 0; n < 10; n++) {
      double expected = n % 2 == 1 ? 4 / (Math.PI * n) : 0;
      assertThat(magnitude[n]).as("harmonic " + n).isCloseTo(expected, within(1e-3 / 5));
    }
  }

  @Test
  void aHalfWaveRectifiedSineHasEvenHarmonics() throws Exception {
    // The corner lies inside a step, of 2 us here: the dense output rounds it off.
    Table four =
        run("""
            B1 a 0 V=max(0,sin(2*pi*1k*time))
            R1 a 0 1k
            .options fourgridsize=2000
            .tran 1u 2m 0 2u
            .four 1k v(a)
            """).get("four");

    double[] magnitude = magnitude(four, "v(a)");
    assertThat(magnitude[0]).isCloseTo(1 / Math.PI, within(2e-5));
    assertThat(magnitude[1]).isCloseTo(0.5, within(2e-5));
    for (int n = 2; n < 10; n++) {
      double expected = n % 2 == 0 ? 2 / (Math.PI * (n * n - 1)) : 0;
      assertThat(magnitude[n]).as("harmonic " + n).isCloseTo(expected, within(2e-5));
    }
  }

  @Test
  void aCubicMakesAThirdHarmonic() throws Exception {
    // sin^3 = 3/4 sin - 1/4 sin 3: x + 0.2 x^3 has 1.15 and 0.05.
    Map<String, Table> tables =
        run("""
            V1 x 0 SIN(0 1 1k)
            B1 a 0 V=v(x)+0.2*v(x)^3
            R1 a 0 1k
            .options reltol=1e-6
            .tran 1u 2m
            .four 1k v(a) {2*v(a)} {v(a)-v(x)}
            """);

    Table four = tables.get("four");
    assertThat(magnitude(four, "v(a)")[1]).isCloseTo(1.15, within(1e-5));
    assertThat(magnitude(four, "v(a)")[3]).isCloseTo(0.05, within(1e-5));
    assertThat(magnitude(four, "2*v(a)")[1]).isCloseTo(2.3, within(2e-5));
    assertThat(magnitude(four, "v(a)-v(x)")[1]).isCloseTo(0.15, within(1e-5));
    assertThat(Math.abs(phase(four, "v(a)")[3])).isCloseTo(180, within(0.1));
    assertThat(tables.get("four_total").column("v(a)")[0])
        .isCloseTo(100 * 0.05 / 1.15, within(2e-3));
  }

  @Test
  void theDenseOutputShowsMoreThanTheRowsDo() throws Exception {
    // A pure sine: what straight lines between rows would add is absent.
    Map<String, Table> tables =
        run("V1 a 0 SIN(0 1 1k)\nR1 a 0 1k\n.tran 1u 3m\n.four 1k v(a)\n");

    assertThat(tables.get("four_total").column("v(a)")[0]).isLessThan(0.01);
    assertThat(magnitude(tables.get("four"), "v(a)")[1]).isCloseTo(1, within(1e-4));
  }

  @Test
  void everyStepHasItsHarmonicsAndEveryLineItsTable() throws Exception {
    Map<String, Table> tables =
        run("""
            .param a=1
            V1 a 0 SIN(0 {a} 1k)
            R1 a 0 1k
            .step param a list 1 3
            .tran 1u 2m
            .four 1k v(a)
            .four 500 v(a)
            """);

    assertThat(tables.get("four").blocks()).hasSize(2);
    assertThat(tables.get("four").blocks().get(1).at(2, 1)).isCloseTo(3, within(1e-3));
    assertThat(tables.get("four2").blocks().get(1).at(2, 2)).isCloseTo(3, within(1e-3));
  }

  @Test
  void polynomialsGoThroughPolynomialsAndNotOverJumps() {
    double[] t = {0, 0.13, 0.2, 0.37, 0.5, 0.5, 0.61, 0.78, 0.9, 1};
    double[] y = new double[t.length];
    for (int k = 0; k < t.length; k++) {
      y[k] = k < 5 ? t[k] * t[k] * t[k] : 7 - t[k] * t[k];
    }

    double[] found = Fourier.lastPeriod(t, y, 1, 20, 3);

    for (int k = 0; k < found.length; k++) {
      double at = k / 20.0;
      double expected = k < 10 ? at * at * at : 7 - at * at;
      assertThat(found[k]).as("at " + at).isCloseTo(expected, within(1e-13));
    }
  }

  /** Numbers of all rows of the Fourier tables in a text. */
  private static List<double[]> rows(String text) {
    List<double[]> rows = new ArrayList<>();
    Matcher row =
        Pattern.compile("(?m)^ ?(\\d+) +(\\S+) +(\\S+) +(\\S+) +(\\S+) +(\\S+) *$").matcher(text);
    while (row.find()) {
      double[] numbers = new double[6];
      for (int k = 0; k < 6; k++) {
        numbers[k] = Double.parseDouble(row.group(k + 1));
      }
      rows.add(numbers);
    }
    return rows;
  }

  private String ngspice(String netlist) throws Exception {
    Path file = folder.resolve("four.cir");
    Files.writeString(file, netlist);
    try {
      Process process =
          new ProcessBuilder("ngspice", "-b", file.toString())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(file.toFile()))
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return text;
    } catch (IOException missing) {
      return "";
    }
  }

  @Test
  void ngspiceFindsTheSameHarmonics() throws Exception {
    String circuit =
        """
        a filtered square wave and a clipped sine
        V1 a 0 PULSE(-1 1 0 1u 1u 0.499m 1m)
        R1 a b 1k
        C1 b 0 0.1u
        V2 s 0 SIN(0 2 1k)
        R2 s d 10k
        D1 d 0 dm
        .model dm d is=1e-14
        .tran 1u 5m 0 1u
        .four 1k v(a) v(b) v(d)
        .end
        """;
    String printed = ngspice(circuit);
    assumeTrue(!printed.isEmpty(), "ngspice is not installed: comparison skipped");
    List<double[]> theirs = rows(printed);
    assertThat(theirs).hasSize(30);

    Table ours = Simulation.of("four.cir", circuit).tables().get("four");

    String[] names = {"v(a)", "v(b)", "v(d)"};
    for (int q = 0; q < names.length; q++) {
      double[] magnitude = magnitude(ours, names[q]);
      double[] phase = phase(ours, names[q]);
      for (int n = 0; n < 10; n++) {
        double[] row = theirs.get(10 * q + n);
        String what = names[q] + ", harmonic " + n;
        assertThat(row[0]).isEqualTo(n);
        assertThat(magnitude[n]).as(what).isCloseTo(row[2], within(1e-3 * magnitude[1]));
        if (n > 0 && row[2] > 0.01 * magnitude[1]) {
          assertThat(phase[n]).as("phase of " + what).isCloseTo(row[3], within(0.5));
        }
      }
    }
  }
}
