package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code .options memdc=solve} the operating point finds where a drift comes to its end. */
class SolvedStatesTest {
  private static double state(String drive, String device, String options) throws Exception {
    Simulation simulation =
        Simulation.of(
            "dc.cir",
            "dc\nV1 a 0 " + drive + "\nN1 a 0 " + device + "\n.options memdc=solve " + options
                + "\n.op\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();
    Map<String, Table> tables = simulation.tables();
    return tables.get("op").column("@n1[x]")[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"vteam", "team", "hp win=wall", "yakopcic", "pershin", "laiho", "pem"})
  void aStateAtRestStaysAtItsInitialValue(String device) throws Exception {
    assertThat(state("0", device + " x0=0.3", "")).isCloseTo(0.3, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vteam win=wall", "vteam", "hp win=wall", "yakopcic", "pershin vt=0.2"})
  void aDrivenStateGoesToItsBound(String device) throws Exception {
    assertThat(state("1", device + " x0=0.3", "")).isCloseTo(1, within(0.03));
    assertThat(state("-1", device + " x0=0.3", "")).isCloseTo(0, within(0.03));
  }

  @Test
  void aShortReturnTimeBalancesTheDrift() throws Exception {
    // dx/dt = koff (v/voff - 1)^3 / span - (x - x0) / tauret = 0: x = 0.3 + 0.2.
    double x =
        state(
            "0.4",
            "vteam win=none voff=0.2 von=-0.2 koff=3n kon=-3n xoff=3n x0=0.3",
            "tauret=0.2 reltol=1e-8");

    assertThat(x).isCloseTo(0.5, within(1e-8));
  }

  @Test
  void integralsInFormulasStayHeld() throws Exception {
    Simulation simulation =
        Simulation.of(
            "dc.cir",
            "dc\nV1 a 0 1\nB1 b 0 V=idt(v(a),0.25)\nR1 b 0 1k\nN1 a 0 hp win=wall\n"
                + ".options memdc=solve\n.op\n.end\n");

    assertThat(simulation.tables().get("op").column("v(b)")[0]).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void aSolvedStateAnswersInAc() {
    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC 0.4 AC 1\n"
                + "N1 a 0 vteam win=none voff=0.2 von=-0.2 koff=3n kon=-3n xoff=3n x0=0.3\n"
                + ".options memdc=solve tauret=0.2 reltol=1e-9\n.ac dec 1 1m 1\n.end\n");

    // r = 525 at x = 0.5; Y = 1/r + di/dx df/dv / (j omega), f = (v/voff - 1)^3: 15 per V s.
    double slope = -0.4 * 950 / (525.0 * 525) * 15;
    double[] frequency = waves.table().blocks().get(0).column(0);
    for (int k = 0; k < frequency.length; k++) {
      double b = -slope / (2 * Math.PI * frequency[k]);
      double scale = Math.hypot(1 / 525.0, b);
      assertThat(-waves.column("i(v1)")[k]).isCloseTo(1 / 525.0, within(1e-7 * scale));
      assertThat(-waves.imaginary("i(v1)")[k]).isCloseTo(b, within(1e-7 * scale));
    }
  }
}
