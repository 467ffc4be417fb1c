package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ionspice.integration.GradientProbe.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gradients do not depend on how much of the run is on the tape: they are the same to the last bit when
 * steps have to be repeated.
 */
class TapeCheckpointTest {
  private static Transient uic(double stop, double most) {
    return new Transient(stop, stop, 0, most, true, false);
  }

  private static Transient fromOp(double stop, double most) {
    return new Transient(stop, stop, 0, most, false, false);
  }

  /** Compares tapes that take all, some and next to nothing of the run; returns repeated steps. */
  private static void same(GradientProbe probe, double... factors) throws Exception {
    GradientProbe.Bounded whole = probe.bounded(1e12, factors);
    assertThat(whole.replayed()).isZero();
    assertThat(whole.gradient()).isEqualTo(probe.gradient(factors));
    for (double value : whole.gradient()) {
      assertThat(value).isNotZero();
    }
    long before = 0;
    for (double part : new double[] {0.5, 0.25, 0.12}) {
      GradientProbe.Bounded some = probe.bounded(part * whole.bytes(), factors);

      assertThat(some.bytes()).isLessThanOrEqualTo(part * whole.bytes());
      assertThat(some.replayed()).as("repeated with %s of it", part).isGreaterThanOrEqualTo(before);
      assertThat(some.values()).isEqualTo(whole.values());
      assertThat(some.gradient()).isEqualTo(whole.gradient());
      before = some.replayed();
    }
    assertThat(before).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "trbdf2", "trap", "gear"})
  void aDiodeAndACoil(String method) throws Exception {
    same(
        new GradientProbe(
                fromOp(3e-3, 5e-6),
                options(method, method.equals("euler") ? 1e-3 : 1e-5),
                GradientProbe.RECTIFIER)
            .sample(1.1e-3, "v(c)")
            .sample(2.7e-3, "v(a)")
            .by("r1", "r")
            .by("c1", "c")
            .by("l1", "l"),
        1,
        -0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void spikesWithARefractoryTimeAndADelay(String method) throws Exception {
    same(
        new GradientProbe(
                uic(0.4, Double.NaN),
                options(method, 1e-5),
                "I1 0 m sin(2.2n 0.3n 20)",
                "N1 m 0 lif vres=2m tref=3m",
                "N2 m 0 late 0 delay td=7m",
                "R1 late out 1meg",
                "C1 out 0 3n")
            .sample(0.13, "v(out)")
            .sample(0.39, "v(out)")
            .by("n1", "vth", "cm", "tref")
            .by("n2", "td")
            .by("r1", "r"),
        1,
        0.3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap"})
  void aLineWithReflections(String method) throws Exception {
    same(
        new GradientProbe(
                fromOp(200e-9, 0.2e-9),
                options(method, 1e-5),
                GradientProbe.REFLECTING_LINE)
            .sample(90.3e-9, "v(b)")
            .sample(193e-9, "v(b)")
            .by("r1", "r")
            .by("t1", "z0", "td")
            .by("c1", "c"),
        1,
        0.5);
  }

  @Test
  void heldStatesAndPrivateStates() throws Exception {
    same(
        new GradientProbe(
                fromOp(20e-3, 40e-6),
                options("trbdf2", 1e-4),
                "V1 in 0 sin(0 1.5 200)",
                "N1 in a hp x0=0.3",
                "N2 a b hp x0=0.6",
                "N3 b 0 hp x0=0.5",
                "R1 a 0 20k",
                "C1 a 0 0.5u",
                "C2 b 0 0.5u")
            .sample(7e-3, "v(a)")
            .sample(19e-3, "v(b)")
            .by("n1", "x0", "uv")
            .by("n3", "x0")
            .by("c2", "c"),
        1,
        0.5);
  }

  @Test
  void aNetworkWhoseStatesAreEliminated() throws Exception {
    // 401 unknowns: the solver of large circuits, whose pivots remember the values before.
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of("V1 n0 0 sin(0 1.5 200)"));
    for (int k = 1; k < 200; k++) {
      lines.add(String.format(Locale.ROOT, "C%d n%d 0 0.5u", k, k));
      lines.add(String.format(Locale.ROOT, "RL%d n%d 0 20k", k, k));
    }
    for (int k = 0; k < 200; k++) {
      int other = (k + 1 + random.nextInt(9)) % 200;
      lines.add(
          String.format(
              Locale.ROOT, "NW%d n%d n%d hp x0=%.4g", k, k, other, 0.2 + 0.6 * random.nextDouble()));
      lines.add(String.format(Locale.ROOT, "RW%d n%d n%d 5k", k, k, (k + 1) % 200));
    }
    same(
        new GradientProbe(
                fromOp(10e-3, 30e-6), options("trbdf2", 1e-4), lines.toArray(new String[0]))
            .sample(4e-3, "v(n2)")
            .sample(9e-3, "v(n7)")
            .by("nw1", "x0")
            .by("nw5", "uv")
            .by("rw3", "r"),
        1,
        0.5);
  }
}
