package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.analysis.AcSweep;
import org.ionspice.analysis.TestDevices;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationFormulaTest {
  /** The oscillator's closed form is x = cos(w t), y = -sin(w t). */
  private static final Circuit OSCILLATOR =
      TestDevices.circuit(
          List.of("a"),
          TestDevices.instance("n1", new TestDevices.Oscillator(2 * Math.PI), 0, -1),
          TestDevices.instance("r1", new TestDevices.Conductance(1), 0, Instance.GROUND));

  private static double errorWithFixedStep(String method, double step) throws Exception {
    // A loose tolerance leaves tmax as the only limit, so that every step but the first few is it.
    Table rows =
        TestDevices.run(
            OSCILLATOR,
            new Transient(step, 1, 0, step, false, false),
            Map.of("method", method, "reltol", 0.1, "trtol", 1e9));
    double[] t = rows.column("scale");
    double[] x = rows.column("@n1[x]");
    double worst = 0;
    for (int i = 0; i < t.length; i++) {
      worst = Math.max(worst, Math.abs(x[i] - Math.cos(2 * Math.PI * t[i])));
    }
    return worst;
  }

  @ParameterizedTest
  @CsvSource({"euler,1", "trap,2", "gear,2", "trbdf2,2"})
  void halvingTheStepDividesTheErrorByTwoToTheOrder(String method, int order) throws Exception {
    double coarse = errorWithFixedStep(method, 1.0 / 400);
    double fine = errorWithFixedStep(method, 1.0 / 800);

    assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(order, within(0.1));
  }

  /**
   * Integrates q' = -q + cos(3 t) by the Gear formula of that order, with exact starting values and
   * steps that are alternately a twentieth longer and shorter than their mean; returns the
   * largest error.
   */
  private static double errorOfGear(int order, int steps) {
    Gear gear = new Gear(order, 1);
    StepHistory past = new StepHistory(1, order + 1);
    gear.take(order);
    double mean = 2.0 / steps;
    double[] beta = new double[2];
    double t = 0;
    double worst = 0;
    past.q[0] = exact(t);
    for (int k = 0; k < steps; k++) {
      double h = mean * (k % 2 == 0 ? 1.05 : 0.95);
      t += h;
      if (past.known() < order) {
        past.qNew[0] = exact(t);
      } else {
        double alpha = gear.coefficients(0, past, h, beta);
        past.qNew[0] = (Math.cos(3 * t) - beta[0]) / (alpha + 1);
      }
      past.accept(h);
      worst = Math.max(worst, Math.abs(past.q[0] - exact(t)));
    }
    return worst;
  }

  /** The solution of q' = -q + cos(3 t) through 1.1 at t = 0. */
  private static double exact(double t) {
    return Math.exp(-t) + (Math.cos(3 * t) + 3 * Math.sin(3 * t)) / 10;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void everyGearFormulaHasItsOrderOnUnequalSteps(int order) {
    int steps = 400 >> (order / 3);

    double slope =
        Math.log(errorOfGear(order, steps) / errorOfGear(order, 2 * steps)) / Math.log(2);

    assertThat(slope).isCloseTo(order, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void everyGearFormulaKnowsItsErrorOfAPower(int order) {
    // For q = t^(k+1) the difference of order k + 1 is constant and the estimate exact.
    Gear gear = new Gear(order, 1);
    StepHistory past = new StepHistory(1, order + 1);
    gear.take(order);
    double[] steps = {0.1, 0.13, 0.07, 0.1, 0.2, 0.15, 0.12, 0.11};
    double[] work = new double[2];
    double t = 0.3;
    past.q[0] = Math.pow(t, order + 1);
    for (int k = 0; k <= order; k++) {
      double h = steps[k];
      t += h;
      past.qNew[0] = Math.pow(t, order + 1);
      if (k == order) {
        double alpha = gear.coefficients(0, past, h, work);
        double slope = alpha * past.qNew[0] + work[0];
        gear.error(past, h, work);
        double wanted = (order + 1) * Math.pow(t, order) - slope;
        assertThat(work[0]).isCloseTo(wanted, within(1e-9 * Math.abs(slope)));
        assertThat(Math.abs(wanted)).isGreaterThan(1e-5);
      }
      past.accept(h);
    }
  }

  @Test
  void ofASineTheHigherGearFormulasNeedAFifthOfTheIterationsOfTrBdf2() throws Exception {
    Map<String, Object> gear = Map.of("method", "gear", "maxord", 5, "reltol", 1e-7);
    Map<String, Object> standard = Map.of("method", "trbdf2", "reltol", 1e-7);
    Transient three = new Transient(1, 3, 0, Double.NaN, false, false);

    long high = TestDevices.outcome(OSCILLATOR, three, gear).iterations();
    long low = TestDevices.outcome(OSCILLATOR, three, standard).iterations();

    double standardError = worst(TestDevices.run(OSCILLATOR, three, standard));
    assertThat(worst(TestDevices.run(OSCILLATOR, three, gear))).isLessThan(2 * standardError);
    assertThat(low).isGreaterThan(5 * high);
  }

  @ParameterizedTest
  @CsvSource({
    "method=gear maxord=6,",
    "maxord=3,W214",
    "method=trap maxord=3,W214",
    "method=gear maxord=7,E203",
    "method=gear maxord=0,E203",
    "method=gear maxord=2.5,E203"
  })
  void theHighestOrderIsAWholeNumberFromOneToSixAndBelongsToGear(String options, String code) {
    String netlist =
        "rc\nV1 a 0 SIN(0 1 1k)\nR1 a b 1k\nC1 b 0 1u\n.options " + options + "\n.tran 1m\n.end\n";

    assertThat(Simulation.of("test", netlist).diagnostics())
        .extracting(d -> d.code().name())
        .isEqualTo(code == null ? List.of() : List.of(code));
  }

  private static double worst(Table rows) {
    double[] t = rows.column("scale");
    double[] x = rows.column("@n1[x]");
    double worst = 0;
    for (int i = 0; i < t.length; i++) {
      worst = Math.max(worst, Math.abs(x[i] - Math.cos(2 * Math.PI * t[i])));
    }
    return worst;
  }

  @ParameterizedTest
  @ValueSource(strings = {"trap", "gear", "trbdf2"})
  void tighteningReltolByTenReducesTheTrueErrorByAboutTen(String method) throws Exception {
    double[] error = new double[3];
    for (int k = 0; k < 3; k++) {
      Table rows =
          TestDevices.run(
              OSCILLATOR,
              new Transient(1, 3, 0, Double.NaN, false, false),
              Map.of("method", method, "reltol", Math.pow(10, -3 - k)));
      double[] t = rows.column("scale");
      double[] x = rows.column("@n1[x]");
      for (int i = 0; i < t.length; i++) {
        error[k] = Math.max(error[k], Math.abs(x[i] - Math.cos(2 * Math.PI * t[i])));
      }
    }

    // Order two with error per step: the global error goes with reltol^(2/3), 4.6 a decade; the
    // smoothness rule (a square root in reltol) and rounding keep it between 3 and 20.
    assertThat(error[0] / error[1]).isBetween(3.0, 20.0);
    assertThat(error[1] / error[2]).isBetween(3.0, 20.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "trap", "gear", "trbdf2"})
  void aCapacitorChargesExponentially(String method) throws Exception {
    // Step of 1 V at t = 0 through 1 kOhm into 1 uF: v = 1 - exp(-t / 1 ms).
    Circuit rc =
        TestDevices.circuit(
            List.of("in", "out"),
            TestDevices.instance("v1", new TestDevices.Source(t -> t > 0 ? 1 : 0), 0, -1),
            TestDevices.instance("r1", new TestDevices.Conductance(1e-3), 0, 1),
            TestDevices.instance("c1", new TestDevices.Capacitance(1e-6), 1, -1));

    Table rows =
        TestDevices.run(
            rc, new Transient(1e-5, 5e-3, 0, Double.NaN, false, false), Map.of("method", method));

    double[] t = rows.column("scale");
    double[] v = rows.column("v(out)");
    for (int i = 0; i < t.length; i++) {
      double exact = 1 - Math.exp(-t[i] / 1e-3);
      assertThat(v[i]).isCloseTo(exact, within(method.equals("euler") ? 2e-2 : 2e-3));
    }
    assertThat(t[t.length - 1]).isEqualTo(5e-3);
  }

  @Test
  void acEqualsTheClosedFormOfALowPass() throws Exception {
    Circuit rc =
        TestDevices.circuit(
            List.of("out"),
            TestDevices.instance("r1", new TestDevices.Conductance(1e-3), 0, -1),
            TestDevices.instance("c1", new TestDevices.Capacitance(1e-6), 0, -1),
            TestDevices.instance("i1", new Drive(), 0, -1));

    Table rows = TestDevices.run(rc, new AcSweep(AcSweep.grid("dec", 5, 1, 1e6)), Map.of());

    double[] f = rows.column("scale");
    for (int i = 0; i < f.length; i++) {
      double wrc = 2 * Math.PI * f[i] * 1e-3;
      assertThat(rows.column("v(out)")[i]).isCloseTo(1e3 / (1 + wrc * wrc), within(1e-9));
      assertThat(rows.imaginary("v(out)")[i]).isCloseTo(-1e3 * wrc / (1 + wrc * wrc), within(1e-9));
    }
  }

  /** 1 A of AC current into the first pin's node. */
  record Drive() implements org.ionspice.device.DeviceModel {
    @Override
    public org.ionspice.device.Equations declare(org.ionspice.device.Declaration self) {
      self.excite(self.current(self.terminal(1), self.terminal(0)), 1, 0);
      return (at, f, q) -> {};
    }
  }
}
