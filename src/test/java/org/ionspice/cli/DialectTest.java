package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ionspice.RawReader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Netlists as other simulators and schematic editors write them, each beside the same circuit in
 * plain SPICE: every node voltage of the plain one must be there and be the same. What the words of
 * the other dialect mean is from the manuals of LTspice, HSPICE, PSpice, Qucs-S and SPICE 2G6.
 */
class DialectTest {
  private static final Path PAIRS =
      Path.of("src/test/resources/org/ionspice/cli/dialects/dialects.pairs");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> aDialectMeansWhatItsPlainFormMeans() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String pair : Files.readString(PAIRS).split("(?m)^=== ")) {
      if (!pair.isBlank()) {
        String[] forms = pair.split("(?m)^--- plainly\n");
        assertThat(forms).as(pair).hasSize(2);
        String title = forms[0].lines().findFirst().orElseThrow();
        tests.add(DynamicTest.dynamicTest(title, () -> compare(forms[0], title + "\n" + forms[1])));
      }
    }
    return tests.stream();
  }

  private void compare(String dialect, String plain) throws IOException {
    List<RawReader.Plot> ours = run("dialect", dialect);
    List<RawReader.Plot> expected = run("plain", plain);
    assertThat(ours).extracting(RawReader.Plot::name)
        .containsExactlyElementsOf(expected.stream().map(RawReader.Plot::name).toList());
    int compared = 0;
    for (int k = 0; k < expected.size(); k++) {
      RawReader.Plot reference = expected.get(k);
      double[] scale = ours.get(k).column(ours.get(k).names().get(0));
      double[] at = reference.column(reference.names().get(0));
      for (String name : reference.names()) {
        if (name.startsWith("v(") && !name.matches("v\\((b1|c[12]|v-sweep)\\)")) {
          compare(name, scale, ours.get(k).column(name), at, reference.column(name));
          compared++;
        }
      }
    }
    assertThat(compared).isPositive();
  }

  /** Compares two curves on the points of the second; a single point and equal scales as they are. */
  private static void compare(
      String name, double[] x, double[] y, double[] at, double[] expected) {
    double range = 1e-9;
    for (double value : expected) {
      range = Math.max(range, Math.abs(value));
    }
    int j = 0;
    for (int i = 0; i < expected.length; i++) {
      double value = i < y.length ? y[i] : Double.NaN;
      if (x.length != at.length) {
        while (j + 2 < x.length && x[j + 1] < at[i]) {
          j++;
        }
        value = y[j] + (y[j + 1] - y[j]) * (at[i] - x[j]) / (x[j + 1] - x[j]);
      }
      // The circuits are the same; the steps of transients need not be, whose error is 1e-4.
      assertThat(value).as(name + " at " + at[i]).isCloseTo(expected[i], within(1e-3 * range));
    }
  }

  private List<RawReader.Plot> run(String name, String netlist) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".cir"), netlist);
    Path raw = folder.resolve(name + ".raw");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      PrintStream out =
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
      int code =
          Main.run(new String[] {"-b", "-r", raw.toString(), file.toString()}, out, told);
      assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
    return RawReader.read(raw);
  }
}
