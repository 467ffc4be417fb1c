package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pore's equations against J. Bisquert, Adv. Phys. Res. 2024, doi:10.1002/apxr.202400029.
 *
 * <p>Numbers with six digits were computed from the paper's equations with numpy, independent of
 * this program; the rest is closed form.
 */
class NanoporeTest {
  private static final double GL = 0.1e-6;
  private static final double GH = 1e-6;

  private static Nanopore pore(Object... namesAndValues) {
    Map<String, Object> given = new HashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      given.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    return ParameterTable.of(Nanopore.class).build(given).record().orElseThrow();
  }

  private static ContractProbe.Sample atEquilibrium(Nanopore pore, double u) {
    ContractProbe probe = new ContractProbe(pore, 2, 0);
    return probe.at(new double[] {0, u, 0, pore.equilibrium(u)});
  }

  /** G seen at the pin, the state eliminated: i_u - i_x f_u / f_x. */
  private static double conductance(Nanopore pore, double u) {
    double[][] g = atEquilibrium(pore, u).g();
    return g[1][1] - g[1][3] * g[3][1] / g[3][3];
  }

  @ParameterizedTest
  @CsvSource({"-1,-0.12", "-0.5,-0.0700286", "0,-0.0212047", "0.2,0", "0.5,0.165", "1,0.795181"})
  void staticCurrentsAreThoseOfFigure12(double u, double microamperes) {
    Nanopore pore = pore("e0", 0.2);

    assertThat(1e6 * atEquilibrium(pore, u).f()[1]).isCloseTo(microamperes, within(5.1e-7));
  }

  @ParameterizedTest
  @CsvSource({"0.2,0.142683", "0.5,1.225", "0.60744,1.46674"})
  void staticConductancesAreThoseOfFigure12(double u, double microsiemens) {
    assertThat(1e6 * conductance(pore("e0", 0.2), u)).isCloseTo(microsiemens, within(5.1e-6));
  }

  @ParameterizedTest
  @CsvSource({"-0.952885,0", "-0.362870,0", "-0.55433,-1.14723"})
  void theNegativeResistanceOfFigure14LiesBetweenTheseVoltages(double u, double microsiemens) {
    assertThat(1e6 * conductance(pore("e0", 0.2, "vb", -0.5), u))
        .isCloseTo(microsiemens, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"0.60733,0.303361", "1.12822,0.104204"})
  void inactivationGivesTheSecondNegativeResistanceOfFigure16(double u, double microamperes) {
    Nanopore pore = pore("e0", 0.2, "vb", -0.5, "vc", 0.7);

    assertThat(1e6 * atEquilibrium(pore, u).f()[1]).isCloseTo(microamperes, within(1e-6));
    assertThat(1e6 * conductance(pore, u)).isCloseTo(0, within(2e-5));
  }

  @ParameterizedTest
  @CsvSource({"0.2,1.84726", "0,1.19713", "0.4,1.19713", "-0.4,0.183485", "0.8,0.183485"})
  void relaxationTimesAreThoseOfFigure24(double u, double milliseconds) {
    Nanopore pore = pore("vb", 0.2, "va", 0.6, "vd", -0.2, "tau0", 0.5e-3);

    assertThat(1e3 / pore.relaxation().rate(u)).isCloseTo(milliseconds, within(5.1e-6));
    assertThat(pore.equilibrium(0)).isCloseTo(0.119203, within(5.1e-7));
  }

  private static double slope(Relaxation relaxation, double u) {
    return relaxation.slope(u, relaxation.opening(u), relaxation.closing(u));
  }

  @Test
  void theLongestRelaxationIsAtVbOnlyForEqualIdealities() {
    Nanopore pore = pore("vb", 0.44, "va", 0.6, "vd", -0.2, "na", 1.25, "nd", 5, "tau0", 0.5e-3);

    // d(1/tau)/du = 0 gives u = vb + vm ln(na/nd).
    double u = 0.44 + 0.1 * Math.log(1.25 / 5);
    assertThat(u).isCloseTo(0.301371, within(5.1e-7));
    assertThat(slope(pore.relaxation(), u)).isCloseTo(0, within(1e-9));
    assertThat(1e3 / pore.relaxation().rate(u)).isCloseTo(1.09030, within(5.1e-6));
    assertThat(1e3 / pore.relaxation().rate(0.44)).isCloseTo(0.899160, within(5.1e-7));
  }

  @ParameterizedTest
  @CsvSource({"0,0.986703", "0.5,0.923670", "1,0.499989", "1.5,0.0758582"})
  void theLongestTimeOfFigure33CapsTheRelaxation(double u, double seconds) {
    Nanopore pore = pore("taumode", "gen", "taum", 1, "tau0", 1, "vd", -1, "vb", 0.5);

    assertThat(1 / pore.relaxation().rate(u)).isCloseTo(seconds, within(5.1e-7));
  }

  @Test
  void theShortestTimeIsAdded() {
    Nanopore plain = pore();
    Nanopore slowed = pore("taumin", 1e-4);

    assertThat(1 / slowed.relaxation().rate(3))
        .isCloseTo(1e-4 + 1 / plain.relaxation().rate(3), within(1e-16));
  }

  @ParameterizedTest
  @CsvSource({
    "-0.3,0.142683,-0.121977,-13.1205,1.60039,49.2945,8.00853",
    "0.3,0.957317,0.121977,7.95796,0.970688,1.92653,2.04459"
  })
  void theSmallSignalElementsAreThoseOfFigure28(
      double u, double gb, double ga, double la, double tau, double rdc, double rhf) {
    Nanopore pore = figure28();
    double[][] g = atEquilibrium(pore, u).g();

    double highFrequency = g[1][1];
    double relaxation = 1 / g[3][3];
    double branch = -g[1][3] * g[3][1] / g[3][3];
    // Units of the paper: microsiemens, ms, kilohenry; resistances in megohm with 1 megohm in series.
    assertThat(1e6 * highFrequency).isCloseTo(gb, within(5.1e-7));
    assertThat(1e6 * branch).isCloseTo(ga, within(5.1e-7));
    assertThat(1e3 * relaxation).isCloseTo(tau, within(5.1e-6));
    assertThat(1e-3 * relaxation / branch).isCloseTo(la, within(5.1e-5));
    assertThat(1e-6 / (highFrequency + branch) + 1).isCloseTo(rdc, within(5.1e-5));
    assertThat(1e-6 / highFrequency + 1).isCloseTo(rhf, within(5.1e-6));
  }

  @ParameterizedTest
  @CsvSource({"-0.3", "-0.05", "0", "0.3"})
  void theStampsGiveTheImpedanceOfAChemicalInductor(double u) {
    Nanopore pore = figure28();
    ContractProbe.Sample sample = atEquilibrium(pore, u);

    // The formulas of the paper, eqs 55-58, written out with the defaults of the figure.
    double x = 1 / (1 + Math.exp(-u / 0.1));
    double gb = GL + (GH - GL) * x;
    double ga = (GH - GL) * u * x * (1 - x) / 0.1;
    double tau =
        1e-3 / (Math.exp((u - 0.3) / (1.5 * 0.1)) + Math.exp(-(u + 0.4) / (2 * 0.1)));
    for (double omega = 1; omega < 1e7; omega *= 10) {
      double lag = 1 + omega * tau * omega * tau;
      double real = gb + ga / lag;
      double imaginary = omega * 1e-12 - ga * omega * tau / lag;

      // Y = g11 - g1x (gx1) / (gxx + j omega cxx) + j omega c11
      double gxx = sample.g()[3][3];
      double cxx = omega * sample.c()[3][3];
      double product = sample.g()[1][3] * sample.g()[3][1] / (gxx * gxx + cxx * cxx);
      double scale = Math.hypot(real, imaginary);
      assertThat(sample.g()[1][1] - product * gxx).isCloseTo(real, within(1e-9 * scale));
      assertThat(omega * sample.c()[1][1] + product * cxx)
          .isCloseTo(imaginary, within(1e-9 * scale));
    }
  }

  @Test
  void aMirroredPoreConductsTheOppositeCurrentAtTheOppositeVoltage() {
    Nanopore pore = pore("e0", 0.2, "vc", 0.7);
    Nanopore mirrored = pore("e0", 0.2, "vc", 0.7, "pol", -1);
    ContractProbe one = new ContractProbe(pore, 2, 0);
    ContractProbe other = new ContractProbe(mirrored, 2, 0);

    double[] f = one.at(new double[] {0, 0.45, 0, 0.3}).f();
    double[] g = other.at(new double[] {0, -0.45, 0, 0.3}).f();

    assertThat(g[1]).isEqualTo(-f[1]);
    assertThat(g[3]).isEqualTo(f[3]);
  }

  @Test
  void detailedBalanceIsCheckedOrDerived() {
    assertThat(pore().remarks()).isEmpty();
    assertThat(pore("na", 1.5, "nd", 2).remarks()).hasSize(1);
    assertThat(pore("na", 1.5, "nd", 2, "db", "ignore").remarks()).isEmpty();
    assertThat(pore("vb", 0.3).remarks()).hasSize(1);

    Nanopore derived = pore("va", 0.3, "vd", -0.4, "na", 1.5, "db", "derive");
    assertThat(derived.nd()).isCloseTo(3, within(1e-15));
    assertThat(derived.vb()).isCloseTo(0.2 - 0.4 / 3, within(1e-15));
  }

  private static Nanopore figure28() {
    return pore(
        "vb", 0, "va", 0.3, "vd", -0.4, "na", 1.5, "nd", 2, "cm", 1e-12, "db", "ignore");
  }
}
