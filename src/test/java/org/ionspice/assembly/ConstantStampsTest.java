package org.ionspice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ionspice.Simulation;
import org.junit.jupiter.api.Test;

class ConstantStampsTest {
  @Test
  void aLargeMatrixIsFilledTermByTermWithTheSameSums() {
    String netlist =
        """
        ladder with a source, a transconductance and two resistors side by side
        v1 a 0 1
        r1 a b 3
        r2 a b 7 m=2
        r3 b c 0.3
        g1 c 0 a b 0.11
        r4 c 0 13
        .op
        .end
        """;
    Assembly system = new Assembly(Simulation.of("ladder.cir", netlist).design().circuit());
    int entries = system.pattern().entryCount();
    ConstantStamps kept = new ConstantStamps(entries, true);
    ConstantStamps listed = new ConstantStamps(entries, false);
    for (int k = 0; k < system.partCount(); k++) {
      double copies = system.instance(k).multiplicity();
      Terms terms = system.part(k).shape().fTerms();
      kept.add(system, k, terms, copies, s -> s);
      listed.add(system, k, terms, copies, s -> s);
    }
    kept.trim(system.size());
    listed.trim(system.size());
    double[] expected = new double[entries + 1];
    double[] found = new double[entries + 1];

    kept.fill(expected);
    for (int time = 0; time < 2; time++) { // by terms, then by entries
      Arrays.fill(found, 42);
      listed.fill(found);
      assertThat(found).containsExactly(expected);
    }
    assertThat(expected[system.slot(1, 1)]).isNotZero();
  }

  @Test
  void sumsByRowsAreThoseByTerms() {
    Assembly system = new Assembly(Simulation.of("ladder.cir", ladder(40)).design().circuit());
    int size = system.size();
    ConstantStamps byTerms = new ConstantStamps(system.pattern().entryCount(), true);
    ConstantStamps byRows = new ConstantStamps(system.pattern().entryCount(), false);
    for (int k = 0; k < system.partCount(); k++) {
      byTerms.add(system, k, system.part(k).shape().fTerms(), 1, s -> s);
      byRows.add(system, k, system.part(k).shape().fTerms(), 1, s -> s);
    }
    byTerms.trim(size);
    byRows.trim(size);
    double[] x = new double[size + 1];
    for (int i = 0; i < size; i++) {
      x[i] = Math.sin(3 * i + 1);
    }
    double[][] sums = new double[6][size + 1];
    for (double[] sum : sums) {
      Arrays.fill(sum, 42);
    }

    byTerms.sum(x, sums[0], sums[1]);
    byRows.sum(x, sums[2], sums[3]);
    byTerms.sum(x, sums[4]);
    byRows.sum(x, sums[5]);

    assertThat(sums[2]).containsExactly(sums[0]);
    assertThat(sums[3]).containsExactly(sums[1]);
    assertThat(sums[4]).containsExactly(sums[0]);
    assertThat(sums[5]).containsExactly(sums[0]);
    assertThat(sums[1][1]).isPositive();
  }

  private static String ladder(int sections) {
    StringBuilder text = new StringBuilder("ladder\nv1 n0 0 1\n");
    for (int k = 0; k < sections; k++) {
      text.append("r").append(k).append(" n").append(k).append(" n").append(k + 1);
      text.append(" ").append(1 + k % 7).append("\n");
      text.append("rp").append(k).append(" n").append(k + 1).append(" 0 0.3\n");
    }
    return text.append(".op\n.end\n").toString();
  }
}
