package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Law;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.parameter.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Closed forms of a first-order relaxation; periodic orbits computed with scipy (DOP853, rtol
 * 1e-12, the fixed point of the period's linear map); splines against scipy's CubicSpline.
 */
class VolatileMemristorTest {
  private static final double[] X = {-1, -0.7, -0.3, 0, 0.2, 0.5, 1};

  private static Samples samples() {
    double[] y = new double[X.length];
    for (int k = 0; k < X.length; k++) {
      y[k] = 1 + 0.8 * Math.tanh(X[k] / 0.6);
    }
    return new Samples(X, y);
  }

  @ParameterizedTest
  @CsvSource({
    "ginf={1+0.8*tanh(v/0.4)}, 0.454747232, 1.478462489, 1.545252768, 0.521537511",
    "ginf={0.4+1.4*v*v/(0.3+v*v)}, 1.010651775, 1.221736817, 1.010651775, 1.221736817",
    "gmax=2 gminr=0.1 v0=0 vs=0.25, 0.453496104, 1.594081357, 1.646503896, 0.505918643"
  })
  void periodicOrbitIsThatOfTheRelaxation(
      String law, double rising, double top, double falling, double bottom) {
    // 150 Hz: the fifth period, of which the first has decayed by exp(-26).
    Waves waves =
        Waves.of(
            "loop\nV1 a 0 SIN(0 1 150)\nN1 a 0 svm g0=1n tau=1m "
                + law
                + "\n.options reltol=1e-6\n.tran 10u {5/150} {4/150} 5u\n.end\n");

    assertThat(waves.at("@n1[x]", 4.0 / 150)).isCloseTo(rising, within(2e-5));
    assertThat(waves.at("@n1[x]", 4.25 / 150)).isCloseTo(top, within(2e-5));
    assertThat(waves.at("@n1[x]", 4.5 / 150)).isCloseTo(falling, within(2e-5));
    assertThat(waves.at("@n1[x]", 4.75 / 150)).isCloseTo(bottom, within(2e-5));
    assertThat(waves.at("@n1[i]", 4.25 / 150)).isCloseTo(1e-9 * top, within(3e-14));
  }

  @ParameterizedTest
  @CsvSource({"-0.6", "0.3"})
  void admittanceIsThatOfOneRelaxation(double v) {
    Waves waves =
        Waves.of(
            "admittance\nV1 a 0 DC "
                + v
                + " AC 1\nN1 a 0 svm g0=2n tau=3m"
                + " ginf={1+0.8*tanh(v/0.4)}\n.ac dec 2 0.1 10k\n.end\n");

    // Y = g0 (ginf + v ginf' / (1 + j omega tau))
    double t = Math.tanh(v / 0.4);
    double slope = 0.8 * (1 - t * t) / 0.4;
    double[] frequency = waves.column("frequency");
    for (int k = 0; k < frequency.length; k++) {
      double phase = 2 * Math.PI * frequency[k] * 3e-3;
      double real = 2e-9 * (1 + 0.8 * t + v * slope / (1 + phase * phase));
      double imaginary = -2e-9 * v * slope * phase / (1 + phase * phase);
      double scale = Math.hypot(real, imaginary);
      assertThat(-waves.column("i(v1)")[k]).isCloseTo(real, within(1e-8 * scale));
      assertThat(-waves.imaginary("i(v1)")[k]).isCloseTo(imaginary, within(1e-8 * scale));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-0.85,0.2848831020953854,0.29155972867024715",
    "-0.5,0.4567399720892139,0.7082244994374098",
    "-0.1,0.868053620147084,1.2959562262117976",
    "0.1,1.1322935449216405,1.2994922681732135",
    "0.4,1.4641376512569582,0.8875301932276408",
    "0.75,1.6891650122433086,0.39909100013708937"
  })
  void aSmoothTableGivesTheSplineWithContinuousCurvature(double v, double value, double slope) {
    // scipy's CubicSpline with the end slopes of the parabola through three points.
    MonotoneSpline spline = new MonotoneSpline(samples(), 1e-3);

    assertThat(spline.at(v)).isCloseTo(value, within(1e-13));
    assertThat(spline.slope(v)).isCloseTo(slope, within(1e-12));
  }

  @Test
  void theTableIsMetAndItsEndValuesAreHeld() {
    MonotoneSpline spline = new MonotoneSpline(samples(), 1e-3);
    double[] y = samples().y();

    for (int k = 1; k < X.length - 1; k++) {
      assertThat(spline.at(X[k])).isCloseTo(y[k], within(1e-14));
    }
    // Within the edge the slope ends: at the end itself it is a half, its width 0.3 mV.
    assertThat(spline.at(-1)).isCloseTo(y[0], within(0.3e-3));
    assertThat(spline.at(-1.02)).isCloseTo(y[0], within(1e-13));
    assertThat(spline.at(1.05)).isCloseTo(y[6], within(1e-13));
    assertThat(spline.at(-1e6)).isEqualTo(y[0]);
    assertThat(spline.slope(1e6)).isZero();
  }

  @Test
  void aTableWithAStepStaysBetweenItsPoints() {
    MonotoneSpline spline =
        new MonotoneSpline(
            new Samples(new double[] {0, 1, 2, 3, 4}, new double[] {0, 0, 1, 1, 0.5}), 1e-3);

    double before = 0;
    for (double v = 0; v <= 3; v += 1e-3) {
      double value = spline.at(v);
      assertThat(value).isBetween(before - 1e-12, 1.0 + 1e-12);
      before = value;
    }
    for (double v = -0.5; v < 4.5; v += 0.0173) {
      double h = 1e-6;
      double difference = (spline.at(v + h) - spline.at(v - h)) / (2 * h);
      assertThat(spline.slope(v)).isCloseTo(difference, within(1e-5));
    }
  }

  @Test
  void twoPointsAreAStraightLine() {
    MonotoneSpline spline =
        new MonotoneSpline(new Samples(new double[] {-1, 1}, new double[] {2, 4}), 1e-3);

    assertThat(spline.at(0.25)).isCloseTo(3.25, within(1e-14));
    assertThat(spline.slope(-0.5)).isCloseTo(1, within(1e-14));
  }

  @Test
  void aTableDrivesTheDevice() {
    Map<String, Object> given = new HashMap<>(Map.of("table", samples(), "g0", 2e-9));
    VolatileMemristor model =
        ParameterTable.of(VolatileMemristor.class).build(given).record().orElseThrow();
    ContractProbe probe = new ContractProbe(model, 2, 0);

    ContractProbe.Sample sample = probe.at(new double[] {0, 0.4, 0, 1.1});
    assertThat(sample.f()[1]).isCloseTo(2e-9 * 1.1 * 0.4, within(1e-22));
    assertThat(sample.f()[3]).isCloseTo((1.1 - 1.4641376512569582) / 1e-3, within(1e-9));
    assertThat(sample.g()[3][1]).isCloseTo(-0.8875301932276408 / 1e-3, within(1e-8));
    assertThat(probe.quantity("x").initial()).isCloseTo(1, within(1e-14));
  }

  @Test
  void aFormulaAndATableExcludeEachOther() {
    Map<String, Object> given = new HashMap<>(Map.of("vs", 0.0));

    assertThat(ParameterTable.of(VolatileMemristor.class).build(given).record()).isEmpty();
    assertThatThrownBy(
            () ->
                new VolatileMemristor(
                    1e-9,
                    1e-3,
                    Law.of(new Expression.Literal(1, Span.NONE), "v"),
                    samples(),
                    2,
                    0.1,
                    0,
                    0.25,
                    1e-3,
                    Double.NaN))
        .hasMessageContaining("not both");
  }
}
