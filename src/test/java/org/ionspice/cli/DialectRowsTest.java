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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ionspice.RawReader;
import org.ionspice.units.SpiceNumber;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The points in which SPICE dialects differ, 1 to 42, and what each means here.
 *
 * <p>{@code === NUMBER title} starts a netlist; {@code => } says what follows from it: the last value
 * of a result or a measurement (Ohm's law, or what the formula says), or the code and the place of a
 * diagnostic. A netlist with an error runs nothing; one with a warning runs.
 */
class DialectRowsTest {
  private static final Path ROWS = Path.of("src/test/resources/org/ionspice/cli/dialects/rows.txt");
  private static final Pattern CODE = Pattern.compile("([EW]\\d{3}) (\\d+):(\\d+)");

  @TempDir Path folder;

  private record Row(int number, String title, String netlist, List<String> expected) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String part : Files.readString(ROWS).split("(?m)^=== ")) {
      if (!part.isBlank()) {
        String title = part.lines().findFirst().orElseThrow();
        int end = part.lastIndexOf("\n=> ");
        rows.add(
            new Row(
                Integer.parseInt(title.substring(0, title.indexOf(' '))),
                title,
                part.substring(title.length() + 1, end + 1).replace("^@", "\0"),
                List.of(part.substring(end + 4).strip().split("; "))));
      }
    }
    return rows;
  }

  @Test
  void everyPointHasARow() throws IOException {
    Set<Integer> numbers = new TreeSet<>();
    rows().forEach(row -> numbers.add(row.number()));
    assertThat(numbers).hasSize(42).contains(1, 42);
  }

  @TestFactory
  Stream<DynamicTest> everyRowMeansWhatItSays() throws IOException {
    return rows().stream().map(row -> DynamicTest.dynamicTest(row.title(), () -> check(row)));
  }

  private void check(Row row) throws IOException {
    Path work = Files.createTempDirectory(folder, "row");
    Files.writeString(work.resolve("points.txt"), "0 1\n1m 3\n");
    Files.writeString(work.resolve("parts.inc"), ".subckt part a\nR1 a 0 2k\n.ends\n");
    Files.writeString(
        work.resolve("parts.lib"), ".lib slow\n.param r=2k\n.endl\n.lib fast\n.param r=1k\n.endl\n");
    Path netlist = Files.writeString(work.resolve("row.cir"), row.netlist());
    Path raw = work.resolve("row.raw");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"-b", "-q", "-r", raw.toString(), netlist.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String told = err.toString(StandardCharsets.UTF_8);
    boolean wrong = row.expected().stream().anyMatch(e -> e.matches("E\\d{3} .*"));
    assertThat(code).as(told).isEqualTo(wrong ? Main.NETLIST : Main.FINE);
    for (String expected : row.expected()) {
      Matcher diagnostic = CODE.matcher(expected);
      if (diagnostic.matches()) {
        String kind = expected.startsWith("E") ? "error" : "warning";
        assertThat(told)
            .contains(
                "row.cir:" + diagnostic.group(2) + ":" + diagnostic.group(3) + ": " + kind + "["
                    + diagnostic.group(1) + "]");
      } else {
        int equals = expected.lastIndexOf('=');
        String name = expected.substring(0, equals);
        double value = SpiceNumber.parse(expected.substring(equals + 1)).value();
        double tolerance = row.netlist().contains(".tran") ? 1e-3 : 1e-5;
        assertThat(value(name, raw, out.toString(StandardCharsets.UTF_8)))
            .as(name)
            .isCloseTo(value, within(tolerance * Math.abs(value)));
      }
    }
    if (told.contains("warning[")) {
      assertThat(row.expected().stream().filter(e -> CODE.matcher(e).matches())).as(told).isNotEmpty();
    }
  }

  /** Returns the last value of a result of the first plot, or of a measurement. */
  private static double value(String name, Path raw, String printed) throws IOException {
    RawReader.Plot plot = RawReader.read(raw).get(0);
    String current = "i(" + name + ")";
    String shown = plot.names().contains(name) ? name : current;
    if (plot.names().contains(shown)) {
      double[] column = plot.column(shown);
      return column[column.length - 1];
    }
    Matcher measured =
        Pattern.compile("(?m)^" + Pattern.quote(name) + " +=  (\\S+)").matcher(printed);
    assertThat(measured.find()).as(name).isTrue();
    return Double.parseDouble(measured.group(1));
  }
}
