package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --report} of the command line. */
class ReportTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String netlist, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("n.cir"), netlist);
    String[] arguments = new String[more.length + 3];
    arguments[0] = file.toString();
    arguments[1] = "--out";
    arguments[2] = folder.resolve("out").toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Main.run(
        arguments,
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void aReportHoldsNetlistResultsPicturesAndDevices() throws Exception {
    Path report = folder.resolve("r.html");

    int code =
        run(
            "A low-pass\nV1 in 0 AC 1 SIN(0 1 1k)\nR1 in out 1k\nC1 out 0 100n\n.tran 1u 2m\n"
                + ".ac dec 5 1 1meg\n.poles\n.meas tran top max v(out)\n.end\n",
            "--report",
            report.toString());

    String html = Files.readString(report);
    assertThat(code).isZero();
    assertThat(html).contains("<title>A low-pass</title>").contains("<td>top</td>");
    assertThat(html).contains("Poles: stable").contains("R1 in out 1k");
    // tran, ac magnitude, ac phase, poles.
    assertThat(html.split("<div class=\"plot\">", -1)).hasSize(1 + 5);
    assertThat(folder.resolve("r.html.partial")).doesNotExist();
  }

  @Test
  void aReportOfAFaultyNetlistHoldsWhatIsWrong() throws Exception {
    Path report = folder.resolve("r.html");

    int code = run("Faulty\nR1 a 0\n.op\n.end\n", "--report", report.toString());

    assertThat(code).isEqualTo(Main.NETLIST);
    assertThat(Files.readString(report)).contains("<li id=\"d1\" class=\"error\">");
  }

  @Test
  void noPlotLeavesThePicturesInTheReport() throws Exception {
    Path report = folder.resolve("r.html");

    run("p\nI1 0 a 0\nN1 a 0 fhn\n.continuation I1 0 2 points=20\n", "--no-plot", "--report",
        report.toString());

    assertThat(Files.readString(report)).contains("<div class=\"plot\">");
    assertThat(folder.resolve("out/continuation.png")).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereIsToldBeforeTheRun() throws Exception {
    int code = run("p\nR1 a 0 1\n.op\n", "--report", folder.resolve("no/r.html").toString());

    assertThat(code).isEqualTo(Main.FILES);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be written");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void whatHasNoReportIsAMistakeOfTheCommandLine() throws Exception {
    String netlist = "p\nR1 a 0 1\n.control\nop\n.endc\n.end\n";
    Path report = folder.resolve("r.html");

    assertThat(run(netlist, "--report", report.toString())).isEqualTo(Main.USAGE);
    assertThat(report).doesNotExist();
    assertThat(run(netlist, "second.cir", "--report", report.toString())).isEqualTo(Main.USAGE);
    assertThat(run(netlist, "--report")).isEqualTo(Main.USAGE);
  }
}
