package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scripts of {@code .control} sections. Numbers follow from Ohm's law or the low-pass 1 / (1 + j
 * omega R C); the printed forms are those of ngspice 39, {@code ngspice -b}.
 */
class ScriptTest {
  private static final String DIVIDER = "divider\nV1 a 0 10\nR1 a b 1k\nR2 b 0 3k\n";
  private static final String LOW_PASS =
      "low-pass\nV1 in 0 dc 0 ac 1 sin(0 1 1k)\nR1 in out 1k\nC1 out 0 1u\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String netlist, String... commands) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("n.cir"),
            netlist + ".control\n" + String.join("\n", commands) + "\n.endc\n.end\n");
    try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return Main.run(
          new String[] {"-q", "--out", folder.resolve("results").toString(), file.toString()},
          o,
          e);
    }
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String remarks() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return text().lines().toList();
  }

  private Path result(String name) {
    return folder.resolve("results").resolve(name);
  }

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
  void powersAreSavedAndSpikesMeasured() throws Exception {
    int code =
        run(
            "sine\nV1 a 0 SIN(0 1 1k)\nR1 a 0 1k\n",
            "save v(a) @r1[p] @r1[energy]",
            "tran 1u 2m",
            "meas tran n spikes v(a) threshold=0.5",
            "meas tran heat find @r1[energy] at=2m",
            "op",
            "print @r1[p]");

    assertThat(code).isZero();
    assertThat(lines().get(0)).startsWith("n                   =  2.000000e+00");
    // Two periods of 1 V / 2^0.5 at 1 kOhm: 0.5 mW for 2 ms.
    assertThat(lines().get(1)).startsWith("heat                =  1.000");
    assertThat(lines().get(2)).isEqualTo("@r1[p] = 0.000000e+00");
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
  void vectorsAreComplexInAc() throws Exception {
    int code =
        run(
            LOW_PASS,
            "ac lin 1 159.15494309189535 200",
            "print v(out) mag(v(out)) vdb(out) ph(v(out)) vr(out)",
            "set units=degrees",
            "print vp(out) (1,2)*(0,1)");

    // 1 / (1 + j) at the corner
    assertThat(code).isZero();
    assertThat(lines())
        .containsExactly(
            "v(out) = 5.000000e-01,-5.00000e-01",
            "mag(v(out)) = 7.071068e-01",
            "vdb(out) = -3.01030e+00",
            "ph(v(out)) = -7.85398e-01",
            "vr(out) = 5.000000e-01",
            "vp(out) = -4.50000e+01",
            "(1,2)*(0,1) = -2.00000e+00,1.000000e+00");
  }

  @Test
  void tablesGoAlongTheScale() throws Exception {
    assertThat(run(LOW_PASS, "dc v1 0 2 1", "print v(in) v(out)-1")).isZero();

    assertThat(lines())
        .contains(
            "Index   v-sweep         v(in)           v(out)-1        ",
            "0\t0.000000e+00\t0.000000e+00\t-1.00000e+00\t",
            "2\t2.000000e+00\t2.000000e+00\t1.000000e+00\t");
    assertThat(text()).contains("DC transfer characteristic");
  }

  @Test
  void theWordsOfAScriptAreItsVariables() throws Exception {
    int code =
        run(
            DIVIDER,
            "set list = ( one two three ) bare",
            "echo $list / $list[2] / $#list / $?bare / $?other",
            "let x = vector(3)*2",
            "echo values $&x of $curplot \"a  b\"",
            "let x[1] = 7",
            "print line x[1] x[0,1] length(x) mean(x) vecmax(x)",
            "strcmp same abc abc",
            "if $same eq 0",
            "  echo equal",
            "else",
            "  echo different",
            "end",
            "compose y values 1 4 9",
            "print sqrt(y)[2]",
            "let k = 0",
            "while k < 5",
            "  let k = k + 1",
            "  if k = 2",
            "    continue",
            "  end",
            "  if k gt 3",
            "    break",
            "  end",
            "  echo k=$&k",
            "end",
            "repeat 2",
            "  echo again",
            "end",
            "dowhile 0",
            "  echo once",
            "end");

    assertThat(remarks()).isEmpty();
    assertThat(code).isZero();
    assertThat(lines())
        .containsExactly(
            "one two three / two / 3 / 1 / 0",
            "values 0 2 4 of const a  b",
            "x[1] = 7.000000e+00",
            "x[0,1] =  (  0.000000e+00 7.000000e+00 )",
            "length(x) = 3.000000e+00",
            "mean(x) = 3.666667e+00",
            "vecmax(x) = 7.000000e+00",
            "equal",
            "sqrt(y)[2] = 3.000000e+00",
            "k=1",
            "k=3",
            "again",
            "again",
            "once");
  }

  @Test
  void experimentsAreCommandsToo() throws Exception {
    int code =
        run(
            LOW_PASS,
            "pss freq=1k",
            "meas pss top MAX v(out)",
            "let error = top/0.1571767-1", // 1 / |1 + j 2 pi|
            "if abs(error) < 1e-3",
            "  echo the amplitude fits",
            "end",
            "poles",
            "echo last is $curplot",
            "hysteresis V1 amplitude=1 freq=1k",
            "echo last is $curplot");

    assertThat(remarks()).doesNotContain("error");
    assertThat(code).isZero();
    assertThat(lines()).contains("the amplitude fits", "last is poles1", "last is hysteresis1");
  }

  @Test
  void spectraProtocolsAndContinuationsAreCommandsToo() throws Exception {
    int code =
        run(
            "parallel\nV1 a 0 0\nR1 a b 100\nR2 b 0 900\nC1 b 0 1u\n",
            "eis V1 dec 2 1m 1meg",
            "echo last is $curplot",
            "continuation V1 0 2",
            "echo last is $curplot",
            "print vecmax(v(b))",
            "protocol train V1 amplitude=1 width=1m interval=20m pulses=3 read=0.1",
            "echo last is $curplot");

    assertThat(remarks()).doesNotContain("error");
    assertThat(code).isZero();
    // 2 V over 100 and 900 Ohm.
    assertThat(lines())
        .contains("last is eis1", "last is continuation1", "vecmax(v(b)) = 1.800000e+00",
            "last is protocol1");
  }

  @Test
  void countersGoOnAcrossAnalyses() throws Exception {
    int code =
        run(
            DIVIDER,
            "let k = 0",
            "compose r values 1k 2k 5k",
            "while k < 3",
            "  alter r1 = r[k]",
            "  op",
            "  let k = k + 1",
            "  let r[0] = k",
            "end",
            "print k op3.v(b) r[0] length(r)");

    // As in ngspice: what was made before the first analysis is found and changed from any plot.
    assertThat(code).isZero();
    assertThat(lines())
        .containsExactly(
            "k = 3.000000e+00", "op3.v(b) = 3.750000e+00", "r[0] = 3.000000e+00",
            "length(r) = 3.000000e+00");
  }

  @Test
  void functionsAreDefinedCallEachOtherAndAreTakenBack() throws Exception {
    int code =
        run(
            DIVIDER,
            "op",
            "define half(x) x/2",
            "define both(x,y) half(x) + half(y)",
            "define ratio(n,m) v(n)/v(m)",
            "print both(v(a),v(b)) ratio(a,b)",
            "define",
            "undefine half",
            "print both(1,2)",
            "define loop(x) loop(x)+1",
            "print loop(1)",
            "define 3(x) x");

    // 10 V and 7.5 V: 5 + 3.75, and 4/3.
    assertThat(lines())
        .contains(
            "both(v(a),v(b)) = 8.750000e+00",
            "ratio(a,b) = 1.333333e+00",
            "both (x, y) = half(x) + half(y)");
    assertThat(code).isEqualTo(2);
    assertThat(remarks()).contains("half", "calls itself", "this defines no function");
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
  void otherAnalysesLeaveTheLinesOfATrainingAlone() throws Exception {
    String netlist = DIVIDER + ".train steps=2 rate=1\n.weight @r1[r]\n.sample v1=10 : v(b)=3\n";

    assertThat(run(netlist, "op", "print v(b)", "train steps=3 rate=1", "echo $curplot")).isZero();

    assertThat(lines()).contains("v(b) = 7.500000e+00", "training1");
  }

  /** The lines beside a training wait for the script's train; other commands do not mind them. */
  @Test
  void aScriptTrainsWithoutALineOfTraining() throws Exception {
    String netlist = DIVIDER + ".weight @r1[r]\n.sample v1=10 : v(b)=3\n";

    int code =
        run(
            netlist,
            "op",
            "print v(b)",
            "train steps=30 optimizer=lbfgs",
            "let last = minimum(cost)",
            "if last < 1e-12",
            "  echo learned",
            "end",
            "op",
            "echo $curplot");

    assertThat(remarks()).doesNotContain("error");
    assertThat(code).isZero();
    assertThat(lines()).contains("v(b) = 7.500000e+00", "learned", "op2");
  }

  @Test
  void aScriptThatTrainsNothingIsToldWhatIsMissing() throws Exception {
    assertThat(run(DIVIDER, "train steps=3 rate=1")).isNotZero();

    assertThat(remarks()).contains("there is no .weight line").contains(".weight @device[parameter]");
  }

  @Test
  void measurementsAreVectorsToo() throws Exception {
    int code =
        run(
            LOW_PASS,
            // Steps of 0.4 us: a sine of 1 kHz has a point within 0.2 us of its top, 8e-7 below it.
            "tran 10u 10m 0 0.4u",
            "meas tran top MAX v(in)",
            "print 2*top",
            "let rate = deriv(v(in))/(2*pi*1k)",
            "meas tran crossed WHEN v(in)=0.5 RISE=2");

    assertThat(code).isZero();
    assertThat(text()).containsPattern("top +=  (9.99999|1.00000)\\d*e[-+]0[01] at=").contains("2*top = ");
    // sin = 1/2 for the second time after one period and a twelfth
    double crossed =
        Double.parseDouble(text().lines().filter(l -> l.startsWith("crossed")).findFirst()
            .orElseThrow().split("=")[1].strip().split(" ")[0]);
    assertThat(crossed).isCloseTo(1e-3 + 1e-3 / 12, within(2e-6));
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
            " v-sweep  v(in)  v(out) ",
            " 0.000e+00  0.000e+00  0.000e+00 ",
            " 1.000e+00  1.000e+00  1.000e+00 ");
    String raw = Files.readString(result("two.raw"));
    assertThat(raw.split("Plotname: DC transfer characteristic", -1)).hasSize(3);
    assertThat(raw).contains("\t2\tv(in)+1\tvoltage").contains("Values:\n0\t");
    assertThat(result("note.txt")).hasContent("first\nsecond\nv(out)[1] = 1.000e+00");
    assertThat(result("plot1.png")).isNotEmptyFile();
    assertThat(result("picture.svg")).isNotEmptyFile();
  }

  @Test
  void aSpectrumHasTheSinesAmplitude() throws Exception {
    int code =
        run(
            LOW_PASS,
            "tran 1u 16.384m 0 4u",
            "linearize v(in)",
            "set specwindow=blackman",
            "fft v(in)",
            "print vecmax(mag(v(in)))");

    // Within the ripple of the window between two bins.
    assertThat(code).isZero();
    double top = Double.parseDouble(lines().get(lines().size() - 1).split("= ")[1]);
    assertThat(top).isBetween(0.87, 1.001);
  }

  @Test
  void harmonicsOfTheLastPeriodArePrinted() throws Exception {
    String circuit = "cubic\nV1 in 0 SIN(0 1 1k)\nB1 out 0 V=v(in)+0.2*v(in)^3\nR1 out 0 1k\n";

    int code =
        run(
            circuit,
            "tran 1u 3m 0 2u",
            "set nfreqs=4",
            "set polydegree=3",
            "fourier 1k v(out)",
            "fourier 100 v(out)");

    // sin^3 = 3/4 sin - 1/4 sin 3, so 1.15 and 0.05; the second period is longer than the transient.
    assertThat(code).isEqualTo(2);
    assertThat(remarks()).contains("shorter than one period");
    assertThat(text())
        .contains("Fourier analysis for v(out):")
        .contains("No. Harmonics: 4, THD: 4.3478")
        .contains("Gridsize: 200, Interpolation Degree: 3")
        .containsPattern("(?m)^ 1 +1000 +1.15 +\\S+ +1 +0 *$")
        .containsPattern("(?m)^ 3 +3000 +0.0(5|4999\\d*|5000\\d*) ");
  }

  @Test
  void theTransientStaysTheCurrentPlotBesideItsHarmonics() throws Exception {
    String circuit = "sine\nV1 in 0 SIN(0 1 1k)\nR1 in 0 1k\n.tran 1u 2m 0 2u\n.four 1k v(in)\n";

    int code = run(circuit, "run", "meas tran top MAX v(in)", "print four1.v(in)");

    assertThat(remarks()).doesNotContain("error[");
    assertThat(code).isZero();
    assertThat(text()).contains("top").contains("four1.v(in)");
  }

  @ParameterizedTest
  @CsvSource({"quit,0", "quit 7,7", "exit 3,3"})
  void quitGivesTheExitCode(String quit, int code) throws Exception {
    assertThat(run(DIVIDER, "op", quit, "print v(b)")).isEqualTo(code);
    assertThat(text()).isEmpty();
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
    assertThat(lines()).containsExactly("v(b) = 7.500000e+00");
    assertThat(folder.resolve("outside.raw")).doesNotExist();
  }

  @Test
  void anEndlessLoopEnds() throws Exception {
    assertThat(run(DIVIDER, "while 1", "end")).isEqualTo(2);
    assertThat(remarks()).contains("error[E106]");
  }

  @Test
  void theNetlistsOwnAnalysesAreRun() throws Exception {
    String netlist = DIVIDER + ".dc v1 0 10 5\n.meas dc most MAX v(b)\n";

    assertThat(run(netlist, "run", "print v(b)[1]")).isZero();
    assertThat(text()).contains("most                =  7.500000e+00");
    assertThat(text()).contains("v(b)[1] = 3.750000e+00");
    out.reset();
    // A script without any analysis is no reason to leave out the netlist's.
    assertThat(run(netlist, "echo hello")).isZero();
    assertThat(text()).startsWith("hello").contains("most                =  7.500000e+00");
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

  @Test
  void anAnalysisThatFailsGivesItsCode() throws Exception {
    assertThat(run("float\nV1 a 0 1\nC1 a b 1n\nC2 b 0 1n\n", "op", "echo after")).isNotZero();
    assertThat(remarks()).contains("E301");
    assertThat(lines()).contains("after");
  }
}
