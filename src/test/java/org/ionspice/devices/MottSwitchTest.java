package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Mott switch against its static locus r(u) i^2 = gth(u) dt, whose points were computed with
 * scipy independent of this program, and against its small-signal admittance in closed form.
 */
class MottSwitchTest {
  private static final double THRESHOLD = 1.0069276;

  private static MottSwitch device() {
    return ParameterTable.of(MottSwitch.class).build(java.util.Map.of()).record().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1e-12,122805", "0.1,3577.88", "0.5,147.233", "0.99,37.5892"})
  void theCoreShortsTheChannel(double u, double ohms) {
    assertThat(device().resistance(u)).isCloseTo(ohms, within(1e-5 * ohms));
  }

  @ParameterizedTest
  @CsvSource({"-0.4999999,-0.5000001", "-0.49,-0.51"})
  void theBracketIsTheSameSummedOrWrittenOut(double inside, double outside) {
    // (g e^g - sinh g)/g^2 = 1 + g/3 + g^2/6 + ...: its difference quotient is its slope.
    double quotient =
        (bracket(inside) - bracket(outside)) / (inside - outside);
    double slope = bracketSlope((inside + outside) / 2);

    assertThat(quotient).isCloseTo(slope, within(1e-5));
    assertThat(bracketSlope(inside))
        .isCloseTo(bracketSlope(outside), within(0.4 * (inside - outside)));
  }

  private static double bracket(double g) {
    return MottSwitch.bracket(g, Math.exp(g));
  }

  private static double bracketSlope(double g) {
    return MottSwitch.bracketSlope(g, Math.exp(g), bracket(g));
  }

  @Test
  void theBracketTendsToOneWhereTheCoreFillsTheChannel() {
    assertThat(bracket(0)).isEqualTo(1);
    assertThat(bracket(-1e-9)).isCloseTo(1 - 1e-9 / 3, within(1e-15));
    // u = 1/10: (1 - 0.01 + 0.02 ln 0.1) / (0.2 (ln 0.1)^2).
    double log = Math.log(0.1);
    assertThat(bracket(log))
        .isCloseTo((0.99 + 0.02 * log) / (0.2 * log * log), within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "9.076699e-6, 1.0069276, 0.0056663461",
    "20e-6, 0.66416099, 0.028454443",
    "100e-6, 0.22816361, 0.12590348",
    "0.9711813e-3, 0.097288529, 0.60628312",
    "1.1e-3, 0.097674002, 0.64399594"
  })
  void drivenByACurrentItIsOnItsLocus(double amperes, double volts, double u) {
    Waves waves = Waves.of("drive\nI1 0 a DC " + amperes + "\nN1 a 0 mott\n.op\n.end\n");

    assertThat(waves.column("v(a)")[0]).isCloseTo(volts, within(1e-7 * volts));
    assertThat(waves.column("@n1[u]")[0]).isCloseTo(u, within(1e-6 * u));
  }

  @Test
  void drivenByAVoltageItIsOnTheInsulatingOrTheMetallicBranch() {
    Waves cold = Waves.of("drive\nV1 a 0 DC 1\nN1 a 0 mott\n.op\n.end\n");
    Waves hot =
        Waves.of("drive\nV1 a 0 DC 0.2\nN1 a 0 mott\n.nodeset v(a)=0.2 @n1[x]=0.7\n.op\n.end\n");

    assertThat(cold.column("@n1[i]")[0]).isCloseTo(8.5957608e-6, within(1e-11));
    assertThat(cold.column("@n1[u]")[0]).isCloseTo(0.0040847348, within(1e-8));
    assertThat(hot.column("@n1[i]")[0]).isCloseTo(4.9326243e-3, within(1e-9));
    assertThat(hot.column("@n1[u]")[0]).isCloseTo(0.95320357, within(1e-7));
  }

  @Test
  void aVoltageSweepJumpsAtTheThresholdAndBackAtTheHoldVoltage() {
    Waves up = Waves.of("up\nV1 a 0 DC 0\nN1 a 0 mott\n.dc V1 0.5 1.5 1m\n.end\n");
    Waves down = Waves.of("down\nV1 a 0 DC 0\nN1 a 0 mott\n.dc V1 1.5 0.05 -1m\n.end\n");

    double[] u = up.column("@n1[u]");
    double[] v = up.column("v(a)");
    for (int k = 0; k < v.length; k++) {
      boolean metallic = u[k] > 0.5;
      assertThat(metallic).as("at %s V up", v[k]).isEqualTo(v[k] > THRESHOLD);
    }
    u = down.column("@n1[u]");
    v = down.column("v(a)");
    for (int k = 0; k < v.length; k++) {
      boolean metallic = u[k] > 0.5;
      assertThat(metallic).as("at %s V down", v[k]).isEqualTo(v[k] > 0.097288529);
    }
  }

  @Test
  void theCoreCanBeHeld() {
    Waves waves =
        Waves.of(
            "held\nV1 a 0 DC 0.1\nN1 a 0 mott u0=0.1\n.options dcstates=hold\n.op\n.end\n");

    assertThat(waves.column("@n1[r]")[0]).isCloseTo(3577.88, within(0.01));
  }

  @Test
  void hasItsAdmittanceInAc() {
    // Y = i_v + i_u f_v / (j omega - f_u) at the equilibrium u = 0.12590348 of 0.1 mA.
    double u = 0.12590348;
    double v = 0.22816361;
    double r = device().resistance(u);
    double byCore = -2 * (1e-2 / 3e-6 - 1) * u * r / (1 + (1e-2 / 3e-6 - 1) * u * u);
    double log = Math.log(u);
    double volume = Math.PI * 50e-9 * 36e-9 * 36e-9;
    double bracket = (1 - u * u + 2 * u * u * log) / (2 * u * log * log);
    double h = volume * (3.3e6 * 43 * bracket + 2 * 2.35e8 * u);
    double fv = 2 * v / (r * h);
    double lossSlope = 2 * Math.PI * 50e-9 * 3.5 * 43 / (u * log * log);
    double fu = (-v * v * byCore / (r * r) - lossSlope) / h;
    double iu = -v * byCore / (r * r);
    Waves waves =
        Waves.of("ac\nI1 0 a DC 0.1m AC 1\nN1 a 0 mott\n.ac dec 2 1meg 100g\n.end\n");

    double[] hertz = waves.table().blocks().get(0).column(0);
    double[] real = waves.column("v(a)");
    double[] imaginary = waves.imaginary("v(a)");
    for (int k = 0; k < real.length; k++) {
      double omega = 2 * Math.PI * hertz[k];
      double size = omega * omega + fu * fu;
      double gRe = 1 / r - iu * fv * fu / size;
      double gIm = -iu * fv * omega / size;
      double square = gRe * gRe + gIm * gIm;
      double scale = 1 / Math.sqrt(square);
      // The digits of u and v above bound the agreement.
      assertThat(real[k]).isCloseTo(gRe / square, within(2e-7 * scale));
      assertThat(imaginary[k]).isCloseTo(-gIm / square, within(2e-7 * scale));
    }
  }

  @Test
  void isFiniteFarOutside() {
    ContractProbe probe = new ContractProbe(device(), 2, 0);
    for (double x : new double[] {-50, -1, 0, 0.5, 1, 1.5, 50}) {
      for (double v : new double[] {-1e6, 0, 1e-6, 1e6}) {
        ContractProbe.Sample sample = probe.at(new double[] {0, v, 0, x});
        assertThat(sample.f()[3]).isFinite();
        assertThat(sample.g()[3][3]).isFinite();
      }
    }
  }
}
