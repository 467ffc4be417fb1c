package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of elements that LTspice and PSpice have, against closed forms. */
class LtspiceElementsTest {
  private static Simulation read(String netlist) {
    return Simulation.of("lt.cir", "LTspice\n" + netlist + ".end\n");
  }

  private static Table run(String netlist, String result) throws Exception {
    Simulation simulation = read(netlist);
    assertThat(simulation.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    return simulation.tables().get(result);
  }

  private static double at(Table table, String name, double time) {
    double[] t = table.column("time");
    double[] v = table.column(name);
    int k = 1;
    while (k + 1 < t.length && t[k] < time) {
      k++;
    }
    return v[k - 1] + (v[k] - v[k - 1]) * (time - t[k - 1]) / (t[k] - t[k - 1]);
  }

  /** Straight lines of 10 Ohm above 0.6 V and 20 Ohm below -5 V, 1 MOhm between, limits by tanh. */
  @ParameterizedTest
  @CsvSource({
    "2, ron=10 roff=1meg vfwd=0.6 vrev=5 rrev=20, 0.1400006",
    "0.3, ron=10 roff=1meg vfwd=0.6 vrev=5 rrev=20, 3e-7",
    "-7, ron=10 roff=1meg vfwd=0.6 vrev=5 rrev=20, -0.100005",
    "-7, ron=10 roff=1meg vfwd=0.6, -7e-6",
    "0.6, ron=10 roff=1meg vfwd=0.6 epsilon=0.2, 2.500575e-3",
    "2, ron=10 roff=1meg vfwd=0.6 ilimit=0.1, 0.08853518",
    "-7, ron=10 roff=1meg vrev=5 rrev=20 revilimit=0.05, -0.048201732"
  })
  void aDiodeOfStraightLines(double volts, String card, double expected) throws Exception {
    Table op = run("V1 a 0 " + volts + "\nD1 a 0 m\n.model m D(" + card + ")\n.op\n", "op");

    // Closed forms: v/roff + (1/ron - 1/roff) (v - vfwd); epsilon/8 of the slope at the corner.
    assertThat(-op.column("i(v1)")[0]).isCloseTo(expected, within(2e-6 * Math.abs(expected) + 2e-12));
  }

  @Test
  void aRectifierOfStraightLinesChargesToThePeakLessItsThreshold() throws Exception {
    Table tran =
        run(
            "V1 a 0 SIN(0 10 1k)\nD1 a b m\nC1 b 0 1u\nR1 b 0 1meg\n"
                + ".model m D(ron=1m roff=1g vfwd=0.7 mfg=X type=silicon)\n.tran 1u 5m 0 1u\n",
            "tran");

    assertThat(at(tran, "v(b)", 0.26e-3)).isCloseTo(9.3, within(2e-3));
  }

  /** Negative vh: ln R = (ln ron + ln roff)/2 + (ln ron - ln roff) (3/2 y - 2 y^3), y = (c - vt)/(2 |vh|). */
  @Test
  void aNegativeHysteresisIsASmoothTransition() throws Exception {
    Table dc =
        run(
            "V1 a 0 5\nVc c 0 0\nS1 a b c 0 m\nR1 b 0 1k\nRc c 0 1k\nW1 a d Vc n\nRd d 0 1k\n"
                + ".model m SW(ron=1 roff=1meg vt=1 vh=-0.5)\n"
                + ".model n CSW(ron=1 roff=1meg it=-1m ih=-0.5m)\n.dc Vc 0 2 0.25\n",
            "dc");

    for (int k = 0; k < 9; k++) {
      double y = Math.max(-0.5, Math.min(0.5, (0.25 * k - 1) / 1));
      double r = Math.exp(0.5 * Math.log(1e6) - Math.log(1e6) * (1.5 * y - 2 * y * y * y));
      assertThat(dc.column("v(b)")[k]).isCloseTo(5e3 / (1e3 + r), within(1e-9));
      double s = Math.exp(0.5 * Math.log(1e6) + Math.log(1e6) * (1.5 * y - 2 * y * y * y));
      assertThat(dc.column("v(d)")[k]).isCloseTo(5e3 / (1e3 + s), within(1e-9));
    }
  }

  /** Level 2: g = exp(A atan((c - vt)/|vh|) + B), A = (ln roff - ln ron)/pi, B = -(ln ron + ln roff)/2. */
  @Test
  void aSwitchOfLevelTwoFollowsAnArcTangent() throws Exception {
    Table dc =
        run(
            "V1 a 0 5\nVc c 0 0\nS1 a b c 0 m\nR1 b 0 1k\n"
                + ".model m SW(level=2 ron=1 roff=1meg vt=1 vh=0.1)\n.dc Vc 0 2 0.25\n",
            "dc");

    for (int k = 0; k < 9; k++) {
      double a = Math.log(1e6) / Math.PI;
      double g = Math.exp(a * Math.atan((0.25 * k - 1) / 0.1) - 0.5 * Math.log(1e6));
      assertThat(dc.column("v(b)")[k]).isCloseTo(5e3 / (1e3 + 1 / g), within(1e-9));
    }
  }

  @Test
  void chargesAndFluxesAreFormulasOfX() throws Exception {
    // i = dq/dv dv/dt = (1n + 0.2n v) 1 V/ms; a flux 1m tanh(5 i) at small i is an inductance of 5 mH.
    Table tran =
        run(
            "V1 a 0 PWL(0 0 2m 2)\nC1 a 0 Q=1n*x+0.1n*x*x\n"
                + "V2 c 0 PWL(0 0 10u 1m 1 1m)\nL1 c d Flux=1m*tanh(5*x)\nR1 d 0 10\n.tran 10u 2m 0 1u\n",
            "tran");

    assertThat(at(tran, "i(v1)", 1e-3)).isCloseTo(-(1e-9 + 0.2e-9) * 1e3, within(1e-10));
    // After the ramp to 1 mV: i = 0.1 mA (1 - tau/T (e^(T/tau) - 1) e^(-t/tau)), tau = 0.5 ms.
    double tau = 5e-3 / 10;
    double current = 1e-4 * (1 - tau / 1e-5 * Math.expm1(1e-5 / tau) * Math.exp(-1e-3 / tau));
    assertThat(at(tran, "v(d)", 1e-3)).isCloseTo(10 * current, within(1e-3 * 10 * current));
  }

  @Test
  void partsAroundABSourceAndADelayUnderItsOtherName() throws Exception {
    Table tran =
        run(
            "V1 a 0 PWL(0 0 1 1000)\nB1 0 c I=1m*v(a) Rpar=2k Cpar=1u\nB2 d 0 V=absdelay(v(a),0.5m)\n"
                + "R1 d 0 1k\n.tran 10u 10m 0 10u\n",
            "tran");

    // A ramp of 1 A/s into 2 kOhm and 1 uF: R k (t - tau (1 - e^(-t/tau))), tau = 2 ms.
    double expected = 2e3 * (10e-3 - 2e-3 * (1 - Math.exp(-5)));
    assertThat(at(tran, "v(c)", 10e-3)).isCloseTo(expected, within(1e-3 * expected));
    assertThat(at(tran, "v(d)", 5e-3)).isCloseTo(4.5, within(1e-6));
  }

  @Test
  void aPwlRepeatsANumberOfTimes() throws Exception {
    Table tran =
        run(
            "V1 a 0 PWL REPEAT FOR 3 (0 0 1m 1 2m 0) ENDREPEAT\nR1 a 0 1k\n"
                + "V2 b 0 PWL(REPEAT FOR 2 (0 0 1m 1) ENDREPEAT)\nR2 b 0 1k\n.tran 10u 8m 0 10u\n",
            "tran");

    assertThat(at(tran, "v(a)", 4.5e-3)).isCloseTo(0.5, within(1e-9));
    assertThat(at(tran, "v(a)", 7e-3)).isCloseTo(0, within(1e-12));
    // Without its beginning as its end it jumps.
    assertThat(at(tran, "v(b)", 1.25e-3)).isCloseTo(0.25, within(1e-6));
    assertThat(at(tran, "v(b)", 3e-3)).isCloseTo(1, within(1e-9));
  }

  @Test
  void startupRaisesAllSourcesFromZeroInTwentyMicroseconds() throws Exception {
    Table tran =
        run(
            "V1 a 0 5\nR1 a 0 1k\nV2 b 0 dc=2\nR2 b 0 1k\nI1 0 c SIN(1m 1m 10k)\nR3 c 0 1k\n"
                + ".tran 1u 100u 0 1u startup\n",
            "tran");

    double[] t = tran.column("time");
    for (int k = 0; k < t.length; k++) {
      double rise = Math.min(1, t[k] / 20e-6);
      assertThat(tran.column("v(a)")[k]).isCloseTo(5 * rise, within(1e-9));
      assertThat(tran.column("v(b)")[k]).isCloseTo(2 * rise, within(1e-9));
      double sine = 1 + Math.sin(2 * Math.PI * 1e4 * t[k]);
      assertThat(tran.column("v(c)")[k]).isCloseTo(sine * rise, within(1e-9));
    }
  }

  @Test
  void startupStandsAlone() {
    Simulation simulation = read("V1 a 0 5\nR1 a 0 1k\n.op\n.tran 1u 1m startup\n");

    assertThat(simulation.diagnostics().get(0).render())
        .startsWith("lt.cir:5:13: error[E230]: with startup all sources begin at zero, so that .op has none");
  }

  @Test
  void aCurrentThatAFormulaCannotReadHasAWayRound() {
    Simulation simulation =
        read(
            "V1 d 0 5\nM1 d d 0 0 m\n.model m nmos(vto=1)\nB1 a 0 V=@m1[id]\nB2 b 0 V=@m1[gm]\n"
                + "R1 a b 1k\n.op\n");

    assertThat(simulation.diagnostics())
        .extracting(Diagnostic::hint)
        .containsExactly(
            "put a source of 0 V in series with the pin and write its current, i(v0)",
            "formulas take voltages, currents, states and parameters; .print, .plot, .meas and .save take it");
  }

  @Test
  void wordsFromDataSheetsAreNoNews() {
    Simulation simulation =
        read(
            "V1 d 0 5\nM1 d d 0 m\n.model m VDMOS(vto=4 kp=30 mfg=IR vds=100 ron=44m qg=71n)\n.op\n");

    assertThat(simulation.diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V1 a 0 PWL REPEAT FOR 2.5 (0 0 1m 1) ENDREPEAT|error[E203]: a PWL is repeated a whole number of times",
        "V1 a 0 PWL REPEAT TWICE (0 0 1m 1) ENDREPEAT|error[E101]: a PWL is repeated for ever or a number of times",
        "C1 a 0 Q=1n|error[E101]: Q= takes a formula of the element's own voltage",
        "L1 a 0 Flux=1m*y|error[E2",
        "I1 a 0 1m load|error[E104]: a current source as a load is not supported",
        "E1 a 0 CHEBYSHEV {v(b)} = LP 800 1.2k .1 50|error[E104]: filters by their corners",
        "D1 a 0 m|error[E202]: dideal has no parameter 'cjo'",
        "S1 a 0 b 0 s|error[E202]: sw has no parameter 'vser'"
      })
  void mistakesAreTold(String element, String message) {
    Simulation simulation =
        read(
            element + "\n.model m D(ron=1 cjo=1p)\n.model s SW(level=2 vh=1 vser=1)\nR1 a 0 1k\nR2 b 0 1\n.op\n");

    assertThat(
            simulation.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(d -> d.render().toLowerCase(java.util.Locale.ROOT)))
        .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .contains(message.toLowerCase(java.util.Locale.ROOT));
  }
}
