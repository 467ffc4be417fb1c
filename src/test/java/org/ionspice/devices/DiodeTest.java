package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiodeTest {
  /** k T / q at 300.15 K with the constants of CODATA 2018, V. */
  private static final double VT = 1.380649e-23 * 300.15 / 1.602176634e-19;

  private static ContractProbe probe(Map<String, Object> given) {
    return new ContractProbe(
        ParameterTable.of(Diode.class).build(given).record().orElseThrow(), 2, 0);
  }

  @ParameterizedTest
  @CsvSource({"-0.11", "0", "0.3", "0.7"})
  void theCurrentIsShockleysLawAndGmin(double u) {
    ContractProbe.Sample sample = probe(Map.of("is", 1e-12, "n", 1.5)).at(new double[] {0, u, 0});

    double expected = 1e-12 * (Math.exp(u / (1.5 * VT)) - 1) + 1e-12 * u;
    assertThat(sample.f()[1]).isCloseTo(expected, within(1e-12 * Math.abs(expected) + 1e-27));
  }

  @ParameterizedTest
  @CsvSource({"-0.12", "-0.5", "-3"})
  void inReverseTheExponentialGoesOnAsACube(double u) {
    // Below -3 n Vt = -0.1164 V: -is (1 - (3 n Vt / (e |u|))^3).
    ContractProbe probe = probe(Map.of("is", 1e-12, "n", 1.5));
    double ratio = 3 * 1.5 * VT / (Math.E * -u);
    double expected = -1e-12 * (1 - ratio * ratio * ratio) + 1e-12 * u;

    assertThat(probe.at(new double[] {0, u, 0}).f()[1]).isCloseTo(expected, within(1e-26));
  }

  @Test
  void theReverseFormsMeetWithEqualSlopes() {
    ContractProbe probe = probe(Map.of("is", 1e-12, "n", 1.5));
    double corner = -3 * 1.5 * VT;
    ContractProbe.Sample below = probe.at(new double[] {0, corner * (1 + 1e-12), 0});
    ContractProbe.Sample above = probe.at(new double[] {0, corner * (1 - 1e-12), 0});

    assertThat(below.f()[1]).isCloseTo(above.f()[1], within(1e-23));
    assertThat(below.g()[1][1]).isCloseTo(above.g()[1][1], within(1e-21));
  }

  @ParameterizedTest
  // ngspice 39, .dc of bv=5 ibv=1m with gmin=1e-20: @d[id] at these voltages.
  @CsvSource({"-4.2, -1.00000389e-14", "-4.4, -8.4232113e-14", "-4.6, -1.92154981e-10"})
  void breakdownTakesOverFromTheSaturationCurrent(double u, double current) {
    ContractProbe.Sample sample =
        probe(Map.of("bv", 5, "ibv", 1e-3)).at(new double[] {0, u, 0});

    assertThat(sample.f()[1] - 1e-12 * u).isCloseTo(current, within(-1e-3 * current));
  }

  @Test
  void theBreakdownVoltageIsWhereItsCurrentFlows() {
    ContractProbe.Sample sample =
        probe(Map.of("bv", 5, "ibv", 2e-3)).at(new double[] {0, -5, 0});

    // is and gmin add 1e-14 A and 5e-12 A.
    assertThat(sample.f()[1]).isCloseTo(-2e-3, within(1e-11));
  }

  @Test
  void theDepletionChargeIsTheIntegralOfTheCapacitanceAcrossTheCorner() {
    ContractProbe probe = probe(Map.of("cjo", 2e-12, "vj", 0.8, "m", 0.4, "fc", 0.5));
    double from = -3;
    double to = 0.7;
    int steps = 4000;
    double integral = 0;
    for (int k = 0; k < steps; k++) {
      double u = from + (to - from) * (k + 0.5) / steps;
      integral += probe.at(new double[] {0, u, 0}).c()[1][1] * (to - from) / steps;
    }

    double charge =
        probe.at(new double[] {0, to, 0}).q()[1] - probe.at(new double[] {0, from, 0}).q()[1];
    // The midpoint rule's error is C'' h^2 / 24 over the way, below 1e-6 of the charge.
    assertThat(charge).isCloseTo(integral, within(1e-6 * Math.abs(integral)));
    assertThat(probe.at(new double[] {0, 0, 0}).c()[1][1]).isCloseTo(2e-12, within(1e-26));
  }

  @Test
  void seriesResistanceSeparatesAnInnerNode() {
    ContractProbe probe = probe(Map.of("rs", 2, "area", 4));
    int inner = probe.index("inner");
    double[] x = new double[probe.columns()];
    x[1] = 0.6;
    x[inner] = 0.5;

    // 0.1 V across 2/4 ohm.
    assertThat(probe.at(x).f()[1]).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void theLimiterLetsTheCurrentNotTheVoltageGrow() {
    PnLimiter limiter = new PnLimiter(VT, 1e-14, 5);

    assertThat(limiter.limit(5, 0.6)).isCloseTo(0.6 + VT * Math.log(1 + 4.4 / VT), within(1e-12));
    assertThat(limiter.limit(0.3, 0)).isEqualTo(0.3);
    assertThat(limiter.limit(-3, 0.6)).isEqualTo(-3);
    assertThat(limiter.limit(-20, -5.6))
        .isCloseTo(-5.6 - VT * Math.log(1 + 14.4 / VT), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.3", "0.6", "0.8"})
  void highInjectionDividesByOnePlusTheRootOfTheCurrent(double u) {
    double i = 1e-14 * (Math.exp(u / VT) - 1);
    double limited = i / (1 + Math.sqrt(i / 1e-3));

    assertThat(probe(Map.of("ik", 1e-3)).at(new double[] {0, u, 0}).f()[1] - 1e-12 * u)
        .isCloseTo(limited, within(1e-12 * limited + 1e-27));
  }

  @ParameterizedTest
  @CsvSource({"-2", "-0.05", "0.4"})
  void recombinationGoesOnIntoReverse(double u) {
    // ngspice 39 leaves it out below -3 n Vt, where its current jumps.
    double width = Math.pow((1 - u / 0.8) * (1 - u / 0.8) + 0.005, 0.2);
    double recombining = 1e-9 * (Math.exp(u / (2 * VT)) - 1) * width;

    assertThat(
            probe(Map.of("is", 1e-30, "isr", 1e-9, "nr", 2, "vj", 0.8, "m", 0.4))
                    .at(new double[] {0, u, 0})
                    .f()[1]
                - 1e-12 * u)
        .isCloseTo(recombining, within(1e-12 * Math.abs(recombining)));
  }

  @Test
  void oddCardsAreToldOrRefused() {
    ParameterTable<Diode> table = ParameterTable.of(Diode.class);
    assertThat(table.build(Map.of("level", 2)).problems()).hasSize(1);
    assertThat(table.build(Map.of("isr", 1e-9)).record().orElseThrow().remarks()).hasSize(1);
    assertThat(table.build(Map.of("w", 1e-6)).record().orElseThrow().remarks()).hasSize(1);
    assertThat(table.build(Map.of("cta", 1e-3)).record().orElseThrow().remarks()).hasSize(1);
    Diode sized = table.build(Map.of("level", 3, "w", 2e-6, "l", 3e-6)).record().orElseThrow();
    assertThat(sized.area()).isEqualTo(6e-12);
    assertThat(sized.pj()).isCloseTo(1e-5, within(1e-20));
  }
}
