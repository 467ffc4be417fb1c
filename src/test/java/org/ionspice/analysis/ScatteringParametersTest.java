package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Attachment;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** {@code .sp} against closed forms of small networks (Pozar, Microwave Engineering, table 4.1). */
class ScatteringParametersTest {
  private static final double ROUNDING = 1e-12;
  private static final String ONE = "V1 a 0 portnum 1 z0 50\n";
  private static final String TWO = ONE + "V2 b 0 dc 0 portnum 2 z0 50\n";

  private static Table run(String netlist) throws Exception {
    return Simulation.of("sp.cir", "test\n" + netlist).tables().get("sp");
  }

  private static void has(Table table, String name, double re, double im) {
    int column = table.header().indexOf(name);
    Table.Block block = table.blocks().get(0);
    int last = block.size() - 1;
    double size = ROUNDING * Math.max(1, Math.hypot(re, im));
    assertThat(block.column(2 * column)[last]).as(name).isCloseTo(re, within(size));
    assertThat(block.column(2 * column + 1)[last]).as("im " + name).isCloseTo(im, within(size));
  }

  @Test
  void aMatchedAttenuatorReflectsNothingAndLosesItsDecibels() throws Exception {
    // A pi of 10 dB: K = 10^0.5, shunts Z (K+1)/(K-1), series Z (K^2-1)/(2K).
    double k = Math.sqrt(10);
    String netlist =
        TWO
            + "R1 a 0 {50*(K+1)/(K-1)}\nR2 b 0 {50*(K+1)/(K-1)}\nR3 a b {50*(K^2-1)/(2*K)}\n"
            + ".param K={sqrt(10)}\n.sp lin 1 1k 1k\n";

    Table sp = run(netlist);

    has(sp, "s_1_1", 0, 0);
    has(sp, "s_2_2", 0, 0);
    has(sp, "s_2_1", 1 / k, 0);
    has(sp, "s_1_2", 1 / k, 0);
    assertThat(sp.header().plotName()).isEqualTo("SP Analysis");
  }

  @Test
  void aSeriesResistorHasAnAdmittanceMatrixButNoImpedanceMatrix() throws Exception {
    Table sp = run(TWO + "R1 a b 100\n.sp lin 1 1k 1k\n");

    has(sp, "s_1_1", 0.5, 0);
    has(sp, "s_2_1", 0.5, 0);
    has(sp, "y_1_1", 0.01, 0);
    has(sp, "y_1_2", -0.01, 0);
    int z = sp.header().indexOf("z_1_1");
    assertThat(sp.blocks().get(0).column(2 * z)[0]).isNaN();
  }

  @Test
  void aShuntCapacitorTurnsThePhase() throws Exception {
    // y = j omega C Z: s11 = -y/(2 + y), s21 = 2/(2 + y); omega C Z = 2 here.
    double c = 2 / (2 * Math.PI * 1e9 * 50);

    Table sp = run(ONE + "V2 a 0 dc 0 portnum 2\nC1 a 0 " + c + "\n.sp lin 1 1g 1g\n");

    has(sp, "s_1_1", -0.5, -0.5);
    has(sp, "s_2_1", 0.5, -0.5);
    has(sp, "z_2_1", 0, -25);
  }

  @Test
  void aLosslessLineOfAnotherImpedanceReflectsBetweenItsEnds() throws Exception {
    // theta = 2 pi f td = 60 degrees, z = 75/50; s11 = j (z - 1/z) sin/(2 cos + j (z + 1/z) sin).
    Table sp = run(TWO + "T1 a 0 b 0 z0=75 td={1n/6}\n.sp lin 1 1g 1g\n");

    double z = 1.5;
    double sin = Math.sqrt(0.75);
    double re = 2 * 0.5;
    double im = (z + 1 / z) * sin;
    double size = re * re + im * im;
    has(sp, "s_2_1", 2 * re / size, -2 * im / size);
    double r = (z - 1 / z) * sin;
    has(sp, "s_1_1", r * im / size, r * re / size);
  }

  @Test
  void portsOfDifferentImpedanceHaveKurokawasWaves() throws Exception {
    Table sp = run("V1 a 0 portnum 1\nV2 a 0 dc 0 portnum=2 z0=75\n.sp lin 1 1k 1k\n");

    has(sp, "s_1_1", 0.2, 0);
    has(sp, "s_2_2", -0.2, 0);
    has(sp, "s_2_1", 2 * Math.sqrt(50 * 75) / 125, 0);
    has(sp, "s_1_2", 2 * Math.sqrt(50 * 75) / 125, 0);
  }

  @Test
  void aGyratorIsNotReciprocal() throws Exception {
    // i1 = v2/50, i2 = -v1/50: with S = (1 - z Y)/(1 + z Y), z Y = (0 1; -1 0), S = (0 -1; 1 0).
    Table sp = run(TWO + "G1 a 0 b 0 0.02\nG2 b 0 a 0 -0.02\n.sp lin 1 1k 1k\n");

    has(sp, "y_1_2", 0.02, 0);
    has(sp, "y_2_1", -0.02, 0);
    has(sp, "s_1_1", 0, 0);
    has(sp, "s_1_2", -1, 0);
    has(sp, "s_2_1", 1, 0);
  }

  @Test
  void aDiodeCountsWithItsSlopeAtTheOperatingPoint() throws Exception {
    // The port's 1 V behind 50 ohm bias it; y = dI/dV there, from the circuit's own .op.
    String netlist = "V1 a 0 dc 1 portnum 1\nD1 a 0 dm\n.model dm d is=1e-14\n";
    Table op = Simulation.of("op.cir", "test\n" + netlist + ".op\n").tables().get("op");
    double v = op.column("v(a)")[0];
    double current = (1 - v) / 50;
    double thermal = 1.380649e-23 * 300.15 / 1.602176634e-19;

    Table sp = run(netlist + ".sp lin 1 1k 1k\n");

    double y = sp.blocks().get(0).column(2 * sp.header().indexOf("y_1_1"))[0];
    assertThat(y).isCloseTo((current + 1e-14) / thermal, within(1e-6 * y));
  }

  @Test
  void inOtherAnalysesAPortIsASourceBehindItsImpedance() throws Exception {
    Simulation simulation =
        Simulation.of(
            "p.cir",
            "test\nV1 a 0 dc 2 ac 3 portnum 1 z0 50\nR1 a 0 150\n.op\n.ac lin 1 1 1\n");

    assertThat(simulation.tables().get("op").column("v(a)")[0]).isCloseTo(1.5, within(1e-12));
    assertThat(simulation.tables().get("op").column("i(v1)")[0]).isCloseTo(-0.01, within(1e-14));
    assertThat(simulation.tables().get("ac").column("v(a)")[0]).isCloseTo(2.25, within(1e-12));
  }

  private static String touchstone(String netlist, String name) throws Exception {
    Simulation simulation = Simulation.of("sp.cir", "test\n" + netlist);
    List<AnalysisReport> reports =
        simulation.run(header -> new Table(), Simulation.Progress.NONE);
    Attachment file = reports.get(0).attachments().get(0);
    assertThat(file.name()).isEqualTo(name);
    return file.text();
  }

  private static List<Double> numbers(String lines) {
    List<Double> numbers = new ArrayList<>();
    for (String line : lines.split("\n")) {
      if (!line.startsWith("!") && !line.startsWith("#")) {
        for (String word : line.strip().split(" +")) {
          numbers.add(Double.parseDouble(word));
        }
      }
    }
    return numbers;
  }

  @Test
  void theFileOfTwoPortsHasTheSecondRowFirst() throws Exception {
    String text =
        touchstone(TWO + "G1 b 0 a 0 0.02\nR1 a 0 50\nR2 b 0 50\n.sp lin 1 1k 1k\n", "sp.s2p");

    assertThat(text).contains("# Hz S RI R 5.000000000000000e+01\n");
    List<Double> numbers = numbers(text);
    assertThat(numbers).hasSize(9);
    assertThat(numbers.get(0)).isEqualTo(1000);
    assertThat(numbers.get(3)).isCloseTo(-0.5, within(1e-12)); // s21 stands second.
    assertThat(numbers.get(5)).isCloseTo(0, within(1e-12));
  }

  @Test
  void ofOtherImpedancesTheFileHasTheWavesOfTheFirstPort() throws Exception {
    String text =
        touchstone("V1 a 0 portnum 1\nV2 a 0 dc 0 portnum 2 z0 75\n.sp lin 1 1k 1k\n", "sp.s2p");

    List<Double> numbers = numbers(text);
    assertThat(text).contains("waves are those of the first");
    assertThat(numbers.get(1)).isCloseTo(0, within(1e-12));
    assertThat(numbers.get(3)).isCloseTo(1, within(1e-12));
  }

  @Test
  void aRowOfFivePortsIsWrappedAfterFourPairs() throws Exception {
    StringBuilder netlist = new StringBuilder("R9 n 0 1k\n");
    for (int k = 1; k <= 5; k++) {
      netlist.append("V" + k + " p" + k + " 0 portnum " + k + "\nR" + k + " p" + k + " n 10\n");
    }

    String text = touchstone(netlist + ".sp lin 1 1k 1k\n", "sp.s5p");

    List<String> data = text.lines().filter(l -> !l.startsWith("!") && !l.startsWith("#")).toList();
    assertThat(data).hasSize(10);
    assertThat(numbers(text)).hasSize(1 + 2 * 25);
  }

  @Test
  void mistakesAreTold() {
    assertThat(code("V1 a 0 1\nR1 a 0 1\n.sp lin 1 1 1\n")).isEqualTo(Code.E230);
    assertThat(code("V1 a 0 portnum 2\nR1 a 0 1\n.sp lin 1 1 1\n")).isEqualTo(Code.E230);
    assertThat(code(ONE + "V2 a 0 portnum 1\nR1 a 0 1\n.sp lin 1 1 1\n")).isEqualTo(Code.E230);
    assertThat(code(ONE + "R1 a 0 1\n.sp lin 1 1 1 loud\n")).isEqualTo(Code.E230);
    assertThat(code(ONE + "R1 a 0 1\n.sp lin 1 1 1 2\n")).isEqualTo(Code.E230);
    assertThat(code("V1 a 0 portnum 1.5\nR1 a 0 1\n.sp lin 1 1 1\n")).isEqualTo(Code.E203);
    assertThat(code("V1 a 0 portnum 1 z0 0\nR1 a 0 1\n.sp lin 1 1 1\n")).isEqualTo(Code.E203);
  }

  private static Code code(String netlist) {
    return Simulation.of("sp.cir", "test\n" + netlist).diagnostics().stream()
        .filter(Diagnostic::isError)
        .findFirst()
        .orElseThrow()
        .code();
  }

  @Test
  void anAttenuatorAtTheTemperatureOfTheSourceHasItsLossAsNoiseFigure() throws Exception {
    // F = 1/Ga: 50 || 300 + 20 in series, || 100 is 38.596 Ohm, the open voltage 0.52632 of the source's.
    double open = 300.0 / 350 * 100 / (300 * 50 / 350.0 + 20 + 100);
    double source = 1 / (1 / (300 * 50 / 350.0 + 20) + 1 / 100.0);
    double gain = open * open * 50 / source;

    Table sp =
        run(
            "V1 a 0 portnum 1 z0 50\nV2 b 0 dc 0 portnum 2 z0 75\nR1 a b 20\nR2 b 0 100\n"
                + "R3 a 0 300\n.sp lin 1 1k 1k donoise\n");

    has(sp, "nf", -10 * Math.log10(gain), 0);
    // 4 k T G, T = 300.15 K; Rn = Cy22 / (4 k T |Y21|^2).
    double thermal = 4 * 1.380649e-23 * 300.15;
    assertThat(sp.column("cy_1_2")[0]).isCloseTo(-thermal / 20, within(1e-12 * thermal / 20));
    has(sp, "rn", (1.0 / 20 + 1.0 / 100) * 400, 0);
  }

  private static final String AMPLIFIER =
      """
      Vcc vcc 0 5
      Rc vcc c 1k
      Q1 c a e qm
      Re e 0 10
      C1 c b 1n
      .model qm npn(is=1e-15 bf=100 rb=50 cje=1p cjc=0.5p tf=50p)
      """;

  /** The noise referred to the source by .noise, of the circuit driven from an impedance r + s l. */
  private static double figure(double r, double l) throws Exception {
    String netlist =
        "Vs s 0 0.8\nRs s t " + r + " noisy=0\nLs t k " + l + "\nCb k a 1\nVb x 0 0.8\nRb x y 50 noisy=0\n"
            + "Lb y a 1\nRl b 0 50 noisy=0\n" + AMPLIFIER + ".noise v(b) Vs lin 1 1g 1g\n";
    double density = run(netlist, "noise").column("inoise_spectrum")[0];
    return 10 * Math.log10(1 + density * density / (4 * 1.380649e-23 * 300.15 * r));
  }

  private static Table run(String netlist, String result) throws Exception {
    return Simulation.of("sp.cir", "test\n" + netlist).tables().get(result);
  }

  @Test
  void theBestSourceOfATransistorHasTheLeastNoise() throws Exception {
    Table sp =
        run(
            "V1 a 0 dc 0.8 portnum 1 z0 50\nV2 b 0 dc 0 portnum 2 z0 50\n"
                + AMPLIFIER + ".sp lin 1 1g 1g donoise\n");
    double re = sp.column("sopt")[0];
    double im = sp.imaginary("sopt")[0];
    // z = 50 (1 + g) / (1 - g)
    double d = (1 - re) * (1 - re) + im * im;
    double r = 50 * (1 - re * re - im * im) / d;
    double l = 50 * 2 * im / d / (2 * Math.PI * 1e9);

    assertThat(figure(50, 1e-30)).isCloseTo(sp.column("nf")[0], within(1e-6));
    assertThat(figure(r, l)).isCloseTo(sp.column("nfmin")[0], within(1e-6));
    assertThat(figure(1.1 * r, l)).isGreaterThan(sp.column("nfmin")[0] + 1e-3);
    assertThat(figure(r, 1.2 * l)).isGreaterThan(sp.column("nfmin")[0] + 1e-4);
  }
}
