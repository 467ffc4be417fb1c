package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Circuits whose steps once shrank until nothing moved. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StiffCircuitsTest {
  private static final String DIODE =
      ".model dr D(is=14n n=1.98 rs=34m cjo=25p tt=5u)\n.options reltol=1e-4\n";

  private static AnalysisReport run(String text, Table rows) throws Exception {
    AnalysisReport report =
        Simulation.of("stiff", text).run(header -> rows, Simulation.Progress.NONE).get(0);
    assertThat(report.completed()).as(() -> String.valueOf(report.problems())).isTrue();
    return report;
  }

  /**
   * When the diodes of the bridge stop to conduct, their inner nodes, of a picosecond, are within the
   * tolerance off their course, and 220 uF between two nodes that float then make rounding of
   * microamperes in steps as short as that. The charge that the capacitor has taken by then is checked
   * against ngspice 39: v(p,n) at 8 ms is 306.92931 V with reltol=1e-5 and steps of 1 us, by the
   * trapezoidal rule and by Gear alike (with reltol=1e-6 it ends with "timestep too small").
   */
  @Test
  void aBridgeWhoseDiodesOpenIsSteppedOver() throws Exception {
    String text =
        """
        Bridge rectifier
        V1 a 0 SIN(0 325 50)
        R1 a b 4
        L1 b c 1m
        D1 c p dr
        D2 0 p dr
        D3 n c dr
        D4 n 0 dr
        C1 p n 220u
        R2 p n 400
        Rg n 0 1meg
        """
            + DIODE
            + ".tran 0.1m 8m 0 20u\n.end\n";
    Table rows = new Table();

    AnalysisReport report = run(text, rows);

    assertThat(report.points()).isLessThan(20_000);
    double[] p = rows.column("v(p)");
    double[] n = rows.column("v(n)");
    int last = p.length - 1;
    assertThat(p[last] - n[last]).isCloseTo(306.9293, within(1e-3));
  }

  /**
   * The control passes the threshold within a step whose end is exact to the tolerance of Newton's
   * method; made consistent after the event it was a hair before the threshold again, for ever.
   */
  @Test
  void aSwitchOnTheFlankOfAFormulaChangesSideOnce() throws Exception {
    String text =
        """
        Class D stage
        Vp vp 0 20
        Vs s 0 SIN(0 3 5k)
        Vt t 0 PULSE(-5 5 0 5u 5u 1n 10.001u)
        B1 g 0 V=5*(1+tanh(50*(v(s)-v(t))))
        S1 vp o1 g 0 sn
        R2 o1 0 10
        .model sn sw(vt=5 vh=0.5 ron=0.1 roff=1meg)
        L1 o1 o 22u
        C1 o 0 2.2u
        Rl o 0 8
        .tran 0.2u 50u 0 20n
        .end
        """;

    AnalysisReport report = run(text, new Table());

    assertThat(report.points()).isLessThan(10_000);
  }
}
