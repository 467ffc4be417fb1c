package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whole command lines in this process: what they print, write and return. */
class CommandLineTest {
  private static final String RC =
      """
      RC step
      .param r=1k
      V1 in 0 PULSE(0 1 0 1n 1n 1 2)
      R1 in out {r}
      C1 out 0 1u
      .tran 10u 5m
      .meas tran tau WHEN v(out)=0.6321205588
      """;

  private static final String DIVIDER =
      """
      divider
      V1 in 0 3
      R1 in out 2k
      R2 out 0 1k
      .op
      """;

  private record Answer(int code, String out, String err) {}

  @TempDir Path folder;

  @Test
  void aNetlistThatRunsEndsWithZeroAndPrintsTheOperatingPoint() throws IOException {
    Answer answer = call("-b", file("divider.cir", DIVIDER));

    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    // The divider: 3 V * 1k / (2k + 1k) = 1 V.
    assertThat(answer.out()).contains("v(out) = 1 V");
  }

  @Test
  void aMisspeltParameterEndsWithTwoShowsItsPlaceAndNamesTheNearest() throws IOException {
    String netlist =
        file("typo.cir", "typo\nV1 a 0 1\nR1 a b 1k\n.model pore nanopore(tauu0=1m)\nN1 b 0 pore\n.op\n");

    Answer answer = call("-b", netlist);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("typo.cir:4:22: error[E202]");
    assertThat(answer.err()).contains("\n4 | .model pore nanopore(tauu0=1m)\n");
    assertThat(answer.err()).contains("\n  |                      ^");
    assertThat(answer.err()).contains("= hint: ").contains("did you mean");
  }

  @Test
  void aLoopOfSourcesEndsWithThreeAndNamesTheSources() throws IOException {
    String netlist = file("loop.cir", "loop\nV1 a 0 1\nV2 a 0 2\nR1 a 0 1k\n.op\n");

    Answer answer = call("-b", netlist);

    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("E302", "v1 (line 2)", "v2 (line 3)");
  }

  @Test
  void allMistakesOfOneFileAreToldAtOnce() throws IOException {
    String netlist = file("many.cir", "many\nV1 a 0 1,5\nR1 a 0\n.trann 1u 1m\nQ9 a b c\n.op\n");

    Answer answer = call("check", netlist);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err().lines().filter(l -> l.contains(": error[E")))
        .hasSize(4)
        .satisfiesExactly(
            l -> assertThat(l).contains("many.cir:2:"),
            l -> assertThat(l).contains("many.cir:3:"),
            l -> assertThat(l).contains("many.cir:4:"),
            l -> assertThat(l).contains("many.cir:5:"));
  }

  @Test
  void aCircuitWithoutASolutionEndsWithThree() throws IOException {
    // Kirchhoff at node a: v/1 + 1 + v^2 = 0, discriminant 1 - 4 < 0, no real solution.
    String netlist = file("none.cir", "none\nR1 a 0 1\nB1 a 0 I=1+v(a)*v(a)\n.op\n");

    Answer answer = call("-b", netlist);

    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("error[E401]");
    assertThat(answer.out()).doesNotContain("v(a) =");
  }

  @Test
  void aMissingFileEndsWithFour() {
    Answer answer = call("-b", folder.resolve("missing.cir").toString());

    assertThat(answer.code()).isEqualTo(4);
    assertThat(answer.err()).contains("missing.cir").contains("cannot be read");
  }

  @Test
  void aRawFileInAMissingFolderEndsWithFourBeforeTheRun() throws IOException {
    String raw = folder.resolve("nowhere").resolve("x.raw").toString();

    Answer answer = call("-b", "-r", raw, file("rc.cir", RC));

    assertThat(answer.code()).isEqualTo(4);
    assertThat(answer.err()).contains("E502").contains("does not exist");
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void aFailedMeasurementEndsWithFiveOnlyWhenStrict() throws IOException {
    // v(out) never exceeds the source's 1 V.
    String netlist = file("rc.cir", RC + ".meas tran never WHEN v(out)=2\n");

    assertThat(call("-b", netlist).code()).isZero();
    assertThat(call("-b", "--strict", netlist).code()).isEqualTo(5);
  }

  @Test
  void anUnknownOptionEndsWith64AndNamesTheNearest() {
    Answer answer = call("--strikt", "x.cir");

    assertThat(answer.code()).isEqualTo(64);
    assertThat(answer.err()).contains("unknown option --strikt; did you mean --strict?");
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void checkReadsWithoutRunning() throws IOException {
    Answer answer = call("check", file("rc.cir", RC));

    assertThat(answer).isEqualTo(new Answer(0, "", ""));
    assertThat(children()).containsExactly("rc.cir");
  }

  @Test
  void devicesListsEveryDeviceAndShowsOneWithParameters() {
    Answer all = call("devices");
    Answer one = call("devices", "nanopore");
    Answer wrong = call("devices", "nanopor");

    assertThat(all.code()).isZero();
    assertThat(all.out().lines()).anyMatch(l -> l.startsWith("nanopore "));
    assertThat(one.code()).isZero();
    assertThat(one.out()).startsWith("nanopore (N): ").contains("terminals: ");
    assertThat(wrong.code()).isEqualTo(64);
    assertThat(wrong.err()).contains("did you mean nanopore?");
  }

  @Test
  void explainSaysWhatACodeMeansAndWhatToDo() {
    Answer answer = call("explain", "e202");

    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("E202", Code.E202.meaning(), Code.E202.remedy());
    assertThat(call("explain", "E999").code()).isEqualTo(64);
    assertThat(call("explain").code()).isEqualTo(64);
  }

  @Test
  void versionAndHelpGoToTheStandardOutput() {
    assertThat(call("--version").out()).startsWith("IonSpice ").contains("ngspice");
    assertThat(call("--help").out()).contains("Exit codes").contains("--rawfile=RAW");
    assertThat(call("--version").err() + call("--help").err()).isEmpty();
  }

  @Test
  void batchModeWritesExactlyTheRawAndTheLogFile() throws IOException {
    String raw = folder.resolve("out.raw").toString();
    String log = folder.resolve("run.log").toString();

    Answer answer = call("-b", "-r", raw, "-o", log, file("rc.cir", RC));

    assertThat(answer).isEqualTo(new Answer(0, "", ""));
    assertThat(children()).containsExactly("out.raw", "rc.cir", "run.log");
    assertThat(Files.readString(Path.of(log))).contains("tran: ").contains("tau");
    assertThat(Files.readAllBytes(Path.of(raw))).startsWith(bytes("Title: RC step\n"));
  }

  @Test
  void mistakesGoToTheLogFileToo() throws IOException {
    Path log = folder.resolve("run.log");

    Answer answer = call("-b", "-o", log.toString(), file("bad.cir", "bad\nR1 a 0\n.op\n"));

    assertThat(answer).isEqualTo(new Answer(2, "", ""));
    assertThat(Files.readString(log)).contains("bad.cir:2:");
  }

  @Test
  void aNetlistOnStandardInputRuns() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(bytes(DIVIDER)));
      Answer answer = call("-b");

      assertThat(answer.code()).isZero();
      assertThat(answer.out()).contains("v(out) = 1 V");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void definesReplaceParameters() throws IOException {
    String netlist = file("rc.cir", RC);

    // The source rises within 1 ns, so the time constant is RC: 1 ms, and 0.5 ms with half of R.
    assertThat(tau(call("-b", netlist))).isBetween(0.995e-3, 1.005e-3);
    assertThat(tau(call("-b", "-D", "r=500", netlist))).isBetween(0.4975e-3, 0.5025e-3);
    assertThat(tau(call("-b", "-Dr=500", netlist))).isBetween(0.4975e-3, 0.5025e-3);
    assertThat(call("-b", "-D", "r=abc", netlist).code()).isEqualTo(64);
  }

  @Test
  void jsonParsesAndHoldsTheMeasurement() throws IOException {
    String netlist = file("rc.cir", RC);
    Answer answer = call("run", "--json", "--no-plot", "--out", out(), netlist);

    assertThat(answer.code()).isZero();
    List<String> names = fields(answer.out());
    assertThat(names).contains("version", "netlist", "analyses", "points", "measures");
    assertThat(answer.out()).contains("\"tau\"");
  }

  @Test
  void runWritesIntoTheFolderAndLeavesNoPartialFiles() throws IOException {
    Answer answer = call("run", "--no-plot", "--out", out(), file("rc.cir", RC));

    assertThat(answer.code()).isZero();
    try (Stream<Path> files = Files.list(Path.of(out()))) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertThat(names).contains("rc.raw", "tran.csv", "measures.json");
      assertThat(names).noneMatch(n -> n.contains("part"));
    }
  }

  @Test
  void theWorstCodeOfSeveralNetlistsCounts() throws IOException {
    String good = file("divider.cir", DIVIDER);
    String bad = file("bad.cir", "bad\nR1 a 0\n.op\n");

    Answer answer = call("-b", bad, good);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).contains("v(out) = 1 V");
  }

  @Test
  void checkEndsWithTwoForEachFaultyNetlistAndWithZeroForWarnings() throws IOException {
    Path faulty = Path.of("src/test/resources/org/ionspice/diagnostics");
    List<Path> netlists;
    try (Stream<Path> files = Files.list(faulty)) {
      netlists = files.filter(f -> f.toString().endsWith(".cir")).sorted().toList();
    }

    assertThat(netlists).hasSizeGreaterThanOrEqualTo(60);
    for (Path netlist : netlists) {
      String text = Files.readString(Path.of(netlist.toString().replace(".cir", ".txt")));
      int expected = text.contains(": error[E") ? 2 : 0;
      assertThat(call("check", netlist.toString()).code()).as("%s", netlist).isEqualTo(expected);
    }
  }

  private String out() {
    return folder.resolve("results").toString();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8).toString();
  }

  private List<String> children() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static double tau(Answer answer) {
    String line =
        answer.out().lines().filter(l -> l.startsWith("tau")).findFirst().orElseThrow();
    return Double.parseDouble(Arrays.asList(line.split("[\\s=]+")).get(1));
  }

  private static List<String> fields(String json) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
        }
      }
    }
    return names;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Answer call(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Answer(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
