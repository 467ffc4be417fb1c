package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What scripts of {@code .control} sections print, change, write and refuse. Numbers follow from
 * Ohm's law; the printed forms are those of ngspice 39, {@code ngspice -b}.
 */
class ScriptTest extends ScriptRuns {
  @Test
  void anOperatingPointIsPrintedAsNgspiceDoes() throws Exception {
    assertThat(run(DIVIDER, "op", "print v(b) i(v1)", "print b a-b", "print all")).isZero();

    assertThat(lines())
        .containsExactly(
            "v(b) = 7.500000e+00",
            "i(v1) = -2.50000e-03",
            "b = 7.500000e+00",
            "a-b = 2.500000e+00",
            "a = 1.000000e+01",
            "b = 7.500000e+00",
            "v1#branch = -2.50000e-03");
  }

  @Test
  void aLoopAltersResetsAndChoosesPlots() throws Exception {
    int code =
        run(
            DIVIDER,
            "foreach r 1k 2k 5k",
            "  alter r1 = $r",
            "  op",
            "  print v(b)",
            "end",
            "print @r1[resistance]",
            "reset",
            "op",
            "print v(b) op1.v(b)-op2.b",
            "setplot op3",
            "print v(b)",
            "alter @r2[r]=1k",
            "op",
            "print v(b)");

    // 10 V * 3k / (r + 3k); 10 V / 2
    assertThat(code).isZero();
    assertThat(lines())
        .containsExactly(
            "v(b) = 7.500000e+00",
            "v(b) = 6.000000e+00",
            "v(b) = 3.750000e+00",
            "@r1[resistance] = 5.000000e+03",
            "v(b) = 7.500000e+00",
            "op1.v(b)-op2.b = 1.500000e+00",
            "v(b) = 3.750000e+00",
            "v(b) = 5.000000e+00");
  }

  @Test
  void modelsAndParametersAreChanged() throws Exception {
    int code =
        run(
            "rectifier\n.param size=2\nI1 0 a {size*1m}\nD1 a 0 d\n.model d d(is=1e-14)\n",
            "op",
            "let first=v(a)",
            "altermod d is=1e-13",
            "op",
            "print op1.first-v(a)",
            "alterparam size=20",
            "reset",
            "op",
            "print v(a)-op1.first");

    // Ten times the current, or a tenth of is, moves a junction by Vt ln 10 = 59.555 mV at 27 C.
    assertThat(code).isZero();
    double shift = 1.380649e-23 / 1.602176634e-19 * 300.15 * Math.log(10);
    for (String line : lines()) {
      double value = Double.parseDouble(line.substring(line.indexOf("= ") + 2));
      assertThat(value).isCloseTo(shift, within(1e-7));
    }
    assertThat(lines()).hasSize(2);
  }

  @Test
  void devicesAndTheNetlistAreShown() throws Exception {
    int code =
        run(
            DIVIDER + ".subckt cell p\nR1 p 0 5k\n.ends\nX1 b cell\n",
            "alter r1 = 2k",
            "show r1",
            "show x1.r1 : resistance",
            "show v",
            "listing",
            "listing e",
            "show q9");

    assertThat(text())
        .containsPattern("(?m)^r1: r between a b\\n  r +\\= 2000 ohm$")
        .containsPattern("(?m)^x1.r1: r between b 0$")
        .containsPattern("(?m)^v1: v between a 0$")
        .contains("     3 : R1 a b 1k")
        .containsPattern("(?m)^x1.r1 b 0 r r=5000$");
    assertThat(code).isEqualTo(2);
    assertThat(remarks()).contains("nothing of this name to show");
  }

  @Test
  void picturesHaveLimitsAndScales() throws Exception {
    int code =
        run(
            LOW_PASS,
            "ac dec 5 1 10k",
            "plot vdb(out) xlimit 10 1k ylimit -20 -1 title 'the corner'",
            "plot mag(v(out)) loglog",
            "plot mag(v(out)) linear",
            "dc v1 -1 1 0.1",
            "plot v(out) xlog",
            "plot v(out)-5 ylog",
            "plot v(out) xlimit 1 0",
            "plot v(out) xlimit 1");

    assertThat(code).isEqualTo(2);
    assertThat(remarks())
        .contains("n.cir:12:1: error[E141]: an axis in decades needs numbers above zero")
        .contains("n.cir:13:1: error[E101]: xlimit needs a low and a higher number")
        .contains("n.cir:14:1: error[E101]: xlimit needs two numbers")
        .doesNotContain("n.cir:11:1");
    assertThat(result("plot4.png")).isNotEmptyFile();
    assertThat(Files.readString(result("plot1.svg"))).contains("<svg");
  }

  @Test
  void vectorsAreWrittenToFiles() throws Exception {
    int code =
        run(
            LOW_PASS,
            "dc v1 0 1 1",
            "wrdata pairs.txt v(in) v(out)",
            "set wr_singlescale wr_vecnames numdgt=3",
            "wrdata deep/single.txt v(in) v(out)",
            "set filetype=ascii",
            "write two.raw v(out) v(in)+1",
            "set appendwrite",
            "write two.raw v(out)",
            "echo first > note.txt",
            "echo second >> note.txt",
            "print v(out)[1] >> note.txt",
            "plot v(out) vs v(in) title 'a line'",
            "hardcopy picture.svg v(in)");

    assertThat(remarks()).isEmpty();
    assertThat(code).isZero();
    assertThat(result("pairs.txt"))
        .hasContent(
            " 0.00000000e+00  0.00000000e+00  0.00000000e+00  0.00000000e+00 \n"
                + " 1.00000000e+00  1.00000000e+00  1.00000000e+00  1.00000000e+00 ");
    assertThat(Files.readAllLines(result("deep/single.txt")))
        .containsExactly(
            " v-sweep    v(in)      v(out)    ",
            " 0.000e+00  0.000e+00  0.000e+00 ",
            " 1.000e+00  1.000e+00  1.000e+00 ");
    String raw = Files.readString(result("two.raw"));
    assertThat(raw.split("Plotname: DC transfer characteristic", -1)).hasSize(3);
    assertThat(raw).contains("\t2\tv(in)+1\tvoltage").contains("Values:\n0\t");
    assertThat(result("note.txt")).hasContent("first\nsecond\nv(out)[1] = 1.000e+00");
    assertThat(result("plot1.png")).isNotEmptyFile();
    assertThat(result("picture.svg")).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource({"quit,0", "quit 7,7", "exit 3,3"})
  void quitGivesTheExitCode(String quit, int code) throws Exception {
    assertThat(run(DIVIDER, "op", quit, "print v(b)")).isEqualTo(code);
    assertThat(text()).isEmpty();
  }

  @Test
  void plotsWithoutEndAreRefused() throws Exception {
    int code = run(DIVIDER, "dowhile 1", "setplot new", "setplot const", "end");

    assertThat(code).isEqualTo(2);
    assertThat(remarks()).contains("n.cir:7:1: error[E106]: there are 100000 plots already");
  }

  @Test
  void randomNumbersFollowFromTheSeedOfTheScript() throws Exception {
    int code =
        run(
            DIVIDER, "op", "let even = sunif(vector(4000))", "let bell = sgauss(vector(4000))",
            "let first = sunif(0)", "setseed 1", "let again = sunif(vector(4000))",
            "let same = vecmax(abs(even-again))",
            "print abs(mean(even)) stddev(even) abs(mean(bell)) stddev(bell) vecmax(even) same",
            "print aunif(5,1) > 4 and aunif(5,1) < 6");

    assertThat(remarks()).isEqualToIgnoringNewLines(
        "note: the random numbers of the script follow from setseed 1");
    assertThat(code).isZero();
    double[] printed =
        lines().stream().mapToDouble(l -> Double.parseDouble(l.replaceAll(".* = ", ""))).toArray();
    // Four standard errors of 4000 draws: the even distribution has 1/sqrt(3), the normal one 1.
    assertThat(printed[0]).isLessThan(4 * Math.sqrt(1 / 3.0 / 4000));
    assertThat(printed[1]).isCloseTo(Math.sqrt(1 / 3.0), within(0.02));
    assertThat(printed[2]).isLessThan(4 / Math.sqrt(4000));
    assertThat(printed[3]).isCloseTo(1, within(4 / Math.sqrt(8000)));
    assertThat(printed[4]).isBetween(0.99, 1.0);
    assertThat(printed[5]).isZero();
    assertThat(printed[6]).isEqualTo(1);
  }

  @Test
  void mistakesAreToldAndTheScriptGoesOn() throws Exception {
    int code =
        run(
            DIVIDER, "op", "print v(nowhere)", "alter r9 = 1k", "let y = 1 +", "setplot tran1",
            "write ../outside.raw v(b)", "echo $nothing", "print v(b)");

    assertThat(code).isEqualTo(2);
    assertThat(remarks())
        .contains("n.cir:7:1: error[E141]: 'v(nowhere)'")
        .contains("n.cir:8:7: error[E201]")
        .contains("n.cir:9:1: error[E107]")
        .contains("n.cir:10:1: error[E141]: there is no plot tran1")
        .contains("n.cir:11:1: error[E503]")
        .contains("n.cir:12:1: error[E141]: there is no variable $nothing");
    // The echo prints what is left of its line.
    assertThat(lines()).containsExactly("", "v(b) = 7.500000e+00");
    assertThat(folder.resolve("outside.raw")).doesNotExist();
  }

  @Test
  void anEndlessLoopEnds() throws Exception {
    assertThat(run(DIVIDER, "while 1", "end")).isEqualTo(2);
    assertThat(remarks()).contains("error[E106]");
  }

  @Test
  void theGuidesScriptsRun() throws Exception {
    String page = Files.readString(Path.of("docs/guide/control.md")).replace("\r\n", "\n");
    var fence = Pattern.compile("(?ms)^```spice\\n(.*?)^```$").matcher(page);
    int count = 0;
    while (fence.find()) {
      Path file = Files.writeString(folder.resolve("shown.cir"), fence.group(1));
      int code =
          Main.run(
              new String[] {"--out", folder.resolve("shown").toString(), file.toString()},
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8));
      assertThat(remarks()).isEmpty();
      assertThat(code).isZero();
      count++;
    }
    assertThat(count).isPositive();
    // 1 / (2 pi R C)
    assertThat(text()).contains("corner              =  3.18").contains("7.95");
  }
}
