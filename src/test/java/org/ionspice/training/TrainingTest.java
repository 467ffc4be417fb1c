package org.ionspice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.analysis.Settings;
import org.ionspice.analysis.SteadyState;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Attachment;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Circuits that learn: dividers of the literature, random networks, and what the lines refuse. */
class TrainingTest {
  @TempDir Path folder;

  private static String divider(String train, String weights) {
    return """
        A divider
        V1 1 0 5
        N1 1 2 channel l=10u
        N2 2 0 channel l=10u ; the lower one
        .model channel cone(rb=200n rt=50n rhob=0.2 constants=authors)
        .train %s
        %s
        .sample v1=5 : v(2)=4
        .end
        """
        .formatted(train, weights);
  }

  private static final String LENGTHS =
      ".weight @n1[l] min=1u max=100u\n.weight @n2[l] min=1u max=100u";

  private static Simulation simulation(String text) {
    Simulation simulation = Simulation.of("train.cir", text);
    assertThat(simulation.isRunnable()).as(simulation.diagnostics().toString()).isTrue();
    return simulation;
  }

  private static Table train(String text) throws Exception {
    return simulation(text).tables().get("training");
  }

  private static AnalysisReport report(Simulation simulation, Table table) throws Exception {
    return simulation.run(header -> table, Simulation.Progress.NONE).get(0);
  }

  /** Losses of the authors' published run: forward differences of 1 nm, M. Conte et al. (2025). */
  @Test
  void theDividerFollowsTheAuthorsStepByStep() throws Exception {
    Table table =
        train(divider("steps=50 rate=2e-12 gradient=difference delta=1n", LENGTHS));

    double[] authors = {1, 0.6999084, 0.4864059, 0.3322775, 0.2216393, 0.1437603, 0.0905232};
    for (int step = 0; step < authors.length; step++) {
      assertThat(table.column("loss")[step]).isCloseTo(authors[step], within(1e-5));
    }
    // Steps 7 to 10, lengths of steps 1, 10 and 50: python3 testbenches/cone.py (scipy).
    double[] further = {0.0553814, 0.0330154, 0.0192592, 0.0110434};
    for (int k = 0; k < further.length; k++) {
      assertThat(table.column("loss")[7 + k]).isCloseTo(further[k], within(1e-5));
    }
    assertThat(table.column("@n1[l]")[1]).isCloseTo(9.14273e-6, within(1e-11));
    assertThat(table.column("@n2[l]")[10]).isCloseTo(13.4385e-6, within(1e-10));
    assertThat(table.column("@n1[l]")[50]).isCloseTo(4.33066e-6, within(1e-11));
    assertThat(table.column("@n2[l]")[50]).isCloseTo(13.6410e-6, within(1e-10));
  }

  /** By radii of the base, pressures, and densities without diffusion: the authors' rates. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Rates and increments of the authors' code in SI units; costs by testbenches/cone.py (scipy).
        "N1 1 2 c|N2 2 0 c|rate=3.5e-15 delta=1n|@n1[rb];@n2[rb]|0.0473451;0.0131139",
        "N1 1 2 p1 p2 c|N2 2 0 p2 p3 c|rate=1e7 delta=100|@vp1[dc];@vp2[dc];@vp3[dc]"
            + "|0.604370;0.349115;0.184089;0.0879756",
        "N1 1 2 0 0 d1 d2 c drho=0|N2 2 0 0 0 d2 d3 c drho=0|rate=5e-4 delta=1e-4"
            + "|@vd1[dc];@vd2[dc];@vd3[dc]|0.412002;0.153274;0.0454807",
        "N1 1 2 0 0 d1 d2 c|N2 2 0 0 0 d2 d3 c|rate=5e-4 delta=1e-4"
            + "|@vd1[dc];@vd2[dc];@vd3[dc]|0.454910;0.194705"
      })
  void theDividerByOtherWeights(
      String upper, String lower, String how, String weights, String losses) throws Exception {
    StringBuilder text = new StringBuilder("A divider\nV1 1 0 5\n" + upper + "\n" + lower + "\n");
    text.append(".model c cone(l=10u rb=200n rt=50n rhob=0.2 constants=authors)\n");
    for (int k = 1; k <= 3; k++) {
      text.append("Vp%d p%d 0 1e5\nVd%d d%d 0 0.2\n".formatted(k, k, k, k));
      text.append("RP%d p%d 0 1\nRD%d d%d 0 1\n".formatted(k, k, k, k));
    }
    for (String weight : weights.split(";")) {
      text.append(".weight ").append(weight).append('\n');
    }
    text.append(".train steps=5 gradient=difference " + how + "\n.sample : v(2)=4\n.end\n");

    double[] found = train(text.toString()).column("loss");

    double[] expected = Arrays.stream(losses.split(";")).mapToDouble(Double::parseDouble).toArray();
    for (int k = 0; k < expected.length; k++) {
      assertThat(found[k + 1]).as("step " + (k + 1)).isCloseTo(expected[k], within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer=sgd rate=2e-12", "optimizer=adam rate=0.005", "optimizer=lbfgs",
      })
  void everyOptimizerLearnsTheDividerByBothGradients(String how) throws Exception {
    double[] adjoint = train(divider("steps=120 " + how, LENGTHS)).column("loss");
    double[] difference =
        train(divider("steps=120 gradient=difference " + how, LENGTHS)).column("loss");

    assertThat(adjoint[adjoint.length - 1]).isLessThan(1e-6);
    assertThat(difference[difference.length - 1]).isLessThan(1e-6);
    // The gradients agree to 1e-8, so that the first steps do to 1e-6.
    for (int k = 0; k < 4; k++) {
      assertThat(difference[k]).isCloseTo(adjoint[k], within(1e-6));
    }
  }

  @Test
  void oneGroupHasOneValue() throws Exception {
    // Two equal conductances of a divider 1:2 of resistors: v = 5 r3 / (2 r + r3) = 4
    Table table =
        train(
            """
            A divider
            V1 1 0 5
            R1 1 2 1k
            R2 2 3 1k
            R3 3 0 2k
            .train steps=60 optimizer=lbfgs
            .weight @r1[r] min=10 max=10k group=upper
            .weight @r2[r] min=10 max=10k group=upper
            .sample : v(3)=4
            .end
            """);

    double[] upper = table.column("upper");
    assertThat(upper[upper.length - 1]).isCloseTo(250, within(1e-4));
  }

  @Test
  void aWeightStopsAtItsBound() throws Exception {
    Table table =
        train(
            divider(
                "steps=40 rate=2e-12", ".weight @n1[l] min=8u max=100u\n.weight @n2[l] max=11u min=1u"));

    int last = table.column("loss").length - 1;
    assertThat(table.column("@n1[l]")[last]).isEqualTo(8e-6);
    assertThat(table.column("@n2[l]")[last]).isEqualTo(11e-6);
  }

  @Test
  void theTrainedNetlistIsTheOwnTextWithOtherValues() throws Exception {
    String text =
        """
        A divider
        V1 1 0 5
        * a comment
        N1 1 2 channel ; nothing given
        N2 2 0 channel rb=200n
        + l = {2*5u}   $ on a line of its own
        .model channel cone(l=10u rt=50n rhob=0.2 constants=authors)
        R1 2 3 1e15
        I1 3 0 DC 0
        V3 4 0 PULSE(0 1 0 1n 1n 1u 2u)
        .train steps=3 optimizer=lbfgs
        .weight @n1[l] min=1u max=100u
        .weight @n2[l] min=1u max=100u
        .weight @r1[r] min=1e12 max=1e16
        .weight @i1[dc] min=-1p max=1p
        .weight @v1[dc] min=4.9 max=5.1
        .sample : v(2)=4
        .end
        """;
    Simulation simulation = simulation(text);
    Table table = new Table();

    AnalysisReport report = report(simulation, table);

    Attachment trained = report.attachments().get(0);
    Simulation again = simulation(trained.text());
    for (String name : List.of("n1.l", "n2.l", "r1.r", "i1.dc", "v1.dc")) {
      String device = name.substring(0, 2);
      double[] column = table.column("@" + device + "[" + name.substring(3) + "]");
      var model =
          again
              .design()
              .circuit()
              .instances()
              .get(again.design().circuit().instances().indexOfName(device))
              .model();
      double value = ParameterTable.of(model.getClass()).get(model, name.substring(3)).orElseThrow();
      assertThat(value).as(name).isEqualTo(column[column.length - 1]);
    }
    List<String> before = text.lines().toList();
    List<String> after = trained.text().lines().toList();
    assertThat(after).hasSameSizeAs(before);
    for (int k : new int[] {0, 2, 4, 6, 9, 10, 11, 17}) {
      assertThat(after.get(k)).isEqualTo(before.get(k));
    }
    assertThat(after.get(3)).contains("; nothing given");
    assertThat(after.get(5)).contains("$ on a line of its own");
  }

  /** Two instances of one subcircuit, nested, one in another file, learn values of their own. */
  @Test
  void theTrainedNetlistOfSubcircuitsGivesTheTrainedOutputs() throws Exception {
    Files.writeString(
        folder.resolve("cells.inc"),
        ".subckt cell a b w=1\nN1 a m channel l={10u*w}\nXin m b inner\n.ends\n"
            + ".subckt inner a b\nN1 a b channel l=5u\n.ends\nN5 2 0 channel l=90u\n");
    String text =
        """
        Two cells
        V1 1 0 5
        .include cells.inc
        X1 1 2 cell
        X2 2 0 cell w=2
        .model channel cone(rb=200n rt=50n rhob=0.2)
        .set @x2.xin.n1[l]=7u
        .train steps=30 optimizer=lbfgs
        .weight @x1.n1[l] min=1u max=100u
        .weight @x1.xin.n1[l] min=1u max=100u
        .weight @x2.xin.n1[l] min=1u max=100u
        .weight @n5[l] min=1u max=100u
        .sample v1=5 : v(2)=4 v(x2.m)=1.5
        .end
        """;
    Files.writeString(folder.resolve("a.cir"), text);
    Simulation simulation = Simulation.read(folder.resolve("a.cir"), List.of(), Map.of());
    assertThat(simulation.isRunnable()).as(simulation.diagnostics().toString()).isTrue();
    Table table = new Table();

    String trained = report(simulation, table).attachments().get(0).text();

    assertThat(table.column("@x2.xin.n1[l]")[0]).isEqualTo(7e-6);
    double[] loss = table.column("loss");
    assertThat(loss[loss.length - 1]).isLessThan(1e-12);
    String run = trained.replaceAll("(?m)^\\.(train|weight|sample).*$", "*").replace(".end", ".op\n.end");
    Files.writeString(folder.resolve("b.cir"), run);
    Table point =
        Simulation.read(folder.resolve("b.cir"), List.of(), Map.of()).tables().get("op");
    // The loss was 3.8 V^2 or so: 1e-12 of it is 2 uV.
    assertThat(point.column("v(2)")[0]).isCloseTo(4, within(3e-6));
    assertThat(point.column("v(x2.m)")[0]).isCloseTo(1.5, within(3e-6));
    // Trained on from there, the values in the lines .set change and stay the only ones.
    assertThat(trained.split("@x2.xin.n1\\[l\\]=", -1)).hasSize(2);
    assertThat(trained).contains(".set @n5[l]=");
  }

  private static final String LOWPASS =
      """
      A pulse
      V1 1 0 PULSE(0 1 1m 10u 10u %s)
      R1 1 2 1k
      C1 2 0 1u
      .options reltol=1e-5
      .train steps=%d optimizer=lbfgs settle=tran(8m)
      .weight @v1[v2] min=0.1 max=10
      .weight @v1[pw] min=0.1m max=5m
      .weight @v1[td] min=0.1m max=2m
      .sample : %s
      .end
      """;

  /**
   * After a ramp of length r at td an RC of 1 ms is at v2 (1 - K e^(-(t - td))), K = expm1(r) / r in
   * units of 1 ms; v(2 ms) = 1 and v(4 ms) = 1.5 give e^(-(2 - td)) K = a = 0.5 / (1.5 - e^-2), v2 = 1 /
   * (1 - a); v(6 ms) = 0.3 gives the start of the fall.
   */
  @Test
  void aPulseLearnsItsHeightAndTimes() throws Exception {
    String targets = "at=2m v(2)=1 at=4m v(2)=1.5 at=6m v(2)=0.3";
    Simulation simulation = simulation(LOWPASS.formatted("3.2m", 60, targets));
    Table table = new Table();

    String trained = report(simulation, table).attachments().get(0).text();

    double edge = 0.01;
    double k = Math.expm1(edge) / edge;
    double a = 0.5 / (1.5 - Math.exp(-2));
    double height = 1 / (1 - a);
    double delay = 2 + Math.log(a / k);
    double fall = 6 + Math.log((0.3 / (height * k) + Math.exp(-(6 - delay))));
    int last = table.column("loss").length - 1;
    // The transient itself is wrong by some 1e-5 at this reltol, in each of three targets.
    assertThat(table.column("@v1[v2]")[last]).isCloseTo(height, within(1e-4 * height));
    assertThat(1e3 * table.column("@v1[td]")[last]).isCloseTo(delay, within(1e-4));
    assertThat(1e3 * table.column("@v1[pw]")[last]).isCloseTo(fall - delay - edge, within(1e-4));
    assertThat(train(trained.replace("steps=60", "steps=0")).column("cost")[0]).isLessThan(1e-12);
  }

  /** The target is the waveform that a pulse of 1.5 V and 3 ms at 0.8 ms makes, in closed form. */
  @Test
  void aWaveformFromAFileIsLearned() throws Exception {
    StringBuilder rows = new StringBuilder("v(9) time,\"v(2) [V]\"\n");
    double edge = 0.01;
    double mean = 0;
    for (int i = 0; i <= 80; i++) {
      double t = 0.001 * i * i + 0.02 * i;
      double v = 1.5 * (ramp(t - 0.8, edge) - ramp(t - 3.81, edge));
      double next = 0.001 * (i + 1) * (i + 1) + 0.02 * (i + 1);
      double before = Math.max(0, 0.001 * (i - 1) * (i - 1) + 0.02 * (i - 1));
      double weight = ((i == 80 ? t : next) - before) / 2 / 8;
      double first = ramp(t - 1, edge) - ramp(t - 3.01, edge);
      mean += weight * (first - v) * (first - v);
      rows.append("7,%.12e;%.12e\n".formatted(1e-3 * t, v));
    }
    Files.writeString(folder.resolve("target.csv"), rows.toString());
    Files.writeString(
        folder.resolve("a.cir"), LOWPASS.formatted("2m", 40, "v(2)=file(\"target.csv\")"));
    Simulation simulation = Simulation.read(folder.resolve("a.cir"), List.of(), Map.of());
    assertThat(simulation.isRunnable()).as(simulation.diagnostics().toString()).isTrue();
    Table table = new Table();

    AnalysisReport report = report(simulation, table);

    int last = table.column("loss").length - 1;
    // The cost is the mean over time of the squared difference.
    assertThat(table.column("cost")[0]).isCloseTo(mean, within(1e-4 * mean));
    assertThat(table.column("@v1[v2]")[last]).isCloseTo(1.5, within(3e-5));
    assertThat(table.column("@v1[td]")[last]).isCloseTo(0.8e-3, within(3e-8));
    assertThat(table.column("@v1[pw]")[last]).isCloseTo(3e-3, within(6e-8));
    assertThat(report.summaries().get(0).numbers("rms_error")[0])
        .isCloseTo(Math.sqrt(table.column("cost")[last]), within(1e-15));
  }

  /** The response of an RC of 1 ms to a ramp of 1 V in {@code edge} ms, {@code t} ms after its start. */
  private static double ramp(double t, double edge) {
    double rise = Math.max(0, Math.min(t, edge));
    double value = (rise + Math.expm1(-rise)) / edge;
    return t <= edge ? value : 1 - (1 - value) * Math.exp(-(t - edge));
  }

  /** Numbers of waveforms that move no corner go through the adjoint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PULSE(0.3 1 1m 0.1m 0.2m 2m)|v2",
        "PULSE(0.3 1 1m 0.1m 0.2m 2m)|v1",
        "SIN(0.1 1 400 0.2m 100 30)|va",
        "SIN(0.1 1 400 0.2m 100 30)|freq",
        "SIN(0.1 1 400 0.2m 100 30)|theta",
        "SIN(0.1 1 400 0.2m 100 30)|phase",
        "EXP(0 1 0.3m 1m 2m 0.5m)|v2",
        "EXP(0 1 0.3m 1m 2m 0.5m)|tau1",
        "PWL(0 0.2 1m 1 2m -0.5 4m 1)|v3",
      })
  void theAdjointOfAWaveformIsTheDerivativeOfTheSimulation(String wave, String number)
      throws Exception {
    String text =
        """
        A waveform
        V1 1 0 %s
        R1 1 2 1k
        C1 2 0 1u
        D1 2 3 dm
        R2 3 0 2k
        .model dm d
        .options reltol=1e-7
        .train steps=0 optimizer=lbfgs settle=tran(5m) gradient=%s
        .weight @v1[%s]
        .sample : at=0.7m v(2)=1 at=1.9m v(3)=1 at=3.3m v(2)=0.3 v(1)=0
        .end
        """;
    double adjoint =
        train(text.formatted(wave, "adjoint", number)).column("gradient_norm")[0];
    double difference =
        train(text.formatted(wave, "difference", number)).column("gradient_norm")[0];

    assertThat(adjoint).isPositive().isCloseTo(difference, within(1e-4 * difference));
  }

  @Test
  void samplesAndTestSamplesFromFiles() throws Exception {
    Files.writeString(folder.resolve("train.csv"), "v1,\"v(2) [V]\"\n1,0.25\n2 ; 0.5\n");
    Files.writeString(folder.resolve("test.csv"), "V1 v(2)\n3 0.75\n");
    String text =
        """
        A divider of resistors
        V1 1 0 5
        R1 1 2 1k
        R2 2 0 1k
        .train steps=30 optimizer=lbfgs
        .weight @r1[r] min=10 max=100k
        .data file=train.csv test=test.csv
        .end
        """;
    Files.writeString(folder.resolve("a.cir"), text);
    Simulation simulation = Simulation.read(folder.resolve("a.cir"), List.of(), Map.of());
    Table table = new Table();

    AnalysisReport report = report(simulation, table);

    double[] r1 = table.column("@r1[r]");
    assertThat(r1[r1.length - 1]).isCloseTo(3e3, within(1e-2));
    // 3 V over 1k and 1k makes 1.5 V: a miss of 0.75 V
    assertThat(report.summaries().get(0).numbers("cost_before")[1]).isCloseTo(0.5625, within(1e-9));
    assertThat(report.summaries().get(0).numbers("cost_after")[1]).isLessThan(1e-10);
  }

  /** A random network of conical channels between sources and a ground. */
  private static String network(int nodes, int edges, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("A random network, seed " + seed + "\n");
    text.append("V1 n0 0 3\nV2 n1 0 -2\nRG n2 0 300g\n");
    for (int k = 0; k < edges; k++) {
      int a = k < nodes - 1 ? k : random.nextInt(nodes);
      int b = k < nodes - 1 ? k + 1 : (a + 1 + random.nextInt(nodes - 1)) % nodes;
      text.append(
          "N%d n%d n%d c l=%.3fu rb=%.2fn\n"
              .formatted(k, a, b, 5 + 10 * random.nextDouble(), 150 + 100 * random.nextDouble()));
    }
    return text.append(".model c cone(rt=50n rhob=0.2)\n").toString();
  }

  /** Adjoint gradients against central differences of the whole simulation. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theAdjointIsTheDerivativeOfTheSimulation(long seed) {
    int edges = 30;
    Assembly system =
        new Assembly(simulation(network(10, edges, seed) + ".op\n.end\n").design().circuit());
    List<DeviceNumber> numbers = new ArrayList<>();
    for (int k = 0; k < edges; k++) {
      numbers.add(DeviceNumber.find(system, "n" + k, k % 2 == 0 ? "l" : "rb").orElseThrow());
    }
    numbers.add(DeviceNumber.find(system, "v1", "dc").orElseThrow());
    Settings settings = ParameterTable.of(Settings.class).build(Map.of()).record().orElseThrow();
    SteadyState steady = new SteadyState(system, settings, numbers);
    double[] slope = new Random(seed).doubles(system.size() + 1, -1, 1).toArray();
    for (int i = 0; i < system.size(); i++) {
      slope[i] = system.isNode(i) ? slope[i] : 0;
    }
    double[] x = new double[system.size() + 1];
    assertThat(steady.solve(x, false)).isEmpty();
    double[] gradient = new double[numbers.size()];
    assertThat(steady.pullBack(x, slope, gradient)).isTrue();

    double largest = 0;
    for (int k = 0; k < numbers.size(); k++) {
      largest = Math.max(largest, Math.abs(gradient[k] * numbers.get(k).value(system)));
    }
    for (int k = 0; k < numbers.size(); k++) {
      double p = numbers.get(k).value(system);
      double h = 1e-3 * p;
      // Fourth order: (8 (E(p+h) - E(p-h)) - (E(p+2h) - E(p-2h))) / 12 h
      double difference =
          (8 * (value(steady, k, p + h, x, slope) - value(steady, k, p - h, x, slope))
                  - value(steady, k, p + 2 * h, x, slope)
                  + value(steady, k, p - 2 * h, x, slope))
              / (12 * h);
      steady.set(k, p);
      assertThat(gradient[k] * p)
          .as(numbers.get(k) + ", seed " + seed)
          .isCloseTo(difference * p, within(1e-6 * Math.abs(difference * p) + 1e-9 * largest));
    }
  }

  private static double value(SteadyState steady, int k, double p, double[] x, double[] slope) {
    double[] y = x.clone();
    steady.set(k, p);
    assertThat(steady.solve(y, true)).isEmpty();
    double sum = 0;
    for (int i = 0; i + 1 < y.length; i++) {
      sum += slope[i] * y[i];
    }
    return sum;
  }

  @Test
  void aHeldStateIsTrainedByItsInitialValue() throws Exception {
    // vteam in DC: r = ron + (roff - ron) x0 = 50 + 950 x0; 1 V over r and 500 Ohm makes 0.4 V
    // when r = 750 Ohm
    Table table =
        train(
            """
            A memristor programmed by its state
            V1 1 0 1
            N1 1 2 m x0=0.3
            R1 2 0 500
            .model m vteam
            .train steps=40 optimizer=lbfgs
            .weight @n1[x0] min=0 max=1
            .sample : v(2)=0.4
            .end
            """);

    double[] x0 = table.column("@n1[x0]");
    assertThat(x0[x0.length - 1]).isCloseTo(700.0 / 950, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gradient=difference", "batch=3 seed=5"})
  void jobsDoNotChangeABit(String how) throws Exception {
    StringBuilder text = new StringBuilder(network(8, 20, 11));
    text.append(".train steps=4 optimizer=adam rate=0.02 ").append(how).append('\n');
    for (int k = 0; k < 20; k++) {
      text.append(".weight @n%d[l] min=1u max=50u\n".formatted(k));
    }
    for (int s = 0; s < 11; s++) {
      text.append(
          ".sample v1=%.2f v2=%.2f : v(n4)=%.2f\n".formatted(0.3 * s, 1 - 0.2 * s, 0.1 * s));
    }
    Simulation one = simulation(text + ".end\n");
    Simulation several = simulation(text + ".end\n");
    several.jobs(5);
    Table first = new Table();
    Table second = new Table();

    report(one, first);
    report(several, second);

    for (String column : List.of("loss", "gradient_norm", "@n3[l]", "@n17[l]")) {
      assertThat(second.column(column)).isEqualTo(first.column(column));
    }
  }

  /** What is wrong is told with its line and column. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".train steps=3|.weight @n1[l]|.sample : v(2)=4|6:1|rate= is missing",
        ".train steps=3 rate=1 delta=1n|.weight @n1[l]|.sample : v(2)=4|6:23|gradient=difference",
        ".train steps=3 rate=1 optimizer=newton|.weight @n1[l]|.sample : v(2)=4|6:23|optimizer must be",
        ".train steps=3 rate=1 settle=slow|.weight @n1[l]|.sample : v(2)=4|6:23|settle",
        ".train optimizer=lbfgs batch=2|.weight @n1[l]|.sample : v(2)=4|6:24|all samples",
        ".train rate=1|.weight @n9[l]|.sample : v(2)=4|7:9|no element 'n9'",
        ".train rate=1|.weight @n1[len]|.sample : v(2)=4|7:9|no quantity 'len'",
        ".train rate=1|.weight @n1[g]|.sample : v(2)=4|7:9|'g' is no real number",
        ".train rate=1|.weight @n1[tau]|.sample : v(2)=4|7:9|no value to begin with",
        ".train rate=1|.weight @n1[l] min=-1|.sample : v(2)=4|7:9|leave nothing",
        ".train rate=1|.weight @n1[l] most=1|.sample : v(2)=4|7:16|has no most=",
        ".train rate=1|.weight l|.sample : v(2)=4|7:9|no @device[parameter]",
        ".train rate=1|.weight @n1[l]|.sample v9=1 : v(2)=4|8:9|'v9' is neither",
        ".train rate=1|.weight @n1[l]|.sample v1=1|8:1|no target",
        ".train rate=1|.weight @n1[l]|.sample v1=1 : @n1[x]=1|8:16|no voltage or current",
        ".train rate=1|.weight @n1[l]|.sample v1=x : v(2)=4|8:9|no number",
        ".train rate=1|.weight @n1[l]|*|6:1|no .sample",
        ".train rate=1|*|.sample : v(2)=4|6:1|no .weight",
        ".op|.weight @n1[l]|*|7:1|there is none",
        ".train rate=1|.weight @n1[l]|.data|8:1|takes file=",
        ".train rate=1|.weight @n1[l]|.data file=../x.csv|8:7|",
      })
  void mistakesAreTold(String train, String weight, String sample, String place, String message) {
    String text =
        String.join(
            "\n",
            "A divider",
            "V1 1 0 5",
            "N1 1 2 c l=10u",
            "N2 2 0 c l=10u",
            ".model c cone",
            train,
            weight,
            sample,
            ".end\n");

    List<Diagnostic> found =
        Simulation.of("wrong.cir", text).diagnostics().stream().filter(Diagnostic::isError).toList();

    assertThat(found).isNotEmpty();
    assertThat(found.get(0).at().line() + ":" + found.get(0).at().column()).isEqualTo(place);
    assertThat(found.get(0).message()).contains(message == null ? "" : message);
  }
}
