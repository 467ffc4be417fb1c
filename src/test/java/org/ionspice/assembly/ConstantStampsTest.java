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
    kept.trim();
    listed.trim();
    double[] expected = new double[entries + 1];
    double[] found = new double[entries + 1];
    Arrays.fill(found, 42);

    kept.fill(expected);
    listed.fill(found);

    assertThat(found).containsExactly(expected);
    assertThat(expected[system.slot(1, 1)]).isNotZero();
  }
}
