package org.ionspice.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveformsTest {
  private static final double NONE = Double.NaN;

  private static Waveform of(String kind, double... args) {
    return Waveforms.of(kind, args, 1e-6, 1e-3);
  }

  private static List<Double> corners(Waveform w, double until) {
    List<Double> corners = new ArrayList<>();
    for (double t = w.nextCorner(-1); t <= until; t = w.nextCorner(t)) {
      corners.add(t);
      assertThat(corners).hasSizeLessThan(10_000);
    }
    return corners;
  }

  @ParameterizedTest
  @CsvSource({
    "0,1", "1e-3,1", "1.5e-3,2", "2e-3,3", "4e-3,3", "5e-3,2", "6e-3,1", "10.9e-3,1", "11.5e-3,2",
    "12e-3,3", "21.5e-3,1"
  })
  void aPulseRisesStaysFallsAndComesAgain(double t, double expected) {
    Waveform w = of("PULSE", 1, 3, 1e-3, 1e-3, 2e-3, 2e-3, 10e-3, 2);

    // The third cycle, from 21 ms, is beyond ncycles.
    assertThat(w.at(t)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aPulseHasFourCornersACycle() {
    Waveform w = of("pulse", 0, 1, 1, 1, 2, 3, 10);

    assertThat(corners(w, 20)).containsExactly(1.0, 2.0, 5.0, 7.0, 11.0, 12.0, 15.0, 17.0);
  }

  @Test
  void edgesOfAPulseDefaultToTheStepAndItsLengthToTheStopTime() {
    // Without a period there is one pulse.
    assertThat(of("pulse", 0, 1, 0, 0))
        .isEqualTo(new Pulse(0, 1, 0, 1e-6, 1e-6, 1e-3, Double.POSITIVE_INFINITY, 0));
  }

  @Test
  void aPulseWithoutATransientIsAStep() {
    Waveform w = Waveforms.of("pulse", new double[] {0, 1}, 0, 0);

    assertThat(w.initial()).isZero();
    assertThat(w.at(1e9)).isEqualTo(1);
    assertThat(corners(w, 1e9)).hasSize(2);
  }

  @Test
  void aTruncatedPulseStartsAgainAtItsPeriod() {
    // rise 1, top 5, but the period is 4: as in SPICE the cycle is cut.
    Waveform w = of("pulse", 0, 1, 0, 1, 1, 5, 4);

    assertThat(w.at(3.9)).isEqualTo(1);
    assertThat(w.at(4.25)).isCloseTo(0.25, within(1e-12));
    assertThat(corners(w, 9)).containsExactly(0.0, 1.0, 4.0, 5.0, 8.0, 9.0);
  }

  @Test
  void cornersAreStrictlyAfterAndNeverRepeatThroughRounding() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      double period = random.nextDouble() * 1e-3;
      double delay = random.nextDouble() * 1e-2;
      double edge = 0.1 * period;
      Waveform pulse = new Pulse(0, 1, delay, edge, edge, 0.3 * period, period, 0);
      Waveform line =
          Waveforms.pwl(new double[] {0, edge, period}, new double[] {0, 1, 0}, 0, delay);
      for (Waveform w : List.of(pulse, line)) {
        double t = delay + 1e6 * period * random.nextDouble();
        for (int k = 0; k < 40; k++) {
          double next = w.nextCorner(t);
          assertThat(next - t).as("seed 7, round %d", round).isGreaterThan(1e-3 * edge);
          assertThat(next - t).as("seed 7, round %d", round).isLessThan(1.001 * period);
          // A transient may land a few roundings beside the corner.
          t = next + (random.nextInt(7) - 3) * Math.ulp(next);
        }
      }
    }
  }

  @Test
  void aSineIsOffsetDampedDelayedAndShifted() {
    Waveform w = of("sin", 1, 2, 50, 3e-3, 10, 30);

    assertThat(w.at(0)).isCloseTo(2, within(1e-15));
    double s = 4e-3;
    assertThat(w.at(7e-3))
        .isCloseTo(
            1 + 2 * Math.exp(-10 * s) * Math.sin(2 * Math.PI * 50 * s + Math.PI / 6),
            within(1e-12));
    assertThat(corners(w, 1)).containsExactly(3e-3);
  }

  @Test
  void theFrequencyOfASineDefaultsToOnePeriodInTheRun() {
    assertThat(of("sin", 0, 1).at(0.25e-3)).isCloseTo(1, within(1e-12));
  }

  @Test
  void anExponentialRisesAndFallsWithItsTimeConstants() {
    Waveform w = of("exp", 1, 4, 1, 2, 5, 3);

    assertThat(w.at(0.5)).isEqualTo(1);
    assertThat(w.at(3)).isCloseTo(4 - 3 * Math.exp(-1), within(1e-12));
    double atFall = 4 - 3 * Math.exp(-2.5);
    assertThat(w.at(5)).isCloseTo(4 - 3 * Math.exp(-2), within(1e-12));
    assertThat(w.at(6)).isCloseTo(atFall - 3 * (1 - Math.exp(-1.0 / 3)), within(1e-12));
    assertThat(corners(w, 10)).containsExactly(1.0, 5.0);
  }

  @Test
  void modulatedSinesFollowTheirFormulas() {
    double t = 0.123e-3;
    double tau = 2 * Math.PI;

    assertThat(of("sffm", 1, 2, 20e3, 5, 1e3).at(t))
        .isCloseTo(1 + 2 * Math.sin(tau * 20e3 * t + 5 * Math.sin(tau * 1e3 * t)), within(1e-12));
    assertThat(of("am", 2, 1, 1e3, 20e3, 1e-4).at(t))
        .isCloseTo(
            2 * (1 + Math.sin(tau * 1e3 * 0.023e-3)) * Math.sin(tau * 20e3 * 0.023e-3),
            within(1e-12));
    assertThat(of("am", 2, 1, 1e3, 20e3, 1e-4).at(0.5e-4)).isZero();
  }

  @Test
  void straightLinesInterpolateJumpAndStayConstantOutside() {
    Waveform w = Waveforms.pwl(new double[] {1, 2, 2, 4}, new double[] {0, 1, 5, 3}, NONE, 0);

    assertThat(w.at(0)).isZero();
    assertThat(w.at(1.5)).isEqualTo(0.5);
    assertThat(w.at(2)).isEqualTo(5);
    assertThat(w.at(3)).isEqualTo(4);
    assertThat(w.at(9)).isEqualTo(3);
    assertThat(corners(w, 10)).containsExactly(1.0, 2.0, 4.0);
  }

  @Test
  void straightLinesRepeatFromAPointAndMayBeDelayed() {
    Waveform w = Waveforms.pwl(new double[] {0, 1, 2, 3}, new double[] {0, 0, 4, 0}, 1, 10);

    assertThat(w.at(12)).isEqualTo(4);
    assertThat(w.at(13.5)).isCloseTo(2, within(1e-12));
    assertThat(w.at(16)).isCloseTo(4, within(1e-12));
    assertThat(corners(w, 16)).containsExactly(10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0);
  }

  @Test
  void argumentsThatDoNotFitAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("pulse", 1))
        .withMessage("PULSE takes 2 to 8 arguments, not 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("pulse", 0, 1, 0, -1))
        .withMessageContaining("rise must be above zero");
    assertThatIllegalArgumentException().isThrownBy(() -> of("zigzag", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Waveforms.pwl(new double[] {1, 0}, new double[] {0, 0}, NONE, 0))
        .withMessageContaining("must not fall");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Waveforms.pwl(new double[] {0, 1}, new double[] {0}, NONE, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Waveforms.pwl(new double[] {0, 1}, new double[] {0, 0}, 1, 0));
  }
}
