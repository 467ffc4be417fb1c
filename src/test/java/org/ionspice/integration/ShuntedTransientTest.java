package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transients whose nodes have {@code .options rshunt}, which is a resistor to ground at each. */
class ShuntedTransientTest {
  /** 1 kOhm from 2 V and 1 kOhm to ground: to 1 V with 0.5 ms. */
  private static final double TAU = 0.5e-3;

  private static final String SHUNT = " rshunt=1k";

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear", "euler"})
  void theChargeFlowsOffThroughTheShuntFromTheStart(String method) throws Exception {
    Table rows = rows(method, SHUNT, "V1 in 0 2\nR1 in a 1k\nC1 a 0 1u\n.ic v(a)=3\n");

    double[] t = rows.column("time");
    double[] v = rows.column("v(a)");
    for (int k = 0; k < 10; k++) {
      double closed = 1 + 2 * Math.exp(-t[k] / TAU);
      // A tenth of reltol; a slope without the shunt's current is off by 2e-7 with TR-BDF2.
      assertThat(v[k]).as("row %d, t = %s", k, t[k]).isCloseTo(closed, within(1e-7));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear", "euler"})
  void theShuntTakesTheStepsThatAResistorTakes(String method) throws Exception {
    String circuit = "V1 in 0 PULSE(0 2 0.2m 1n 1n 0.5m)\nR1 in a 1k\nC1 a 0 1u\n.ic v(a)=3\n";

    Table shunted = rows(method, SHUNT, circuit);
    Table loaded = rows(method, "", circuit + "R2 a 0 1k\nR3 in 0 1k\n");

    double[] v = shunted.column("v(a)");
    assertThat(v).hasSameSizeAs(loaded.column("v(a)"));
    // The same equations: they differ by the order of their sums, and so, a hair, do the lengths of the
    // steps. What v does in that hair is taken off.
    double[] t = shunted.column("time");
    double[] other = loaded.column("time");
    double[] w = loaded.column("v(a)");
    for (int k = 1; k < v.length; k++) {
      double late = t[k] - other[k];
      double moved = late == 0 ? 0 : late * (w[k] - w[k - 1]) / (other[k] - other[k - 1]);
      assertThat(late).as("time of row %d", k).isCloseTo(0, within(1e-7 * t[k]));
      assertThat(v[k]).as("row %d", k).isCloseTo(w[k] + moved, within(1e-9));
    }
  }

  private static Table rows(String method, String shunt, String circuit) throws Exception {
    String options = ".options reltol=1e-6 method=" + method + shunt + "\n";
    Simulation simulation =
        Simulation.of("rc.cir", "rc\n" + circuit + options + ".tran 10u 2m uic\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();
    return simulation.tables().get("tran");
  }
}
