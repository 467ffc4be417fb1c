package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Against closed forms under a constant voltage, a line without a window and a tanh with one, and
 * an independent integration.
 */
class SinhDriftMemristorTest {
  private static final String SET =
      "N1 a 0 laiho A1=40n B1=1.2 A2=125n B2=1.2 C1=6m D1=2 C2=7m D2=1.5 ";

  @Test
  void movesLinearlyWithoutAWindow() {
    Waves up = Waves.of("up\nV1 a 0 PWL(0 2 1 2)\n" + SET + "WIN=none X0=0.1\n.tran 1m 1\n.end\n");
    Waves down =
        Waves.of("down\nV1 a 0 PWL(0 -2 1 -2)\n" + SET + "WIN=none X0=0.9\n.tran 1m 1\n.end\n");

    double x = 0.1 + 6e-3 * Math.sinh(4);
    assertThat(up.at("@n1[x]", 1)).isCloseTo(x, within(1e-5));
    assertThat(up.at("@n1[i]", 1)).isCloseTo(x * 40e-9 * Math.sinh(2.4), within(1e-12));
    double y = 0.9 - 7e-3 * Math.sinh(3);
    assertThat(down.at("@n1[x]", 1)).isCloseTo(y, within(1e-5));
    assertThat(down.at("@n1[i]", 1)).isCloseTo(-y * 125e-9 * Math.sinh(2.4), within(1e-12));
  }

  @Test
  void growsAsATanhWithBioleksFirstWindow() {
    // dx/dt = k (1 - x^2).
    Waves waves =
        Waves.of(
            "tanh\nV1 a 0 PWL(0 3 1 3)\n" + SET
                + "WIN=biolek P=1 X0=0\n.options reltol=1e-6\n.tran 1m 1\n.end\n");

    double k = 6e-3 * Math.sinh(6);
    for (double t : new double[] {0.2, 0.5, 1}) {
      assertThat(waves.at("@n1[x]", t)).isCloseTo(Math.tanh(k * t), within(5e-5));
    }
  }

  @Test
  void followsTriangles() {
    // 4 V triangles, Biolek's window with p = 2; scipy's DOP853.
    Waves waves =
        Waves.of(
            "tri\nV1 a 0 PWL(0 0 0.5 4 1.5 -4 2.5 4 3.5 -4 4 0)\n"
                + "N1 a 0 laiho C1=3m D1=2 C2=3m D2=2 X0=0.1 WIN=biolek P=2\n"
                + ".options reltol=1e-6\n.tran 5m 4\n.end\n");

    double[] times = {0.5, 1, 2, 3, 4};
    double[] expected = {0.377724, 0.635672, 0.178709, 0.698697, 0.215957};
    for (int k = 0; k < times.length; k++) {
      assertThat(waves.at("@n1[x]", times[k])).isCloseTo(expected[k], within(1e-4));
    }
  }

  @Test
  void isAConductanceForSmallSignals() {
    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC -0.5 AC 1\n" + SET + "X0=0.4\n.ac dec 1 1 1k\n.end\n");

    double g = 0.4 * 125e-9 * 1.2 * Math.cosh(0.6);
    for (double i : waves.column("i(v1)")) {
      assertThat(-i).isCloseTo(g, within(1e-8 * g));
    }
  }

  @Test
  void refusesARoundingThatTheSinhOutgrows() {
    assertThatThrownBy(
            () ->
                new SinhDriftMemristor(
                    1, 1, 1, 1, 1, 30, 1, 1, 0.5, Window.NONE, 2, 1, 0.01, 0.05))
        .hasMessageContaining("vs");
  }
}
