package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Without a window against the closed form in the flux phi, r x - a x^2 = r x0 - a x0^2 + k phi,
 * r = roff and a = (roff - ron)/2; with windows against an independent integration.
 */
class LinearDriftMemristorTest {
  private static Waves driven(String window, double until) {
    return Waves.of(
        "drift\nV1 a 0 SIN(0 1 1)\nN1 a 0 hp RON=100 ROFF=16k X0=0.1 WIN="
            + window
            + " P=2\n.options reltol=1e-5\n.tran 1m "
            + until
            + "\n.end\n");
  }

  private static double closedForm(double flux) {
    double a = (16e3 - 100) / 2;
    double c = 16e3 * 0.1 - a * 0.01 + 1e4 * flux;
    return (16e3 - Math.sqrt(16e3 * 16e3 - 4 * a * c)) / (2 * a);
  }

  @Test
  void followsTheFluxWithoutAWindow() {
    Waves waves = driven("none", 1);

    for (double t : new double[] {0.1, 0.25, 0.4, 0.5, 0.75, 1}) {
      double flux = (1 - Math.cos(2 * Math.PI * t)) / (2 * Math.PI);
      assertThat(waves.at("@n1[x]", t)).isCloseTo(closedForm(flux), within(3e-5));
    }
    assertThat(waves.at("@n1[x]", 0.25)).isCloseTo(0.218149, within(3e-5));
    assertThat(waves.at("@n1[x]", 0.5)).isCloseTo(0.357467, within(4e-5));
    assertThat(waves.at("@n1[x]", 1)).isCloseTo(0.1, within(3e-5));
    assertThat(waves.at("@n1[r]", 0.25)).isCloseTo(12531.4, within(1.0));
    assertThat(waves.at("@n1[i]", 0.25)).isCloseTo(79.7993e-6, within(1e-8));
  }

  @ParameterizedTest
  @CsvSource({
    "joglekar, 0.304048, 0.1, 0.1",
    "biolek, 0.356206, 0.172497, 0.223160",
    "prodromakis, 0.145698, 0.1, 0.1",
    "zha, 0.200261, 0.162084, 0.215772"
  })
  void endsCyclesWhereItsWindowSays(String window, double half, double one, double two) {
    Waves waves = driven(window, 2);

    assertThat(waves.at("@n1[x]", 0.5)).isCloseTo(half, within(2e-4));
    assertThat(waves.at("@n1[x]", 1)).isCloseTo(one, within(2e-4));
    assertThat(waves.at("@n1[x]", 2)).isCloseTo(two, within(2e-4));
  }

  @Test
  void leavesTheWallAgainAfterLyingAgainstIt() {
    // 5 V s of flux push x to the top; the reversed voltage must move it back at once.
    Waves waves =
        Waves.of(
            "wall\nV1 a 0 PWL(0 0 1m 5 1 5 1.001 -5 2 -5)\n"
                + "N1 a 0 hp X0=0.1 WIN=wall\n.tran 1m 2\n.end\n");

    for (double x : waves.column("@n1[x]")) {
      assertThat(x).isBetween(-0.02, 1.02);
    }
    assertThat(waves.at("@n1[x]", 0.9)).isGreaterThan(0.98);
    assertThat(waves.at("@n1[x]", 2)).isLessThan(0.05);
  }

  @Test
  void sticksAtABoundWithASymmetricWindow() {
    // 1 - (2x - 1)^4 is 0 at x = 1 in both directions, so no current leads away from there.
    Waves waves =
        Waves.of(
            "stuck\nV1 a 0 SIN(0 1 1 0 0 180)\nN1 a 0 hp X0=1 WIN=joglekar\n.tran 1m 1\n.end\n");

    for (double x : waves.column("@n1[x]")) {
      assertThat(x).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void isHeldAtItsInitialStateInDc() {
    Waves waves = Waves.of("op\nV1 a 0 DC 1\nN1 a 0 hp X0=0.25\n.op\n.end\n");

    assertThat(waves.column("@n1[x]")[0]).isCloseTo(0.25, within(1e-9));
    // ron x + roff (1 - x) = 25 + 12000 ohm.
    assertThat(waves.column("@n1[r]")[0]).isCloseTo(12025, within(1e-3));
  }

  @Test
  void isAResistanceForSmallSignals() {
    Waves waves =
        Waves.of("ac\nV1 a 0 DC 1 AC 1\nN1 a 0 hp X0=0.25\n.ac dec 1 1 1meg\n.end\n");

    for (double i : waves.column("i(v1)")) {
      assertThat(-i).isCloseTo(1 / 12025.0, within(1e-8 / 12025));
    }
  }

  @Test
  void hasTheWindowsOfTheLiterature() {
    // Formulas by hand at x = 0.3, far from i = 0.
    assertThat(model(Window.JOGLEKAR, 1).window(0.3, 1e-6)).isCloseTo(0.84, within(1e-12));
    assertThat(model(Window.JOGLEKAR, 2).window(0.3, 1e-6)).isCloseTo(0.9744, within(1e-12));
    assertThat(model(Window.BIOLEK, 2).window(0.3, 1e-6)).isCloseTo(0.9919, within(1e-12));
    assertThat(model(Window.BIOLEK, 2).window(0.3, -1e-6)).isCloseTo(0.7599, within(1e-12));
    assertThat(model(Window.PRODROMAKIS, 2).window(0.3, 1e-6)).isCloseTo(0.3759, within(1e-12));
    // Prodromakis ends below 1: its height is 1 - 0.75^p.
    assertThat(model(Window.PRODROMAKIS, 2).window(0.5, 1e-6)).isCloseTo(0.4375, within(1e-12));
    assertThat(model(Window.ZHA, 2).window(0.3, 1e-6)).isCloseTo(0.403244, within(1e-6));
    assertThat(model(Window.ZHA, 2).window(0.3, -1e-6)).isCloseTo(0.238744, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(Window.class)
  void hasThePartialsOfItsWindows(Window window) {
    LinearDriftMemristor model = model(window, 2);
    for (double x : new double[] {0.02, 0.3, 0.5, 0.97}) {
      for (double i : new double[] {-3e-9, -2e-10, 1e-10, 2e-9}) {
        double byX = (model.window(x + 1e-6, i) - model.window(x - 1e-6, i)) / 2e-6;
        double byI = (model.window(x, i + 1e-14) - model.window(x, i - 1e-14)) / 2e-14;
        assertThat(model.windowByState(x, i)).isCloseTo(byX, within(1e-6 * (1 + Math.abs(byX))));
        assertThat(model.windowByCurrent(x, i))
            .isCloseTo(byI, within(1e-4 * (1e5 + Math.abs(byI))));
      }
    }
  }

  @Test
  void refusesAnOnResistanceAboveTheOffResistance() {
    assertThatThrownBy(
            () ->
                new LinearDriftMemristor(
                    2e4, 1e4, 1e-8, 1e-14, 0.1, Window.NONE, 2, 1, 1, 1e-9, 0.01))
        .hasMessageContaining("ron");
  }

  private static LinearDriftMemristor model(Window window, double p) {
    return new LinearDriftMemristor(
        100, 16e3, 1e-8, 1e-14, 0.1, window, p, 1, 1, 1e-9, 0.01);
  }
}
