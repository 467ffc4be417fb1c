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
import org.ionspice.RawReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Takes ngspice's place on the command line. Orders, names and forms are those that ngspice 39 wrote
 * for the same netlists, {@code ngspice -b -r OUT.raw FILE}.
 */
class DropInTest {
  private static final String TRANSISTOR =
      """
      transistor
      V1 d 0 dc 1 ac 1 sin(1 0.1 1k)
      Vg g 0 1
      M1 d g 0 0 n
      .model n nmos(vto=0.5 kp=1e-4)
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int call(String... line) {
    try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return Main.run(line, o, e);
    }
  }

  private String netlist(String... lines) throws IOException {
    String text = TRANSISTOR + String.join("\n", lines) + "\n.end\n";
    return Files.writeString(folder.resolve("n.cir"), text).toString();
  }

  private Path raw() {
    return folder.resolve("n.raw");
  }

  @Test
  void thePlotsOfARawFileStandInNgspicesOrderWhateverThatOfTheLines() throws IOException {
    String netlist =
        netlist(".tran 10u 100u", ".op", ".dc V1 0 1 0.5", ".ac dec 2 1 100", ".dc Vg 0 1 0.5");

    assertThat(call("-b", "-r", raw().toString(), netlist)).isZero();

    assertThat(RawReader.read(raw()))
        .extracting(RawReader.Plot::name)
        .containsExactly(
            "AC Analysis",
            "DC transfer characteristic",
            "DC transfer characteristic",
            "Operating Point",
            "Transient Analysis");
  }

  @Test
  void theVariablesHaveNgspicesNames() throws IOException {
    String netlist =
        netlist(
            ".op", ".tran 10u 100u", ".dc V1 0 1 0.5", ".ac dec 2 1 100",
            ".save all @m1[id] @m1[gm] @m1[vgs]");

    assertThat(call("-b", "-r", raw().toString(), netlist)).isZero();

    List<String> scales = new ArrayList<>();
    for (RawReader.Plot plot : RawReader.read(raw())) {
      List<String> names = new ArrayList<>(plot.names());
      if (!plot.name().equals("Operating Point")) {
        scales.add(names.remove(0));
      }
      assertThat(names)
          .containsExactlyInAnyOrder(
              "v(d)", "v(g)", "i(v1)", "i(vg)", "i(@m1[id])", "@m1[gm]", "v(@m1[vgs])");
    }
    assertThat(scales).containsExactly("frequency", "v(v-sweep)", "time");
  }

  @Test
  void devicesInSubcircuitsHaveNgspicesNames() throws IOException {
    String netlist =
        netlist(
            ".subckt cell d", "vs d x 0", "m1 x g 0 0 n", ".ends", ".global g", "x1 d cell",
            ".save all @m.x1.m1[gm] @x1.m1[id] i(v.x1.vs)", ".op",
            ".meas op gm find @m.x1.m1[gm]");

    assertThat(call("-b", "-r", raw().toString(), netlist)).isZero();

    // As ngspice 39 names them. gm = kp (vgs - vto) = 1e-4 A/V^2 * 0.5 V.
    RawReader.Plot plot = RawReader.read(raw()).get(0);
    assertThat(plot.names()).contains("i(v.x1.vs)", "@m.x1.m1[gm]", "i(@m.x1.m1[id])", "i(v1)");
    // The rest goes through gmin.
    assertThat(plot.column("i(v.x1.vs)")[0])
        .isCloseTo(plot.column("i(@m.x1.m1[id])")[0], within(1e-10));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("gm                  =  5.000000e-05");
  }

  @ParameterizedTest
  @ValueSource(strings = {".probe alli", ".options savecurrents"})
  void theCurrentsOfAllDevicesCanBeAskedFor(String line) throws IOException {
    String netlist = netlist("R1 d a 1k", "C1 a 0 1u", "D1 a 0 d1", ".model d1 d", line, ".op");

    assertThat(call("-b", "-r", raw().toString(), netlist)).isZero();

    RawReader.Plot plot = RawReader.read(raw()).get(0);
    assertThat(plot.names()).contains("v(d)", "i(r1)", "i(c1)", "i(@d1[id])", "i(@m1[id])");
    // Kirchhoff at a: what comes through R1 goes through the diode, or gmin beside it.
    assertThat(plot.column("i(r1)")[0]).isCloseTo(plot.column("i(@d1[id])")[0], within(1e-10));
    assertThat(plot.column("i(r1)")[0]).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"write x.raw", "wrdata x.txt v(d)", "echo a > x.txt", "plot v(d) vs v(g)"})
  void anUntrustedScriptWritesNothing(String command) throws IOException {
    String netlist = netlist(".control", "dc V1 0 1 0.5", command, "print v(d)[2]", ".endc");

    int code = call("--untrusted=600", "--out", folder.resolve("o").toString(), netlist);

    assertThat(code).isEqualTo(Main.NETLIST);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("E503").contains("untrusted");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("v(d)[2] = 1.000000e+00");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void theFrequencyHasNoImaginaryPart() throws IOException {
    assertThat(call("-b", "-r", raw().toString(), netlist(".ac dec 2 1 100"))).isZero();

    assertThat(RawReader.read(raw()).get(0).column("frequency#im")).hasSize(5).containsOnly(0.0);
  }

  @Test
  void measurementsAreMadeBesideARawFile() throws IOException {
    String netlist = netlist(".tran 10u 2m", ".meas tran top max v(d)");

    assertThat(call("-b", "-r", raw().toString(), netlist)).isZero();

    // The sine's 1 V + 0.1 V.
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("(?m)^top {17}=  1\\.(100000|09999\\d)e\\+00 at=  ");
  }

  @Test
  void theFileTypeIsAnOption() throws IOException {
    assertThat(call("-b", "-r", raw().toString(), netlist(".options filetype=ascii", ".op")))
        .isZero();

    assertThat(Files.readString(raw())).contains("\nValues:\n0\t\t1.000000000000000e+00\n");
    assertThat(call("-b", netlist(".options filetype=text", ".op"))).isEqualTo(Main.NETLIST);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("E217");
  }

  @Test
  void optionsThatWouldChangeResultsElsewhereAreRemarked() throws IOException {
    assertThat(call("-b", netlist(".options cshunt=1p noacct nomod", ".op"))).isZero();

    assertThat(err.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("warning[W214]")
        .contains("'cshunt' has no effect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quit", "quit 0", "exit", ""})
  void aScriptEndsWithItsQuitOrItsLastLine(String last) throws IOException {
    String netlist = netlist(".control", "op", "print v(d)", last, ".endc");

    assertThat(call("-i", "-a", "-n", "-t", "xterm", "-c", netlist)).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("v(d) = 1.000000e+00");
  }

  @Test
  void theNumberOfQuitIsTheExitCode() throws IOException {
    assertThat(call(netlist(".control", "op", "quit 7", ".endc"))).isEqualTo(7);
  }

  @Test
  void oneRawFileTakesOneNetlist() throws IOException {
    String netlist = netlist(".op");

    assertThat(call("-b", "-r", raw().toString(), netlist, netlist)).isEqualTo(Main.USAGE);

    assertThat(raw()).doesNotExist();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("one netlist, not of 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-p", "--pipe", "-s", "--server", "--soa-log=x", "-netlist", "-remeasure", "-delim",
        "--progress=bars"
      })
  void whatCannotBeDoneIsRefused(String flag) throws IOException {
    assertThat(call("-b", flag, netlist(".op"))).isEqualTo(Main.USAGE);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void runOfLtspiceWritesRawAndLogBesideTheNetlist() throws IOException {
    assertThat(call("-b", "-ascii", "-Run", netlist(".op"))).isZero();

    assertThat(Files.readString(raw())).contains("Plotname: Operating Point").contains("Values:");
    assertThat(Files.readString(folder.resolve("n.log"))).contains("op: 1 points");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-syntax", "-norun"})
  void syntaxOfXyceRunsNothing(String flag) throws IOException {
    assertThat(call(flag, "-l", folder.resolve("x.log").toString(), netlist(".op"))).isZero();
    assertThat(call(flag, netlist("R1 a"))).isEqualTo(Main.NETLIST);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(folder.resolve("x.log")).isEmptyFile();
  }

  @Test
  void progressForQucsIsALineOfPercent() throws IOException {
    assertThat(call("-b", "--progress=qucs", netlist(".ac dec 10 1 1k"))).isZero();

    // Qucs-S takes the last line that matches this.
    assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(l -> l.matches("^%\\d\\d*\\.\\d\\d.*$")))
        .isNotEmpty()
        .last()
        .isEqualTo("%100.00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "3", "4", "5", "64", "130", "129", "143", "N"})
  void theHelpNamesEveryExitCode(String code) {
    call("--help");

    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("(?m)^  " + code + "  +|[ (]" + code + " ");
  }

  @Test
  void theDigitsOfMeasurementsAreBounded() {
    assertThat(Measurements.digits(null)).isEqualTo(6);
    assertThat(Measurements.digits("12")).isEqualTo(12);
    assertThat(Measurements.digits("99")).isEqualTo(17);
    assertThat(Measurements.digits("-3")).isEqualTo(6);
  }
}
