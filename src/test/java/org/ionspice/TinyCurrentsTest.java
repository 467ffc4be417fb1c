package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** Circuits whose currents are so small that rounding of their voltages shows. */
class TinyCurrentsTest {
  @Test
  void sourcesInSeriesMayDriveTensOfPicoamperes() throws IOException {
    // The equation v(a) - v(b) = 0.45 cannot hold to better than the last place of v(a), which is
    // more than what was asked of an unknown of 1e-11 A.
    Simulation simulation =
        Simulation.of(
            "tiny.cir",
            """
            two spikes across one molecule
            Vpre a b EXP(0 0.75 1m 1n 1.00002m 50m)
            Vpost b 0 EXP(0 0.75 21m 1n 21.00002m 50m)
            N1 a 0 molecule
            .model molecule molmem(temp=300)
            .tran 1m 0.1
            .end
            """);

    Table table = simulation.tables().get("tran");

    double[] time = table.column("time");
    double[] v = table.column("v(a)");
    int last = time.length - 1;
    assertThat(time[last]).isCloseTo(0.1, within(1e-12));
    assertThat(v[last])
        .isCloseTo(
            0.75 * (Math.exp(-99e-3 / 50e-3) + Math.exp(-79e-3 / 50e-3)), within(1e-6));
  }
}
