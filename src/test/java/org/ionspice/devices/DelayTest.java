package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A delay shifts; in AC it turns the phase by w td. */
class DelayTest {
  @Test
  void repeatsASineLater() {
    Waves waves =
        Waves.of(
            "shift\nV1 a 0 SIN(0 1 1k)\nN1 a 0 b 0 delay TD=0.3m GAIN=2\nR1 b 0 1k\n"
                + ".options reltol=1e-5\n.tran 1u 3m\n.end\n");

    for (double t : new double[] {0.1e-3, 0.25e-3}) {
      assertThat(waves.at("v(b)", t)).isCloseTo(0, within(1e-9));
    }
    for (double t = 0.35e-3; t < 3e-3; t += 0.13e-3) {
      double shifted = 2 * Math.sin(2 * Math.PI * 1e3 * (t - 0.3e-3));
      assertThat(waves.at("v(b)", t)).isCloseTo(shifted, within(3e-3));
    }
    // What flows into the resistor flows out of outp.
    assertThat(waves.at("i(n1)", 1e-3)).isCloseTo(-waves.at("v(b)", 1e-3) / 1e3, within(1e-9));
  }

  @Test
  void landsOnTheEchoOfACorner() {
    Waves waves =
        Waves.of(
            "corner\nV1 a 0 PULSE(0 1 1u 1n 1n 5u)\nN1 a 0 b 0 delay TD=3u\nR1 b 0 1k\n"
                + ".tran 0.1u 12u\n.end\n");

    assertThat(waves.at("v(b)", 3.999e-6)).isCloseTo(0, within(1e-9));
    assertThat(waves.at("v(b)", 4.0005e-6)).isCloseTo(0.5, within(1e-3));
    assertThat(waves.at("v(b)", 4.002e-6)).isCloseTo(1, within(1e-9));
    assertThat(waves.at("v(b)", 9.5e-6)).isCloseTo(0, within(1e-9));
  }

  @Test
  void passesDirectVoltageAndTurnsThePhase() {
    Waves direct =
        Waves.of("dc\nV1 a 0 DC 3\nN1 a 0 b 0 delay TD=1m GAIN=-0.5\nR1 b 0 1k\n.op\n.end\n");
    assertThat(direct.column("v(b)")[0]).isCloseTo(-1.5, within(1e-12));

    Waves waves =
        Waves.of(
            "ac\nV1 a 0 DC 0 AC 1\nN1 a 0 b 0 delay TD=0.1m GAIN=2\nR1 b 0 1k\n"
                + ".ac lin 1 1k 1k\n.end\n");
    double angle = 2 * Math.PI * 1e3 * 0.1e-3;
    assertThat(waves.column("v(b)")[0]).isCloseTo(2 * Math.cos(angle), within(1e-12));
    assertThat(waves.imaginary("v(b)")[0]).isCloseTo(-2 * Math.sin(angle), within(1e-12));
  }
}
