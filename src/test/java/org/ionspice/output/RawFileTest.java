package org.ionspice.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the raw file byte by byte against the format, and that ngspice loads it. */
class RawFileTest {
  // 2026-11-23 is a Monday.
  private static final LocalDateTime DATE = LocalDateTime.of(2026, 11, 23, 0, 31, 41);

  private static final Header TRAN =
      new Header(
          "tran",
          "Transient Analysis",
          "title of it",
          List.of(new Column("time", "s"), new Column("v(out)", "V"), new Column("i(v1)", "A")),
          false,
          List.of());

  private static final Header AC =
      new Header(
          "ac",
          "AC Analysis",
          "title of it",
          List.of(new Column("frequency", "Hz"), new Column("v(out)", "V")),
          true,
          List.of());

  private static final Header OP =
      new Header(
          "op",
          "Operating Point",
          "title of it",
          List.of(new Column("v(out)", "V"), new Column("@n1[x]", "1")),
          false,
          List.of());

  @TempDir Path folder;

  @Test
  void theBytesOfATransientAreThoseOfTheFormat() throws IOException {
    byte[] written = binary(TRAN, new double[] {0, 1, -2}, new double[] {1e-3, 0.5, 1e300});

    String head =
        "Title: title of it\nDate: Mon Nov 23 00:31:41  2026\nCommand: writer\n"
            + "Plotname: Transient Analysis\nFlags: real\nNo. Variables: 3\n"
            + "No. Points: 2              \nVariables:\n"
            + "\t0\ttime\ttime\n\t1\tv(out)\tvoltage\n\t2\ti(v1)\tcurrent\nBinary:\n";
    assertThat(written).isEqualTo(bytes(head, 0, 1, -2, 1e-3, 0.5, 1e300));
  }

  /** The variables of ngspice 39 -b -r for a .pz with two poles and one zero. */
  @Test
  void everyRootIsAVectorOfOnePoint() throws IOException {
    Header roots =
        new Header(
            "pz",
            "Pole-Zero Analysis",
            "title of it",
            List.of(
                new Column("number", "1"), new Column("pole", "rad/s"), new Column("zero", "rad/s")),
            true,
            List.of());

    byte[] written =
        binary(
            roots,
            new double[] {1, 0, -5, 3, -7, 0},
            new double[] {2, 0, -5, -3, Double.NaN, Double.NaN});

    String head =
        "Title: title of it\nDate: Mon Nov 23 00:31:41  2026\nCommand: writer\n"
            + "Plotname: Pole-Zero Analysis\nFlags: complex\nNo. Variables: 3\n"
            + "No. Points: 1              \nVariables:\n"
            + "\t0\tv(pole(1))\tvoltage\n\t1\tv(pole(2))\tvoltage\n\t2\tv(zero(1))\tvoltage\nBinary:\n";
    assertThat(written).isEqualTo(bytes(head, -5, 3, -5, -3, -7, 0));
  }

  /** Names as ngspice 39 -b -r has them for .sens. */
  @Test
  void derivativesAreCalledAsInNgspice() throws IOException {
    Header slopes =
        new Header(
            "sens",
            "Sensitivity Analysis",
            "title of it",
            List.of(
                new Column("r1", "V/Ohm"), new Column("x1.r2_tc1", "V K"), new Column("x1.d1:is", "V/A")),
            false,
            List.of());

    String text = new String(binary(slopes, new double[] {1, 2, 3}), StandardCharsets.ISO_8859_1);

    assertThat(text)
        .contains("\t0\tv(r1)\tvoltage\n\t1\tv(r.x1.r2_tc)\tvoltage\n\t2\tv(d.x1.d1:is)\tvoltage\n");
  }

  @Test
  void everyComplexVariableHasTwoPartsAndTheFrequencyNoImaginaryOne() throws IOException {
    byte[] written = binary(AC, new double[] {10, 3.26e136, 0.5, -0.25});

    String head =
        "Title: title of it\nDate: Mon Nov 23 00:31:41  2026\nCommand: writer\n"
            + "Plotname: AC Analysis\nFlags: complex\nNo. Variables: 2\n"
            + "No. Points: 1              \nVariables:\n"
            + "\t0\tfrequency\tfrequency\tgrid=3\n\t1\tv(out)\tvoltage\nBinary:\n";
    assertThat(written).isEqualTo(bytes(head, 10, 0, 0.5, -0.25));
  }

  @Test
  void anOperatingPointHasNoScaleAndPureNumbersNoType() throws IOException {
    String text = new String(binary(OP, new double[] {1, 0.25}), StandardCharsets.ISO_8859_1);

    assertThat(text).contains("Plotname: Operating Point\nFlags: real\nNo. Variables: 2\n");
    assertThat(text).contains("\t0\tv(out)\tvoltage\n\t1\t@n1[x]\tnotype\nBinary:\n");
  }

  @Test
  void theAsciiFormHasFifteenDigitsAfterThePoint() throws IOException {
    Path file = write(RawFile.Form.ASCII, AC, new double[] {10, 7, 0.5, -0.25});

    assertThat(Files.readString(file))
        .endsWith(
            "Values:\n0\t\t1.000000000000000e+01,0.000000000000000e+00\n"
                + "\t5.000000000000000e-01,-2.500000000000000e-01\n");
  }

  @Test
  void aStepIsAPlotOfItsOwnAndSaysItsValue() throws IOException {
    Header stepped =
        new Header("tran", TRAN.plotName(), "t", TRAN.columns(), false, List.of("r"));
    Path target = folder.resolve("steps.raw");
    try (RawFile raw = new RawFile(target, RawFile.Form.BINARY, "writer", DATE)) {
      ResultSink sink = raw.sink();
      sink.begin(stepped);
      sink.block(new double[] {1000});
      sink.row(new double[] {0, 1, 2});
      sink.block(new double[] {2000});
      sink.row(new double[] {0, 3, 4});
      sink.close();
    }

    String text = Files.readString(target, StandardCharsets.ISO_8859_1);
    assertThat(text.split("Plotname: ", -1)).hasSize(3);
    assertThat(text).contains("Title: t [r = 1000]\n", "Title: t [r = 2000]\n");
  }

  @Test
  void anAbandonedFileKeepsItsPartialNameAndItsPoints() throws IOException {
    Path target = folder.resolve("abandoned.raw");
    RawFile raw = new RawFile(target, RawFile.Form.BINARY, "writer", DATE);
    ResultSink sink = raw.sink();
    sink.begin(TRAN);
    sink.block(new double[0]);
    sink.row(new double[] {0, 1, 2});
    raw.abandon();

    assertThat(target).doesNotExist();
    try (var files = Files.list(folder)) {
      Path partial = files.findFirst().orElseThrow();
      assertThat(Files.readString(partial, StandardCharsets.ISO_8859_1))
          .contains("No. Points: 1 ");
    }
  }

  @Test
  void ngspiceLoadsATransient() throws Exception {
    // Values with all 53 bits in use; ngspice prints 15 digits after the point when asked.
    double third = 1.0 / 3.0;
    double[] first = {0, 1, -2};
    double[] second = {1e-3, third, Math.PI};
    Path file = write(RawFile.Form.BINARY, TRAN, first, second);

    String said = ngspice(file, "print time[1] v(out)[1] i(v1)[1]");

    assertThat(values(said)).containsExactly(1e-3, third, Math.PI);
  }

  @Test
  void ngspiceLoadsAComplexPlot() throws Exception {
    double[] first = {10, 0, 0.5, -0.25};
    double[] second = {100, 0, 0.125, -0.75};
    Path file = write(RawFile.Form.BINARY, AC, first, second);

    String said =
        ngspice(
            file,
            "print real(frequency)[1] imag(frequency)[1] real(v(out))[1] imag(v(out))[1]");

    assertThat(values(said)).containsExactly(100.0, 0.0, 0.125, -0.75);
  }

  @Test
  void ngspiceLoadsAnOperatingPoint() throws Exception {
    Path file = write(RawFile.Form.BINARY, OP, new double[] {0.75, 0.25});

    assertThat(values(ngspice(file, "print v(out)"))).containsExactly(0.75);
  }

  @Test
  void ngspiceLoadsTheAsciiForm() throws Exception {
    double[] first = {0, 1, -2};
    double[] second = {1e-3, 0.5, 4};
    Path file = write(RawFile.Form.ASCII, TRAN, first, second);

    assertThat(values(ngspice(file, "print v(out)[1] i(v1)[1]"))).containsExactly(0.5, 4.0);
  }

  @Test
  void commaSeparatedValuesHaveUnitsAndReadBackUnchanged() throws IOException {
    Path target = folder.resolve("tran.csv");
    double[][] rows = {{0, 1.0 / 3.0, -2e-300}, {1e-3, Math.PI, Double.MIN_VALUE}};
    try (CsvWriter csv = new CsvWriter(target)) {
      csv.begin(TRAN);
      csv.block(new double[0]);
      for (double[] row : rows) {
        csv.row(row);
      }
    }

    List<String> lines = Files.readAllLines(target);
    assertThat(lines.get(0)).isEqualTo("\"time [s]\",\"v(out) [V]\",\"i(v1) [A]\"");
    for (int r = 0; r < rows.length; r++) {
      String[] fields = lines.get(r + 1).split(",");
      for (int c = 0; c < fields.length; c++) {
        assertThat(Double.parseDouble(fields[c])).isEqualTo(rows[r][c]);
      }
    }
  }

  @Test
  void complexCommaSeparatedValuesHaveARealScaleAndTwoColumnsEach() throws IOException {
    Path target = folder.resolve("ac.csv");
    try (CsvWriter csv = new CsvWriter(target)) {
      csv.begin(AC);
      csv.block(new double[0]);
      csv.row(new double[] {10, 0, 0.5, -0.25});
    }

    assertThat(Files.readAllLines(target))
        .satisfiesExactly(
            head -> assertThat(head).contains("frequency [Hz]", "re(v(out))", "im(v(out))"),
            row -> assertThat(row).isEqualTo("10,0.5,-0.25"));
  }

  private byte[] binary(Header header, double[]... rows) throws IOException {
    return Files.readAllBytes(write(RawFile.Form.BINARY, header, rows));
  }

  private Path write(RawFile.Form form, Header header, double[]... rows) throws IOException {
    Path target = folder.resolve("x.raw");
    try (RawFile raw = new RawFile(target, form, "writer", DATE)) {
      ResultSink sink = raw.sink();
      sink.begin(header);
      sink.block(new double[0]);
      for (double[] row : rows) {
        sink.row(row.clone());
      }
      sink.close();
    }
    return target;
  }

  private static byte[] bytes(String head, double... values) {
    byte[] text = head.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(text.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(text);
    for (double value : values) {
      buffer.putDouble(value);
    }
    return buffer.array();
  }

  private String ngspice(Path raw, String print) throws Exception {
    Path script = folder.resolve("load.cir");
    Files.writeString(
        script,
        "* load\n.control\nset numdgt=17\nload "
            + raw
            + "\n"
            + print
            + "\nquit 0\n.endc\n.end\n");
    Path said = folder.resolve("said.txt");
    Process process;
    try {
      process =
          new ProcessBuilder("ngspice", "-n", "-b", script.toString())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "ngspice is not installed");
      throw e;
    }
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).isTrue();
    return Files.readString(said, StandardCharsets.ISO_8859_1);
  }

  /** Returns what follows each equals sign of a {@code print}. */
  private static List<Double> values(String said) {
    List<Double> values = new ArrayList<>();
    for (String line : said.lines().toList()) {
      int equals = line.indexOf(" = ");
      if (equals > 0 && !line.contains("grid =")) {
        values.add(Double.parseDouble(line.substring(equals + 3).trim()));
      }
    }
    assertThat(values).as(said).isNotEmpty();
    return values;
  }
}
