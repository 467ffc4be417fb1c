package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Stanford-PKU cell against closed forms of its equations, evaluated with numpy independent of
 * this program (six digits), and against limits that follow by hand.
 */
class StanfordRramTest {
  private static StanfordRram cell(Object... namesAndValues) {
    Map<String, Object> given = new HashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      given.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    return ParameterTable.of(StanfordRram.class).build(given).record().orElseThrow();
  }

  @Test
  void readsThreeHundredTimesApart() {
    StanfordRram cell = cell();

    assertThat(0.1 / cell.current(0.1, 0)).isCloseTo(9983.64, within(0.01));
    assertThat(0.1 / cell.current(0.1, 1)).isCloseTo(3.35455e6, within(10.0));
    // exp(1.6 nm / 0.27505 nm).
    assertThat(cell.current(0.1, 0) / cell.current(0.1, 1)).isCloseTo(336.004, within(1e-3));
  }

  /** T = t0 + v i tauth/cth, and the velocity of the gap there. */
  @ParameterizedTest
  @CsvSource({
    "1.5, 0.5e-9, 474.718, -0.179585",
    "-1.5, 0.1e-9, 1054.60, 8.34060",
    "-1.2, 0.1e-9, 598.419, 0.00759159",
    "1.5, 1.7e-9, 300.252, -1.05209e-10"
  })
  void movesItsGapOverElevenDecades(double v, double gap, double kelvin, double velocity) {
    StanfordRram cell = cell();
    double x = (gap - 0.1e-9) / 1.6e-9;

    double hot = 298 + v * cell.current(v, x) * 0.23e-9 / 3.1825e-16;
    assertThat(hot).isCloseTo(kelvin, within(1e-5 * kelvin));
    assertThat(cell.velocity(v, x, hot)).isCloseTo(velocity, within(1e-5 * Math.abs(velocity)));
  }

  @Test
  void theOperatingPointHoldsTheGapAndSolvesTheTemperature() {
    Waves waves = Waves.of("op\nV1 a 0 DC 1.5\nN1 a 0 stanford x0=0.25\n.op\n.end\n");

    // x0 = 0.25 is a gap of 0.5 nm.
    assertThat(waves.column("@n1[x]")[0]).isCloseTo(0.25, within(1e-12));
    assertThat(waves.column("@n1[t]")[0]).isCloseTo(474.718, within(1e-3));
    assertThat(waves.column("@n1[velocity]")[0]).isCloseTo(-0.179585, within(1e-6));
  }

  @Test
  void setsInASecondAndKeepsItsStateForHoursInOneRun() {
    // scipy (Radau, rtol 1e-10): x = 0.5 at 0.307579 s; rates from 0.07/s to 1e9/s on the way.
    Waves waves =
        Waves.of(
            "set\nV1 a 0 PWL(0 0 1m 1.5 0.5 1.5 0.501 0.1 1e4 0.1)\nN1 a 0 stanford\n"
                + ".tran 1 1e4 0 10\n.end\n");

    assertThat(waves.at("@n1[x]", 0.29)).isBetween(0.9, 1.0);
    assertThat(waves.at("@n1[x]", 0.32)).isCloseTo(0, within(1e-6));
    assertThat(waves.at("@n1[i]", 1)).isCloseTo(0.1 / 9983.64, within(1e-10));
    assertThat(waves.at("@n1[i]", 1e4)).isCloseTo(0.1 / 9983.64, within(1e-10));
    assertThat(waves.at("@n1[t]", 1e4)).isCloseTo(298.72, within(0.01));
  }

  @Test
  void leavesEachEndOfTheGapAtOnce() {
    Waves waves =
        Waves.of(
            "walls\nV1 a 0 PWL(0 2.4 1u 2.4 1.001u -1.6 2u -1.6 2.001u 2.4 3u 2.4)\n"
                + "N1 a 0 stanford\n.tran 1n 3u\n.end\n");

    for (double x : waves.column("@n1[x]")) {
      assertThat(x).isBetween(-0.01, 1.01);
    }
    assertThat(waves.at("@n1[x]", 1e-6)).isLessThan(1e-3);
    assertThat(waves.at("@n1[x]", 2e-6)).isGreaterThan(0.5);
    assertThat(waves.at("@n1[x]", 3e-6)).isLessThan(1e-3);
  }

  @Test
  void takesACurrentAsWellAsAVoltage() {
    // asinh(i exp(gap/g0)/i0) v0 at the smallest gap.
    double v = 0.43 * Math.log(1e-4 * Math.exp(0.1 / 0.27505) / 61.4e-6
        + Math.hypot(1, 1e-4 * Math.exp(0.1 / 0.27505) / 61.4e-6));
    Waves waves = Waves.of("drive\nI1 0 a DC 0.1m\nN1 a 0 stanford x0=0\n.op\n.end\n");

    assertThat(waves.column("v(a)")[0]).isCloseTo(v, within(1e-8));
  }

  @Test
  void hasTheAdmittanceOfItsHeatInAc() {
    // gap held: i depends on v alone, so that Y is i0 exp(-gap/g0) cosh(v/v0)/v0 at all frequencies.
    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC 0.5 AC 1\nN1 a 0 stanford x0=0.25\n.ac dec 1 1 1g\n.end\n");

    double y = 61.4e-6 * Math.exp(-0.5 / 0.27505) * Math.cosh(0.5 / 0.43) / 0.43;
    for (double i : waves.column("i(v1)")) {
      assertThat(-i).isCloseTo(y, within(1e-8 * y));
    }
  }
}
