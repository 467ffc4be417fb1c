package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** How other programs call the simulator and what may go wrong, a row of rows.txt for each promise. */
class HostRowsTest {
  private static final Path ROWS = Path.of("src/test/resources/org/ionspice/cli/hosts/rows.txt");

  /** A divider whose lower half is the parameter {@code rb}. */
  private static final String DIVIDER =
      "divider\n.param rb=1k\nV1 a 0 1\nR1 a b 1k\nR2 b 0 {rb}\n.op\n.meas op half param='v(b)'\n";

  @TempDir Path folder;

  private record Row(
      String title, String line, Map<String, String> files, List<String> expected) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String part : Files.readString(ROWS).split("(?m)^=== ")) {
      if (part.startsWith("#")) {
        continue;
      }
      List<String> lines = part.lines().toList();
      Map<String, String> files = new LinkedHashMap<>();
      String command = "";
      String file = "";
      List<String> expected = List.of();
      for (String line : lines.subList(1, lines.size())) {
        if (line.startsWith("$ ")) {
          command = line.substring(2);
        } else if (line.startsWith("+ ") && !line.contains("=")) {
          file = line.substring(2);
          files.put(file, "");
        } else if (line.startsWith("=> ")) {
          expected = List.of(line.substring(3).split("; "));
        } else {
          files.merge(file, line + "\n", String::concat);
        }
      }
      rows.add(new Row(lines.get(0), command, files, expected));
    }
    return rows;
  }

  @Test
  void everyRowSaysWhatFollows() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(58).allMatch(row -> !row.expected().isEmpty());
    assertThat(rows()).extracting(Row::title).doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> everyRowHolds() throws IOException {
    return rows().stream().map(row -> DynamicTest.dynamicTest(row.title(), () -> check(row)));
  }

  private void check(Row row) throws Exception {
    if (row.expected().get(0).startsWith("by ")) {
      requireTest(row.expected().get(0).substring(3));
      return;
    }
    Path work = Files.createTempDirectory(folder, "row");
    Files.writeString(work.resolve("n.cir"), DIVIDER);
    for (Map.Entry<String, String> file : row.files().entrySet()) {
      Files.writeString(work.resolve(file.getKey()), filled(file.getValue(), work));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            row.line().replace("{dir}", work.toString()).split(" "),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String printed = out.toString(StandardCharsets.UTF_8);
    String told = err.toString(StandardCharsets.UTF_8);

    assertThat(code).as(told).isEqualTo(Integer.parseInt(row.expected().get(0)));
    for (String expected : row.expected().subList(1, row.expected().size())) {
      check(expected, printed, told, work);
    }
  }

  private static void check(String expected, String printed, String told, Path work)
      throws IOException {
    String word = expected.substring(0, expected.indexOf(' '));
    String rest = expected.substring(word.length() + 1);
    if (rest.equals("nothing")) {
      assertThat(word.equals("out") ? printed : told).isEmpty();
    } else if (rest.startsWith("not ")) {
      assertThat(printed + told).doesNotContain(rest.substring(4));
    } else if (word.equals("out")) {
      assertThat(printed).contains(rest);
    } else if (word.equals("err")) {
      assertThat(told).contains(rest);
    } else if (word.equals("file")) {
      assertThat(work.resolve(rest)).isNotEmptyFile();
    } else if (word.equals("no")) {
      assertThat(work.resolve(rest)).doesNotExist();
    } else {
      assertThat(rest).startsWith("has ");
      String whole = Files.readString(work.resolve(word), StandardCharsets.ISO_8859_1);
      assertThat(whole).contains(rest.substring(4));
    }
  }

  private static String filled(String text, Path work) {
    StringBuilder laughs = new StringBuilder();
    for (int k = 1; k <= 10; k++) {
      laughs.append(".subckt s").append(k).append(" a\n");
      for (int i = 0; i < 10; i++) {
        laughs.append('X').append(i).append(" a s").append(k - 1).append('\n');
      }
      laughs.append(".ends\n");
    }
    return text.replace("{dir}", work.toString())
        .replace("@LAUGHS@", laughs)
        .replace("@OPEN@", "(".repeat(100_000))
        .replace("@CLOSE@", ")".repeat(100_000))
        .replace("@NUL@", "\0");
  }

  /** Requires that a test of this name exists, so that a row does not outlive what shows it. */
  private static void requireTest(String name) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    String type = name.substring(0, dot);
    String owner = type.equals("FailureReportTest") ? "org.ionspice." : "org.ionspice.cli.";
    Stream<Method> tests =
        Arrays.stream(Class.forName(owner + type).getDeclaredMethods())
            .filter(
                m ->
                    m.isAnnotationPresent(Test.class)
                        || m.isAnnotationPresent(ParameterizedTest.class));
    String method = name.substring(dot + 1);
    assertThat(tests.filter(m -> method.equals("*") || m.getName().equals(method))).isNotEmpty();
  }
}
