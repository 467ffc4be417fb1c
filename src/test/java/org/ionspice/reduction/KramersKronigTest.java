package org.ionspice.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spectra in closed form, whole and tampered with; six decades, ten points each. */
class KramersKronigTest {
  private static final int N = 61;
  private final double[] omega = new double[N];
  private final double[] re = new double[N];
  private final double[] im = new double[N];

  KramersKronigTest() {
    for (int k = 0; k < N; k++) {
      omega[k] = 2 * Math.PI * Math.pow(10, k / 10.0);
    }
  }

  /** Fills 10 Ohm + (100 Ohm parallel to 1 uF). */
  private void randles() {
    for (int k = 0; k < N; k++) {
      double y = omega[k] * 1e-6;
      double size = 1e-4 + y * y;
      re[k] = 10 + 1e-2 / size;
      im[k] = -y / size;
    }
  }

  /** Fills rs + 1/(s C + gb + ga/(1 + s tau)), or its inverse. */
  private void pore(double gb, double ga, double tau, boolean inverse) {
    for (int k = 0; k < N; k++) {
      double w = omega[k] * tau;
      double x = gb + ga / (1 + w * w);
      double y = omega[k] * 1e-12 - ga * w / (1 + w * w);
      double zr = 1e6 + x / (x * x + y * y);
      double zi = -y / (x * x + y * y);
      double size = zr * zr + zi * zi;
      re[k] = inverse ? zr / size : zr;
      im[k] = inverse ? -zi / size : zi;
    }
  }

  private KramersKronig test() {
    return KramersKronig.test(omega, re, im, List.of()).orElseThrow();
  }

  @Test
  void aRandlesCellIsFollowedToTheSeventhDigit() {
    randles();

    assertThat(test().worst()).isLessThan(2e-7);
  }

  @ParameterizedTest
  @CsvSource({
    "0.957317e-6, 0.121977e-6, 0.970688e-3, false",
    "0.957317e-6, 0.121977e-6, 0.970688e-3, true",
    "0.142683e-6, -0.121977e-6, 1.60039e-3, false",
    "0.142683e-6, -0.121977e-6, 1.60039e-3, true"
  })
  void inductiveAndNegativeBranchesAreCausal(double gb, double ga, double tau, boolean inverse) {
    pore(gb, ga, tau, inverse);

    assertThat(test().worst()).isLessThan(2e-6);
  }

  @Test
  void diffusionIsCausal() {
    for (int k = 0; k < N; k++) {
      re[k] = 10 + 100 / Math.sqrt(2 * omega[k]);
      im[k] = -100 / Math.sqrt(2 * omega[k]);
    }

    assertThat(test().worst()).isLessThan(2e-6);
  }

  @Test
  void anInductanceAndABlockingCapacitanceAreFollowed() {
    for (int k = 0; k < N; k++) {
      re[k] = 5;
      im[k] = omega[k] * 1e-4 - 1 / (omega[k] * 1e-3);
    }

    assertThat(test().worst()).isLessThan(1e-9);
  }

  /** Multiplies real and imaginary parts by factors that leave no causal spectrum. */
  private void tamper(IntToDoubleFunction byRe, IntToDoubleFunction byIm) {
    randles();
    for (int k = 0; k < N; k++) {
      re[k] *= byRe.applyAsDouble(k);
      im[k] *= byIm.applyAsDouble(k);
    }
  }

  @Test
  void anImaginaryPartFivePercentTooLargeIsFoundOut() {
    tamper(k -> 1, k -> 1.05);

    assertThat(test().worst()).isGreaterThan(0.02);
  }

  @Test
  void aDriftDuringTheSweepIsFoundOut() {
    tamper(k -> 1 + 0.02 * k / 10, k -> 1 + 0.02 * k / 10);

    assertThat(test().worst()).isGreaterThan(0.01);
  }

  @Test
  void onePointThatIsOffIsFoundOut() {
    tamper(k -> k == 30 ? 1.02 : 1, k -> k == 30 ? 1.02 : 1);

    assertThat(test().worst()).isGreaterThan(0.01);
  }

  @Test
  void anAnswerBeforeTheCauseIsFoundOut() {
    tamper(k -> 1, k -> -1);

    assertThat(test().worst()).isGreaterThan(1);
  }

  @Test
  void aGrowingModeIsFoundOut() {
    for (int k = 0; k < N; k++) {
      double y = omega[k] * 1e-6;
      double size = 1e-4 + y * y;
      re[k] = 10 - 1e-2 / size;
      im[k] = -y / size;
    }

    assertThat(test().worst()).isGreaterThan(1);
  }

  @Test
  void noiseIsLeftInTheResidualInsteadOfBeingFollowed() {
    Random random = new Random(7);
    tamper(k -> 1 + 1e-3 * random.nextGaussian(), k -> 1 + 1e-3 * random.nextGaussian());

    KramersKronig found = test();

    assertThat(found.rms()).isBetween(3e-4, 2e-3);
    assertThat(found.elements()).isLessThan(30);
  }

  @Test
  void aResonanceIsFollowedWhereItsPoleIsKnown() {
    for (int k = 0; k < N; k++) { // the admittance of 1 mH, 10 Ohm and 2 uF in series
      double y = omega[k] * 1e-3 - 1 / (omega[k] * 2e-6);
      re[k] = 10 / (100 + y * y);
      im[k] = -y / (100 + y * y);
    }
    double[] pole = {-5e3, Math.sqrt(5e8 - 25e6)};

    assertThat(test().worst()).isGreaterThan(0.1);
    assertThat(KramersKronig.test(omega, re, im, List.of(pole)).orElseThrow().worst())
        .isLessThan(1e-9);
  }

  @Test
  void aTamperedResonanceIsFoundOut() {
    for (int k = 0; k < N; k++) {
      double y = omega[k] * 1e-3 - 1 / (omega[k] * 2e-6);
      re[k] = 10 / (100 + y * y);
      im[k] = -1.05 * y / (100 + y * y);
    }
    double[] pole = {-5e3, Math.sqrt(5e8 - 25e6)};

    assertThat(KramersKronig.test(omega, re, im, List.of(pole)).orElseThrow().worst())
        .isGreaterThan(0.02);
  }

  @Test
  void aFewPointsAreNoSpectrum() {
    assertThat(KramersKronig.test(new double[] {1, 2, 3}, new double[3], new double[3], List.of())).isEmpty();
  }
}
