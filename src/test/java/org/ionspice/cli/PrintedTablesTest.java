package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of {@code .print} tables and the limits of {@code .plot}; the circuit halves 0, 1, 2 V. */
class PrintedTablesTest {
  private static final String HALVES =
      """
      halves
      V1 a 0 1
      R1 a b 1k
      R2 b 0 1k
      .dc v1 0 2 1
      """;

  @TempDir Path folder;

  private List<String> printed(String lines) throws IOException {
    Path netlist = Files.writeString(folder.resolve("n.cir"), HALVES + lines + "\n");
    String[] line = {"-q", "--out", folder.resolve("out").toString(), netlist.toString()};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            line,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void csvHasCommasAndNoIndex() throws IOException {
    assertThat(printed(".print dc format=csv v(b) i(v1)"))
        .startsWith(
            "v(v-sweep),v(b),i(v1)",
            "0.000000e+00,0.000000e+00,0.000000e+00",
            "1.000000e+00,5.000000e-01,-5.000000e-04",
            "2.000000e+00,1.000000e+00,-1.000000e-03");
  }

  @Test
  void widthPrecisionAndIndexAreThoseOfTheLine() throws IOException {
    assertThat(printed(".print dc format=noindex precision=2 width=11 v(b)"))
        .startsWith(
            "DC transfer characteristic",
            "   v(v-sweep)         v(b)",
            "     0.00e+00     0.00e+00",
            "     1.00e+00     5.00e-01");
  }

  @Test
  void timesAreScaledAndColumnsDelimited() throws IOException {
    List<String> lines = printed(".tran 1m 2m\n.print tran timescalefactor=1e3 delimiter=tab v(b)");
    assertThat(lines.get(0)).isEqualTo("Index\ttime\tv(b)");
    assertThat(lines.get(lines.size() - 2)).endsWith("\t2.000000e+00\t5.000000e-01");
  }

  @Test
  void thePictureEndsAtTheLimitsOfTheLine() throws IOException {
    printed(".plot dc v(b)");
    String free = Files.readString(folder.resolve("out/dc-plot.svg"));
    printed(".plot dc v(b) (-40,40)");
    String limited = Files.readString(folder.resolve("out/dc-plot.svg"));

    // The curve goes from 0 to 1 V: over the whole frame, or over 1/80 of its 900 pixels.
    assertThat(height(free)).isGreaterThan(800);
    assertThat(height(limited)).isBetween(10.0, 12.5);
  }

  /** Returns the height in pixels of the first curve, whose lines have the first colour. */
  private static double height(String svg) {
    double[] y =
        Pattern.compile("<line [^>]*rgb\\(0,114,178\\)[^>]* y1=\"([-\\d.]+)\" y2=\"([-\\d.]+)\"")
            .matcher(svg)
            .results()
            .flatMap(line -> Stream.of(line.group(1), line.group(2)))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return Arrays.stream(y).max().orElseThrow() - Arrays.stream(y).min().orElseThrow();
  }
}
