package org.ionspice.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** One-line protocols against the references of the benches that spell the pulses out. */
class ProtocolTest {
  private static final String MOLECULE =
      "V1 a 0 0\nN1 a 0 junction\n.model junction molmem(kin=h sat=0 kp=1k km=1 temp=300)\n";
  private static final String PORE =
      "Vu a 0 0\nNpore a 0 fig29\n"
          + ".model fig29 nanopore(GL=0.1u GH=1u VB=0.5 VM=0.1 VA=1 VD=0 NA=2 ND=2 TAU0=0.5m)\n"
          + ".options reltol=1e-6\n";

  /** What one run gave: its table and its findings. */
  private record Found(Table table, List<Summary> summaries) {
    double[] column(String name) {
      return table.column(name);
    }

    double number(String name) {
      return summaries.get(0).numbers(name)[0];
    }
  }

  private static Found run(String netlist) throws IOException {
    Simulation simulation = Simulation.of("p.cir", "protocol\n" + netlist + "\n.end\n");
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    Table table = new Table();
    List<AnalysisReport> reports =
        simulation.run(header -> table, Simulation.Progress.NONE);
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).problems().stream().filter(Diagnostic::isError)).isEmpty();
    assertThat(reports.get(0).completed()).isTrue();
    return new Found(table, reports.get(0).summaries());
  }

  /** Returns a bench's expectations by measure and block. */
  private static Map<String, Double> bench(String file) throws IOException {
    Map<String, Double> values = new HashMap<>();
    List<String> rows = Files.readAllLines(Path.of("testbenches", file));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      values.put(cells[0] + " " + cells[1], Double.parseDouble(cells[2]));
    }
    return values;
  }

  /** testbenches/molmem-plasticity: the map of a two-state relaxation and scipy's digamma. */
  @Test
  void aMolecularJunctionFacilitatesAndForgetsWithItsRelaxationTime() throws IOException {
    Map<String, Double> bench = bench("molmem-plasticity/expect.csv");
    Found found =
        run(
            MOLECULE
                + ".options reltol=1e-5\n"
                + ".protocol ppf V1 amplitude=1.5 width=20m edge=1n intervals=10m,50m,0.2,1,5");

    double[] ratio = found.column("ratio");
    int k = 0;
    for (int gap : new int[] {10, 50, 200, 1000, 5000}) {
      assertThat(ratio[k++]).isCloseTo(bench.get("pair" + gap + " 0"), within(1e-4));
    }
    // w relaxes to what it was with tau(0 V) = 0.990109 s; the ratio is linear in w.
    assertThat(found.number("offset")).isCloseTo(1, within(1e-4));
    assertThat(found.number("tau1")).isCloseTo(0.990109, within(1e-4));
    assertThat(found.number("tau1_bound")).isLessThan(1e-3);
  }

  @Test
  void aTrainOfPulsesDrivesItFurther() throws IOException {
    Map<String, Double> bench = bench("molmem-plasticity/expect.csv");
    Found found =
        run(
            MOLECULE
                + ".options reltol=1e-5\n"
                + ".protocol train V1 amplitude=1.5 width=20m edge=1n interval=50m pulses=10"
                + " sample=end");

    assertThat(found.column("pulse")).hasSize(10);
    for (int n = 2; n <= 10; n++) {
      assertThat(found.column("ratio")[n - 1])
          .isCloseTo(bench.get("train" + n + " 0"), within(1e-4));
    }
  }

  /** testbenches/pore-potentiation: the map of a relaxation at two voltages, in microsiemens. */
  @Test
  void aPoreIsPotentiatedAndDepressed() throws IOException {
    Map<String, Double> up = bench("pore-potentiation/expect.csv");
    Map<String, Double> down = bench("pore-potentiation/depression.expect.csv");
    Found found =
        run(
            PORE
                + ".protocol train Vu amplitude=1 amplitude2=-0.3 width=0.1m interval=0.1m"
                + " pulses=20 output=@npore[g] edge=1p");

    double[] g = found.column("value");
    assertThat(g).hasSize(41);
    for (int n : new int[] {1, 2, 5, 10, 20}) {
      assertThat(1e6 * g[n]).isCloseTo(up.get("g" + n + " 0"), within(9e-5));
    }
    for (int n : new int[] {1, 2, 5}) {
      assertThat(1e6 * g[20 + n]).isCloseTo(down.get("d" + n + " 0"), within(9e-5));
    }
    // Pulse by pulse what is missing shrinks by exp(-0.1 ms/tau(1 V) - 0.1 ms/tau(0 V)), with
    // 1/tau = (exp((v - 1)/0.2) + exp(-v/0.2))/0.5 ms: A = 1/0.402703 = 2.48326 pulses.
    double decay = 0.1 / 0.5 * (1 + Math.exp(-1 / 0.2)) * 2;
    assertThat(found.number("a_up")).isCloseTo(1 / decay, within(1e-4));
    assertThat(found.number("a_down")).isLessThan(0);
    assertThat(found.number("asymmetry"))
        .isCloseTo(
            found.number("nonlinearity_up") - found.number("nonlinearity_down"), within(1e-12));
  }

  /** A read pulse of 10 mV hardly moves the pore, and sees the same conductance as its state. */
  @Test
  void aReadPulseSeesTheConductance() throws IOException {
    String pulses =
        ".protocol train Vu amplitude=1 width=0.1m interval=0.1m pulses=5 edge=1n ";
    double[] seen = run(PORE + pulses + "read=1m readwidth=0.5u").column("value");
    double[] state = run(PORE + pulses + "output=@npore[g] readdelay=0.502u").column("value");

    assertThat(seen).hasSize(6);
    for (int k = 0; k < seen.length; k++) {
      assertThat(seen[k]).isCloseTo(state[k], within(1e-4 * state[k]));
    }
  }

  /** testbenches/mosse-pairs: scipy's LSODA, mean currents, preset and base as in the paper. */
  @Test
  void anAngstromPoreFacilitatesAsInItsBench() throws IOException {
    Map<String, Double> bench = bench("mosse-pairs/expect.csv");
    String pore =
        "V1 f 0 0\nN1 f 0 first\n.model first mosse(lpore=1n g=1)\n.options reltol=1e-6\n";
    Found found =
        run(
            pore
                + ".protocol ppf V1 amplitude=0.7 width=17.167p base=0.5 rest=0 preset=2"
                + " presetwidth=20p edge=1f intervals=0,5p,10p,20p sample=mean");
    Found down =
        run(
            pore
                + ".protocol ppf V1 amplitude=0.5 width=17.167p wait=1p edge=1f"
                + " intervals=lin(0,20p,5) sample=mean");

    int k = 0;
    for (int gap : new int[] {0, 5, 10, 20}) {
      assertThat(found.column("ratio")[k++])
          .isCloseTo(bench.get("ppf1gap" + gap + " 0"), within(1e-3));
    }
    assertThat(down.column("ratio")[0]).isCloseTo(bench.get("ppd1gap0 0"), within(9e-4));
    assertThat(down.column("ratio")[1]).isCloseTo(bench.get("ppd1gap5 0"), within(9e-4));
    assertThat(down.column("ratio")[4]).isCloseTo(bench.get("ppd1gap20 0"), within(9e-4));
  }

  /**
   * testbenches/mosse-pairs: exponentials that scipy's curve_fit puts through its reference at 41 gaps:
   * 1.187 and 8.08 ps for the facilitation of the first set, 0.884 and 6.92 ps for the depression of
   * the second.
   */
  @Test
  void itsTimeConstantsAreThoseOfTheBench() throws IOException {
    Found up =
        run(
            "V1 f 0 0\nN1 f 0 first\n.model first mosse(lpore=1n g=1)\n.options reltol=1e-5\n"
                + ".protocol ppf V1 amplitude=0.7 width=17.167p base=0.5 rest=0 preset=2"
                + " presetwidth=20p edge=1f intervals=lin(0,20p,41) sample=mean");
    Found down =
        run(
            "V1 f 0 0\nN1 f 0 second\n"
                + ".model second mosse(lpore=1n g=14 es=0.14353 b=19.604 c=9.9838 fp=0.27296"
                + " wp=0.68744 fx=0.82699 wx=0.020782 tp0=3.6507p tp1=22.762p ts=18.27p by=13.025"
                + " ky=50.995g ad=-0.50054 ty=24.926p bz=25 kz=3.8669g az=0.09 wz=0.015"
                + " tz=1308.6p)\n.options reltol=1e-5\n"
                + ".protocol ppf V1 amplitude=0.5 width=17.167p wait=1p edge=1f"
                + " intervals=lin(0,20p,41) sample=mean");

    assertThat(up.number("tau1")).isCloseTo(8.08e-12, within(0.01e-12));
    assertThat(up.number("offset")).isCloseTo(1.187, within(1e-3));
    assertThat(down.number("tau1")).isCloseTo(6.92e-12, within(0.01e-12));
    assertThat(down.number("offset")).isCloseTo(0.884, within(1e-3));
    assertThat(down.number("c1")).isLessThan(0);
  }

  /** testbenches/mosse-trains: ten pulses with gaps of 5 ps. */
  @Test
  void anAngstromPoreSaturatesOverTenPulses() throws IOException {
    Map<String, Double> bench = bench("mosse-trains/expect.csv");
    Found found =
        run(
            "V1 f 0 0\nN1 f 0 first\n.model first mosse(lpore=1n g=1)\n.options reltol=1e-6\n"
                + ".protocol train V1 amplitude=0.7 width=17.167p base=0.5 rest=0 preset=2"
                + " presetwidth=20p edge=1f interval=5p pulses=10 sample=mean");

    for (int n = 2; n <= 10; n++) {
      assertThat(found.column("ratio")[n - 1])
          .isCloseTo(bench.get("stf1n" + n + " 0"), within(4e-3));
    }
  }

  /** testbenches/ecram-facilitation: the recursion of its pulse map, by rate of the gate's spikes. */
  @Test
  void anElectrochemicalSynapseFavoursFastTrains() throws IOException {
    Map<String, Double> bench = bench("ecram-facilitation/expect.csv");
    Found found =
        run(
            "Vread d 0 10m\nVgate g 0 0\nNsyn d 0 g ecr\n.model ecr ecram(R0=20k TAUV=1m)\n"
                + ".protocol srdp Vgate amplitude=0.5 width=20n edge=1n duration=10m"
                + " rates=1k,3k,10k,30k,100k output=@nsyn[g]");

    for (int k = 0; k < 5; k++) {
      double factor = bench.get("factor " + k);
      assertThat(found.column("ratio")[k]).isCloseTo(factor, within(1e-3 * factor));
    }
    assertThat(found.column("pulses")).containsExactly(11, 31, 101, 301, 1001);
    assertThat(found.number("rate")).isEqualTo(1e5);
  }

  /** testbenches/molmem-stdp: scipy's LSODA to 1e-12. */
  @Test
  void aMolecularJunctionHasAnEvenAndAnOddWindow() throws IOException {
    Map<String, Double> bench = bench("molmem-stdp/expect.csv");
    String spikes =
        ".options reltol=1e-6\n.protocol stdp V1 amplitude=0.75 width=50m edge=10n wait=1m"
            + " shape=exp settle=0.3 output=@n1[w] dt=-200m,-50m,-20m,-10m,0,10m,20m,50m,200m ";
    Found even = run(MOLECULE + spikes + "across=sum sample=farthest");
    Found odd = run(MOLECULE.replace("N1 a 0 junction", "N1 a 0 junction vasym=0.8") + spikes);

    String[] names = {"m200", "m50", "m20", "m10", "p0", "p10", "p20", "p50", "p200"};
    for (int k = 0; k < names.length; k++) {
      assertThat(-even.column("change")[k]).isCloseTo(bench.get("even" + names[k] + " 0"), within(6e-5));
      assertThat(odd.column("change")[k]).isCloseTo(bench.get("odd" + names[k] + " 0"), within(8e-5));
    }
    assertThat(even.number("a_plus")).isCloseTo(even.number("a_minus"), within(1e-4));
    assertThat(even.number("tau_plus")).isGreaterThan(0);
  }

  @Test
  void spikesOnTwoSourcesAreTheirDifferenceAcrossTheDevice() throws IOException {
    String spikes =
        ".options reltol=1e-6\n.protocol stdp V1 amplitude=0.8 width=10m amplitude2=0.4 width2=20m"
            + " shape=ramp settle=50m output=@n1[w] dt=-10m,10m ";
    Found one = run(MOLECULE + spikes);
    Found two = run(MOLECULE.replace("N1 a 0", "V2 b 0 0\nN1 a b") + spikes + "post=V2");

    for (int k = 0; k < 2; k++) {
      assertThat(Math.abs(one.column("change")[k])).isGreaterThan(1e-3);
      assertThat(two.column("change")[k]).isCloseTo(one.column("change")[k], within(1e-6));
    }
  }

  /** After a pulse the pore relaxes with tau(0) = 0.5 ms/(1 + exp(-5)). */
  @Test
  void retentionIsARelaxation() throws IOException {
    String line =
        ".protocol retention Vu amplitude=1 width=0.1m output=@npore[g] times=dec(10u,10m,6) ";
    Found found = run(PORE + line);
    Found stretched = run(PORE + line + "fit=stretched");

    double tau = 0.5e-3 / (1 + Math.exp(-1 / 0.2));
    assertThat(found.number("tau1")).isCloseTo(tau, within(1e-4 * tau));
    assertThat(found.number("end")).isCloseTo(found.number("before"), within(1e-11));
    assertThat(found.column("time")).hasSize(19);
    assertThat(stretched.number("beta")).isCloseTo(1, within(1e-3));
    assertThat(stretched.number("tau1")).isCloseTo(tau, within(1e-3 * tau));
  }

  @Test
  void theOrderOfThePointsDoesNotMatter() throws IOException {
    String line = ".protocol ppf V1 amplitude=1.5 width=20m exponentials=0 intervals=";
    Found there = run(MOLECULE + line + "10m,50m,0.2");
    Found back = run(MOLECULE + line + "0.2,50m,10m");

    for (int k = 0; k < 3; k++) {
      assertThat(back.column("second")[2 - k]).isEqualTo(there.column("second")[k]);
    }
    assertThat(there.summaries()).isEmpty();
  }

  /** A linear resistor and capacitor: exp(-t/RC) of the first pulse is left for the second. */
  @Test
  void aCapacitorFacilitatesByWhatItKeeps() throws IOException {
    Found found =
        run(
            "V1 a 0 0\nR1 a b 1k\nC1 b 0 1u\n.options reltol=1e-6\n"
                + ".protocol ppf V1 amplitude=1 width=1m intervals=0.5m,1m,2m,4m output=v(b)");

    double top = 1 - Math.exp(-1);
    for (int k = 0; k < 4; k++) {
      double left = top * Math.exp(-(found.column("interval")[k] + 1e-3) / 1e-3);
      assertThat(found.column("first")[k]).isCloseTo(top, within(3e-6));
      assertThat(found.column("ratio")[k]).isCloseTo((top + left) / top, within(3e-6));
    }
    // (top + top exp(-(t + 1 ms)/tau))/top = 1 + exp(-1) exp(-t/1 ms).
    assertThat(found.number("offset")).isCloseTo(1, within(1e-5));
    assertThat(found.number("c1")).isCloseTo(Math.exp(-1), within(1e-4));
    assertThat(found.number("tau1")).isCloseTo(1e-3, within(1e-7));
  }

  private static List<String> mistakes(String line) {
    Simulation simulation =
        Simulation.of("p.cir", "p\nV1 a 0 0\nI1 0 c 0\nR1 a c 1k\n" + line + "\n.end\n");
    List<String> found = new ArrayList<>();
    for (Diagnostic d : simulation.diagnostics()) {
      found.add(d.code() + " " + d.at().line() + ":" + d.at().column() + " " + d.message());
    }
    return found;
  }

  @Test
  void mistakesAreSaidWithTheirPlace() {
    assertThat(mistakes(".protocol pff V1 amplitude=1 width=1m"))
        .containsExactly("E230 5:11 there is no protocol 'pff'");
    assertThat(mistakes(".protocol ppf V2 amplitude=1 width=1m intervals=1m"))
        .containsExactly("E230 5:15 'V2' is no independent source of this circuit");
    assertThat(mistakes(".protocol ppf V1 amplitude=1 width=1m"))
        .containsExactly("E230 5:1 intervals= is missing");
    assertThat(mistakes(".protocol ppf V1 amplitude=1 width=1m intervals=1n,1m edge=10n"))
        .containsExactly(
            "E230 5:39 an interval of 1.0E-9 s is shorter than the edges and the reading in it");
    assertThat(mistakes(".protocol ppf V1 amplitude=1 width=1m intervals=1m pulses=3"))
        .containsExactly("E230 5:52 .protocol has no pulses=");
    assertThat(mistakes(".protocol train V1 amplitude=1 width=1m"))
        .containsExactly("E230 5:1 no current flows at a base of 0: what is read?");
    assertThat(mistakes(".protocol ppf I1 amplitude=1 width=1m intervals=1m"))
        .containsExactly("E230 5:1 with a current source it must be said what is read: output=");
    assertThat(mistakes(".protocol train V1 amplitude=1 width=1m read=0.1 interval=0.5m"))
        .containsExactly(
            "E230 5:50 the interval is shorter than the edges and the reading in it");
    assertThat(mistakes(".protocol srdp V1 amplitude=1 width=1m output=v(c) rates=1,10"))
        .containsExactly("E230 5:1 either pulses= or duration= says how long a train is");
    assertThat(mistakes(".protocol retention V1 amplitude=1 width=1m output=v(c) times=0,1m"))
        .containsExactly(
            "E230 5:57 times must be above 0 and apart by more than a reading takes");
    assertThat(mistakes(".protocol stdp V1 amplitude=1 width=1m output=v(c) dt=1m post=V1"))
        .containsExactly(
            "E230 5:58 post= is a second source, and then nothing is put across");
  }
}
