package org.ionspice.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.solver.LinearSolver;
import org.ionspice.solver.SparseLu;
import org.junit.jupiter.api.Test;

/** What a circuit's own solver gives is what one general factorisation of its matrix gives. */
class LinearSolverTest {
  private static final int N = 20;

  /** A crossbar of memristors, driven through wires, with sources. */
  private static String crossbar(String cell, String model) {
    StringBuilder text = new StringBuilder("crossbar\n");
    for (int k = 0; k < N; k++) {
      text.append("V%d s%d 0 %g\n".formatted(k, k, 0.1 + 0.01 * k));
      text.append("RS%d s%d r%d_0 2.5\n".formatted(k, k, k));
      text.append("RO%d c%d_%d 0 2.5\n".formatted(k, N - 1, k));
      for (int c = 0; c + 1 < N; c++) {
        text.append("RR%d_%d r%d_%d r%d_%d 2.5\n".formatted(k, c, k, c, k, c + 1));
        text.append("RC%d_%d c%d_%d c%d_%d 2.5\n".formatted(c, k, c, k, c + 1, k));
      }
      for (int c = 0; c < N; c++) {
        text.append(cell.formatted(k, c, k, c, k, c)).append('\n');
      }
    }
    return text.append(model).append("\n.op\n.end\n").toString();
  }

  private static void agree(String netlist) {
    Assembly system = new Assembly(Simulation.of("crossbar.cir", netlist).design().circuit());
    int n = system.size();
    Random random = new Random(4);
    double[] x = new double[n + 1];
    for (int i = 0; i < n; i++) {
      x[i] = 0.5 * random.nextDouble();
    }
    system.evaluation().mode(true);
    system.evaluation().evaluate(x, false);
    double[] jacobian = system.evaluation().g().clone();
    for (int s = 0; s < jacobian.length; s++) {
      jacobian[s] += 1e6 * system.evaluation().c()[s];
    }
    SparseLu general = SparseLu.analyse(system.pattern());
    LinearSolver own = system.linearSolver();
    assertThat(own).isNotInstanceOf(SparseLu.class);
    assertThat(general.refactor(jacobian)).isTrue();
    assertThat(own.refactor(jacobian)).isTrue();
    double[] b = random.doubles(n + 1, -1e-3, 1e-3).toArray();
    double[] expected = b.clone();
    general.solve(expected);
    double[] found = b.clone();
    own.solve(found);
    double size = 0;
    for (int i = 0; i < n; i++) {
      size = Math.max(size, Math.abs(expected[i]));
    }
    for (int i = 0; i < n; i++) {
      assertThat(found[i]).as(system.unknown(i).name()).isCloseTo(expected[i], within(1e-10 * size));
    }
  }

  @Test
  void aCrossbarOfMemristors() {
    agree(crossbar("NM%d_%d r%d_%d c%d_%d m", ".model m hp x0=0.3"));
  }

  @Test
  void aCrossbarOfDiodes() {
    agree(crossbar("D%d_%d r%d_%d c%d_%d m", ".model m d(is=1n cjo=1p)"));
  }

  @Test
  void aCrossbarOfTransistorsIsNotSymmetric() {
    agree(
        crossbar(
            "M%d_%d r%d_%d gate c%d_%d 0 m", "VG gate 0 2\n.model m nmos(vto=0.5 kp=100u level=1)"));
  }

  @Test
  void aMeshWithPoresThatHaveInnerNodesAndCharges() {
    StringBuilder text = new StringBuilder("mesh\nV1 n0_0 0 1\nL1 n3_3 0 1m\n");
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        text.append("N%d_%d n%d_%d 0 p\n".formatted(i, j, i, j));
        if (i + 1 < N) {
          text.append("RA%d_%d n%d_%d n%d_%d 1k\n".formatted(i, j, i, j, i + 1, j));
        }
        if (j + 1 < N) {
          text.append("RB%d_%d n%d_%d n%d_%d 1k\n".formatted(i, j, i, j, i, j + 1));
        }
      }
    }
    agree(text + ".model p nanopore(rs=10k cm=1n)\n.op\n.end\n");
  }
}
