package org.ionspice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.solver.Crew;
import org.junit.jupiter.api.Test;

class PortionsTest {
  @Test
  void aSequenceIsCutOnlyWhereNoRowGoesOn() {
    // Items 0 and 1 share row 0, items 2 and 3 row 2; ground, 4, is shared by all.
    int[][] rows = {{0, 4}, {0, 1, 4}, {2}, {2, 4}, {3}};

    int[] cuts = Cuts.of(5, 4, 5, (k, to) -> Arrays.stream(rows[k]).forEach(to::accept));

    assertThat(cuts).containsExactly(0, 2, 4, 5);
  }

  @Test
  void aSequenceWhoseRowsAllHangTogetherIsOnePiece() {
    int[] cuts = Cuts.of(100, 101, 4, (k, to) -> List.of(k, k + 1).forEach(to::accept));

    assertThat(cuts).containsExactly(0, 100);
  }

  @Test
  void piecesAreAboutAsLongAsEachOther() {
    int[] cuts = Cuts.of(1000, 1000, 4, (k, to) -> to.accept(k));

    assertThat(cuts).containsExactly(0, 250, 500, 750, 1000);
  }

  @Test
  void portionsAddTheSameDigitsAsOneThread() {
    String netlist =
        """
        crossbar of twenty thousand memristors of a hundred kinds, with wires
        .model mem hp(ron=1k roff=100k d=10n uv=1e-10 win=joglekar p=2)
        x1 s g xbar rows=200 cols=100 rw=2.5 device=mem x0={0.1+0.8*col/100}
        .tran 1n 1u uic
        .end
        """;
    Assembly system = new Assembly(Simulation.of("x.cir", netlist).design().circuit());
    ChargeMatrix charges = new ChargeMatrix(system);
    int cells = 20_000;
    Bank whole = new Bank(system, system.part(0));
    Bank[] pieces = new Bank[4]; // too short to be cut
    for (int k = 0; k < cells; k++) {
      whole.add(k, system.part(k), 1);
      int p = k * pieces.length / cells;
      pieces[p] = pieces[p] == null ? new Bank(system, system.part(0)) : pieces[p];
      pieces[p].add(k, system.part(k), 1);
    }
    whole.settle(charges);
    Arrays.stream(pieces).forEach(piece -> piece.settle(charges));
    double[] x = new Random(1).doubles(system.size() + 1, 0, 1).toArray();
    x[system.size()] = 0;

    for (int round = 0; round < 100; round++) { // beyond that in which sums are compiled
      double[][] together = arrays(system, charges);
      double[][] alone = arrays(system, charges);
      add(whole, x, together);
      for (Bank piece : pieces) {
        add(piece, x, alone);
      }
      for (int k = 0; k < together.length; k++) {
        assertThat(Arrays.equals(together[k], alone[k])).isTrue();
      }
      assertThat(together[0][system.indexOf("v(x1.row_1_1)")]).isNotZero();
    }
    if (Crew.of(Integer.MAX_VALUE).size() > 1) {
      assertThat(whole.isCut()).isTrue();
    }
  }

  private static double[][] arrays(Assembly system, ChargeMatrix charges) {
    int size = system.size() + 1;
    return new double[][] {
      new double[size],
      new double[size],
      new double[size],
      new double[system.pattern().entryCount() + 1],
      charges.entries().clone()
    };
  }

  private static void add(Bank bank, double[] x, double[][] to) {
    LocalPoint point = new LocalPoint();
    bank.evaluate(
        x, point, new LocalStamp(point), new LocalStamp(point), to[0], to[2], to[3], to[4], to[1],
        0);
  }
}
