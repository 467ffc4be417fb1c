package org.ionspice.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dimensions follow from the definitions of the SI (BIPM brochure, 9th edition, table 4). */
class UnitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1", "%", "S", "V/s", "1/(A s)", "m^2", "m^2/(V s)", "F", "K", "Ohm", "A/V^0.5", "nm",
        "mol/m^3", "S/m", "1/s", "kHz", "mM", "A s", "V^-1"
      })
  void knowsTheUnit(String unit) {
    assertThat(Units.isUnit(unit)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "furlong", "V/", "(V", "V)", "V//s", "V^", "V^x", "V  s", "k", "m1", "()"})
  void refusesTheText(String unit) {
    assertThat(Units.isUnit(unit)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "V/A, Ohm", "1/Ohm, S", "A s/V, F", "V s/A, H", "J/C, V", "W/A, V", "1/s, Hz", "S V, A",
    "1/(A s), 1/C"
  })
  void seesThatTwoUnitsAreTheSame(String one, String other) {
    assertThat(Units.dimension(one)).isEqualTo(Units.dimension(other));
  }

  @ParameterizedTest
  @CsvSource({
    "4700, Ohm, 4.7 kΩ", "0.001, A, 1 mA", "1e-6, F, 1 µF", "0, V, 0 V", "-2.5e-9, A, -2.5 nA",
    "999.96, V, 1 kV", "1, 1, 1", "0.25, %, 0.25 %", "1e-30, A, 1e-30 A", "2e6, Hz, 2 MHz",
    "1234567, V/s, 1.235e6 V/s", "12.5, V/s, 12.5 V/s", "100, s, 100 s", "1e-18, F, 1 aF",
    "1e15, V, 1e15 V"
  })
  void printsTheValueWithItsPrefix(double value, String unit, String expected) {
    assertThat(Units.format(value, unit)).isEqualTo(expected);
  }
}
