package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ionspice.RawReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What results may take in memory and in files. */
class AllowanceTest {
  private static final String DRIVEN = "driven\nV1 a 0 sin(0 1 1k)\nR1 a b 1k\nC1 b 0 1n\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String lines, String... flags) throws Exception {
    Path file = Files.writeString(folder.resolve("n.cir"), DRIVEN + lines + "\n.end\n");
    List<String> line = new ArrayList<>(List.of(flags));
    line.add(file.toString());
    try (PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
      return Main.run(line.toArray(new String[0]), out, err);
    }
  }

  private String text() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTransientOfTooManyRowsIsRefusedBeforeItRuns() throws Exception {
    // 10 s in steps of at most 10 ns: 1e9 rows of time, two nodes and a source, 8 bytes each.
    Path raw = folder.resolve("n.raw");

    int code = run(".tran 1n 10 0 10n", "-b", "-r", raw.toString(), "--disk", "1G");

    assertThat(code).isEqualTo(Main.FILES);
    assertThat(text())
        .contains("n.cir:5:1: error[E506]: 1.00e+09 rows of 4 numbers, at least, take 32.0 GB in files")
        .contains("there are 1.00 GB");
    assertThat(raw).doesNotExist();
  }

  @Test
  void stepsMultiplyTheRows() throws Exception {
    // 3 values of R1 times 1001 frequencies times 4 complex numbers of 16 bytes: 192 kB.
    assertThat(run(".ac lin 1001 1 1k\n.step r1 list 1k 2k 3k", "-b", "--memory", "190k"))
        .isZero();
    assertThat(
            run(
                ".ac lin 1001 1 1k\n.step r1 list 1k 2k 3k\n.print ac v(b)",
                "-b", "--memory", "190k"))
        .isEqualTo(Main.FILES);
    assertThat(text()).contains("3.00e+03 rows of 8 numbers, at least, take 192 kB of memory");
  }

  @Test
  void aTransientWhoseRowsCannotBeForeseenEndsWhereItsShareEnds() throws Exception {
    Path raw = folder.resolve("n.raw");

    int code = run(".tran 1u 1", "-b", "-r", raw.toString(), "--disk", "100k");

    assertThat(code).isEqualTo(Main.FILES);
    assertThat(text()).contains("error[E506]: the results take more than the 100 kB of --disk");
    List<RawReader.Plot> plots = RawReader.read(folder.resolve("n.partial.raw"));
    // 100 kB / (4 numbers of 8 bytes), every one of them readable.
    assertThat(plots.get(0).column("time")).hasSize(3125);
  }

  @Test
  void sizesHaveAForm() throws Exception {
    assertThat(run(".op", "--memory", "much")).isEqualTo(Main.USAGE);
    assertThat(text()).contains("--memory takes a size such as 500M or 2G, not much");
  }
}
