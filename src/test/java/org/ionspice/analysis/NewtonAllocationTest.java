package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Circuit;
import org.ionspice.devices.Nanopore;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.solver.Newton;
import org.junit.jupiter.api.Test;

class NewtonAllocationTest {
  /** One of the ways to solve. */
  private interface Way {
    Newton.Ending solve(Newton newton, CircuitEquations equations, double[] x);
  }

  @Test
  void aSolveAllocatesNothing() {
    allocatesNothing((newton, equations, x) -> newton.solve(equations, x, 100, 1));
  }

  @Test
  void aTimePointAllocatesNothing() {
    double[] charges = new double[16];
    allocatesNothing(
        (newton, equations, x) -> {
          equations.stage(1e3);
          Newton.Ending ending = newton.advance(equations, x, 100);
          equations.charges(newton.update(), charges);
          return ending;
        });
  }

  private static void allocatesNothing(Way way) {
    var pore = ParameterTable.of(Nanopore.class).build(Map.of()).record().orElseThrow();
    Circuit circuit =
        TestDevices.circuit(
            List.of("a", "b"),
            TestDevices.instance("v1", new TestDevices.Source(t -> 0.4), 0, -1),
            TestDevices.instance("r1", new TestDevices.Conductance(1e-6), 0, 1),
            TestDevices.instance("n1", pore, 1, -1));
    Assembly system = new Assembly(circuit);
    CircuitEquations equations = new CircuitEquations(system, TestDevices.settings(Map.of()));
    equations.steady();
    Newton newton = new Newton(system.pattern());
    double[] x = new double[system.size() + 1];
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();

    long least = Long.MAX_VALUE;
    for (int run = 0; run < 20; run++) {
      java.util.Arrays.fill(x, 0);
      long before = thread.getThreadAllocatedBytes(id);
      Newton.Ending ending = way.solve(newton, equations, x);
      least = Math.min(least, thread.getThreadAllocatedBytes(id) - before);
      assertThat(ending).isEqualTo(Newton.Ending.CONVERGED);
    }

    // The bean's own answer may cost a few bytes in some runs; the solve itself costs none.
    assertThat(least).isZero();
  }
}
