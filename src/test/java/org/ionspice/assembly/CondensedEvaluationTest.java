package org.ionspice.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.solver.SparsePattern;
import org.junit.jupiter.api.Test;

/** What is evaluated without rates is the whole system with the rates' rows solved and put in. */
class CondensedEvaluationTest {
  private static final double ALPHA = 3e9;

  private static final String NETLIST =
      """
      transistors with oxides beside other devices
      V1 vdd 0 3
      V2 g 0 pulse(0 3 0 1n 1n 5n 10n)
      M1 d g s 0 mn w=10u l=2u ad=50p as=50p pd=25u ps=25u
      M2 d g vdd vdd mp w=20u l=2u m=3
      M3 s 0 d 0 mn w=5u l=1u
      M4 e d 0 s mr w=5u l=1u
      M5 c g e 0 m3 w=5u l=1u
      Q1 c b e qn
      D1 b c dm
      N1 s c hp
      C1 d s 1p
      L1 c b 1n
      R1 vdd c 1k
      R2 b e 1k
      R3 s 0 1k
      .model qn npn(is=5f bf=200 vaf=100 rb=200 rc=50 re=2 cje=1p cjc=0.5p tf=0.3n)
      .model dm d(is=1e-12 rs=1 cjo=2p tt=1n)
      .model mn nmos(vto=0.2 kp=60u gamma=0.5 tox=30n cgso=0.25n cgdo=0.25n cj=0.3m cjsw=0.3n)
      .model mp pmos(vto=-0.2 kp=25u gamma=0.5 tox=30n cgbo=0.2n)
      .model mr nmos(vto=0.2 kp=60u tox=30n rd=10 rs=20)
      .model m3 nmos(level=3 vto=0.2 kp=60u tox=30n)
      .tran 1n 10n
      .end
      """;

  private final Assembly system =
      new Assembly(Simulation.of("condensed.cir", NETLIST).design().circuit());
  private final Evaluation evaluation = system.evaluation();
  private final CondensedEvaluation condensed = evaluation.condense().orElseThrow();
  private final int n = system.size();
  private final int[] kept = condensed.kept();
  private final double[] x = new double[n + 1];
  private final double[] beta = new double[n + 1];
  private final double[] jacobian = new double[condensed.pattern().entryCount() + 1];
  private double[][] whole;

  CondensedEvaluationTest() {
    evaluation.mode(true);
  }

  @Test
  void atRestNothingChangesWhenNobodyReadsCharges() {
    Random random = new Random(3);
    for (int i = 0; i < n; i++) {
      x[i] = 0.6 * random.nextDouble();
    }
    evaluation.seedLimits(x);
    condensed.stage(0, new double[n + 1]);
    condensed.rates(x);
    condensed.evaluate(x, jacobian);
    double[] f = condensed.f().clone();
    double[] sizes = condensed.magnitude().clone();
    double[] g = jacobian.clone();

    evaluation.lookAgain();
    evaluation.charged(false);
    condensed.evaluate(x, jacobian);

    for (int i : kept) {
      assertThat(condensed.f()[i]).isCloseTo(f[i], within(1e-15 * sizes[i]));
      assertThat(condensed.magnitude()[i]).isCloseTo(sizes[i], within(1e-12 * sizes[i]));
    }
    for (int e = 0; e + 1 < g.length; e++) {
      assertThat(jacobian[e]).isCloseTo(g[e], within(1e-14 * Math.abs(g[e])));
    }

    evaluation.charged(true);
    evaluation.evaluate(x, true);
    double[] q = evaluation.q().clone();
    evaluation.evaluate(x, false);
    assertThat(q).isEqualTo(evaluation.q());
  }

  /** Evaluates both ways at a random point, after a point nearby. */
  private void evaluate(long seed, double reach, double step) {
    Random random = new Random(seed);
    for (int i = 0; i < n; i++) {
      x[i] = 0.6 * random.nextDouble();
      beta[i] = 1e-5 * (random.nextDouble() - 0.5);
    }
    evaluation.seedLimits(x);
    evaluation.reach(reach);
    condensed.stage(ALPHA, beta);
    condensed.rates(x);
    condensed.evaluate(x, jacobian);
    for (int i = 0; i < n; i++) {
      x[i] += step * (2 * random.nextDouble() - 1);
    }
    condensed.stage(ALPHA, beta);
    condensed.rates(x);
    condensed.evaluate(x, jacobian);
  }

  /** Returns G + alpha C of the whole system at the point, dense. */
  private void evaluateWhole() {
    evaluation.evaluate(x, false);
    whole = new double[n][n];
    double[] c = evaluation.c();
    SparsePattern pattern = system.pattern();
    for (int column = 0; column < n; column++) {
      int end = pattern.columnStarts()[column + 1];
      for (int p = pattern.columnStarts()[column]; p < end; p++) {
        whole[pattern.rowIndices()[p]][column] = evaluation.g()[p] + ALPHA * c[p];
      }
    }
  }

  @Test
  void oxidesAreNoUnknowns() {
    // Five transistors with three parts of the oxide each.
    assertThat(n - kept.length).isEqualTo(15);
  }

  @Test
  void currentsAreThoseOfTheWholeSystem() {
    for (int seed = 0; seed < 20; seed++) {
      evaluate(seed, 0, 1e-2);
      double[] residual = condensed.f().clone();
      for (int i : kept) {
        residual[i] += ALPHA * condensed.otherCharges()[i];
      }
      evaluateWhole();
      for (int i : kept) {
        double size = evaluation.magnitude()[i] + Math.abs(ALPHA * evaluation.q()[i]) + 1e-9;
        assertThat(residual[i] / size)
            .as("row %s, seed %s", i, seed)
            .isCloseTo(
                (evaluation.f()[i] + ALPHA * evaluation.q()[i]) / size,
                within(1e-12));
      }
      for (int i = 0; i < n; i++) {
        if (Arrays.binarySearch(kept, i) < 0) {
          // The row of a rate is solved.
          double left = evaluation.f()[i] + ALPHA * evaluation.q()[i] + beta[i];
          assertThat(Math.abs(left)).isLessThan(1e-12 * (Math.abs(x[i]) + Math.abs(beta[i])));
        }
      }
    }
  }

  @Test
  void matrixIsThatOfTheWholeSystemWithoutRates() {
    for (int seed = 0; seed < 20; seed++) {
      evaluate(seed, 0, 1e-2);
      evaluateWhole();
      double[] b = new double[n + 1];
      Random random = new Random(seed);
      for (int i = 0; i < n; i++) {
        b[i] = random.nextDouble();
      }
      double[] y = b.clone();
      condensed.takeOutRates(y);
      double[] side = new double[kept.length + 1];
      for (int i = 0; i < kept.length; i++) {
        side[i] = y[kept[i]];
      }
      var solver = condensed.linearSolver();
      assertThat(solver.refactor(jacobian)).isTrue();
      solver.solve(side);
      for (int i = 0; i < kept.length; i++) {
        y[kept[i]] = side[i];
      }
      condensed.putBackRates(y);
      for (int i = 0; i < n; i++) {
        double left = -b[i];
        double size = Math.abs(b[i]);
        for (int j = 0; j < n; j++) {
          left += whole[i][j] * y[j];
          size += Math.abs(whole[i][j] * y[j]);
        }
        assertThat(Math.abs(left) / size).as("row %s, seed %s", i, seed).isLessThan(1e-10);
      }
    }
  }

  @Test
  void chargesAreThoseOfTheWholeSystem() {
    for (int seed = 0; seed < 20; seed++) {
      evaluate(seed, 0, 1e-2);
      double[] q = new double[n + 1];
      condensed.charges(x, new double[n + 1], q);
      double[] changed = new double[n + 1];
      double[] dx = x.clone();
      condensed.addCharges(dx, changed);
      evaluateWhole();
      double[] expected = new double[n + 1];
      evaluation.addCharges(dx, expected);
      for (int i = 0; i < n; i++) {
        assertThat(Math.abs(q[i] - evaluation.q()[i]))
            .isLessThan(1e-12 * Math.abs(q[i]) + 1e-24);
        assertThat(Math.abs(changed[i] - expected[i]))
            .isLessThan(1e-12 * Math.abs(changed[i]) + 1e-24);
      }
    }
  }

  @Test
  void tangentsAreGoodToTheSquareOfTheReach() {
    // 5 uV are a hundredth of what the reach allows to a gate of 50 mV.
    evaluate(3, 1e-2, 5e-6);
    double[] residual = condensed.f().clone();
    for (int i : kept) {
      residual[i] += ALPHA * condensed.otherCharges()[i];
    }
    evaluateWhole();
    double worst = 0;
    for (int i : kept) {
      double then = evaluation.f()[i] + ALPHA * evaluation.q()[i];
      double size = evaluation.magnitude()[i] + Math.abs(ALPHA * evaluation.q()[i]) + 1e-9;
      worst = Math.max(worst, Math.abs(residual[i] - then) / size);
    }
    assertThat(worst).isPositive().isLessThan(1e-4);
  }

  /** Returns the largest difference to the whole system at the point, beside what goes into a row. */
  private double missOfCurrents(double alpha) {
    condensed.evaluate(x, jacobian);
    double[] residual = condensed.f().clone();
    double[] charges = new double[n + 1];
    condensed.charges(x, new double[n + 1], charges);
    for (int i : kept) {
      residual[i] += alpha * condensed.otherCharges()[i];
    }
    condensed.rates(x);
    evaluation.evaluate(x, false);
    double worst = 0;
    for (int i : kept) {
      double then = evaluation.f()[i] + alpha * evaluation.q()[i];
      double size = evaluation.magnitude()[i] + Math.abs(alpha * evaluation.q()[i]) + 1e-9;
      worst = Math.max(worst, Math.abs(residual[i] - then) / size);
      worst = Math.max(worst, alpha * Math.abs(charges[i] - evaluation.q()[i]) / size);
    }
    return worst;
  }

  @Test
  void devicesThatDoNotMoveAreAddedUpOnceAndAreTheSameAtAnyAlpha() {
    evaluate(5, 1e-2, 0);
    for (int k = 0; k < 20; k++) {
      condensed.evaluate(x, jacobian);
    }
    assertThat(condensed.resting()).isEqualTo(5);
    double[] before = jacobian.clone();

    // Other steps, with another past, at the same voltages: rounding is all that may differ.
    for (double alpha : new double[] {1e6, 3e9, 1e12}) {
      for (int i = 0; i < n; i++) {
        beta[i] = 1e-15 * alpha * Math.sin(i + alpha);
      }
      condensed.stage(alpha, beta);
      assertThat(missOfCurrents(alpha)).isLessThan(1e-12);
    }
    assertThat(condensed.resting()).isEqualTo(5);
    condensed.stage(ALPHA, beta);
    condensed.evaluate(x, jacobian);
    for (int e = 0; e < before.length - 1; e++) {
      assertThat(jacobian[e]).isCloseTo(before[e], within(1e-12 * Math.abs(before[e]) + 1e-18));
    }
  }

  @Test
  void devicesAtANodeThatMovesWakeAndTheOthersRest() {
    evaluate(5, 1e-2, 0);
    for (int k = 0; k < 20; k++) {
      condensed.evaluate(x, jacobian);
    }
    // c is the drain of M5 alone.
    x[system.indexOf("v(c)")] += 0.05;
    evaluation.seedLimits(x);

    condensed.stage(ALPHA, beta);
    assertThat(missOfCurrents(ALPHA)).isLessThan(1e-12);
    assertThat(condensed.resting()).isEqualTo(4);
    double[] away = x.clone();
    for (int k = 0; k < 400; k++) {
      x[system.indexOf("v(g)")] = away[system.indexOf("v(g)")] + (k % 20 < 3 ? 0.1 : 0);
      condensed.evaluate(x, jacobian);
    }
    assertThat(missOfCurrents(ALPHA)).isLessThan(1e-12);
    assertThat(condensed.resting()).isEqualTo(5);
  }

  @Test
  void anEvaluationAllocatesNothing() {
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    evaluate(1, 1e-3, 1e-2);
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 20; run++) {
      long before = thread.getThreadAllocatedBytes(id);
      x[0] += 1e-3;
      condensed.stage(ALPHA, beta);
    condensed.rates(x);
      condensed.evaluate(x, jacobian);
      least = Math.min(least, thread.getThreadAllocatedBytes(id) - before);
    }

    assertThat(least).isZero();
  }
}
