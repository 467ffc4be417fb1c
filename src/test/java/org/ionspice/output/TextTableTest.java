package org.ionspice.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void numbersStandUnderTheirNames() throws Exception {
    StringBuilder text = new StringBuilder();

    TextTable.write(
        List.of("time", "@xcell.npore[gates]"),
        List.of(new double[] {0, 1e-3}, new double[] {-0.5, Double.NaN}),
        true,
        15,
        6,
        text);

    assertThat(text.toString().lines())
        .containsExactly(
            "Index             time  @xcell.npore[gates]",
            "    0     0.000000e+00        -5.000000e-01",
            "    1     1.000000e-03                  nan");
  }
}
