package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of testbenches/ngspice-scripts print what ngspice prints, when it is installed. */
class ScriptParityTest {
  private static final Pattern LINE =
      Pattern.compile("^\\s*(\\S.*?)\\s+=\\s+([-+]?\\d[\\d.]*(?:e[-+]?\\d+)?).*");

  @TempDir static Path work;

  private record Printed(String name, double value) {}

  @TestFactory
  Stream<DynamicTest> everyScriptPrintsWhatNgspicePrints() throws IOException {
    boolean oracle = isInstalled();
    try (Stream<Path> files = Files.list(Path.of("testbenches/ngspice-scripts"))) {
      List<Path> scripts =
          files.filter(f -> f.toString().endsWith(".cir")).sorted().toList();
      return scripts.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(),
                      () -> {
                        assumeTrue(oracle, "ngspice is not installed: comparison skipped");
                        compare(file);
                      }));
    }
  }

  private static boolean isInstalled() {
    try {
      return new ProcessBuilder("ngspice", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void compare(Path file) throws Exception {
    Process process =
        new ProcessBuilder("ngspice", "-n", "-b", file.toAbsolutePath().toString())
            .directory(work.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(file.toFile()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String theirs = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"-b", "-q", "--out", work.resolve("out").toString(), file.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("error");
    assertThat(code).isZero();
    List<Printed> expected = printed(theirs);
    List<Printed> ours = printed(out.toString(StandardCharsets.UTF_8));
    assertThat(ours).extracting(Printed::name).containsExactlyElementsOf(
        expected.stream().map(Printed::name).toList());
    for (int i = 0; i < expected.size(); i++) {
      double value = expected.get(i).value();
      assertThat(ours.get(i).value())
          .as(expected.get(i).name())
          .isCloseTo(value, within(1e-3 * Math.abs(value) + 1e-9));
    }
    assertThat(expected.size()).isGreaterThan(1);
  }

  private static List<Printed> printed(String text) {
    List<Printed> values = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (line.startsWith("say ")) {
        values.add(new Printed(line.strip(), 0));
      } else if (line.matches("\\d+\\t.*")) {
        String[] cells = line.split("[\\t,]+");
        for (int k = 1; k < cells.length; k++) {
          if (!cells[k].isBlank()) {
            values.add(new Printed("row " + cells[0] + " column " + k, Double.parseDouble(cells[k])));
          }
        }
      } else if (matcher.matches() && !line.contains("TEMP")) {
        values.add(
            new Printed(
                matcher.group(1).replace(" ", ""), Double.parseDouble(matcher.group(2))));
      }
    }
    return values;
  }
}
