package org.ionspice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ionspice.Runs.report;
import static org.ionspice.Runs.simulation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ionspice.AnalysisReport;
import org.ionspice.Runs;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Circuits that learn by their values at rest: dividers of the literature, groups, bounds, files. */
class TrainingTest {
  @TempDir Path folder;

  private static final String LENGTHS =
      ".weight @n1[l] min=1u max=100u\n.weight @n2[l] min=1u max=100u";

  static String divider(String train, String weights) {
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

  static Table train(String text) throws Exception {
    return simulation(text).tables().get("training");
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
    Simulation simulation = Runs.read(folder.resolve("a.cir"));
    Table table = new Table();

    AnalysisReport report = report(simulation, table);

    double[] r1 = table.column("@r1[r]");
    assertThat(r1[r1.length - 1]).isCloseTo(3e3, within(1e-2));
    // 3 V over 1k and 1k makes 1.5 V: a miss of 0.75 V
    assertThat(report.summaries().get(0).numbers("cost_before")[1]).isCloseTo(0.5625, within(1e-9));
    assertThat(report.summaries().get(0).numbers("cost_after")[1]).isLessThan(1e-10);
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
}
