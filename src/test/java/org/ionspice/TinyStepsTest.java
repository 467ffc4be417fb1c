package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.ionspice.result.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rounding inside a device is more than a tolerance asks, a run goes on all the same. */
class TinyStepsTest {
  @ParameterizedTest
  @ValueSource(strings = {"1e-4", "1e-6", "1e-7"})
  void aJunctionInTinyStepsConverges(String reltol) throws IOException {
    Simulation simulation =
        Simulation.of(
            "tiny.cir",
            """
            a source charges a capacitor and a junction in femtoseconds
            V1 a 0 SIN(0 5 1G)
            C1 a 0 1n
            D1 a b dd
            R1 b 0 1k
            .model dd d(is=1f cjo=1p)
            .options reltol=%s
            .tran 1p 0.25n 0 1p
            .end
            """
                .formatted(reltol));

    Table.Block block = simulation.tables().get("tran").blocks().get(0);

    // The source is at its crest after a quarter of a period.
    double[] a = block.column(1);
    assertThat(a[a.length - 1]).isCloseTo(5, within(1e-9));
  }
}
