package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The molecular memristor against its equations, arXiv:2508.18014.
 *
 * <p>Numbers with six and more digits were computed with numpy and scipy, independent of this
 * program: currents by scipy's complex digamma and by quadrature of the Landauer integral, Marcus
 * currents by scipy's quadrature, Marcus rates by mpmath's with 30 digits. Units are SI, eV and
 * kT.
 */
class MolecularMemristorTest {
  private static final double KELVIN = 300;

  private static MolecularMemristor molecule(Object... namesAndValues) {
    Map<String, Object> given = new HashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      given.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    given.putIfAbsent("temp", KELVIN);
    return ParameterTable.of(MolecularMemristor.class).build(given).record().orElseThrow();
  }

  private static double thermal(double kelvin) {
    return MolecularJunction.BOLTZMANN * kelvin;
  }

  @Test
  void theConstantsAreThoseOfTheSi() {
    assertThat(MolecularJunction.BOLTZMANN).isCloseTo(8.617333262e-5, within(1e-14));
    assertThat(MolecularJunction.PLANCK).isCloseTo(4.135667696e-15, within(1e-24));
  }

  @Test
  void theDigammaAndTrigammaOfRealAndComplexArgumentsAreKnown() {
    // psi'(1) = pi^2/6, psi'(1/2) = pi^2/2; Im psi(1/2 + j y) = pi/2 tanh(pi y),
    // Im psi(1 + j y) = -1/(2 y) + pi/2 coth(pi y), Re psi'(1/2 + j y) = pi^2/2 / cosh^2(pi y):
    // Abramowitz and Stegun, eqs 6.4.2, 6.4.4, 6.3.12, 6.3.13, and the derivative of 6.3.12.
    assertThat(Polygamma.reTrigamma(1, 0)).isCloseTo(Math.PI * Math.PI / 6, within(1e-15));
    assertThat(Polygamma.reTrigamma(0.5, 0)).isCloseTo(Math.PI * Math.PI / 2, within(2e-15));
    for (double y = 0.05; y < 30; y *= 1.7) {
      double tanh = Math.tanh(Math.PI * y);
      double cosh = Math.cosh(Math.PI * y);
      assertThat(Polygamma.imDigamma(0.5, y)).isCloseTo(Math.PI / 2 * tanh, within(1e-15));
      assertThat(Polygamma.imDigamma(1, y))
          .isCloseTo(Math.PI / 2 / tanh - 1 / (2 * y), within(4e-15));
      assertThat(Polygamma.reTrigamma(0.5, y))
          .isCloseTo(Math.PI * Math.PI / 2 / (cosh * cosh), within(2e-15));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1.32509e-7", "1.2,1.21060e-6", "1.5,2.36302e-6", "2,2.40964e-6"})
  void aSymmetricLevelCarriesTheLandauerIntegral(double v, double amperes) {
    LandauerJunction level = new LandauerJunction(0.6, 0.01, 0.01, 0.5, thermal(KELVIN));

    assertThat(level.current(v)).isCloseTo(amperes, Percentage.withPercentage(4e-4));
    assertThat(level.current(-v)).isCloseTo(-level.current(v), within(1e-15 * amperes));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5,2.2958996922525757e-08", "1,1.7835082641421618e-06", "-1.5,-6.797907392189425e-08"
  })
  void anAsymmetricLevelCarriesTheLandauerIntegral(double v, double amperes) {
    LandauerJunction level = new LandauerJunction(0.6, 0.02, 0.005, 0.3, thermal(350));

    assertThat(level.current(v)).isCloseTo(amperes, Percentage.withPercentage(1e-7));
  }

  @Test
  void theConductanceAtRestOfAWideLevelIsThatOfBreitAndWigner() {
    // kT far below the width: g = (2 e^2/h) gl gr / (e0^2 + (G/2)^2), with a relative correction
    // of (pi kT)^2 / 3 times the curvature of the transmission.
    LandauerJunction level = new LandauerJunction(0.6, 0.1, 0.3, 0.5, thermal(1));

    double quantum = 2 * MolecularJunction.CHARGE / MolecularJunction.PLANCK;
    assertThat(level.slope(0)).isCloseTo(quantum * 0.03 / 0.4, Percentage.withPercentage(1e-4));
  }

  @ParameterizedTest
  @CsvSource({
    "38.68,0,0.00018736246812389381,0.0002354740508123553",
    "38.68,-19,0.31356305274915322,0.29421282061261356",
    "38.68,39,1.3092083700613665e-16,1.3206272957269877e-16",
    "27,5,0.00022863951539894419,0.0002198367606184434",
    "15,-12,4.1369747471686937,4.183164680824513"
  })
  void marcusRatesAreTheIntegralOrItsClosedForm(
      double lambda, double d, double integral, double closed) {
    double fermi = 1 / (1 + Math.exp(d));

    assertThat(MarcusRate.speed(lambda, d, true) * fermi)
        .isCloseTo(integral, Percentage.withPercentage(1e-11));
    assertThat(MarcusRate.speed(lambda, d, false) * fermi)
        .isCloseTo(closed, Percentage.withPercentage(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5,4.266143812495225e-17,8.285047129440041e-08,4.5350657200677107e-17,8.933484867127339e-08",
    "1,5.078631848008108e-14,7.36859630066659e-05,4.400744866935189e-14,6.43060364837459e-05",
    "1.5,4.6877696978676566e-12,0.00644642578369493,4.984754254156831e-12,0.006863104920466325",
    "2,6.756773805078981e-11,0.092538557349352,6.735268219022308e-11,0.09225024936400798",
    "-1,-1.5734351552170622e-15,6.4911676174133186e-06,-1.6880833493067628e-15,6.972556248559266e-06"
  })
  void aMarcusJunctionCarriesTheSequentialCurrent(
      double v, double current, double reduced, double exactCurrent, double exactReduced) {
    MarcusJunction closed =
        new MarcusJunction(0.6, 1e-6, 3e-6, 0.4, 0.7, false, thermal(KELVIN));
    MarcusJunction exact =
        new MarcusJunction(0.6, 1e-6, 3e-6, 0.4, 0.7, true, thermal(KELVIN));

    assertThat(closed.current(v)).isCloseTo(current, Percentage.withPercentage(1e-6));
    assertThat(closed.reduced(v)).isCloseTo(reduced, Percentage.withPercentage(1e-6));
    assertThat(exact.current(v)).isCloseTo(exactCurrent, Percentage.withPercentage(1e-6));
    assertThat(exact.reduced(v)).isCloseTo(exactReduced, Percentage.withPercentage(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.990099,0.990109",
    "0.5,0.942217,0.942275",
    "1,0.573838,0.574265",
    "1.5,0.0987880,0.0996892",
    "2,0.00801522,0.00900721"
  })
  void thePrintedKineticsOfTheFirstSetAreThoseOfThePaper(double v, double weq, double tau) {
    MolecularMemristor printed = molecule("sat", 0);

    assertThat(printed.equilibrium(v, KELVIN)).isCloseTo(weq, within(5.1e-7));
    assertThat(1 / printed.rate(v, KELVIN)).isCloseTo(tau, within(5.1e-7));
  }

  @ParameterizedTest
  @CsvSource({"0,0.799200", "1,0.687274", "2,0.334436"})
  void thePrintedKineticsOfTheSecondSetAreThoseOfThePaper(double v, double weq) {
    assertThat(molecule("kin", "t", "sat", 0).equilibrium(v, KELVIN))
        .isCloseTo(weq, within(5.1e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "h,0,0.9900990099009902,0.9901089108910892",
    "h,1,0.5740200306974506,0.574446010666753",
    "h,-1.5,0.09959946237852245,0.10049986291614393",
    "h,3,6.117672128015938e-05,0.0010611155445588792",
    "t,0.5,0.7774595254776998,0.7776820659522221",
    "t,-2,0.3348787859344516,0.3355439071485172",
    "t,3,0.08240875070205139,0.08332634195134934"
  })
  void theReducedShareSaturatesAtOne(String kin, double v, double weq, double tau) {
    MolecularMemristor molecule = molecule("kin", kin);

    assertThat(molecule.equilibrium(v, KELVIN)).isCloseTo(weq, within(1e-14));
    assertThat(1 / molecule.rate(v, KELVIN)).isCloseTo(tau, within(1e-14));
  }

  @Test
  void thePrintedFormReachesOneAtTheVoltageOfItsInverse() {
    // cosh(5 v) 1e-5 = 1 at v = arcosh(1e5)/5 = 2.44121 V; there the cut has taken nw ln 2.
    double v = Math.log(1e5 + Math.sqrt(1e10 - 1)) / 5;
    MolecularMemristor printed = molecule("sat", 0, "km", 0);

    assertThat(v).isCloseTo(2.44121, within(5.1e-6));
    assertThat(printed.rate(v, KELVIN)).isCloseTo(1e3 * (1 - 1e-3 * Math.log(2)), within(1e-8));
    assertThat(printed.rate(3, KELVIN)).isCloseTo(1e3, within(1e-9));
    assertThat(printed.equilibrium(3, KELVIN)).isBetween(0.0, 1.0);
  }

  @Test
  void theKineticsOfTheFirstSetAreTheSmallLimitOfAMarcusCentre() {
    // r(0) = exp(-er/kT): the level and the reorganisation energy that give the printed law.
    double rest = molecule("kin", "m").rate(0, KELVIN);
    double share = 1 / (1 + Math.exp(0.2976 / thermal(KELVIN)));

    assertThat(rest).isCloseTo(1e3 * share + 1 - share, within(1e-12));
    assertThat(share).isCloseTo(1e-5, Percentage.withPercentage(1));
  }

  @ParameterizedTest
  @CsvSource({"1,8.14777e-11,9.30272e-9", "1.5,NaN,1.03008e-6"})
  void theDefaultLevelsCarryTheseCurrents(double v, double low, double high) {
    MolecularMemristor molecule = molecule();

    if (!Double.isNaN(low)) {
      assertThat(molecule.junction(true, KELVIN).current(v))
          .isCloseTo(low, Percentage.withPercentage(6e-4));
    }
    assertThat(molecule.junction(false, KELVIN).current(v))
        .isCloseTo(high, Percentage.withPercentage(6e-4));
  }

  @ParameterizedTest
  @CsvSource({"0.3", "1.0", "-1.4", "2.2"})
  void theStampsGiveTheAdmittanceOfOneRelaxation(double v) {
    MolecularMemristor molecule = molecule("eta", 0.5);
    double x = molecule.equilibrium(v, KELVIN);
    ContractProbe.Sample sample =
        new ContractProbe(molecule, 2, 0).at(new double[] {0, v, 0, x});

    // Y = i_v + i_w f_v / (j omega + 1/tau), written out with the defaults.
    double r = 1e-5 * Math.cosh(5 * v);
    double slope = 5e-5 * Math.sinh(5 * v) / ((1 + r) * (1 + r));
    double rate = 1e3 * r / (1 + r) + 1 / (1 + r);
    double share = 1 / (1 + r) / rate;
    MolecularJunction low = molecule.junction(true, KELVIN);
    MolecularJunction high = molecule.junction(false, KELVIN);
    double gb = share * low.slope(v) + (1 - share) * high.slope(v);
    double step = (low.current(v) - high.current(v)) * -slope * (1e3 * share + 1 - share);
    for (double omega = 1e-2; omega < 1e5; omega *= 10) {
      double lag = rate * rate + omega * omega;
      double real = gb + step * rate / lag;
      double imaginary = -step * omega / lag;

      double gww = sample.g()[3][3];
      double cww = omega * sample.c()[3][3];
      double product = sample.g()[1][3] * sample.g()[3][1] / (gww * gww + cww * cww);
      double scale = Math.hypot(real, imaginary);
      assertThat(sample.g()[1][1] - product * gww).isCloseTo(real, within(1e-8 * scale));
      assertThat(product * cww).isCloseTo(imaginary, within(1e-8 * scale));
    }
  }

  @Test
  void anOffsetShiftsTheKineticsOnly() {
    MolecularMemristor plain = molecule();
    MolecularMemristor shifted = molecule("vasym", 0.3);

    assertThat(shifted.rate(1.3, KELVIN)).isCloseTo(plain.rate(1, KELVIN), within(1e-12));
    assertThat(shifted.junction(false, KELVIN).current(1.3))
        .isEqualTo(plain.junction(false, KELVIN).current(1.3));
  }
}
