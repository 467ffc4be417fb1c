package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the closed form rs + 1 / (gb + j omega cm + 1 / (ra + j omega la)), and step answers. */
class ChemicalInductorTest {
  @ParameterizedTest
  @CsvSource({
    // gb, ra, la, cm, rs; the first two rows are Fig. 28 of Bisquert 2024 at +0.3 V and -0.3 V.
    "0.957317e-6, 8.19827e6, 7957.96, 1e-12, 1e6",
    "0.142683e-6, -8.19827e6, -13120.5, 1e-12, 1e6",
    "1e-6, 2e6, 2e4, 0, 0",
    "-1e-6, 3e5, 0, 1e-9, 10",
    "2e-6, 0, 10, 1e-10, 100"
  })
  void impedanceIsTheClosedForm(double gb, double ra, double la, double cm, double rs) {
    Waves waves =
        Waves.of(
            "impedance\nI1 0 a DC 0 AC 1\nN1 a 0 m\n.model m chemind(gb="
                + gb
                + " ra="
                + ra
                + " la="
                + la
                + " cm="
                + cm
                + " rs="
                + rs
                + ")\n.ac dec 3 0.01 1meg\n.end\n");

    double[] frequency = waves.column("frequency");
    double[] real = waves.column("v(a)");
    double[] imaginary = waves.imaginary("v(a)");
    assertThat(frequency).hasSizeGreaterThan(20);
    for (int k = 0; k < frequency.length; k++) {
      double omega = 2 * Math.PI * frequency[k];
      double branch = ra * ra + omega * la * omega * la;
      double g = gb + ra / branch;
      double b = omega * cm - omega * la / branch;
      double size = g * g + b * b;
      double scale = Math.hypot(rs + g / size, b / size);
      assertThat(real[k]).isCloseTo(rs + g / size, within(1e-8 * scale));
      assertThat(imaginary[k]).isCloseTo(-b / size, within(1e-8 * scale));
    }
  }

  @ParameterizedTest
  @CsvSource({"2e6, 2e4", "-2e6, -2e4"})
  void aStepOfVoltageRelaxesWithLaOverRa(double ra, double la) {
    Waves waves =
        Waves.of(
            "step\nV1 a 0 PWL(0 0 1n 1)\nN1 a 0 chemind gb=1u ra="
                + ra
                + " la="
                + la
                + "\n.options reltol=1e-6\n.tran 0.1m 50m 0 50u\n.end\n");

    // i = gb v + (v / ra) (1 - exp(-t / tau)) with tau = la / ra = 10 ms.
    for (double t : new double[] {1e-3, 5e-3, 10e-3, 40e-3}) {
      double expected = 1e-6 + (1 - Math.exp(-t / 10e-3)) / ra;
      assertThat(waves.at("@n1[i]", t)).isCloseTo(expected, within(2e-5 * 1e-6));
    }
    assertThat(waves.at("@n1[tau]", 1e-3)).isCloseTo(10e-3, within(1e-16));
  }

  @Test
  void aNegativeInductanceNeedsANegativeResistance() {
    assertThatThrownBy(() -> new ChemicalInductor(1e-6, 1e6, -1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ra");
    assertThatThrownBy(() -> new ChemicalInductor(1e-6, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new ChemicalInductor(1e-6, -1e6, -1, 0, 0).remarks()).isEmpty();
    assertThat(new ChemicalInductor(1e-6, -1e6, 1, 0, 0).remarks()).hasSize(1);
  }
}
