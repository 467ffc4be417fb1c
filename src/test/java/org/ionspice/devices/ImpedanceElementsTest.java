package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Impedance elements against closed forms: AC at any frequency, steps within the stated error.
 */
class ImpedanceElementsTest {
  /** Computed from the closed forms with mpmath, 30 digits. */
  @ParameterizedTest
  @CsvSource({
        "cpe,q=1e-06 n=0.8,1e-6,4481655496.528,-13793117340.95",
        "cpe,q=1e-06 n=0.8,.01,2827733.450964,-8702868.689552",
        "cpe,q=1e-06 n=0.8,1,71029.45287403,-218606.177765",
        "cpe,q=1e-06 n=0.8,100,1784.179189118,-5491.13891772",
        "cpe,q=1e-06 n=0.8,1e4,44.81655496528,-137.9311734095",
        "cpe,q=1e-06 n=0.8,1e9,0.004481655496528,-0.01379311734095",
        "cpe,q=0.00025 n=0.31,1e-6,144864.2892094,-76701.69288655",
        "cpe,q=0.00025 n=0.31,.01,8336.069750505,-4413.721734829",
        "cpe,q=0.00025 n=0.31,1,1999.683853275,-1058.77809929",
        "cpe,q=0.00025 n=0.31,100,479.6907454869,-253.9831758514",
        "cpe,q=0.00025 n=0.31,1e4,115.0697951223,-60.92632031093",
        "cpe,q=0.00025 n=0.31,1e9,3.243107464768,-1.717137012291",
        "cpe,q=1e-06 n=1,1e-6,0.0,-159154943091.9",
        "cpe,q=1e-06 n=1,.01,0.0,-15915494.30919",
        "cpe,q=1e-06 n=1,1,0.0,-159154.9430919",
        "cpe,q=1e-06 n=1,100,0.0,-1591.549430919",
        "cpe,q=1e-06 n=1,1e4,0.0,-15.91549430919",
        "cpe,q=1e-06 n=1,1e9,0.0,-0.0001591549430919",
        "warburg,a=100,1e-6,39894.22804014,-39894.22804014",
        "warburg,a=100,.01,398.9422804014,-398.9422804014",
        "warburg,a=100,1,39.89422804014,-39.89422804014",
        "warburg,a=100,100,3.989422804014,-3.989422804014",
        "warburg,a=100,1e4,0.3989422804014,-0.3989422804014",
        "warburg,a=100,1e9,0.00126156626101,-0.00126156626101",
        "warburg,a=37000.0,1e-6,14760864.37485,-14760864.37485",
        "warburg,a=37000.0,.01,147608.6437485,-147608.6437485",
        "warburg,a=37000.0,1,14760.86437485,-14760.86437485",
        "warburg,a=37000.0,100,1476.086437485,-1476.086437485",
        "warburg,a=37000.0,1e4,147.6086437485,-147.6086437485",
        "warburg,a=37000.0,1e9,0.4667795165737,-0.4667795165737",
        "flw,r=1000.0 tau=1,1e-6,999.9999999947,-0.00209439510238",
        "flw,r=1000.0 tau=1,.01,999.4739617237,-20.93057286083",
        "flw,r=1000.0 tau=1,1,290.661390591,-304.1524273416",
        "flw,r=1000.0 tau=1,100,28.20947917739,-28.20947917739",
        "flw,r=1000.0 tau=1,1e4,2.820947917739,-2.820947917739",
        "flw,r=1000.0 tau=1,1e9,0.008920620580764,-0.008920620580764",
        "flw,r=47 tau=0.0002,1e-6,47.0,-1.96873139625e-8",
        "flw,r=47 tau=0.0002,.01,46.99999999901,-0.0001968731396199",
        "flw,r=47 tau=0.0002,1,46.99999010408,-0.01968730892905",
        "flw,r=47 tau=0.0002,100,46.90129641956,-1.963710965673",
        "flw,r=47 tau=0.0002,1e4,9.218915728025,-9.456118955285",
        "flw,r=47 tau=0.0002,1e9,0.02964680713374,-0.02964680713374",
        "fsw,r=1000.0 tau=1,1e-6,333.3333333332,-159154943.092",
        "fsw,r=1000.0 tau=1,.01,333.3249784458,-15916.8905201",
        "fsw,r=1000.0 tau=1,1,273.4991358058,-261.3677616633",
        "fsw,r=1000.0 tau=1,100,28.20947917739,-28.20947917739",
        "fsw,r=1000.0 tau=1,1e4,2.820947917739,-2.820947917739",
        "fsw,r=1000.0 tau=1,1e9,0.008920620580764,-0.008920620580764",
        "fsw,r=47 tau=0.0002,1e-6,15.66666666667,-37401411626.6",
        "fsw,r=47 tau=0.0002,.01,15.66666666665,-3740141.162673",
        "fsw,r=47 tau=0.0002,1,15.66666650959,-37401.41293908",
        "fsw,r=47 tau=0.0002,100,15.6650961357,-374.1453452899",
        "fsw,r=47 tau=0.0002,1e4,9.530943184784,-9.291863019554",
        "fsw,r=47 tau=0.0002,1e9,0.02964680713374,-0.02964680713374",
        "gerischer,z0=1000.0 k=1,1e-6,999.9999999852,-0.003141592653512",
        "gerischer,z0=1000.0 k=1,.01,998.523807155,-31.3386510277",
        "gerischer,z0=1000.0 k=1,1,301.5636321819,-257.363752737",
        "gerischer,z0=1000.0 k=1,100,28.23190073637,-28.18700402692",
        "gerischer,z0=1000.0 k=1,1e4,2.820970365861,-2.820925469081",
        "gerischer,z0=1000.0 k=1,1e9,0.008920620581474,-0.008920620580054",
        "gerischer,z0=20 k=3000.0,1e-6,0.3651483716701,-3.823824806364e-10",
        "gerischer,z0=20 k=3000.0,.01,0.36514837161,-3.823824805315e-6",
        "gerischer,z0=20 k=3000.0,1,0.365147771027,-0.0003823814323167",
        "gerischer,z0=20 k=3000.0,100,0.3593273400496,-0.03722483606979",
        "gerischer,z0=20 k=3000.0,1e4,0.05771579370273,-0.05502581820799",
        "gerischer,z0=20 k=3000.0,1e9,0.0001784124542081,-0.0001784123690224",
        "flg,z0=1000.0 k=1 tau=1,1e-6,761.5941559539,-0.001073230299053",
        "flg,z0=1000.0 k=1 tau=1,.01,761.4041495687,-10.72887032455",
        "flg,z0=1000.0 k=1 tau=1,1,313.184579949,-270.3977473336",
        "flg,z0=1000.0 k=1 tau=1,100,28.23190073637,-28.18700402692",
        "flg,z0=1000.0 k=1 tau=1,1e4,2.820970365861,-2.820925469081",
        "flg,z0=1000.0 k=1 tau=1,1e9,0.008920620581474,-0.008920620580054",
        "flg,z0=47 k=30 tau=0.02,1e-6,39.41526923359,-1.282606944045e-6",
        "flg,z0=47 k=30 tau=0.02,.01,39.41526407712,-0.0128260673327",
        "flg,z0=47 k=30 tau=0.02,1,39.36379074196,-1.28050272002",
        "flg,z0=47 k=30 tau=0.02,100,9.463787027436,-9.234363138953",
        "flg,z0=47 k=30 tau=0.02,1e4,0.9377380938303,-0.9372904637607",
        "flg,z0=47 k=30 tau=0.02,1e9,0.002964680720451,-0.002964680706296",
        "flg,z0=1000.0 k=0 tau=1,1e-6,999.9999999947,-0.00209439510238",
        "flg,z0=1000.0 k=0 tau=1,.01,999.4739617237,-20.93057286083",
        "flg,z0=1000.0 k=0 tau=1,1,290.661390591,-304.1524273416",
        "flg,z0=1000.0 k=0 tau=1,100,28.20947917739,-28.20947917739",
        "flg,z0=1000.0 k=0 tau=1,1e4,2.820947917739,-2.820947917739",
        "flg,z0=1000.0 k=0 tau=1,1e9,0.008920620580764,-0.008920620580764"
  })
  void acIsTheClosedFormAtEveryFrequency(
      String type, String parameters, double frequency, double real, double imaginary) {
    Waves waves =
        Waves.of(
            """
            impedance
            V1 a 0 DC 0 AC 1
            N1 a 0 %s %s
            .ac lin 1 %s %s
            """
                .formatted(type, parameters, frequency, frequency));

    double re = -waves.column("i(v1)")[0];
    double im = -waves.imaginary("i(v1)")[0];
    double size = re * re + im * im;
    double allowed = 1e-8 * Math.hypot(real, imaginary);
    assertThat(re / size).isCloseTo(real, within(allowed));
    assertThat(-im / size).isCloseTo(imaginary, within(allowed));
  }

  @Test
  void copiesInParallelConductMore() {
    Waves waves =
        Waves.of("copies\nV1 a 0 DC 0 AC 1\nN1 a 0 flw m=3\nN2 b a flw\nR2 b 0 1\n"
            + ".ac dec 5 1m 1meg\n.end\n");

    double[] z = new double[2];
    new FiniteLengthWarburg(1e3, 1, new Band(1e-3, 1e6, 2)).admittance(2 * Math.PI * 1e-3, z);
    // N2 stands in series with one ohm: y / (1 + y).
    double norm = (1 + z[0]) * (1 + z[0]) + z[1] * z[1];
    double series = (z[0] * (1 + z[0]) + z[1] * z[1]) / norm;
    assertThat(waves.column("i(v1)")[0]).isCloseTo(-3 * z[0] - series, within(1e-12));
  }

  /**
   * The error that a transient form states. The trapezoidal rule promises 2 exp(-pi^2 / h) for the
   * admittance and 2 |Gamma(n + 2 pi j / h)| / Gamma(n) for the current after a step of voltage,
   * h = ln(10) / perdecade: the second is 0.13, 0.016, 2.2e-3 and 3.7e-5 for n = 1, the largest. With
   * three a decade the ends of the band are what is left.
   */
  @ParameterizedTest
  @CsvSource({"1,0.14", "1.5,0.02", "2,2.5e-3", "3,4e-4"})
  void theTransientFormIsNearTheExactAdmittance(double perDecade, double allowed) {
    for (double n : new double[] {0.01, 0.1, 0.3, 0.5, 0.8, 0.95, 0.999}) {
      near(new ConstantPhase(1e-6, n, new Band(1e-3, 1e6, perDecade)), allowed);
    }
    for (double k : new double[] {1e-6, 1, 1e3, 1e8}) {
      near(new Gerischer(1e3, k, new Band(1e-3, 1e6, perDecade)), allowed);
    }
    for (double tau : new double[] {1e-9, 1e-5, 1, 1e5}) {
      near(new FiniteSpaceWarburg(1e3, tau, new Band(1e-3, 1e6, perDecade)), allowed);
      near(new FiniteLengthWarburg(1e3, tau, new Band(1e-3, 1e6, perDecade)), allowed);
      for (double k : new double[] {0, 0.1 / tau, 100 / tau}) {
        near(new FiniteLengthGerischer(1e3, k, tau, new Band(1e-3, 1e6, perDecade)), allowed);
      }
    }
  }

  private static void near(RelaxingElement element, double allowed) {
    assertThat(RelaxationSum.error(element)).as("error of %s", element).isLessThan(allowed);
  }

  @Test
  void theSameSlopeHoldsInDcAndAtLowFrequency() {
    double[] exact = new double[2];
    double[] approximate = new double[2];
    for (double k : new double[] {0, 1e-3, 2, 500}) {
      FiniteLengthGerischer element = new FiniteLengthGerischer(1e3, k, 0.3, new Band(1e-3, 1e6, 2));
      element.admittance(0, exact);
      element.sum(element.band()).at(0, approximate);
      assertThat(approximate[0]).isCloseTo(exact[0], within(1e-15));
      assertThat(approximate[1]).isZero();
    }
    FiniteSpaceWarburg open = new FiniteSpaceWarburg(1e3, 1, new Band(1e-3, 1e6, 2));
    open.sum(open.band()).at(0, approximate);
    assertThat(approximate[0]).isZero();
  }

  @Test
  void aCoarseFormIsRemarkedUpon() {
    assertThat(table("perdecade", 0.5).remarks()).hasSize(1);
    assertThat(table("perdecade", 2.0).remarks()).isEmpty();
  }

  private static ConstantPhase table(String name, double value) {
    return ParameterTable.of(ConstantPhase.class)
        .build(java.util.Map.of(name, value))
        .record()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"cpe", "warburg", "fsw"})
  void openElementsNeedAnotherDcPath(String type) {
    Simulation simulation =
        Simulation.of("open.cir", "open\nI1 0 a 1\nN1 a 0 " + type + "\n.op\n.end\n");

    assertThat(simulation.diagnostics().stream().map(Diagnostic::code).map(Enum::name))
        .containsExactly("E303");
  }

  private static void step(String type, DoubleUnaryOperator volts) {
    // A step of 1 uA at t = 0, from rest.
    Waves waves =
        Waves.of(
            """
            step
            I1 0 a 1u
            N1 a 0 %s
            .options reltol=1e-6
            .tran 1m 10 uic
            """
                .formatted(type));

    double[] t = waves.table().blocks().get(0).column(0);
    double[] v = waves.column("v(a)");
    double error = waves.column("@n1[error]")[0];
    assertThat(error).isBetween(1e-6, 6e-4);
    int compared = 0;
    for (int k = 0; k < t.length; k++) {
      // The band ends at 1 MHz, 0.16 us; a decade beyond, its end has no effect.
      if (t[k] >= 2e-6) {
        double expected = volts.applyAsDouble(t[k]);
        assertThat(v[k]).as("%s at %s s", type, t[k]).isCloseTo(expected, within(error * expected));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"1e-6,0.8", "1e-7,0.5", "1e-5,0.25", "1e-6,0.95"})
  void aCurrentStepThroughAConstantPhaseElementIsAPowerOfTime(double q, double n) {
    step("cpe q=" + q + " n=" + n, t -> 1e-6 * Math.pow(t, n) / (q * Gamma.gamma(1 + n)));
  }

  @ParameterizedTest
  @CsvSource({"1e-6,0.8", "1e-7,0.5", "1e-5,0.25", "1e-6,0.95"})
  void theCurrentAfterAStepOfVoltageFallsAsAPowerOfTime(double q, double n) {
    Waves waves =
        Waves.of(
            "step\nV1 a 0 1\nN1 a 0 cpe q=" + q + " n=" + n
                + "\n.options reltol=1e-6\n.tran 1m 10 uic\n.end\n");

    double[] t = waves.table().blocks().get(0).column(0);
    double[] i = waves.column("i(v1)");
    double error = waves.column("@n1[error]")[0];
    for (int k = 0; k < t.length; k++) {
      if (t[k] >= 2e-6) {
        double expected = -q * Math.pow(t[k], -n) / Gamma.gamma(1 - n);
        assertThat(i[k]).as("%s s", t[k]).isCloseTo(expected, within(-error * expected));
      }
    }
  }

  @Test
  void aCurrentStepThroughAWarburgElementGrowsAsTheRootOfTime() {
    step("warburg a=250", t -> 1e-6 * 250 * 2 * Math.sqrt(2 * t / Math.PI));
  }

  @Test
  void aCurrentStepThroughAGerischerElementIsAnErrorFunction() {
    step("gerischer z0=2k k=5", t -> 1e-6 * 2e3 / Math.sqrt(5) * Erf.erf(Math.sqrt(5 * t)));
  }

  /** Sum of residues of Z / s: 2 r / (lambda tau) (1 - exp(-lambda t)). */
  private static double residues(double r, double tau, double k, double offset, double t) {
    double sum = 0;
    for (int m = 1; m <= 20000; m++) {
      double lambda = k + (m - offset) * Math.PI * (m - offset) * Math.PI / tau;
      sum -= 2 * r / (lambda * tau) * Math.expm1(-lambda * t);
    }
    // Of the terms beyond only 2 r / (m pi)^2 is left.
    return sum + 2 * r / (Math.PI * Math.PI) / (20000.5 - offset);
  }

  @Test
  void currentStepsThroughFiniteLayersAreSumsOfExponentials() {
    step("flw r=500 tau=0.2", t -> 1e-6 * residues(500, 0.2, 0, 0.5, t));
    step(
        "fsw r=500 tau=0.2", t -> 1e-6 * (500 * t / 0.2 + residues(500, 0.2, 0, 0, t)));
    step("flg z0=500 k=3 tau=0.2", t -> 1e-6 * residues(500, 0.2, 3, 0.5, t));
  }
}
