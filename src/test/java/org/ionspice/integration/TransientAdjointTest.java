package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ionspice.integration.GradientProbe.options;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.TestDevices;
import org.ionspice.diagnostics.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of transients against closed forms and against differences of whole runs. */
class TransientAdjointTest {
  private static Transient uic(double stop) {
    return new Transient(stop, stop, 0, Double.NaN, true, false);
  }

  private static Transient fromOp(double stop) {
    return new Transient(stop, stop, 0, Double.NaN, false, false);
  }

  private static void close(double found, double expected, double relative) {
    assertThat(found / expected).isCloseTo(1, within(relative));
  }

  /** Asserts that the walk back gives what central differences of 1e-3 of whole runs do. */
  private static void likeWholeRuns(GradientProbe probe, double relative, double... factors)
      throws Exception {
    double[] walked = probe.gradient(factors);
    double[] whole = probe.differences(1e-3, factors);

    for (int k = 0; k < walked.length; k++) {
      close(walked[k], whole[k], relative);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "trbdf2", "trap", "gear"})
  void aChargingCapacitor(String method) throws Exception {
    double t = 0.7e-3;
    double[] g =
        new GradientProbe(
                uic(1e-3), options(method, method.equals("euler") ? 1e-5 : 1e-7), "V1 in 0 2", "R1 in out 1k", "C1 out 0 1u ic=0.5")
            .sample(t, "v(out)")
            .by("r1", "r")
            .by("c1", "c", "ic")
            .by("v1", "dc")
            .gradient(1);

    // v = V + (v0 - V) exp(-t / RC). The step control does not look at sensitivities, which a formula
    // of order p makes p times as wrong as the values at least: some ten reltol, a hundred with Euler.
    double e = Math.exp(-0.7);
    double allowed = method.equals("euler") ? 1e-3 : 1e-5;
    close(g[0], -1.5 * e * t / (1e3 * 1e3 * 1e-6), allowed);
    close(g[1], -1.5 * e * t / (1e3 * 1e-6 * 1e-6), allowed);
    close(g[2], e, allowed);
    close(g[3], 1 - e, allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "trbdf2", "trap", "gear"})
  void differencesOfWholeRuns(String method) throws Exception {
    double[] walked = rectifier(options(method, 1e-6)).gradient(1, -0.5);
    // Whole runs change their steps with a parameter, and their errors, some reltol, at random: divided
    // by a difference of 1e-3 that is 1e-4 or more at a reltol of 1e-6, whatever the gradient is.
    double[] whole =
        rectifier(Map.of("method", "gear", "maxord", 5.0, "reltol", 1e-9)).differences(2e-4, 1, -0.5);

    // An error of ten reltol; Gear's orders and Euler's, as for the charging capacitor.
    double allowed = method.startsWith("tr") ? 1e-4 : 1e-3;
    for (int k = 0; k < walked.length; k++) {
      close(walked[k], whole[k], allowed);
    }
  }

  private static GradientProbe rectifier(Map<String, Object> options) throws Exception {
    return new GradientProbe(
            fromOp(3e-3),
            options,
            GradientProbe.RECTIFIER)
        .sample(1.1e-3, "v(c)")
        .sample(2.7e-3, "v(a)")
        .by("r1", "r")
        .by("c1", "c")
        .by("l1", "l")
        .by("r2", "r");
  }

  @Test
  void aMemristorWithoutWindow() throws Exception {
    // r dr/dt = (ron - roff) k v with k = uv ron / d^2, so r^2 = r0^2 + 2 (ron - roff) k v t.
    double ron = 100;
    double roff = 16e3;
    double uv = 1e-14;
    double d = 10e-9;
    double x0 = 0.3;
    double v = 1.2;
    double t = 0.2;
    double k = uv * ron / (d * d);
    double r0 = ron * x0 + roff * (1 - x0);
    double r = Math.sqrt(r0 * r0 + 2 * (ron - roff) * k * v * t);
    for (boolean start : new boolean[] {true, false}) {
      double[] g =
          new GradientProbe(
                  new Transient(0.4, 0.4, 0, Double.NaN, start, false),
                  options("trbdf2", 1e-7),
                  "V1 a 0 1.2",
                  "N1 a 0 hp win=none x0=0.3")
              .sample(t, "@n1[x]")
              .by("n1", "x0", "uv")
              .by("v1", "dc")
              .gradient(1);

      // x = (r - roff) / (ron - roff)
      close(g[0], r0 / r, 1e-5);
      close(g[1], k / uv * v * t / r, 1e-5);
      close(g[2], k * t / r, 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void aSpikeComesAtATimeThatDependsOnEverything(String method) throws Exception {
    // v = (I/gl) (1 - exp(-t/tau)) reaches vth at t1 = tau ln(I / (I - gl vth)), tau = cm/gl; after it
    // v = (I/gl) (1 - exp(-(t - t1)/tau)) + vres exp(-(t - t1)/tau).
    double cm = 2e-9;
    double gl = 1e-7;
    double vth = 15e-3;
    double vres = 2e-3;
    double i = 2e-9;
    double t = 45e-3;
    double[] g =
        new GradientProbe(
                uic(50e-3),
                options(method, 1e-7),
                "I1 0 m 2n",
                "N1 m 0 lif vres=2m tref=0")
            .sample(t, "v(m)")
            .by("i1", "dc")
            .by("n1", "vth", "gl", "cm", "vres")
            .gradient(1);

    double tau = cm / gl;
    double left = i - gl * vth;
    double t1 = tau * Math.log(i / left);
    double e = Math.exp(-(t - t1) / tau);
    double byT1 = -(i / gl - vres) * e / tau; // dv/dt1
    double dt1ByI = tau * (1 / i - 1 / left);
    double dt1ByG = -t1 / gl + tau * vth / left;
    double dt1ByC = t1 / cm;
    double byTau = -(i / gl - vres) * e * (t - t1) / (tau * tau);
    double allowed = 1e-5;
    close(g[0], (1 - e) / gl + byT1 * dt1ByI, allowed);
    close(g[1], byT1 * tau * gl / left, allowed);
    close(g[2], -i / (gl * gl) * (1 - e) + byTau * -tau / gl + byT1 * dt1ByG, allowed);
    close(g[3], byTau / gl + byT1 * dt1ByC, allowed);
    close(g[4], e, allowed);
  }

  @Test
  void aSecondSpikeAfterTheRefractoryTime() throws Exception {
    // Held for tref at vres = 0 (to a millionth), the membrane starts anew at t1 + tref; the second
    // spike is at 2 t1 + tref, the end of its refractory time at 2 (t1 + tref).
    double cm = 2e-9;
    double gl = 1e-7;
    double vth = 15e-3;
    double i = 2e-9;
    double tref = 3e-3;
    double t = 75e-3;
    double[] g =
        new GradientProbe(
                uic(80e-3), options("trbdf2", 1e-7), "I1 0 m 2n", "N1 m 0 lif tref=3m")
            .sample(t, "v(m)")
            .by("i1", "dc")
            .by("n1", "vth", "tref")
            .gradient(1);

    double tau = cm / gl;
    double left = i - gl * vth;
    double t1 = tau * Math.log(i / left);
    double e = Math.exp(-(t - 2 * (t1 + tref)) / tau);
    double byStart = -i / gl * e / tau;
    close(g[0], (1 - e) / gl + byStart * 2 * tau * (1 / i - 1 / left), 1e-4);
    close(g[1], byStart * 2 * tau * gl / left, 1e-4);
    close(g[2], byStart * 2, 1e-4);
  }

  @Test
  void aSampleInTheStepBeforeOrAfterASpike() throws Exception {
    // Samples close to the spike at 27.7 ms, and on both sides: differences of whole runs.
    GradientProbe probe =
        new GradientProbe(
                uic(50e-3),
                options("trbdf2", 1e-6),
                "I1 0 m sin(2n 0.5n 40)",
                "N1 m 0 lif vres=2m tref=0",
                "R1 m out 100meg",
                "C1 out 0 3n")
            .sample(25e-3, "v(out)")
            .sample(26.9e-3, "v(out)")
            .sample(27.5e-3, "v(out)")
            .sample(40e-3, "v(out)")
            .by("n1", "vth", "cm")
            .by("c1", "c");

    likeWholeRuns(probe, 1e-4, 1, -2, 1, 0.7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear"})
  void aDelayedSine(String method) throws Exception {
    // out = gain sin(w (t - td)); dout/dtd = -gain w cos(w (t - td))
    double w = 2 * Math.PI * 500;
    double td = 0.3e-3;
    double t = 1.73e-3;
    double[] g =
        new GradientProbe(
                uic(3e-3),
                options(method, 1e-6),
                "V1 in 0 sin(0 1 500)",
                "R1 in 0 1k",
                "N1 in 0 out 0 delay td=0.3m gain=0.8",
                "R2 out 0 1k")
            .sample(t, "v(out)")
            .by("n1", "gain", "td")
            .gradient(1);

    close(g[0], Math.sin(w * (t - td)), 1e-4);
    close(g[1], -0.8 * w * Math.cos(w * (t - td)), 1e-3); // the slope of parabolas
  }

  @Test
  void aSpikeComesBackThroughADelay() throws Exception {
    // The membrane's saw tooth, delayed and smoothed: differences of whole runs.
    GradientProbe probe =
        new GradientProbe(
                uic(60e-3),
                options("trbdf2", 1e-6),
                "I1 0 m 2n",
                "N1 m 0 lif vres=2m tref=0",
                "N2 m 0 late 0 delay td=7m",
                "R1 late out 1meg",
                "C1 out 0 3n")
            .sample(36e-3, "v(out)")
            .sample(45e-3, "v(out)")
            .by("n1", "vth", "cm")
            .by("n2", "td")
            .by("r1", "r");

    // Slopes of the remembered parabolas enter, which are less accurate than their values.
    likeWholeRuns(probe, 1e-3, 1, 0.3);
  }

  @Test
  void aLineWithReflections() throws Exception {
    GradientProbe probe =
        new GradientProbe(
                fromOp(40e-9),
                options("trbdf2", 1e-6),
                GradientProbe.REFLECTING_LINE)
            .sample(9.3e-9, "v(b)")
            .sample(33e-9, "v(b)")
            .by("r1", "r")
            .by("t1", "z0", "td")
            .by("c1", "c");

    likeWholeRuns(probe, 1e-3, 1, 0.5);
  }

  @Test
  void aLoopShorterThanItsSteps() throws Exception {
    GradientProbe probe =
        new GradientProbe(
                uic(3e-3),
                options("trbdf2", 1e-6),
                "V1 in 0 sin(0.2 1 500)",
                "R1 in a 1k",
                "C1 a 0 1u",
                "N1 a 0 b 0 delay td=20u gain=-0.7",
                "R2 b a 2k")
            .sample(2.2e-3, "v(a)")
            .by("r1", "r")
            .by("n1", "gain", "td");

    likeWholeRuns(probe, 1e-3, 1);
  }

  @Test
  void aShuntIsAResistorAtEachNode() throws Exception {
    String[] circuit = {"V1 in 0 PULSE(0 2 0.2m 1n 1n 0.5m)", "R1 in a 1k", "C1 a 0 1u ic=3"};
    String[] loaded = Arrays.copyOf(circuit, circuit.length + 2);
    loaded[circuit.length] = "R2 a 0 1k";
    loaded[circuit.length + 1] = "R3 in 0 1k";
    Map<String, Object> shunted = new HashMap<>(options("trbdf2", 1e-6));
    shunted.put("rshunt", 1e3);

    double[] shunt = slopes(new GradientProbe(uic(1e-3), shunted, circuit));
    double[] resistor = slopes(new GradientProbe(uic(1e-3), options("trbdf2", 1e-6), loaded));

    // The same equations and steps: they differ by the order of their sums.
    for (int k = 0; k < shunt.length; k++) {
      close(shunt[k], resistor[k], 1e-9);
    }
  }

  private static double[] slopes(GradientProbe probe) throws Exception {
    return probe.sample(0.6e-3, "v(a)").by("r1", "r").by("c1", "c", "ic").gradient(1);
  }

  @Test
  void twoNeuronsThatFireTogetherHaveNoDerivative() throws Exception {
    Map<String, Object> options = options("trbdf2", 1e-6);
    String[] apart = {
      "I1 0 m 2n", "N1 m 0 lif vres=2m tref=0", "I2 0 k 2n", "N2 k 0 lif vth=15.1m vres=2m tref=0"
    };
    String[] together = apart.clone();
    together[3] = "N2 k 0 lif vres=2m tref=0";

    // Uncoupled and apart, each has its own time: vth of one does nothing to the other.
    double[] g = twoNeurons(options, apart).gradient(1, 1);
    double[] single =
        new GradientProbe(uic(50e-3), options, apart[0], apart[1])
            .sample(45e-3, "v(m)")
            .by("n1", "vth")
            .gradient(1);
    close(g[0], single[0], 1e-4);

    assertThat(twoNeurons(options, together).trouble(1, 1))
        .hasValueSatisfying(
            d -> {
              assertThat(d.code().name()).isEqualTo("E405");
              assertThat(d.message()).contains("n1").contains("n2").contains("together");
              assertThat(d.at().line()).isEqualTo(5);
            });

    // The one that does not count for the function may fire when it likes.
    double[] one = twoNeurons(options, together).gradient(1, 0);
    close(one[0], single[0], 1e-4);
  }

  private static GradientProbe twoNeurons(Map<String, Object> options, String... lines) {
    return new GradientProbe(uic(50e-3), options, lines)
        .sample(45e-3, "v(m)")
        .sample(45e-3, "v(k)")
        .by("n1", "vth");
  }

  @Test
  void stepsTakeNoMoreMemoryThanTheyMay() throws Exception {
    GradientProbe probe =
        new GradientProbe(uic(1e-3), options("trbdf2", 1e-4), "V1 in 0 2", "R1 in out 1k", "C1 out 0 1u");
    Tape tape = new Tape(List.of(), 2e3, Span.NONE, null);

    Outcome outcome =
        uic(1e-3)
            .record(
                GradientProbe.run(probe.system(), TestDevices.settings(options("trbdf2", 1e-4))), tape);

    assertThat(outcome.failure().map(d -> d.code().name())).hasValue("E407");
  }
}
