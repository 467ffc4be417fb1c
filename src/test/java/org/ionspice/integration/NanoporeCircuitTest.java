package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ionspice.analysis.AcSweep;
import org.ionspice.analysis.OperatingPoint;
import org.ionspice.analysis.TestDevices;
import org.ionspice.circuit.Circuit;
import org.ionspice.device.DeviceModel;
import org.ionspice.devices.Nanopore;
import org.ionspice.devices.VoltageSource;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Table;
import org.ionspice.waveform.Dc;
import org.ionspice.waveform.Sine;
import org.ionspice.waveform.Waveform;
import org.ionspice.waveform.Waveforms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A pore under a voltage source, against J. Bisquert, Adv. Phys. Res. 2024,
 * doi:10.1002/apxr.202400029.
 *
 * <p>Static and small-signal numbers follow from the paper's equations in closed form. Loop numbers
 * were computed from the same equations with numpy, independent of this program: an exponential
 * integrator with midpoint rates, over 40 000 steps a period, and the fixed point of its linear map.
 */
class NanoporeCircuitTest {
  private static DeviceModel pore(Map<String, Object> given) {
    return ParameterTable.of(Nanopore.class).build(given).record().orElseThrow();
  }

  private static Circuit under(DeviceModel pore, double dc, Waveform waveform) {
    return TestDevices.circuit(
        List.of("a"),
        TestDevices.instance("v1", new VoltageSource(dc, 1, 0, waveform), 0, -1),
        TestDevices.instance("n1", pore, 0, -1));
  }

  @ParameterizedTest
  @CsvSource({
    "-1,-0.12e-6", "-0.5,-0.0700286e-6", "0,-0.0212047e-6", "0.2,0", "0.5,0.165e-6", "1,0.795181e-6"
  })
  void staticCurrentsAreThoseOfFigure12(double volts, double amperes) throws Exception {
    DeviceModel pore = pore(Map.of("e0", 0.2, "vb", 0.5, "vm", 0.1, "gl", 0.1e-6, "gh", 1e-6));

    Table op = TestDevices.run(under(pore, volts, new Dc(volts)), new OperatingPoint(), Map.of());

    // Six printed digits.
    assertThat(-op.column("i(v1)")[0]).isCloseTo(amperes, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-0.3", "0", "0.3"})
  void impedanceIsTheClosedFormOfAChemicalInductor(double u) throws Exception {
    double gl = 0.1e-6;
    double gh = 1e-6;
    double vm = 0.1;
    double cm = 1e-9;
    DeviceModel pore =
        pore(
            Map.of(
                "vb", 0.0, "vm", vm, "va", 0.3, "vd", -0.4, "na", 1.5, "nd", 2.0, "tau0", 1e-3,
                "cm", cm, "db", "ignore"));
    double xEq = 1 / (1 + Math.exp(-u / vm));
    double gb = gl + (gh - gl) * xEq;
    double ga = (gh - gl) * u * xEq * (1 - xEq) / vm;
    double tau = 1e-3 / (Math.exp((u - 0.3) / (1.5 * vm)) + Math.exp(-(u + 0.4) / (2 * vm)));

    Table ac =
        TestDevices.run(
            under(pore, u, new Dc(u)), new AcSweep(AcSweep.grid("dec", 5, 1e-2, 1e6)), Map.of());

    double[] f = ac.column("scale");
    for (int i = 0; i < f.length; i++) {
      double w = 2 * Math.PI * f[i];
      double d = 1 + w * w * tau * tau;
      double re = gb + ga / d;
      double im = w * cm - ga * w * tau / d;
      double size = Math.hypot(re, im);
      assertThat(-ac.column("i(v1)")[i]).isCloseTo(re, within(1e-9 * size));
      assertThat(-ac.imaginary("i(v1)")[i]).isCloseTo(im, within(1e-9 * size));
    }
  }

  private static double[][] lastCycle(DeviceModel pore, double amplitude, double f, int cycles)
      throws Exception {
    Waveform sine = Waveforms.of("sin", new double[] {0, amplitude, f}, 1, cycles / f);
    assertThat(sine).isInstanceOf(Sine.class);
    Table rows =
        TestDevices.run(
            under(pore, Double.NaN, sine),
            new Transient(0.01 / f, cycles / f, (cycles - 1) / f, 0.005 / f, false, false),
            Map.of("reltol", 1e-6));
    return new double[][] {
      rows.column("v(a)"), rows.column("i(v1)"), rows.column("@n1[x]")
    };
  }

  /** Returns the crossing value of {@code y} where {@code v} falls (or rises) through {@code at}. */
  private static double crossing(double[] v, double[] y, double at, boolean falling) {
    for (int i = 1; i < v.length; i++) {
      boolean down = v[i - 1] > at && v[i] <= at;
      boolean up = v[i - 1] < at && v[i] >= at;
      if (falling ? down : up) {
        double s = (at - v[i - 1]) / (v[i] - v[i - 1]);
        return y[i - 1] + s * (y[i] - y[i - 1]);
      }
    }
    throw new AssertionError("no crossing of " + at);
  }

  // Times of the paper in units of tau0 = 1 s (Fig 21), here 1 s as well.
  @ParameterizedTest
  @CsvSource({
    "0.01,0.794972e-6,0.0296355,0.0962059,3",
    "0.03,0.789136e-6,0.0168565,0.266736,3",
    "0.1,0.672174e-6,0.00882933,0.587744,4",
    "0.3,0.441396e-6,0.0910213,0.577733,8",
    "1,0.333210e-6,0.239551,0.418944,20"
  })
  void periodicOrbitsAreThoseOfFigure21(
      double f, double peak, double xUp, double xDown, int cycles) throws Exception {
    DeviceModel pore =
        pore(
            Map.of(
                "e0", 0.2, "vb", 0.5, "vm", 0.1, "gl", 0.1e-6, "gh", 1e-6, "taumode", "const",
                "tau0", 1.0));

    double[][] loop = lastCycle(pore, 1, f, cycles);

    double most = 0;
    for (double i : loop[1]) {
      most = Math.max(most, -i);
    }
    // 1e-4 of the range (current 0.9 uA, state 1).
    assertThat(most).isCloseTo(peak, within(1e-10));
    assertThat(crossing(loop[0], loop[2], 0.2, false)).isCloseTo(xUp, within(1e-4));
    assertThat(crossing(loop[0], loop[2], 0.2, true)).isCloseTo(xDown, within(1e-4));
    assertThat(crossing(loop[0], loop[1], 0.2, true)).isCloseTo(0, within(1e-10));
  }

  // U0 = 1.5 V; f in kHz against tau0 in ms.
  @ParameterizedTest
  @CsvSource({
    "10,1.49994e-6,0.0292635,3",
    "100,1.49994e-6,0.654090,4",
    "1e3,1.36702e-6,0.931887,10",
    "1e4,0.469424e-6,0.301947,60"
  })
  void periodicOrbitsAreThoseOfFigure29(double f, double peak, double xDown, int cycles)
      throws Exception {
    DeviceModel pore =
        pore(
            Map.of(
                "vb", 0.5, "vm", 0.1, "gl", 0.1e-6, "gh", 1e-6, "va", 1.0, "vd", 0.0, "tau0",
                0.5e-3));

    double[][] loop = lastCycle(pore, 1.5, f, cycles);

    double most = 0;
    for (double i : loop[1]) {
      most = Math.max(most, -i);
    }
    assertThat(most).isCloseTo(peak, within(1.5e-10));
    assertThat(crossing(loop[0], loop[2], 0, true)).isCloseTo(xDown, within(1e-4));
  }

  @Test
  void theLoopIsPinchedAtTheReversalPotential() throws Exception {
    DeviceModel pore = pore(Map.of("e0", 0.2, "tau0", 1e-3));

    double[][] loop = lastCycle(pore, 1, 300, 5);

    // i = g(x) (u - e0) is zero at u = e0 whatever x is; between points the line misses by 1e-12.
    assertThat(crossing(loop[0], loop[1], 0.2, true)).isCloseTo(0, within(1e-11));
    assertThat(crossing(loop[0], loop[1], 0.2, false)).isCloseTo(0, within(1e-11));
  }
}
