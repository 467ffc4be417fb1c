package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractionTest {
  private final Contraction contraction = new Contraction();

  @Test
  void nothingIsForeseenBeforeAMeasurement() {
    assertThat(contraction.foresees(1.1, 0.5, 0)).isFalse();
  }

  @Test
  void whatContractsByAMillionNeedsNoSecondUpdate() {
    contraction.measured(5, 5e-6, 4, 4e-6);

    assertThat(contraction.foresees(5, 4, 1e-4)).isTrue();
  }

  @Test
  void anUpdateOfMoreThanTenTolerancesIsNeverTheLast() {
    contraction.measured(5, 0, 4, 0);

    assertThat(contraction.foresees(10.1, 4, 0)).isFalse();
    assertThat(contraction.foresees(10, 4, 0)).isTrue();
  }

  @Test
  void aHundredTimesTheMeasuredRestIsAllowedFor() {
    contraction.measured(5, 5e-3, 4, 0);

    assertThat(contraction.foresees(9.9, 4, 0)).as("100 * 1e-3 * (9.9 / 5) * 9.9 > 1").isFalse();
    assertThat(contraction.foresees(5, 4, 0)).as("100 * 1e-3 * 5 <= 1").isTrue();
  }

  @Test
  void theResidualMustContractToo() {
    contraction.measured(5, 0, 4, 0.04);

    assertThat(contraction.foresees(5, 4, 0)).as("100 * 0.01 * 4 > 1").isFalse();
  }

  @Test
  void whatTheLinearSolverLeavesCounts() {
    contraction.measured(5, 0, 4, 0);

    assertThat(contraction.foresees(5, 4, 0.21)).isFalse();
    assertThat(contraction.foresees(5, 4, 0.19)).isTrue();
  }

  @Test
  void aMeasurementServesEightSolves() {
    contraction.measured(5, 0, 4, 0);

    for (int k = 0; k < 8; k++) {
      assertThat(contraction.foresees(5, 4, 0)).isTrue();
    }
    assertThat(contraction.foresees(5, 4, 0)).isFalse();
  }

  @Test
  void whatIsForgottenOrNotANumberForeseesNothing() {
    contraction.measured(5, 0, 4, 0);
    contraction.forget();
    assertThat(contraction.foresees(5, 4, 0)).isFalse();

    contraction.measured(0, 0, 0, 0);
    assertThat(contraction.foresees(5, 4, 0)).isFalse();
  }
}
