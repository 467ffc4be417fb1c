package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The conical channel against its equations, integrated with scipy independently of this program:
 * the profile by adaptive quadrature, and without a density difference also in closed form with
 * exponential integrals. {@code constants=authors} are the rounded constants of the publication.
 */
class ConeTest {
  private static Cone cone(Object... namesAndValues) {
    Map<String, Object> given = new HashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      given.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    return ParameterTable.of(Cone.class).build(given).record().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "-5,3.06380172,3.06301082",
    "-2,2.51001526,2.50943658",
    "-1,1.96996462,1.96959290",
    "-0.5,1.52330713,1.52310659",
    "0,1,1",
    "0.5,0.560352767,0.560521252",
    "1,0.297920421,0.298189477",
    "2,0.103348124,0.103691746",
    "5,0.0080991971,0.00847932079"
  })
  void steadyConductanceIsThatOfTheIntegratedProfile(double v, double authors, double codata) {
    assertThat(cone("constants", "authors").steady(v, 0)).isCloseTo(authors, within(6e-9));
    assertThat(cone().steady(v, 0)).isCloseTo(codata, within(6e-9));
    // The floor leaves the range of use alone.
    assertThat(cone().equilibrium(v, 0, 0.1, 0.1)).isCloseTo(codata, within(6e-9));
  }

  @Test
  void derivedConstantsAreThoseOfThePaper() {
    assertThat(cone("constants", "authors").restConductance())
        .isCloseTo(4.20063268e-12, within(5e-21));
    assertThat(cone().restConductance()).isCloseTo(4.19968218e-12, within(5e-21));
    // tau = l^2 / (12 d): 4.8 ms in the paper.
    assertThat(cone().relaxationTime()).isCloseTo(4.76190476e-3, within(1e-11));
    assertThat(cone("l", 1e-6).relaxationTime()).isCloseTo(47.6190476e-6, within(1e-13));
    assertThat(cone("tau", 1e-3).relaxationTime()).isEqualTo(1e-3);
  }

  @ParameterizedTest
  @CsvSource({"1,0.648960211", "2.5,0.534104391", "4,0.510983668", "5,0.504049599"})
  void steadyConductanceOfTheDividersChannels(double v, double expected) {
    assertThat(cone("constants", "authors", "rhob", 0.2).steady(v, 0))
        .isCloseTo(expected, within(6e-10));
  }

  @Test
  void thePrintedSignOfTheFlowGivesANegativeConductance() {
    assertThat(cone("constants", "authors", "qsign", 1, "rhob", 0.2).steady(5, 0))
        .isCloseTo(-0.0319008607, within(1e-10));
    assertThat(cone("constants", "authors", "qsign", 1).steady(5, 0))
        .isCloseTo(-1.06380172, within(6e-9));
  }

  @Test
  void theFloorHoldsWhereThePressureCancelsTheFlow() {
    Cone cone = cone("constants", "authors");

    // -0.0994 bar: the closed form gives a negative conductance there.
    assertThat(cone.steady(1, -9940)).isCloseTo(-0.0208718750, within(1e-9));
    assertThat(cone.equilibrium(1, -9940, 0.1, 0.1)).isBetween(1e-3, 1.001e-3);
  }

  @Test
  void limitsAtLargeVoltagesAreThoseOfTheClosedForm() {
    // 1 + Delta_g JF and 1 + Delta_g (JF - 1) with Delta_g = -3.68329, JF = (ln 4 / 0.75 - 1) / 3.
    Cone cone = cone("constants", "authors");
    double mean = (Math.log(4) / 0.75 - 1) / 3;

    assertThat(cone.steady(1e6, 0)).isCloseTo(1 - 3.68329 * mean, within(2e-6));
    assertThat(cone.steady(-1e6, 0)).isCloseTo(1 - 3.68329 * (mean - 1), within(5e-6));
  }

  @ParameterizedTest
  @CsvSource({
    // v, dp, density at base and tip, ginf by adaptive quadrature with CODATA constants
    "1.3, 0, 0.2, 0.2, 0.604561351155",
    "-0.7, 25000, 0.2, 0.2, 1.16915502615",
    "0, -30000, 0.2, 0.2, 1",
    "0, 0, 0.2, 0.35, 1.21209812037",
    "0.6, 10000, 0.2, 0.1, 0.81528634952",
    "-2, -10000, 0.05, 0.3, 7.21950063932"
  })
  void pressuresAndDensitiesChangeTheConductance(
      double v, double dp, double base, double tip, double ginf) {
    Waves waves =
        Waves.of(
            "pins\nVb b 0 "
                + (v + 0.3)
                + "\nVt t 0 0.3\nVpb pb 0 "
                + (1e5 + dp)
                + "\nVpt pt 0 1e5\nVrb rb 0 "
                + base
                + "\nVrt rt 0 "
                + tip
                + "\nN1 b t pb pt rb rt cone\n.op\n.end\n");

    // The state is over the conductance at rhob, 0.1 mM; ginf is over that at the base's density.
    assertThat(waves.at("@n1[x]", 0)).isCloseTo(base / 0.1 * ginf, within(1e-9));
    assertThat(waves.at("@n1[ginf]", 0)).isCloseTo(base / 0.1 * ginf, within(1e-9));
  }

  @Test
  void otherShapesAndLiquidsFollowTheirParameters() {
    assertThat(
            cone("rb", 2e-6, "rt", 20e-9, "l", 50e-6, "psi0", 20e-3, "sigma", 0.003, "rhob", 1)
                .steady(1.5, 0))
        .isCloseTo(1.22079442829, within(1e-10));
    assertThat(cone("rb", 60e-9, "rt", 180e-9).steady(1.5, 2e4))
        .isCloseTo(1.52265992766, within(1e-10));
    assertThat(cone("rb", 80e-9, "rt", 80e-9).equilibrium(1.5, 0, 0.1, 0.2))
        .isCloseTo(1.16354014605, within(1e-8));
    Cone hot = cone("d", 1e-9, "eps", 0.68e-9, "eta", 0.7e-3, "temp", 310);
    assertThat(hot.steady(-1, 0)).isCloseTo(1.64324425665, within(1e-10));
    assertThat(hot.restConductance()).isCloseTo(2.26937665e-12, within(5e-21));
  }

  @Test
  void withoutTheDiffusiveTermOnlyTheBaseMatters() {
    assertThat(cone("kdrho", 0).equilibrium(-2, -1e4, 0.05, 0.3))
        .isEqualTo(cone("kdrho", 0).equilibrium(-2, -1e4, 0.05, 0.05));
  }

  @ParameterizedTest
  @CsvSource({"-1", "-0.2", "0.5", "1.5"})
  void admittanceIsThatOfOneRelaxation(double v) {
    Waves waves =
        Waves.of("admittance\nV1 a 0 DC " + v + " AC 1\nN1 a 0 cone\n.ac dec 2 0.1 10k\n.end\n");

    // Y = g + g0 v ginf' / (1 + j omega tau); the slope by a difference of the tested ginf.
    Cone cone = cone();
    double h = 1e-4;
    double slope =
        (8 * (cone.steady(v + h, 0) - cone.steady(v - h, 0))
                - (cone.steady(v + 2 * h, 0) - cone.steady(v - 2 * h, 0)))
            / (12 * h);
    double g0 = cone.restConductance();
    double[] frequency = waves.column("frequency");
    for (int k = 0; k < frequency.length; k++) {
      double phase = 2 * Math.PI * frequency[k] * cone.relaxationTime();
      double real = g0 * (cone.steady(v, 0) + v * slope / (1 + phase * phase));
      double imaginary = -g0 * v * slope * phase / (1 + phase * phase);
      double scale = Math.hypot(real, imaginary);
      assertThat(-waves.column("i(v1)")[k]).isCloseTo(real, within(1e-8 * scale));
      assertThat(-waves.imaginary("i(v1)")[k]).isCloseTo(imaginary, within(1e-8 * scale));
    }
  }

  @Test
  void aStepRelaxesExponentially() {
    Waves waves =
        Waves.of(
            "step\nV1 a 0 PWL(0 0 1n -1)\nN1 a 0 cone constants=authors\n"
                + ".options reltol=1e-6\n.tran 0.1m 30m\n.end\n");

    // x = ginf + (1 - ginf) exp(-t / tau); 1.61313 after one tau.
    double tau = 1e-10 / 12 / 1.75e-9;
    for (double t : new double[] {1e-3, tau, 10e-3, 25e-3}) {
      double expected = 1.96996462 - 0.96996462 * Math.exp(-t / tau);
      assertThat(waves.at("@n1[x]", t)).isCloseTo(expected, within(2e-5));
    }
    assertThat(waves.at("@n1[x]", tau)).isCloseTo(1.61313, within(2e-5));
  }

  @ParameterizedTest
  @CsvSource({
    // Ratio of radii, a, J, dJ/da, h, dh/da: mpmath quadrature with 30 digits.
    "4,0.3,0.26240308475432787,-0.0668736887293,0.067981363589115415,-0.00369224953262",
    "4,-2.1,0.43109585538698656,-0.0677072526443,0.070618267407582886,0.00138619750632",
    "4,8,0.039571902373045498,-0.00627451978346,0.030403198932252125,-0.0030160848936",
    "4,-39.5,0.91139422115080313,-0.00197683037054,0.015913841197968117,0.00035283571715",
    "4,200,0.0012594820811298192,-6.34536443411e-6,0.0014076900587496634,-7.00672347158e-6",
    "1,0.3,0.47503741982325073,-0.0829596684126,0.08320860058916423,-0.000829773921911",
    "1,-10000,0.9999,-1.0e-8,4.999e-5,4.998e-9",
    "100,-2.1,0.071094676937225841,-0.0179513147123,0.016289975758690382,-0.000791113787421",
    "100,-10000,0.99019234138532328,-9.62076414525e-7,9.5330661354134724e-5,9.43685849396e-9",
    "0.02,8,0.74729168008403036,-0.018797058665,0.023956243536382538,-0.000644898108922",
    "0.02,200,0.17557801933143702,-0.000640925835354,0.0038168180452182682,-1.58794610493e-5"
  })
  void theProfileIsExactFarFromTheUsualShape(
      double ratio, double a, double mean, double meanSlope, double excess, double excessSlope) {
    double[] out = new double[ConeProfile.RESULTS];
    ConeProfile.of(ratio).at(a, out);

    assertThat(out[ConeProfile.MEAN]).isCloseTo(mean, within(1e-13 * mean));
    assertThat(out[ConeProfile.MEAN_SLOPE])
        .isCloseTo(meanSlope, within(1e-11 * Math.abs(meanSlope)));
    assertThat(out[ConeProfile.EXCESS]).isCloseTo(excess, within(1e-13 * excess));
    assertThat(out[ConeProfile.EXCESS_SLOPE])
        .isCloseTo(excessSlope, within(1e-11 * Math.abs(excessSlope)));
  }

  @Test
  void theSignOfTheFlowIsOneOfTwo() {
    assertThatThrownBy(
            () ->
                new Cone(
                    1e-5,
                    2e-7,
                    5e-8,
                    0.1,
                    -0.0015,
                    -0.01,
                    1.75e-9,
                    1e-3,
                    7e-10,
                    293,
                    Double.NaN,
                    1e-3,
                    Double.NaN,
                    0.5,
                    1,
                    Cone.Constants.CODATA,
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("qsign");
  }
}
