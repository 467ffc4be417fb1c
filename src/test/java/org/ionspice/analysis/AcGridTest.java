package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AcGridTest {
  @Test
  void decadesEndAtTheLastFrequencyAsInNgspice() {
    // ngspice 39, .ac dec 3 1 50 with .print ac (ngspice -b): its column of frequencies.
    assertThat(AcSweep.gridToEnd("dec", 3, 1, 50))
        .containsExactly(
            new double[] {1, 2.186724, 4.781762, 10.45640, 22.86525, 50}, within(1e-5));
    // The same with dec 3 10 29.
    assertThat(AcSweep.gridToEnd("dec", 3, 10, 29)).containsExactly(10, 29);
    // Less than one interval: both ends.
    assertThat(AcSweep.gridToEnd("dec", 3, 10, 12)).containsExactly(10, 12);
    assertThat(AcSweep.gridToEnd("dec", 3, 10, 10)).containsExactly(10);
  }

  @Test
  void wholeDecadesAndOctavesStandWhereTheyAlwaysDid() {
    assertThat(AcSweep.gridToEnd("dec", 7, 0.01, 1e6)).isEqualTo(AcSweep.grid("dec", 7, 0.01, 1e6));
    // ngspice 39, .ac oct 3 1 15: twelve points, the last at 12.69921.
    double[] octaves = AcSweep.gridToEnd("oct", 3, 1, 15);
    assertThat(octaves).hasSize(12);
    assertThat(octaves[11]).isCloseTo(12.69921, within(1e-5));
  }
}
