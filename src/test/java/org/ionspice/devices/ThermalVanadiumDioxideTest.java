package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ionspice.devices.ThermalVanadiumDioxide.Branch;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resistances computed with numpy independent of this program; the rest are limits by hand. */
class ThermalVanadiumDioxideTest {
  private static ThermalVanadiumDioxide device(Map<String, ?> given) {
    return ParameterTable.of(ThermalVanadiumDioxide.class).build(given).record().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "325, 51843.4, 46605.8",
    "330, 39543.4, 17243.4",
    "335, 22329.6, 2881.12",
    "340, 4771.19, 1392.51",
    "350, 1302.94, 1286.75"
  })
  void heatsAlongOneBranchAndCoolsAlongAnother(double kelvin, double up, double down) {
    ThermalVanadiumDioxide device = device(Map.of());

    assertThat(device.resistance(kelvin, new Branch(1, 325, 0))).isCloseTo(up, within(1e-5 * up));
    assertThat(device.resistance(kelvin, new Branch(-1, 325, 0)))
        .isCloseTo(down, within(1e-5 * down));
  }

  @Test
  void turnsWithoutAJumpAndReturnsToTheMajorLoop() {
    // Turned to cooling at 336 K: tpr = -w puts the curve where heating left it.
    ThermalVanadiumDioxide device = device(Map.of());
    Branch loop = new Branch(-1, 336, -7.19357064);

    double before = device.resistance(336, new Branch(1, 325, 0));
    assertThat(device.resistance(336, loop)).isCloseTo(before, within(1e-6 * before));
    double major = device.resistance(310, new Branch(-1, 325, 0));
    assertThat(device.resistance(310, loop)).isCloseTo(major, within(1e-6 * major));
  }

  @Test
  void hasThePartialsOfItsLoops() {
    ContractProbe probe = new ContractProbe(device(Map.of()), 2, 0);
    probe.setCell("delta", -1);
    probe.setCell("tr", 336);
    probe.setCell("tpr", -6.5);
    for (double kelvin : new double[] {326, 331, 335.9, 340}) {
      double x = (kelvin - 325) / 7.19357064;
      double[] at = {0, 3, 0, x};
      double[] high = {0, 3, 0, x + 1e-6};
      double[] low = {0, 3, 0, x - 1e-6};
      ContractProbe.Sample sample = probe.at(at);
      for (int row : new int[] {1, 3}) {
        double slope = (probe.at(high).f()[row] - probe.at(low).f()[row]) / 2e-6;
        assertThat(sample.g()[row][3]).isCloseTo(slope, within(1e-6 * Math.abs(slope)));
      }
    }
  }

  @Test
  void theOperatingPointBalancesHeatAndLoss() {
    Waves waves = Waves.of("op\nV1 a 0 DC 2\nN1 a 0 vo2th\n.op\n.end\n");

    double kelvin = waves.column("@n1[t]")[0];
    double r = waves.column("@n1[r]")[0];
    assertThat(kelvin).isCloseTo(325 + 4 / r / 0.20558726e-3, within(1e-6));
    assertThat(r)
        .isCloseTo(device(Map.of()).resistance(kelvin, new Branch(1, 325, 0)), within(1e-3));
  }

  @Test
  void remembersItsReversalPoint() {
    // Heated into the transition by a current, cooled, and heated again.
    Waves waves =
        Waves.of(
            "loops\nI1 0 a PWL(0 0 50u 0.5m 60u 0.2m 70u 0.5m)\nN1 a 0 vo2th\n"
                + ".tran 1u 70u\n.end\n");

    double[] delta = waves.column("@n1[delta]");
    int turns = 0;
    for (int k = 1; k < delta.length; k++) {
      turns += delta[k] != delta[k - 1] ? 1 : 0;
    }
    assertThat(turns).isEqualTo(2);
    double[] r = waves.column("@n1[r]");
    for (int k = 1; k < r.length; k++) {
      assertThat(Math.abs(r[k] - r[k - 1])).isLessThan(5e3);
    }
  }

  @Test
  void hasItsAdmittanceInAc() {
    Waves waves =
        Waves.of("ac\nV1 a 0 DC 2 AC 1\nN1 a 0 vo2th\n.ac dec 2 10k 10g\n.end\n");

    // Y = 1/r + i_T f_v/(j omega - f_T), by a central difference of r at the operating point.
    Waves op = Waves.of("op\nV1 a 0 DC 2\nN1 a 0 vo2th\n.op\n.end\n");
    double t = op.column("@n1[t]")[0];
    double r = op.column("@n1[r]")[0];
    ThermalVanadiumDioxide device = device(Map.of());
    Branch up = new Branch(1, 325, 0);
    double rt = (device.resistance(t + 1e-3, up) - device.resistance(t - 1e-3, up)) / 2e-3;
    double fv = 2 * 2 / (r * 49.6277683e-12);
    double ft = (-4 * rt / (r * r) - 0.20558726e-3) / 49.6277683e-12;
    double it = -2 * rt / (r * r);
    double[] hertz = waves.table().blocks().get(0).column(0);
    double[] real = waves.column("i(v1)");
    double[] imaginary = waves.imaginary("i(v1)");
    for (int k = 0; k < hertz.length; k++) {
      double omega = 2 * Math.PI * hertz[k];
      double size = omega * omega + ft * ft;
      assertThat(-real[k]).isCloseTo(1 / r - it * fv * ft / size, within(1e-8 / r));
      assertThat(-imaginary[k]).isCloseTo(-it * fv * omega / size, within(1e-8 / r));
    }
  }
}
