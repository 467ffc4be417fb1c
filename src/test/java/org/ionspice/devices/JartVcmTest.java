package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The JART VCM v1b cell. Static currents at 293 K were computed with scipy from the published
 * equations (contact voltage by Brent's method), with the vacuum permittivity 8.8541878e-12 F/m.
 */
class JartVcmTest {
  @ParameterizedTest
  @CsvSource({
    "0.008e26, -0.2, -1.9009054e-6, -0.080532611",
    "0.008e26, 0.2, 3.046033e-6, 0.0085640519",
    "0.008e26, -1, -1.2615234e-5, -0.20716211",
    "0.008e26, 1, 1.5363735e-5, 0.034425104",
    "20e26, -0.2, -1.2588695e-4, -0.0041062725",
    "20e26, 0.2, 1.2335812e-4, 0.0080556745",
    "20e26, -1, -6.1005449e-4, -0.010808897",
    "20e26, 1, 6.0123883e-4, 0.02628119"
  })
  void readsAsPublishedAtRoomTemperature(double n, double v, double amperes, double contact) {
    // A vanishing thermal resistance keeps the cell at t0.
    Waves waves =
        Waves.of(
            "read\nV1 a 0 DC " + v + "\nN1 a 0 jart rth0=1e-6 ninit=" + n + "\n.op\n.end\n");

    assertThat(waves.column("@n1[i]")[0]).isCloseTo(amperes, within(1e-6 * Math.abs(amperes)));
    assertThat(waves.column("@n1[vs]")[0]).isCloseTo(contact, within(1e-6 * Math.abs(contact)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.008e26, -0.2, -1.94966e-6", "0.008e26, 0.2, 3.05294e-6",
    "20e26, -0.2, -125.899e-6", "20e26, 0.2, 123.358e-6"
  })
  void readsAlikeWithAPermittivityTwoPercentLower(double n, double v, double amperes) {
    // Computed with numpy for a vacuum permittivity of 8.6549e-12 F/m and rounded constants.
    double share = 8.6549e-12 / 8.8541878128e-12;
    Waves waves =
        Waves.of(
            "read\nV1 a 0 DC " + v + "\nN1 a 0 jart rth0=1e-6 ninit=" + n + " eps=" + 17 * share
                + " epsphib=" + 5.5 * share + "\n.op\n.end\n");

    // The rounded constants there (h, e, m) move the current by 3e-5.
    assertThat(waves.column("@n1[i]")[0]).isCloseTo(amperes, within(5e-5 * Math.abs(amperes)));
  }

  @Test
  void heatsItselfInItsOperatingPoint() {
    Waves waves = Waves.of("hot\nV1 a 0 DC -0.2\nN1 a 0 jart\n.op\n.end\n");

    // scipy: 298.9256 K and -1.909712 uA after 10 us at -0.2 V.
    assertThat(waves.column("@n1[t]")[0]).isCloseTo(298.9256, within(1e-3));
    assertThat(waves.column("@n1[i]")[0]).isCloseTo(-1.909712e-6, within(1e-11));
  }

  @Test
  void switchesThereAndBackAgainAndAgain() {
    Waves waves =
        Waves.of(
            "cycles\nV1 a 0 SIN(0 1.3 1k)\nN1 a 0 jart\n.tran 1u 3m\n.end\n");

    for (double x : waves.column("@n1[x]")) {
      assertThat(x).isBetween(-0.02, 1.02);
    }
    for (int cycle = 1; cycle < 3; cycle++) {
      assertThat(waves.at("@n1[x]", (cycle + 0.45) * 1e-3)).isLessThan(0.3);
      assertThat(waves.at("@n1[x]", (cycle + 0.95) * 1e-3)).isGreaterThan(0.95);
    }
  }

  @Test
  void theLeadsHeatWithTheirCurrent() {
    // 3 mA through 1000 ohm + 1.8e8 ohm/A^2 i^2.
    double i = JartVcm.throughLeads(3e-3 * 1000 + 1.8e8 * 27e-9, 1000, 1.8e8);

    assertThat(i).isCloseTo(3e-3, within(1e-15));
    assertThat(JartVcm.throughLeads(-1, 1000, 0)).isCloseTo(-1e-3, within(1e-18));
  }

  @Test
  void theBarriersSeriesMeetsItsClosedForm() {
    assertThat(JartBarrier.excess(0.1)).isCloseTo(0.1 - Math.tanh(0.1), within(1e-13));
    assertThat(JartBarrier.excess(1e-4)).isCloseTo(1e-12 / 3, within(1e-20));
  }
}
