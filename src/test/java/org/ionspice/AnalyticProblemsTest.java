package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Circuits with a closed form, by every integration formula of order two. */
class AnalyticProblemsTest {
  private static void check(
      String method, String netlist, String quantity, DoubleUnaryOperator exact, double tolerance)
      throws Exception {
    Simulation simulation =
        Simulation.of(
            "problem.cir",
            "problem\n" + netlist + "\n.options reltol=1e-5 method=" + method + "\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();
    Map<String, Table> tables = simulation.tables();

    double[] t = tables.get("tran").column("time");
    double[] y = tables.get("tran").column(quantity);

    for (int i = 0; i < t.length; i++) {
      assertThat(y[i]).as("at " + t[i]).isCloseTo(exact.applyAsDouble(t[i]), within(tolerance));
    }
  }

  // Tolerances: a hundred steps, each wrong by at most reltol = 1e-5 of the peak, is 1e-3 of it.

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void aCapacitorDischarges(String method) throws Exception {
    check(
        method,
        "C1 a 0 1u ic=5\nR1 a 0 1k\n.tran 10u 5m uic",
        "v(a)",
        t -> 5 * Math.exp(-t / 1e-3),
        5e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void aCurrentDecaysInAnInductor(String method) throws Exception {
    check(
        method,
        "L1 a 0 1m ic=1m\nR1 a 0 10\n.tran 1u 500u uic",
        "i(l1)",
        t -> 1e-3 * Math.exp(-t / 1e-4),
        1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void aDampedCircuitRings(String method) throws Exception {
    // L = 1 mH, C = 1 uF, R = 20 Ohm in series: a = R / 2L, w = sqrt(1/LC - a^2), v(0) = 1.
    double a = 20 / 2e-3;
    double w = Math.sqrt(1e9 - a * a);
    check(
        method,
        "C1 a 0 1u ic=1\nL1 a b 1m ic=0\nR1 b 0 20\n.tran 1u 500u uic",
        "v(a)",
        t -> Math.exp(-a * t) * (Math.cos(w * t) + a / w * Math.sin(w * t)),
        2e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void aSineDrivesALowPassIntoItsSteadyState(String method) throws Exception {
    double w = 2 * Math.PI * 1e3;
    double rc = 1e-4;
    double d = 1 + w * w * rc * rc;
    check(
        method,
        "V1 in 0 SIN(0 1 1k)\nR1 in a 1k\nC1 a 0 0.1u\n.tran 10u 3m",
        "v(a)",
        t -> (Math.sin(w * t) - w * rc * Math.cos(w * t) + w * rc * Math.exp(-t / rc)) / d,
        1e-3);
  }

  private static final String CLAMP =
      "V1 in 0 PWL(0 0 5m 5)\nR1 in a 1k\nD1 a 0 dm\n.model dm D(is=1e-14)\n.tran 10u 5m";

  /** Ramp of 1 V/ms through 1 kOhm into a diode, n = 1: v + R is (exp(v/vt) - 1) = t, by bisection. */
  private static double clamped(double t) {
    double vt = 1.380649e-23 * 300.15 / 1.602176634e-19;
    double low = 0;
    double high = 1;
    for (int k = 0; k < 100; k++) {
      double v = (low + high) / 2;
      if (v + 1e3 * 1e-14 * Math.expm1(v / vt) > t * 1e3) {
        high = v;
      } else {
        low = v;
      }
    }
    return low;
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void aDiodeClampsWhereItsLawSays(String method) throws Exception {
    // Steps of 2 us need no rows between them, so every row is a solution of the circuit.
    check(method, CLAMP + " 0 2u", "v(a)", AnalyticProblemsTest::clamped, 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap"})
  void aDiodeClampsAtStepsOfAnyLength(String method) throws Exception {
    check(method, CLAMP, "v(a)", AnalyticProblemsTest::clamped, 1e-6);
  }

  @Test
  void rowsBetweenGearsStepsAreAsGoodAsReltol() throws Exception {
    // Interpolated: reltol = 1e-5 of the largest voltage, 0.65 V, and vntol = 1 uV.
    check("gear", CLAMP, "v(a)", AnalyticProblemsTest::clamped, 7.5e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void aMatchedLineOnlyDelays(String method) throws Exception {
    check(
        method,
        "V1 in 0 PWL(0 0 10n 1)\nR1 in a 50\nT1 a 0 b 0 z0=50 td=3n\nR2 b 0 50\n.tran 0.1n 10n",
        "v(b)",
        t -> Math.max(0, (t - 3e-9) / 10e-9) / 2,
        1e-6);
  }
}
