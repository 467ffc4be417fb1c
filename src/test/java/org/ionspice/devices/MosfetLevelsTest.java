package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ionspice.device.DeviceModel;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MOSFETs of levels 2, 3 and 6 in the limits where their published laws have short closed forms,
 * written here once more. The full laws are compared with ngspice in testbenches/ngspice-parity.
 */
class MosfetLevelsTest {
  private static final double COX = 3.9 * 8.8541878128e-12 / 50e-9;
  private static final double VT = 1.380649e-23 / 1.602176634e-19 * 300.15;

  private static double drain(
      Class<? extends DeviceModel> type, Map<String, ?> given, double d, double g, double b) {
    return output("id", type, given, d, g, b);
  }

  private static double output(
      String name,
      Class<? extends DeviceModel> type,
      Map<String, ?> given,
      double d,
      double g,
      double b) {
    ContractProbe probe =
        new ContractProbe(ParameterTable.ofAny(type).build(given).record().orElseThrow(), 4, 0);
    double[] x = new double[probe.columns()];
    System.arraycopy(new double[] {d, g, 0, b}, 0, x, 1, 4);
    return probe.output(name, x);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 0", "3, 5, 0", "4, 2, -2", "1.2, 3, -1", "0.7, 3, 0"})
  void levelTwoIntegratesTheBulksChargeAlongTheChannel(double g, double d, double b) {
    // Frohman-Bentchkowsky and Grove: vto 0.8, gamma 0.6, phi 0.7, kp w/l of 2e-5 x 10.
    double flat = 0.8 - 0.6 * Math.sqrt(0.7);
    double pinch =
        g - flat + 0.18 * (1 - Math.sqrt(1 + 4 * (g - flat + 0.7 - b) / 0.36));
    double u = Math.max(0, Math.min(d, pinch));
    double expected =
        2e-4
            * ((g - flat - u / 2) * u
                - 0.4 * (Math.pow(u + 0.7 - b, 1.5) - Math.pow(0.7 - b, 1.5)));
    Map<String, Object> card =
        Map.of("vto", 0.8, "gamma", 0.6, "phi", 0.7, "kp", 2e-5, "w", 1e-5, "l", 1e-6);

    assertThat(drain(MosfetLevel2.class, card, d, g, b)).isCloseTo(expected, within(1e-15));
  }

  @Test
  void levelTwoSaturatesWhereCarriersReachTheirVelocity() {
    Map<String, Object> card =
        Map.of(
            "vto", 0.8, "gamma", 0.0, "tox", 50e-9, "uo", 500.0, "vmax", 5e4, "w", 1e-5, "l", 1e-6);
    // Without body effect Baum's equation is vc (a - u) = a u - u^2/2, a = vgs - vto.
    double a = 3 - 0.8;
    double vc = 5e4 * 1e-6 / 0.05;
    double u = a + vc - Math.sqrt(a * a + vc * vc);
    double expected = 0.05 * COX * 10 * (a * u - u * u / 2);

    assertThat(output("vdsat", MosfetLevel2.class, card, 5, 3, 0)).isCloseTo(u, within(1e-12));
    assertThat(drain(MosfetLevel2.class, card, 5, 3, 0))
        .isCloseTo(expected, within(1e-10 * expected));
    // The charge left at the channel's end carries it at the greatest velocity.
    assertThat(expected).isCloseTo(1e-5 * COX * (a - u) * 5e4, within(1e-10 * expected));
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void belowThresholdTheCurrentFallsByADecadeEveryNThermalVoltages(int level) {
    Class<? extends DeviceModel> type = level == 2 ? MosfetLevel2.class : MosfetLevel3.class;
    Map<String, Object> card =
        Map.of(
            "vto", 0.8, "gamma", 0.6, "phi", 0.7, "tox", 50e-9, "nfs", 3e11, "w", 1e-5, "l", 1e-6);
    // n = 1 + q nfs / cx + gamma / (2 sqrt(phi))
    double n = 1 + 1.602176634e-19 * 3e15 / COX + 0.3 / Math.sqrt(0.7);
    double low = drain(type, card, 2, 0.4, 0);
    double high = drain(type, card, 2, 0.5, 0);

    assertThat(Math.log(high / low)).isCloseTo(0.1 / (n * VT), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"3, 0.5", "3, 5", "1.5, 2"})
  void levelThreeBendsTheSquareLaw(double g, double d) {
    // theta and vmax without body effect: h = 1 + theta a, vc = vmax l h/uo.
    double a = g - 0.8;
    double h = 1 + 0.1 * a;
    double vc = 1e5 * 1e-6 * h / 0.05;
    double u = Math.min(d, a + vc - Math.sqrt(a * a + vc * vc));
    double expected = 2e-4 * (a - u / 2) * u / h / (1 + u / vc);
    Map<String, Object> card =
        Map.of(
            "vto", 0.8, "kp", 2e-5, "uo", 500.0, "theta", 0.1, "vmax", 1e5, "w", 1e-5, "l", 1e-6);

    assertThat(drain(MosfetLevel3.class, card, d, g, 0))
        .isCloseTo(expected, within(1e-12 * expected));
  }

  @ParameterizedTest
  @CsvSource({"3, 5", "3, 0.4"})
  void levelSixIsAPowerLaw(double g, double d) {
    double on = g - 0.6;
    double saturated = 4e-5 * 5 * Math.pow(on, 1.3) * (1 + 0.05 * d);
    double share = Math.min(1, d / (0.9 * Math.pow(on, 0.7)));
    double expected = saturated * (2 - share) * share;
    Map<String, Object> card =
        Map.of(
            "vto", 0.6, "kc", 4e-5, "nc", 1.3, "kv", 0.9, "nv", 0.7, "lambda", 0.05, "w", 5e-6, "l",
            1e-6);

    assertThat(drain(MosfetLevel6.class, card, d, g, 0))
        .isCloseTo(expected, within(1e-13 * expected));
  }
}
