package org.ionspice.periodic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DynamicPartTest {
  @Test
  void aFloatingCapacitorHasOneStateNotTwo() {
    // 1 nF between two nodes: only the difference of their voltages is felt.
    double c = 1e-9;
    DynamicPart part =
        DynamicPart.of(new double[][] {{c, -c}, {-c, c}}, new int[] {3, 7});

    assertThat(part.rank()).isEqualTo(1);
    double[] x = new double[8];
    x[3] = 5;
    x[7] = 2;
    assertThat(Math.abs(part.of(x)[0])).isCloseTo(3, within(1e-12));
  }

  @Test
  void aLoopOfThreeCapacitorsHasTwoStates() {
    double a = 1e-12;
    double b = 2e-9;
    double c = 3e-6;
    double[][] matrix = {{a + c, -a, -c}, {-a, a + b, -b}, {-c, -b, b + c}};

    assertThat(DynamicPart.of(matrix, new int[] {0, 1, 2}).rank()).isEqualTo(2);
  }

  @Test
  void stateAndChargeOfVeryDifferentSizeBothCount() {
    double[][] matrix = {{1e-15, 0}, {0, 1}};

    assertThat(DynamicPart.of(matrix, new int[] {0, 1}).rank()).isEqualTo(2);
  }

  @Test
  void theChargesOfAStateAreThoseOfItsCoordinates() {
    // C x = B (W x), column by column.
    double[][] matrix = {{2, 4, 1}, {1, 2, 3}, {3, 6, 4}};
    DynamicPart part = DynamicPart.of(matrix, new int[] {0, 1, 2});
    double[] x = {0.3, -0.7, 1.1};

    double[] z = part.of(x);

    assertThat(part.rank()).isEqualTo(2);
    for (double[] row : matrix) {
      double direct = row[0] * x[0] + row[1] * x[1] + row[2] * x[2];
      double through = 0;
      for (int k = 0; k < part.rank(); k++) {
        through += row[part.unknown(k)] * z[k];
      }
      assertThat(through).isCloseTo(direct, within(1e-12));
    }
  }
}
