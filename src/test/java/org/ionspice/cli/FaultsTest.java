package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Code;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs faulty netlists as a user would and compares whole texts: what is said, and the exit code.
 *
 * <p>{@code GROUP.faults} holds many short netlists: {@code === name} starts one and is its title
 * line, so its own lines begin at line 2; the lines of {@code === frame} stand behind those of every
 * netlist. {@code + file} begins a file beside the netlist. {@code ^J}, {@code ^@} and {@code ^Xhh}
 * are the end of a line, a zero byte and any byte; <code>&lt;&lt;n*text&gt;&gt;</code> is text n
 * times. {@code GROUP.txt} holds what is said; {@code -Dupdate=true} rewrites it, and the
 * difference is reviewed.
 */
class FaultsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/ionspice/cli/faults");
  private static final Path PAIRS = Path.of("src/test/resources/org/ionspice/diagnostics");
  private static final Pattern REPEATED = Pattern.compile("<<(\\d+)\\*(.*?)>>");
  private static final Pattern BYTE = Pattern.compile("\\^(J|@|X([0-9A-Fa-f]{2}))");

  /** Codes that no netlist given to the command line causes, and why. */
  private static final Map<Code, String> NOT_FROM_A_NETLIST =
      Map.of(Code.E506, "names the memory of the machine; AllowanceTest");

  @TempDir Path temporary;

  private record Fault(String name, Map<String, List<String>> files) {}

  @TestFactory
  Stream<DynamicTest> everyFaultIsToldAsBefore() throws IOException {
    return groups().stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)));
  }

  @Test
  void thereAreTwoHundredFaultsAndEachCodeIsAmongThem() throws IOException {
    int count = 0;
    StringBuilder told = new StringBuilder();
    for (Path group : groups()) {
      count += read(group).size();
      told.append(Files.readString(expected(group)));
    }
    try (Stream<Path> files = Files.list(PAIRS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
        count++;
        told.append(Files.readString(file));
      }
    }

    assertThat(count).isGreaterThanOrEqualTo(200);
    Set<Code> missing = EnumSet.allOf(Code.class);
    missing.removeIf(code -> told.indexOf("[" + code.name() + "]") >= 0);
    assertThat(missing).containsExactlyInAnyOrderElementsOf(NOT_FROM_A_NETLIST.keySet());
  }

  private static List<Path> groups() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".faults")).sorted().toList();
    }
  }

  private static Path expected(Path group) {
    return FOLDER.resolve(group.getFileName().toString().replace(".faults", ".txt"));
  }

  private void compare(Path group) throws IOException {
    StringBuilder said = new StringBuilder();
    int number = 0;
    for (Fault fault : read(group)) {
      Path folder = Files.createDirectory(temporary.resolve(group.getFileName() + "-" + number++));
      said.append("=== ").append(fault.name()).append('\n').append(run(fault, folder)).append('\n');
    }
    if (Boolean.getBoolean("update")) {
      Files.writeString(expected(group), said);
    }

    assertThat(said.toString()).isEqualTo(Files.readString(expected(group)));
  }

  private String run(Fault fault, Path folder) throws IOException {
    for (Map.Entry<String, List<String>> file : fault.files().entrySet()) {
      Files.write(folder.resolve(file.getKey()), bytes(String.join("\n", file.getValue()) + "\n"));
    }
    String netlist = folder.resolve("case.cir").toString();
    String[] line = {"-q", "--no-plot", "--out", folder.resolve("results").toString(), netlist};
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      code = Main.run(line, out, told);
    }
    String text = err.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    // Lists that grow with every analysis and every parameter.
    text = text.replaceAll("((?:takes|has) \\w+, )[\\w, ]+\n", "$1...\n");
    text = text.replaceAll("the letters are .*", "the letters are ...");
    text = text.replaceAll("supported: \\..*", "supported: ...");
    text = text.replaceAll("tran\\|ac\\|dc\\|[a-z_|]+", "ANALYSIS");
    assertThat(text).as(fault.name()).containsPattern("\\[[EWN]\\d{3}\\]: ");
    return text + "exit code " + code + "\n";
  }

  private static List<Fault> read(Path group) throws IOException {
    List<Fault> faults = new ArrayList<>();
    List<String> lines = List.of();
    Fault fault = null;
    for (String line : Files.readAllLines(group)) {
      if (line.startsWith("=== ")) {
        lines = new ArrayList<>(List.of(line.substring(4)));
        fault = new Fault(line.substring(4), new LinkedHashMap<>(Map.of("case.cir", lines)));
        faults.add(fault);
      } else if (line.startsWith("+ ") && fault != null) {
        lines = new ArrayList<>();
        fault.files().put(line.substring(2), lines);
      } else if (fault != null) {
        lines.add(line);
      }
    }
    assertThat(faults.get(0).name()).isEqualTo("frame");
    List<String> frame = faults.remove(0).files().get("case.cir");
    faults.forEach(f -> f.files().get("case.cir").addAll(frame.subList(1, frame.size())));
    return faults;
  }

  private static byte[] bytes(String text) {
    String whole = REPEATED.matcher(text).replaceAll(FaultsTest::repeated);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher matcher = BYTE.matcher(whole);
    int done = 0;
    while (matcher.find()) {
      out.writeBytes(whole.substring(done, matcher.start()).getBytes(StandardCharsets.UTF_8));
      String hexadecimal = matcher.group(2);
      out.write(
          hexadecimal != null
              ? Integer.parseInt(hexadecimal, 16)
              : matcher.group(1).equals("J") ? '\n' : 0);
      done = matcher.end();
    }
    out.writeBytes(whole.substring(done).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static String repeated(java.util.regex.MatchResult found) {
    String many = found.group(2).repeat(Integer.parseInt(found.group(1)));
    return Matcher.quoteReplacement(many);
  }
}
