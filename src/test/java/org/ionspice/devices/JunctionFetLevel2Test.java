package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of Parker and Skellern's model in closed form; ngspice's values are in ngspice-parity. */
class JunctionFetLevel2Test {
  private static Built<JunctionFetLevel2> build(Map<String, Object> given) {
    return ParameterTable.of(JunctionFetLevel2.class).build(given);
  }

  /** Returns the current into the drain, A, at v(d), v(g) of a grounded source, without gmin. */
  private static double drain(Map<String, Object> given, double vd, double vg) {
    ContractProbe probe = new ContractProbe(build(given).record().orElseThrow(), 3, 0);
    return probe.at(new double[] {0, vd, vg, 0}).f()[1] - 1e-12 * (vd - vg);
  }

  @ParameterizedTest
  @CsvSource({"0.4, -0.8", "1.1, -0.8", "3, -0.8", "5, 0"})
  void withoutKneeAndVelocitySaturationItIsTheSquareLaw(double vd, double vg) {
    double w = vg + 2;
    double across = Math.min(vd, w);
    double expected = 1e-4 * (1 + 0.02 * vd) * across * (2 * w - across);

    // xi = 1e9 leaves w/(3e9) of the saturation voltage off; the gate's diode carries 1e-14 A.
    assertThat(drain(Map.of("z", 0, "xi", 1e9, "lambda", 0.02), vd, vg))
        .isCloseTo(expected, within(1e-8 * expected));
  }

  @Test
  void farBelowThresholdTheCurrentIsAnExponential() {
    Map<String, Object> given = new HashMap<>(Map.of("vst", 0.05, "z", 0, "xi", 1e9, "is", 1e-20));

    // vgt = vst ln(1 + exp(vgst/vst)), 2e-4 below vst exp(vgst/vst); the current is its square.
    double first = drain(given, 3, -2.5);
    double second = drain(given, 3, -2.4);
    assertThat(second / first).isCloseTo(Math.exp(2 * 0.1 / 0.05), within(0.03));
  }

  @Test
  void theMeanPowerDividesTheCurrent() {
    double cold = drain(Map.of(), 4, 0);
    double warm = drain(Map.of("delta", 10, "area", 1), 4, 0);

    assertThat(warm).isCloseTo(cold / (1 + 10 * 4 * cold), within(1e-12 * cold));
  }

  @Test
  void thresholdsAboveTheGatesPotentialAreRefused() {
    assertThat(build(Map.of("vto", 1.5, "vbi", 1)).problems().get(0).message()).contains("vto");
  }
}
