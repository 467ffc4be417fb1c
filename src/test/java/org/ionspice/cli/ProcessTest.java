package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ionspice.RawReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the program as a process of its own, through the built classes, and does to it what happens
 * to programs: signals, a full disk, a reader that goes away, another locale.
 */
@DisabledOnOs(OS.WINDOWS)
class ProcessTest {
  /** A sine through a low-pass for a simulated hour: minutes of work, many times what a test waits. */
  private static final String LONG =
      "long\nV1 a 0 SIN(0 1 1k)\nR1 a b 1k\nC1 b 0 100n\n.tran 1u 3600\n.end\n";

  private static final String SHORT =
      "short\nV1 a 0 SIN(0 1.5 1k)\nR1 a b 1k\nC1 b 0 100n\n.tran 10u 2m\n.meas tran top max v(b)\n";

  private static final long PATIENCE = 120;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void aSignalEndsALongRunAndLeavesWhatThereIs(String signal, int code) throws Exception {
    Process process = longRun();

    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
    assertThat(readablePrefix()).isGreaterThan(1000);
    assertThat(folder.resolve("x.raw")).doesNotExist();
  }

  @Test
  void aKilledRunLeavesAReadablePrefix() throws Exception {
    Process process = longRun();

    process.destroyForcibly();

    assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    // Two flushes of 64 KiB with 4 numbers of 8 bytes a point are 4096 points.
    assertThat(readablePrefix()).isGreaterThanOrEqualTo(4096);
  }

  @Test
  void anUntrustedRunEndsWithItsTime() throws Exception {
    Path netlist = Files.writeString(folder.resolve("long.cir"), LONG);
    Process process =
        start(
            Map.of(), "--untrusted=6", "-b", "-r", folder.resolve("x.raw").toString(),
            netlist.toString());

    assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(folder.resolve("x.raw")).doesNotExist();
  }

  /** Starts a run and waits until two of its flushes have reached the file. */
  private Process longRun() throws Exception {
    Path netlist = Files.writeString(folder.resolve("long.cir"), LONG);
    Process process =
        start(Map.of(), "-b", "-r", folder.resolve("x.raw").toString(), netlist.toString());
    Path partial = folder.resolve("x.partial.raw");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (!Files.exists(partial) || Files.size(partial) < 3 << 16) {
      assertThat(System.nanoTime()).as("time to the first data").isLessThan(end);
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
    return process;
  }

  private int readablePrefix() throws IOException {
    RawReader.Plot plot = RawReader.read(folder.resolve("x.partial.raw")).get(0);
    double[] time = plot.column("time");
    for (int k = 1; k < time.length; k++) {
      assertThat(time[k]).isGreaterThan(time[k - 1]);
    }
    return time.length;
  }

  @Test
  void aFullDiskEndsWithFourAndLeavesAReadablePrefix() throws Exception {
    Path netlist = Files.writeString(folder.resolve("long.cir"), LONG);
    Path raw = folder.resolve("x.raw");

    // 512 blocks of 512 bytes; the signal of the limit is ignored, so that writing fails.
    Ended ended =
        end(shell("trap '' XFSZ; ulimit -f 512; exec \"$@\"", "-b", "-r", raw.toString(),
            netlist.toString()));

    assertThat(ended.code()).isEqualTo(Main.FILES);
    assertThat(ended.text()).contains("error[E502]");
    assertThat(readablePrefix()).isGreaterThan(1000);
  }

  @Test
  void aReaderThatGoesAwayEndsTheRunQuietly() throws Exception {
    Path netlist =
        Files.writeString(folder.resolve("s.cir"), SHORT + ".options interp\n.print tran v(b)\n");

    Ended ended =
        end(shell("\"$@\" 2>\"$0\" | head -1", folder.resolve("err.txt"), "-b", netlist.toString()));

    assertThat(ended.text().lines()).hasSize(1);
    assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("Exception", "\tat ");
  }

  @Test
  void aFolderThatMayNotBeWrittenEndsWithFour() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "not as root");
    Path netlist = Files.writeString(folder.resolve("s.cir"), SHORT);

    Ended ended = end(start(Map.of(), "--out", closed.resolve("r").toString(), netlist.toString()));

    assertThat(ended.code()).isEqualTo(Main.FILES);
    assertThat(ended.text()).contains("error[E502]");
  }

  @Test
  void localeTimeZoneAndEncodingChangeNothing() throws Exception {
    Path netlist = Files.writeString(folder.resolve("s.cir"), SHORT + ".print tran v(b)\n");
    List<String> plain = new ArrayList<>();
    for (String options :
        List.of(
            "-Duser.language=en",
            "-Duser.language=de -Duser.country=DE -Duser.timezone=Asia/Kolkata"
                + " -Dfile.encoding=UTF-16BE",
            "-Duser.language=ar -Duser.country=EG -Duser.variant=nu-arab",
            "-Duser.language=tr -Duser.country=TR")) {
      Path out = folder.resolve("out" + plain.size());
      Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", options);
      Ended ended =
          end(start(environment, "-q", "--no-plot", "--out", out.toString(), netlist.toString()));

      assertThat(ended.code()).isZero();
      String raw = Files.readString(out.resolve("s.raw"), StandardCharsets.ISO_8859_1);
      plain.add(
          ended.text().replaceAll("NOTE: Picked up.*\n", "")
              + Files.readString(out.resolve("tran.csv"))
              + Files.readString(out.resolve("measures.json"))
              + raw.replaceAll("Date: .*\n", ""));
    }

    assertThat(plain).hasSize(4).allMatch(p -> p.equals(plain.get(0)));
  }

  @Test
  void runsAtTheSameTimeGiveTheBytesOfRunsOneByOne() throws Exception {
    Path netlist = Files.writeString(folder.resolve("s.cir"), SHORT);
    List<byte[]> results = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      Path out = folder.resolve("thread" + k);
      threads.add(new Thread(() -> results.add(inThisJvm(out, netlist))));
    }
    byte[] alone = inThisJvm(folder.resolve("alone"), netlist);

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(results).hasSize(4).allSatisfy(r -> assertThat(r).isEqualTo(alone));
  }

  private static byte[] inThisJvm(Path out, Path netlist) {
    var nowhere = new java.io.PrintStream(java.io.OutputStream.nullOutputStream());
    String[] line = {"-q", "--no-plot", "--out", out.toString(), netlist.toString()};
    assertThat(Main.run(line, nowhere, nowhere)).isZero();
    try {
      return Files.readAllBytes(out.resolve("tran.csv"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aHostThatRunsNgspiceFindsRawAndLog() throws Exception {
    Path netlist = Files.writeString(folder.resolve("x.net"), SHORT);
    Path raw = folder.resolve("x.raw");
    Path log = folder.resolve("x.log");

    // The line that spicelib 1.4 runs.
    Ended ended =
        end(start(Map.of("NGSPICE_MEAS_PRECISION", "9"), "-D", "ngbehavior=kiltpsa", "-b", "-o",
            log.toString(), "-r", raw.toString(), netlist.toString()));

    assertThat(ended).isEqualTo(new Ended(0, ""));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(netlist, raw, log);
    }
    assertThat(Files.readString(log)).containsPattern("(?m)^top {17}=  1\\.\\d{9}e\\+00 at=  \\d");
    assertThat(Files.readString(raw, StandardCharsets.ISO_8859_1))
        .containsPattern("\nCommand: .*ngspice-\\d+");
  }

  @Test
  void theAsciiFormIsAskedForByTheEnvironment() throws Exception {
    Path netlist = Files.writeString(folder.resolve("x.net"), SHORT);
    Path raw = folder.resolve("x.raw");

    end(start(Map.of("SPICE_ASCIIRAWFILE", "1"), "-b", "-r", raw.toString(), netlist.toString()));

    assertThat(Files.readString(raw)).contains("\nValues:\n0\t\t0.000000000000000e+00\n");
  }

  @Test
  void netlistsAreFoundInTheFolderOfTheEnvironment() throws Exception {
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    Files.writeString(inputs.resolve("there.cir"), "t\nV1 a 0 1\nR1 a b 1\nR2 b 0 3\n.op\n");
    Path start = Files.createDirectory(folder.resolve("start"));
    Files.writeString(start.resolve(".spiceinit"), "quit 9\n");
    Map<String, String> environment =
        Map.of("NGSPICE_INPUT_DIR", inputs.toString(), "SPICE_USERINIT_DIR", start.toString());

    Ended ended = end(start(environment, "-b", "-q", "there.cir"));

    assertThat(ended.text()).contains("v(b) = 0.75 V"); // 3 / (1 + 3) of 1 V
    assertThat(ended.code()).isZero();
  }

  @Test
  void resultsThatDoNotFitIntoTheMemoryEndWithFourAndStayInTheFile() throws Exception {
    // A measurement needs the whole curve: 4 numbers of 8 bytes a point fill 24 MB in 10^6 points.
    Path netlist =
        Files.writeString(
            folder.resolve("l.cir"), LONG.replace(".end\n", ".meas tran top max v(b)\n.end\n"));
    Map<String, String> small = Map.of("JDK_JAVA_OPTIONS", "-Xmx24m");

    Ended ended =
        end(start(small, "-b", "-r", folder.resolve("x.raw").toString(), netlist.toString()));

    assertThat(ended.text()).contains("error[E106]").doesNotContain("\tat ");
    assertThat(ended.code()).isEqualTo(Main.FILES);
    assertThat(readablePrefix()).isGreaterThan(10_000);
  }

  @Test
  void everyCommandOfTheGuideRuns() throws Exception {
    String page = Files.readString(Path.of("docs/guide/ngspice.md"));
    Matcher commands = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(page);
    Matcher netlist = Pattern.compile("```spice\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(commands.find() && netlist.find()).isTrue();
    Files.writeString(folder.resolve("rc.cir"), netlist.group(1));

    List<String> lines = commands.group(1).lines().toList();
    for (String line : lines) {
      Ended ended = end(shell(line.replaceFirst("^ionspice", "\"\\$@\"")));
      assertThat(ended.code()).as(line + "\n" + ended.text()).isZero();
    }

    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(folder.resolve("rc.raw")).exists();
    assertThat(folder.resolve("rc.out/measures.json")).exists();
    // RC ln(1/(1-0.632121)) = 1 ms, read with the six digits of the printed line.
    assertThat(Files.readString(folder.resolve("rc.log")))
        .containsPattern("(?m)^t63 {17}=  (1\\.000|9\\.999)");
  }

  @Test
  void aNetlistOnStandardInputIncludesFromTheWorkingFolderAndIsNamed() throws Exception {
    Files.writeString(folder.resolve("part.inc"), "R1 a 0 1k\n");
    Files.writeString(
        folder.resolve("in.txt"), "from a pipe\nV1 a 0 1\n.include part.inc\nR2 a 0 1x\n.op\n");

    Ended ended = end(shell("\"$@\" < in.txt", "-b"));

    assertThat(ended.code()).isEqualTo(Main.NETLIST);
    assertThat(ended.text()).startsWith("stdin.cir:4:9: error[E102]").containsOnlyOnce("error");
  }

  private record Ended(int code, String text) {}

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.directory(folder.toFile()).start();
  }

  /** Runs a shell script whose arguments are the program's command line. */
  private Process shell(String script, Object... arguments) throws IOException {
    boolean hasZero = arguments.length > 0 && arguments[0] instanceof Path;
    List<String> line = new ArrayList<>(List.of("sh", "-c", script));
    line.add(hasZero ? arguments[0].toString() : "sh");
    List<String> own = new ArrayList<>();
    for (int k = hasZero ? 1 : 0; k < arguments.length; k++) {
      own.add(arguments[k].toString());
    }
    line.addAll(command(own.toArray(String[]::new)));
    return new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private static Ended end(Process process) throws Exception {
    StringBuilder text = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        text.append(line).append('\n');
      }
    }
    assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), text.toString());
  }
}
