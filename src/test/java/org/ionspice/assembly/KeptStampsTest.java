package org.ionspice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.ionspice.Simulation;
import org.junit.jupiter.api.Test;

/** Tangents stand for devices that have hardly moved, and only for those. */
class KeptStampsTest {
  private static final double REACH = 1e-3;

  private static final String NETLIST =
      """
      transistors of each kind
      V1 vdd 0 3
      Q1 c b e qn
      D1 b c dm
      M1 d g s 0 mn w=10u l=2u ad=50p as=50p pd=25u ps=25u
      J1 d b s jn
      R1 vdd c 1k
      R2 b e 1k
      R3 d g 1k
      R4 s 0 1k
      .model qn npn(is=5f bf=200 vaf=100 ikf=10m rb=200 rbm=50 rc=50 re=2 cje=1p cjc=0.5p tf=0.3n)
      .model dm d(is=1e-12 rs=1 cjo=2p tt=1n)
      .model mn nmos(vto=0.6 kp=60u gamma=0.5 tox=30n cgso=0.25n cgdo=0.25n cj=0.3m cjsw=0.3n)
      .model jn njf(vto=-2 beta=1m cgs=1p cgd=1p)
      .op
      .end
      """;

  private final Assembly system =
      new Assembly(Simulation.of("kept.cir", NETLIST).design().circuit());
  private final Evaluation evaluation = system.evaluation();
  private final int n = system.size();
  private final double[] x = new double[n + 1];

  KeptStampsTest() {
    Random random = new Random(7);
    for (int i = 0; i < n; i++) {
      x[i] = 0.6 * random.nextDouble();
    }
    evaluation.mode(true);
    evaluation.seedLimits(x);
    evaluation.reach(REACH);
    evaluation.evaluate(x, true);
  }

  /** Evaluates a step away, with tangents and without, and returns the largest difference of f. */
  private double difference(double step) {
    double[] there = x.clone();
    Random random = new Random(8);
    for (int i = 0; i < n; i++) {
      there[i] += step * (2 * random.nextDouble() - 1);
    }
    evaluation.evaluate(there, true);
    double[] f = evaluation.f().clone();
    double[] q = evaluation.q().clone();
    evaluation.evaluate(there, false);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double size = evaluation.magnitude()[i];
      worst = Math.max(worst, Math.abs(f[i] - evaluation.f()[i]) / size);
      // Picofarads at a volt.
      worst = Math.max(worst, Math.abs(q[i] - evaluation.q()[i]) / 1e-12);
    }
    return worst;
  }

  @Test
  void tangentsAreGoodToHalfTheSquareOfTheReach() {
    // 10 uV are 0.4e-3 of k T / q = 26 mV, so that every device is near.
    assertThat(difference(5e-6)).isPositive().isLessThan(0.5 * REACH * REACH);
  }

  @Test
  void whatHasMovedIsEvaluated() {
    // Every junction moves by more than 26 uV; what it stamps is what it stamps afresh.
    assertThat(difference(1e-2)).isZero();
  }

  @Test
  void aNewRunForgets() {
    evaluation.mode(true);

    assertThat(difference(5e-6)).isZero();
  }
}
