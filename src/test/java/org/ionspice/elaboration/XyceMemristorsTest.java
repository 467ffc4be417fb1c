package org.ionspice.elaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memristor cards in Xyce's names; defaults from the tables of its Reference Guide. */
class XyceMemristorsTest {
  private static Simulation read(String element, String card) {
    return Simulation.of(
        "x.cir", "cards\nV1 a 0 0.1\n" + element + "\n.model m " + card + "\n.op\n.end\n");
  }

  private static double value(Simulation simulation, String column) throws Exception {
    return simulation.tables().get("op").column(column)[0];
  }

  @Test
  void level2IsTeamWithXycesDefaults() throws Exception {
    Simulation simulation = read("ymemristor mr1 a 0 m", "MEMRISTOR (LEVEL=2)");

    // ron = 50 at the start, x = xon = 0.
    assertThat(simulation.diagnostics()).isEmpty();
    assertThat(value(simulation, "@mr1[r]")).isCloseTo(50, within(1e-9));
    assertThat(value(simulation, "i(v1)")).isCloseTo(-0.1 / 50, within(1e-12));
  }

  @Test
  void level2ReadsItsExponentialRelation() throws Exception {
    Simulation simulation =
        read("YMEMRISTOR mr1 a 0 m IVRELATION=1 x0=0.5", "memristor level=2 ron=100 RoFF=10k");

    assertThat(simulation.diagnostics()).isEmpty();
    assertThat(value(simulation, "@mr1[r]")).isCloseTo(1000, within(1e-6));
  }

  @Test
  void level3IsYakopcicWithXycesDefaults() throws Exception {
    Simulation simulation = read("ymemristor mr1 a 0 m xo=0.25", "memristor level=3 a1=2");

    assertThat(simulation.diagnostics()).isEmpty();
    assertThat(value(simulation, "i(v1)"))
        .isCloseTo(-2 * 0.25 * Math.sinh(0.1), within(1e-12));
  }

  @Test
  void cardsServeNLinesToo() throws Exception {
    Simulation simulation = read("N1 a 0 m", "memristor level=2 ron=70");

    assertThat(value(simulation, "@n1[r]")).isCloseTo(70, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "level=7 | E203 | 5 | 26 | LEVEL=2 is TEAM",
        "ron=50 | E212 | 5 | 10 | LEVEL=2 is TEAM",
        "level=2 ronn=50 | E202 | 5 | 28 | ron",
        "level=2 wt=9 | E203 | 5 | 31 | Kvatinsky",
        "level=4 | E501 | 5 | 10 | folder",
        "level=3 resnoise=1 | E125 | 5 | 28 | remove",
        "level=2 npn | E122 | 5 | 28 | name=value"
      })
  void mistakesAreMarked(String card, String code, int line, int column, String hint) {
    List<Diagnostic> found =
        Simulation.of(
                "x.cir",
                "cards\nV1 a 0 0.1\nymemristor mr1 a 0 m\n* card:\n.model m memristor " + card
                    + "\n.op\n.end\n")
            .diagnostics();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).code().name()).isEqualTo(code);
    assertThat(found.get(0).at().line()).isEqualTo(line);
    assertThat(found.get(0).at().column()).isEqualTo(column);
    assertThat(found.get(0).hint()).contains(hint);
  }

  @Test
  void windowsWithoutASensibleDefaultAreRemarkedOn() {
    List<Diagnostic> remarks =
        read("ymemristor mr1 a 0 m", "memristor level=2 wt=1 d=1.15e-4").diagnostics();

    assertThat(remarks).extracting(d -> d.code().name()).contains("W240", "W214");
    assertThat(read("ymemristor m1 a 0 m", "memristor level=2 wt=1 p=2 d=3n").diagnostics())
        .isEmpty();
  }

  @Test
  void thresholdsOfNegativeDriveTakeEitherSign() throws Exception {
    // At 0 A nothing may move: the guide's default ION = 8.9 uA is a threshold of -8.9 uA.
    Simulation simulation =
        Simulation.of(
            "x.cir",
            "rest\nV1 a 0 0\nymemristor mr1 a 0 m x0=0.5\nymemristor mr2 a 0 y xo=0.5\n"
                + ".model m memristor level=2 kon=-1 ion=8.9u\n"
                + ".model y memristor level=3 an=1e6 vn=-0.01\n.tran 1m 1\n.end\n");

    double[] x = simulation.tables().get("tran").column("@mr1[x]");
    double[] y = simulation.tables().get("tran").column("@mr2[x]");
    assertThat(x[x.length - 1]).isCloseTo(0.5, within(1e-9));
    assertThat(y[y.length - 1]).isCloseTo(0.5, within(1e-3));
  }
}
