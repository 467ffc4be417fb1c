package org.ionspice.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Percentage;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spectra and circuits against closed forms. */
class ImpedanceSpectraTest {
  /** 1e-6: what the operating point leaves, which is solved to about 1e-8. */
  private static final Percentage CLOSE = Percentage.withPercentage(1e-4);

  private final Table table = new Table();
  private AnalysisReport report;

  private void run(String... lines) throws IOException {
    Simulation simulation = Simulation.of("x.cir", "title\n" + String.join("\n", lines) + "\n.end");
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    report = simulation.run(header -> table, Simulation.Progress.NONE).get(0);
    assertThat(report.completed()).as(report.problems().toString()).isTrue();
  }

  private Summary summary(String name) {
    return report.summaries().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private boolean hasCircuit() {
    return report.summaries().stream().anyMatch(s -> s.name().equals("circuit"));
  }

  /** Returns the number in a column of the element of a circuit, at the k-th bias that has it. */
  private double element(int k, String element, String column) {
    Summary circuit = summary("circuit");
    List<String> names = circuit.words("element");
    double[] numbers = circuit.numbers(column);
    int seen = 0;
    for (int row = 0; row < numbers.length; row++) {
      if (names.get(row).equals(element) && seen++ == k) {
        return numbers[row];
      }
    }
    throw new AssertionError("no " + element + " in " + circuit);
  }

  private String word(int k, String element, String column) {
    Summary circuit = summary("circuit");
    List<String> names = circuit.words("element");
    int seen = 0;
    for (int row = 0; row < names.size(); row++) {
      if (names.get(row).equals(element) && seen++ == k) {
        return circuit.words(column).get(row);
      }
    }
    throw new AssertionError("no " + element);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** Bisquert 2024, eqs 46, 47, 55-58: the pore of Fig. 28 at the inner voltage u. */
  private record Pore(double u, double vb, double nd) {
    double share() {
      return sigmoid((u - vb) / 0.1);
    }

    double gb() {
      return 0.1e-6 + 0.9e-6 * share();
    }

    double ga() {
      return 0.9e-6 * u * share() * (1 - share()) / 0.1;
    }

    double tau() {
      return 1e-3 / (Math.exp((u - 0.3) / (1.5 * 0.1)) + Math.exp(-(u + 0.4) / (nd * 0.1)));
    }

    double current() {
      return gb() * u;
    }
  }

  private static String pore(double vb, double nd) {
    return ".model fig28 nanopore(GL=0.1u GH=1u VB=" + vb
        + " VM=0.1 VA=0.3 VD=-0.4 NA=1.5 ND=" + nd + " TAU0=1m CM=1p RS=1meg DB=ignore)";
  }

  @ParameterizedTest
  @CsvSource({
    "-0.3, 0, 2", "-0.15, 0, 2", "0.1, 0, 2", "0.3, 0, 2", "0.45, 0, 2",
    "-0.3, 0.066666666666666667, 3", "0.3, 0.066666666666666667, 3"
  })
  void thePoreOfFigure28GivesItsElements(double u, double vb, double nd) throws IOException {
    Pore pore = new Pore(u, vb, nd);
    run(
        "Iu 0 a 0",
        "Npore a 0 fig28",
        pore(vb, nd),
        ".eis Iu dec 10 0.1 10meg bias=" + pore.current());

    assertThat(element(0, "Rs", "R")).isCloseTo(1e6, CLOSE);
    assertThat(element(0, "C", "C")).isCloseTo(1e-12, CLOSE);
    assertThat(element(0, "gb", "g")).isCloseTo(pore.gb(), CLOSE);
    assertThat(element(0, "g1", "g")).isCloseTo(pore.ga(), CLOSE);
    assertThat(element(0, "g1", "tau")).isCloseTo(pore.tau(), CLOSE);
    assertThat(element(0, "g1", "R")).isCloseTo(1 / pore.ga(), CLOSE);
    assertThat(element(0, "g1", "L")).isCloseTo(pore.tau() / pore.ga(), CLOSE);
    assertThat(word(0, "g1", "kind")).isEqualTo(u < 0 ? "capacitive" : "inductive");
    assertThat(word(0, "g1", "from")).isEqualTo("@npore[x]");
    if (u < 0) {
      assertThat(element(0, "g1", "C")).isCloseTo(-pore.ga() * pore.tau(), CLOSE);
    }
    assertThat(summary("check").numbers("off")[0]).isLessThan(1e-9);
    assertThat(summary("check").numbers("worst")[0]).isLessThan(1e-5);
  }

  @Test
  void figure28HasTheNumbersOfAnIndependentProgram() throws IOException {
    // six digits, from a script in numpy that evaluates the paper's equations
    Pore left = new Pore(-0.3, 0, 2);
    Pore right = new Pore(0.3, 0, 2);
    run(
        "Iu 0 a 0",
        "Npore a 0 fig28",
        pore(0, 2),
        ".eis Iu dec 10 1m 1meg bias=" + left.current() + ",0," + right.current());

    assertThat(element(0, "gb", "g")).isCloseTo(0.142683e-6, within(1e-12));
    assertThat(element(0, "g1", "g")).isCloseTo(-0.121977e-6, within(1e-12));
    assertThat(element(0, "g1", "L")).isCloseTo(-13.1205e3, within(0.1));
    assertThat(element(0, "g1", "tau")).isCloseTo(1.60039e-3, within(1e-8));
    assertThat(element(2, "gb", "g")).isCloseTo(0.957317e-6, within(1e-12));
    assertThat(element(1, "g1", "g")).isCloseTo(0.121977e-6, within(1e-12));
    assertThat(element(1, "g1", "L")).isCloseTo(7.95796e3, within(0.01));
    assertThat(element(1, "g1", "tau")).isCloseTo(0.970688e-3, within(1e-9));
    // at u = 0 the state does not show, so that there is no branch
    assertThat(summary("circuit").words("element"))
        .containsExactly("Rs", "C", "gb", "g1", "Rs", "C", "gb", "Rs", "C", "gb", "g1");
  }

  @Test
  void theSpectrumIsThatOfTheClosedForm() throws IOException {
    Pore pore = new Pore(-0.3, 0, 2);
    run(
        "Iu 0 a 0",
        "Npore a 0 fig28",
        pore(0, 2),
        ".eis Iu dec 3 1 1meg bias=" + pore.current());

    double[] f = table.column("freq");
    assertThat(f).hasSize(19);
    assertThat(table.column("bias")).containsOnly(pore.current());
    for (int k = 0; k < f.length; k++) {
      double w = 2 * Math.PI * f[k];
      double wt = w * pore.tau();
      double x = pore.gb() + pore.ga() / (1 + wt * wt);
      double y = w * 1e-12 - pore.ga() * wt / (1 + wt * wt);
      double re = 1e6 + x / (x * x + y * y);
      double im = -y / (x * x + y * y);
      double size = Math.hypot(re, im);
      assertThat(table.column("re(Z)")[k]).isCloseTo(re, within(1e-6 * size));
      assertThat(table.column("im(Z)")[k]).isCloseTo(im, within(1e-6 * size));
    }
  }

  @Test
  void aStateWithoutCapacitanceIsABranchBesideTheHighFrequencyConductance() throws IOException {
    // V source, no access resistance: Y = gb + ga/(1 + s tau)
    Pore pore = new Pore(0.3, 0, 2);
    run(
        "Vu a 0 0",
        "Npore a 0 fig28",
        pore(0, 2).replace("CM=1p RS=1meg", ""),
        ".eis Vu dec 10 1 1meg bias=0.3");

    assertThat(summary("circuit").words("element")).containsExactly("gb", "g1");
    assertThat(element(0, "gb", "g")).isCloseTo(pore.gb(), CLOSE);
    assertThat(element(0, "g1", "g")).isCloseTo(pore.ga(), CLOSE);
    assertThat(element(0, "g1", "tau")).isCloseTo(pore.tau(), CLOSE);
  }

  @Test
  void poresThatAreAlikeShareABranch() throws IOException {
    Pore pore = new Pore(0.3, 0, 2);
    run(
        "Iu 0 a 0",
        "N1 a 0 fig28",
        "N2 a 0 fig28",
        pore(0, 2),
        ".eis Iu dec 10 1 1meg bias=" + 2 * pore.current());

    assertThat(element(0, "Rs", "R")).isCloseTo(0.5e6, CLOSE);
    assertThat(element(0, "C", "C")).isCloseTo(2e-12, CLOSE);
    assertThat(element(0, "g1", "g")).isCloseTo(2 * pore.ga(), CLOSE);
    assertThat(element(0, "g1", "tau")).isCloseTo(pore.tau(), CLOSE);
    assertThat(word(0, "g1", "from")).isEqualTo("@n1[x] 50 %, @n2[x] 50 %");
  }

  @ParameterizedTest
  @CsvSource({"V1 a 0 0.5", "I1 0 a 1m"})
  void aRandlesCellIsReadBackUnderVoltageAndCurrent(String source) throws IOException {
    run(
        source,
        "Rs a b 10",
        "Cdl b 0 1u",
        "Rct b 0 100",
        ".eis " + source.substring(0, 2) + " dec 10 1 1meg");

    assertThat(summary("circuit").words("element")).containsExactly("Rs", "C", "gb");
    assertThat(element(0, "Rs", "R")).isCloseTo(10, within(1e-9));
    assertThat(element(0, "C", "C")).isCloseTo(1e-6, within(1e-15));
    assertThat(element(0, "gb", "R")).isCloseTo(100, within(1e-8));
    // pole 1/(Rct C), zero (1/Rs + 1/Rct)/C
    assertThat(summary("roots").numbers("re")).containsExactly(new double[] {-1e4, -1.1e5}, within(1e-3));
    assertThat(summary("roots").words("from")).containsExactly("v(b)", "v(b)");
    assertThat(summary("check").numbers("worst")[0]).isLessThan(1e-6);
  }

  @Test
  void twoArcsBehindAWireKeepAllElements() throws IOException {
    // Z = s Ls + Rs + R1/(1 + s R1 C1) + R2/(1 + s R2 C2); C = C1 C2/(C1 + C2) at infinity
    run(
        "I1 0 a 0",
        "Lw a w 1u",
        "Rs w b 10",
        "C1 b c 1u",
        "R1 b c 100",
        "C2 c 0 20u",
        "R2 c 0 300",
        ".eis I1 dec 10 1 1meg");

    assertThat(element(0, "Ls", "L")).isCloseTo(1e-6, CLOSE);
    assertThat(element(0, "Rs", "R")).isCloseTo(10, CLOSE);
    assertThat(element(0, "C", "C")).isCloseTo(20e-6 / 21, CLOSE);
    // Y = 1/(1/(s C1 + G1) + 1/(s C2 + G2)): G = (G1 C2^2 + G2 C1^2)/(C1 + C2)^2,
    // tau = (C1 + C2)/(G1 + G2), G + g = G1 G2/(G1 + G2)
    double g = (0.01 * 400 + 1 / 300.0) / 441;
    assertThat(element(0, "gb", "g")).isCloseTo(g, CLOSE);
    assertThat(element(0, "g1", "tau")).isCloseTo(21e-6 / (0.01 + 1 / 300.0), CLOSE);
    assertThat(element(0, "g1", "g")).isCloseTo(0.01 / 300 / (0.01 + 1 / 300.0) - g, CLOSE);
    assertThat(summary("check").numbers("off")[0]).isLessThan(1e-9);
  }

  @Test
  void aCircuitWithAResonanceIsAResonatorAndCausal() throws IOException {
    run(
        "I1 0 a 1m",
        "R1 a 0 1k",
        "C1 a 0 1u",
        "L1 a b 1m",
        "R2 b c 10",
        "C2 c 0 2u",
        "R3 c 0 5k",
        ".eis I1 dec 10 1 1meg");

    assertThat(element(0, "C", "C")).isCloseTo(1e-6, CLOSE);
    assertThat(element(0, "gb", "R")).isCloseTo(1e3, CLOSE);
    assertThat(element(0, "g1", "L")).isCloseTo(1e-3, CLOSE);
    assertThat(element(0, "g1", "R")).isCloseTo(10, CLOSE);
    assertThat(element(0, "g1", "C")).isCloseTo(2e-6, CLOSE);
    assertThat(element(1, "g1", "R")).isCloseTo(5e3, CLOSE);
    assertThat(word(0, "g1", "kind")).startsWith("resonant, damping 0.2256");
    assertThat(summary("check").numbers("worst")[0]).isLessThan(1e-6);
  }

  /** Hodgkin and Huxley 1952: rates in 1/ms, u in mV. */
  private record Gate(DoubleUnaryOperator alpha, DoubleUnaryOperator beta) {
    double steady(double u) {
      double a = alpha.applyAsDouble(u);
      return a / (a + beta.applyAsDouble(u));
    }

    double tau(double u) {
      return 1e-3 / (alpha.applyAsDouble(u) + beta.applyAsDouble(u));
    }

    /** Returns d steady/du, 1/V, by five points: error about 1e-11. */
    double slope(double u) {
      double h = 0.01;
      return 1e3
          * (8 * (steady(u + h) - steady(u - h)) - steady(u + 2 * h) + steady(u - 2 * h))
          / (12 * h);
    }
  }

  private static double vtrap(double z) {
    return z / Math.expm1(z);
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "-8", "31"})
  void theMembraneOfHodgkinAndHuxleyHasABranchForEachGate(double u) throws IOException {
    Gate m = new Gate(v -> vtrap((25 - v) / 10), v -> 4 * Math.exp(-v / 18));
    Gate h = new Gate(v -> 0.07 * Math.exp(-v / 20), v -> sigmoid((v - 30) / 10));
    Gate n = new Gate(v -> 0.1 * vtrap((10 - v) / 10), v -> 0.125 * Math.exp(-v / 80));
    double mm = m.steady(u);
    double hh = h.steady(u);
    double nn = n.steady(u);
    double na = 0.12 * (u - 115) / 1000;
    double k = 0.036 * (u + 12) / 1000;

    run(
        "Vm m 0 0",
        "Cm m 0 1u",
        "Nna m 0 na",
        "Nk m 0 k",
        "Rl m l {1/0.3m}",
        "Vl l 0 10.6m",
        ".model na hhchan(G=120m E=115m GATES=\"m^3 h\")",
        ".model k hhchan(G=36m E=-12m GATES=\"n^4\")",
        ".eis Vm dec 10 0.1 1meg bias=" + u / 1000);

    double gb = 0.12 * mm * mm * mm * hh + 0.036 * nn * nn * nn * nn + 0.3e-3;
    assertThat(element(0, "C", "C")).isCloseTo(1e-6, CLOSE);
    assertThat(element(0, "gb", "g")).isCloseTo(gb, CLOSE);
    branch("@nna[m]", na * 3 * mm * mm * hh * m.slope(u), m.tau(u));
    branch("@nna[h]", na * mm * mm * mm * h.slope(u), h.tau(u));
    branch("@nk[n]", k * 4 * nn * nn * nn * n.slope(u), n.tau(u));
  }

  /** Expects a branch that comes from one state. */
  private void branch(String state, double g, double tau) {
    Summary circuit = summary("circuit");
    int row = circuit.words("from").indexOf(state);
    assertThat(row).as(state + " in " + circuit.words("from")).isNotNegative();
    assertThat(circuit.numbers("g")[row]).isCloseTo(g, CLOSE);
    assertThat(circuit.numbers("tau")[row]).isCloseTo(tau, CLOSE);
  }

  @Test
  void diffusionHasSpectraButNoFiniteCircuit() throws IOException {
    run("V1 a 0 0", "Rs a b 10", "Nw b 0 flw r=1k tau=1", ".eis V1 dec 10 10m 10k");

    assertThat(hasCircuit()).isFalse();
    assertThat(summary("check").words("circuit").get(0)).startsWith("none: a delay or an impedance");
    assertThat(summary("check").numbers("worst")[0]).isLessThan(1e-5);
    // R tanh(sqrt(j w tau))/sqrt(j w tau) at 10 mHz: 999.474 - 20.9306 j (mpmath)
    assertThat(table.column("re(Z)")[0]).isCloseTo(1009.474, within(1e-3));
    assertThat(table.column("im(Z)")[0]).isCloseTo(-20.9306, within(1e-4));
  }

  @Test
  void aLineIsAllowedInSpectra() throws IOException {
    // Zin = Z0 (R + j Z0 tan(w T))/(Z0 + j R tan(w T))
    run("V1 a 0 0", "T1 a 0 b 0 Z0=50 TD=1u", "R1 b 0 200", ".eis V1 lin 5 10k 90k");

    for (int k = 0; k < 5; k++) {
      double t = Math.tan(2 * Math.PI * table.column("freq")[k] * 1e-6);
      double size = 50 * 50 + 200 * t * 200 * t;
      double re = 50 * (200 * 50 + 50 * t * 200 * t) / size;
      double im = 50 * (50 * t * 50 - 200 * 200 * t) / size;
      assertThat(table.column("re(Z)")[k]).isCloseTo(re, within(1e-6));
      assertThat(table.column("im(Z)")[k]).isCloseTo(im, within(1e-6));
    }
    assertThat(hasCircuit()).isFalse();
  }

  @Test
  void eachBiasStartsFromTheOneBefore() throws IOException {
    // N-shaped, so that -0.3 uA has three voltages: the path decides (extrema of Bisquert's Fig. 14)
    String device = ".model fig14 nanopore(GL=0.1u GH=1u E0=0.2 VB=-0.5 VM=0.1 DB=ignore)";
    run("Iu 0 a 0", "N1 a 0 fig14", device, ".eis Iu dec 10 1 1k bias=0,-0.2u,-0.3u");
    double fromAbove = element(2, "gb", "g");
    run("Iu 0 a 0", "N1 a 0 fig14", device, ".eis Iu dec 10 1 1k bias=-0.7u,-0.5u,-0.3u");
    double fromBelow = element(2, "gb", "g");

    assertThat(fromAbove).isGreaterThan(0.8e-6);
    assertThat(fromBelow).isCloseTo(0.1e-6, within(1e-9));
  }

  @Test
  void anInductorAcrossTheSourceIsABranchWithoutResistance() throws IOException {
    run("I1 0 a 0", "R1 a 0 1k", "C1 a 0 1u", "L1 a 0 2m", ".eis I1 dec 10 10 1meg");

    assertThat(element(0, "g1", "L")).isCloseTo(2e-3, CLOSE);
    assertThat(element(0, "g1", "R")).isCloseTo(0, within(1e-9));
    assertThat(word(0, "g1", "kind")).isEqualTo("inductive");
    assertThat(word(0, "g1", "from")).isEqualTo("i(l1)");
  }

  @Test
  void timeConstantsFromPicosecondsToHoursAreAllFound() throws IOException {
    // (R + L) branches parallel to a capacitance: tau = L/R
    run("V1 a 0 0", "C1 a 0 1p", "R1 a b 1k", "L1 b 0 1n", "R2 a c 1meg", "L2 c 0 1g",
        "R3 a d 1g", "L3 d 0 1e13", "R4 a 0 1meg", ".eis V1 dec 5 1u 1g");

    assertThat(summary("circuit").words("from")).containsExactly("", "", "i(l3)", "i(l2)", "i(l1)");
    assertThat(element(0, "gb", "g")).isCloseTo(1e-6, CLOSE);
    assertThat(element(0, "g1", "R")).isCloseTo(1e9, CLOSE);
    assertThat(element(0, "g1", "tau")).isCloseTo(1e4, CLOSE);
    assertThat(element(0, "g2", "R")).isCloseTo(1e6, CLOSE);
    assertThat(element(0, "g2", "tau")).isCloseTo(1e3, CLOSE);
    assertThat(element(0, "g3", "R")).isCloseTo(1e3, CLOSE);
    assertThat(element(0, "g3", "tau")).isCloseTo(1e-12, CLOSE);
  }

  @Test
  void anUnstablePointFailsTheTest() throws IOException {
    run("I1 0 a 0", "C1 a 0 1u", "G1 a 0 a 0 -1m", "R1 a 0 2k", ".eis I1 dec 10 1 10k");

    assertThat(element(0, "gb", "g")).isCloseTo(-0.5e-3, CLOSE);
    assertThat(summary("check").numbers("worst")[0]).isGreaterThan(1);
  }

  @Test
  void heldStatesStayOutOfTheCircuit() throws IOException {
    run("V1 a 0 0.1", "N1 a 0 hp", ".model hp hp(x0=0.5)", ".eis V1 dec 10 1 1k");

    assertThat(summary("circuit").words("element")).containsExactly("gb");
  }

  @Test
  void eachStepHasItsSpectraAndTables() throws IOException {
    run("V1 a 0 0", "R1 a 0 {r}", "C1 a 0 1u", ".param r=1k", ".step param r list 1k 2k",
        ".eis V1 dec 5 1 1k bias=0,1");

    assertThat(table.blocks()).hasSize(2);
    assertThat(report.summaries().stream().map(s -> s.steps().get("r")))
        .containsExactly(1e3, 1e3, 1e3, 2e3, 2e3, 2e3);
    assertThat(report.attachments().stream().map(a -> a.name()))
        .containsExactly("eis-1-1.z", "eis-2-1.z", "eis-1-2.z", "eis-2-2.z");
  }

  @Test
  void theZViewFileHasFrequencyAndImpedanceInItsColumns() throws IOException {
    run("V1 a 0 0", "R1 a 0 1k", "C1 a 0 1u", ".eis V1 dec 5 1 1k bias=0.5");

    assertThat(report.attachments()).hasSize(1);
    List<String> lines = report.attachments().get(0).text().lines().toList();
    int start = lines.indexOf("End Comments") + 1;
    assertThat(lines.get(start - 2).strip().split("\t")).hasSize(9).startsWith("Freq(Hz)");
    double[] f = table.column("freq");
    assertThat(lines).hasSize(start + f.length);
    for (int k = 0; k < f.length; k++) {
      // impedance.py reads the fields 0, 4 and 5 behind the line End Comments
      String[] cells = lines.get(start + f.length - 1 - k).split("\t");
      assertThat(Double.parseDouble(cells[0])).isCloseTo(f[k], within(1e-13 * f[k]));
      assertThat(Double.parseDouble(cells[2])).isEqualTo(0.5);
      assertThat(Double.parseDouble(cells[4])).isCloseTo(table.column("re(Z)")[k], within(1e-9));
      assertThat(Double.parseDouble(cells[5])).isCloseTo(table.column("im(Z)")[k], within(1e-9));
    }
  }
}
