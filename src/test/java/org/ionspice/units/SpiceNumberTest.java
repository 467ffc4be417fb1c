package org.ionspice.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are the decimal numbers themselves, written without a suffix. */
class SpiceNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0", "1, 1", "-1, -1", "+2.5, 2.5", ".5, 0.5", "5., 5", "1e3, 1e3", "1E-3, 1e-3",
    "1.5e+3, 1500", "1t, 1e12", "1T, 1e12", "2g, 2e9", "2G, 2e9", "3meg, 3e6", "3MEG, 3e6",
    "3Meg, 3e6", "4.7k, 4700", "4K, 4000", "1m, 1e-3", "1M, 1e-3", "1u, 1e-6", "1U, 1e-6",
    "1µ, 1e-6", "1μ, 1e-6", "4.7n, 4.7e-9", "10p, 1e-11", "1f, 1e-15", "1F, 1e-15", "1a, 1e-18",
    "3mil, 76.2e-6", "1kOhm, 1000", "1kohms, 1000", "1kΩ, 1000", "10Ω, 10", "10pF, 1e-11",
    "1uH, 1e-6", "5V, 5", "5mV, 5e-3", "5mA, 5e-3", "2s, 2", "2ms, 2e-3", "50Hz, 50",
    "1MHz, 1e-3", "1megHz, 1e6", "2S, 2", "2mS, 2e-3", "1Vs, 1", "10nm, 1e-8", "5k6, 5600",
    "1R5, 1.5", "4n7, 4.7e-9", "2m2, 2.2e-3", "100R, 100", "0R1, 0.1", "2meg2, 2.2e6",
    "1e3k, 1e6", "1e308, 1e308", "4.9e-324, 4.9e-324", "0e999, 0"
  })
  void readsTheNumber(String text, double expected) {
    SpiceNumber.Result result = SpiceNumber.parse(text);

    assertThat(result.error()).isEmpty();
    assertThat(result.value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5 | 1", "1_000 | 1", "0x10 | 1", "1e | 1", "1e+ | 1", "1x | 1", "2.5xyz | 3",
        "1.2.3 | 3", "1kq | 2", "1k5.5 | 3", "5k6k | 3", "10pFx | 4", "1e400 | 0", "1e-400 | 0",
        "1e99999999 | 1", "abc | 0", "- | 0", ". | 0", "1 2 | 1", "--1 | 1", "1mQ | 2"
      })
  void refusesEverythingElseAndSaysWhere(String text, int offset) {
    SpiceNumber.Result result = SpiceNumber.parse(text);

    assertThat(result.isNumber()).isFalse();
    assertThat(result.value()).isNaN();
    assertThat(result.offset()).isEqualTo(offset);
  }

  @Test
  void refusesAnEmptyText() {
    assertThat(SpiceNumber.parse("").isNumber()).isFalse();
  }

  @Test
  void tellsWhatToWriteForTheSuffixX() {
    assertThat(SpiceNumber.parse("2x").hint()).contains("2meg");
  }

  @Test
  void keepsSuffixAndUnit() {
    SpiceNumber.Result result = SpiceNumber.parse("10µF");

    assertThat(result.suffix()).isEqualTo("u");
    assertThat(result.unit()).isEqualTo("F");
  }

  @Test
  void warnsOfSuffixesThatLookLikeUnits() {
    assertThat(SpiceNumber.parse("1F").caution()).contains("femto");
    assertThat(SpiceNumber.parse("1A").caution()).contains("atto");
    assertThat(SpiceNumber.parse("1M").caution()).contains("milli");
    assertThat(SpiceNumber.parse("5k6").caution()).contains("5.6k");
    assertThat(SpiceNumber.parse("1k").caution()).isEmpty();
  }

  /** BigDecimal.doubleValue is the reference: the double nearest to the decimal number. */
  @Test
  void readsTheNearestDoubleWhateverTheDigits() {
    Random random = new Random(20261123);
    String[] suffixes = {"", "t", "g", "k", "m", "u", "n", "p", "f", "a"};
    int[] powers = {0, 12, 9, 3, -3, -6, -9, -12, -15, -18};
    for (int k = 0; k < 100_000; k++) {
      int length = 1 + random.nextInt(20);
      StringBuilder digits = new StringBuilder(random.nextBoolean() ? "-" : "");
      int point = random.nextInt(length + 1);
      for (int d = 0; d < length; d++) {
        digits.append(d == point ? "." : "").append((char) ('0' + random.nextInt(10)));
      }
      int suffix = random.nextInt(suffixes.length);
      double expected =
          new BigDecimal(digits.toString()).scaleByPowerOfTen(powers[suffix]).doubleValue();

      double read = SpiceNumber.parse(digits + suffixes[suffix]).value();

      assertThat(read).as("%s%s", digits, suffixes[suffix]).isEqualTo(expected == 0 ? read * 0 : expected);
    }
  }
}
