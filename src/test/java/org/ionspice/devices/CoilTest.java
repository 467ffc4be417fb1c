package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inductors given by their geometry. */
class CoilTest {
  @ParameterizedTest
  @CsvSource({
    // Diameter over length and 4 / (3 pi k') ((k'/k)^2 (F - E) + E - k) by scipy 1.17.1, ellipk and ellipe:
    // m = x*x/(1+x*x); F, E = ellipk(m), ellipe(m); k = sqrt(m); c = sqrt(1-m)
    "1e-3, 0.9995757", "0.1, 0.9588071", "1, 0.6884226", "2.5, 0.4718654", "20, 0.1236148"
  })
  void nagaokasCoefficientIsThatOfEllipticIntegrals(double ratio, double expected) {
    assertThat(Inductor.nagaoka(ratio)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void aCoilNeedsAllOfItsSizes() {
    Built<Inductor> coil = ParameterTable.of(Inductor.class).build(Map.of("nt", 10, "dia", 1e-3));

    assertThat(coil.record()).isEmpty();
    assertThat(coil.problems().get(0).message()).contains("length");
  }
}
