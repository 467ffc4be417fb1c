package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.complex.Complex;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The angstrom pore's equations in closed form; its loops and pulses are testbenches (mosse-loop,
 * mosse-pairs, mosse-trains).
 */
class AngstromPoreTest {
  private static AngstromPore pore(Object... namesAndValues) {
    Map<String, Object> given = new HashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      given.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    return ParameterTable.of(AngstromPore.class).build(given).record().orElseThrow();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void theIntrinsicFieldMakesTheTwoPolaritiesMeetAtTheirThresholds() {
    // |E + 0.25| is 0.75 V/nm at both fields of the paper, +0.5 and -1.0 V/nm.
    AngstromPore pore = pore();

    assertThat(pore.local(0.5)).isCloseTo(pore.local(-1), within(1e-15));
    assertThat(pore.local(0.5)).isCloseTo(Math.sqrt(0.75 * 0.75 + 0.02 * 0.02), within(1e-15));
  }

  @Test
  void atRestTheOrderIsThatOfTheIntrinsicField() {
    // sig((F(0) - fp)/wp), F(0) = sqrt(0.25^2 + 0.02^2)
    ContractProbe probe = new ContractProbe(pore(), 2, 0);

    assertThat(probe.quantity("p").initial())
        .isCloseTo(sigmoid((Math.hypot(0.25, 0.02) - 0.77414) / 0.66419), within(1e-15));
    assertThat(probe.quantity("y").initial()).isLessThan(1e-12);
    assertThat(probe.quantities()).hasSize(3);
  }

  @Test
  void theFourthStateIsThereOnlyWithItsBarrier() {
    assertThat(new ContractProbe(pore("bz", 5), 2, 0).quantities()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"0.4,0.3,0.2,0.1", "-1.1,0.6,-0.9,0", "0.9,0.5,0.7,0.4"})
  void theCurrentHasOneExponent(double v, double p, double a, double y) {
    double[] point = {0, v, 0, p, a, y};
    double[] f = new ContractProbe(pore(), 2, 0).at(point).f();

    // The equation of the device's page with the defaults written out.
    double local = Math.hypot(v + 0.25, 0.02);
    double adapted = Math.hypot(a + 0.25, 0.02);
    double h =
        (local - 0.25) / 0.11971
            - 24.515 * p
            - 9.0876 * sigmoid((adapted - 0.83115) / 0.018845)
            + 13.941 * y;
    assertThat(f[1]).isCloseTo(1e-9 * v * Math.exp(h), within(1e-12 * Math.abs(f[1])));
    assertThat(f[2]).isEqualTo(-f[1]);
    double tp = 6.9362e-12 + (40e-12 - 6.9362e-12) * sigmoid((local - 0.5) / 0.08);
    assertThat(f[3])
        .isCloseTo((p - sigmoid((local - 0.77414) / 0.66419)) / tp, within(1e-3));
    assertThat(f[4]).isCloseTo((a - v) / 16.488e-12, within(1e-3));
    double made =
        38.131e9
            * sigmoid((local - 0.25 - 0.6) / 0.02)
            * sigmoid((local - adapted + 0.45442) / 0.03);
    assertThat(f[5]).isCloseTo(y / 27.145e-12 - made * (1 - y), within(1e-3));
  }

  @Test
  void aLongerPoreSeesTheSameFieldAtALargerVoltage() {
    double[] one = new ContractProbe(pore(), 2, 0).at(new double[] {0, 0.4, 0, 0.3, 0.2, 0}).f();
    double[] two =
        new ContractProbe(pore("lpore", 2e-9), 2, 0)
            .at(new double[] {0, 0.8, 0, 0.3, 0.2, 0})
            .f();

    assertThat(two[1]).isCloseTo(2 * one[1], within(1e-12 * two[1]));
    assertThat(two[3]).isEqualTo(one[3]);
    assertThat(two[4]).isEqualTo(one[4]);
    assertThat(two[5]).isEqualTo(one[5]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.62, -0.9})
  void theAdmittanceHasThreePoles(double v) {
    double local = Math.hypot(v + 0.25, 0.02);
    double slope = (v + 0.25) / local;
    double p = sigmoid((local - 0.77414) / 0.66419);
    double made =
        38.131e9 * sigmoid((local - 0.85) / 0.02) * sigmoid(0.45442 / 0.03);
    double y = made / (made + 1 / 27.145e-12);
    ContractProbe.Sample sample =
        new ContractProbe(pore(), 2, 0).at(new double[] {0, v, 0, p, v, y});

    // Y = i_v + i_p p_v/(1 + j w tp) + i_a/(1 + j w ts) + i_y (f_v + f_a/(1 + j w ts))/(j w + k)
    double x = sigmoid((local - 0.83115) / 0.018845);
    double h = (local - 0.25) / 0.11971 - 24.515 * p - 9.0876 * x + 13.941 * y;
    double i = 1e-9 * v * Math.exp(h);
    double direct = i / v + i * slope / 0.11971;
    double tp = 6.9362e-12 + (40e-12 - 6.9362e-12) * sigmoid((local - 0.5) / 0.08);
    double order = -24.515 * i * p * (1 - p) * slope / 0.66419;
    double adapted = -9.0876 * i * x * (1 - x) * slope / 0.018845;
    double byStep = made * sigmoid(-0.45442 / 0.03) / 0.03 * (1 - y) * slope;
    double byField =
        made * sigmoid(-(local - 0.85) / 0.02) / 0.02 * (1 - y) * slope + byStep;
    for (double omega = 1e8; omega < 1e14; omega *= 10) {
      Complex jw = new Complex(0, omega);
      Complex lag = jw.multiply(16.488e-12).add(1);
      Complex disorder =
          new Complex(byField)
              .subtract(new Complex(byStep).divide(lag))
              .divide(jw.add(made + 1 / 27.145e-12))
              .multiply(13.941 * i);
      Complex expected =
          new Complex(direct)
              .add(new Complex(order).divide(jw.multiply(tp).add(1)))
              .add(new Complex(adapted).divide(lag))
              .add(disorder);

      Complex found = admittance(sample, omega);
      assertThat(found.subtract(expected).abs()).isLessThan(1e-8 * expected.abs());
    }
  }

  /** Eliminates the rows of the states, 3 to the last, from the first pin's. */
  private static Complex admittance(ContractProbe.Sample sample, double omega) {
    int n = sample.f().length;
    Complex[][] m = new Complex[n][n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        m[r][c] = new Complex(sample.g()[r][c], omega * sample.c()[r][c]);
      }
    }
    for (int k = n - 1; k >= 3; k--) {
      for (int r = 1; r < k; r++) {
        Complex factor = m[r][k].divide(m[k][k]);
        for (int c = 1; c < k; c++) {
          m[r][c] = m[r][c].subtract(factor.multiply(m[k][c]));
        }
      }
    }
    return m[1][1];
  }
}
