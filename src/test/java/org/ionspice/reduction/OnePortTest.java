package org.ionspice.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Circuits whose elements are known, from their impedance alone and the poles in closed form. */
class OnePortTest {
  private static final Percentage CLOSE = Percentage.withPercentage(1e-8);

  /** Returns Rs + s Ls + 1/(s C + G + g/(1 + s tau)). */
  private static ComplexFunction cell(
      double rs, double ls, double c, double g0, double g, double tau) {
    return (re, im, value) -> {
      double size = (1 + re * tau) * (1 + re * tau) + im * im * tau * tau;
      double x = re * c + g0 + g * (1 + re * tau) / size;
      double y = im * c - g * im * tau / size;
      value[0] = rs + re * ls + x / (x * x + y * y);
      value[1] = im * ls - y / (x * x + y * y);
    };
  }

  /** Returns the roots of a s^2 + b s + c. */
  private static List<double[]> roots(double a, double b, double c) {
    double d = b * b - 4 * a * c;
    if (d < 0) {
      double im = Math.sqrt(-d) / (2 * a);
      return List.of(new double[] {-b / (2 * a), im}, new double[] {-b / (2 * a), -im});
    }
    double larger = -(b + Math.copySign(Math.sqrt(d), b)) / (2 * a);
    return List.of(new double[] {larger, 0}, new double[] {c / (a * larger), 0});
  }

  /** Returns the zeros of (s C + G)(1 + s tau) + g, poles of the cell's impedance. */
  private static List<double[]> impedancePoles(double c, double g0, double g, double tau) {
    return c == 0
        ? List.of(new double[] {-(g0 + g) / (g0 * tau), 0})
        : roots(c * tau, c + g0 * tau, g0 + g);
  }

  private static EquivalentCircuit reduced(
      double rs, double c, double g0, double g, double tau) {
    ComplexFunction z = cell(rs, 0, c, g0, g, tau);
    ComplexFunction frozen = cell(rs, 0, c, g0, 0, tau);
    return OnePort.reduce(
            z,
            frozen,
            impedancePoles(c, g0, g, tau),
            (r, l) -> {
              if (r == 0 && rs > 0) {
                // 1 + rs (s C + G + g/(1 + s tau)) = 0
                return impedancePoles(rs * c, 1 + rs * g0, rs * g, tau);
              }
              assertThat(r).isCloseTo(rs, within(1e-9 * rs));
              return List.of(new double[] {-1 / tau, 0});
            },
            1)
        .orElseThrow();
  }

  @Test
  void aPoreBehindItsAccessResistanceGivesItsOwnElements() {
    // physics of Fig. 28 at -0.3 V, units of the paper: V, uS, megohm, ms
    EquivalentCircuit found = reduced(1, 1e-3, 0.142683, -0.121977, 1.60039);

    assertThat(found.seriesResistance()).isCloseTo(1, CLOSE);
    assertThat(found.capacitance()).isCloseTo(1e-3, CLOSE);
    assertThat(found.conductance()).isCloseTo(0.142683, CLOSE);
    assertThat(found.branches()).hasSize(1);
    EquivalentCircuit.Branch slow = found.branches().get(0);
    assertThat(slow.tau()).isCloseTo(1.60039, CLOSE);
    assertThat(slow.conductance()).isCloseTo(-0.121977, CLOSE);
    assertThat(slow.inductance()).isCloseTo(1.60039 / -0.121977, CLOSE);
    assertThat(slow.capacitance()).isCloseTo(1.60039 * 0.121977, CLOSE);
  }

  @Test
  void withoutCapacitanceTheSeriesResistanceCannotBeToldFromTheRest() {
    // 1/(1/gs + 1/(gb + ga/(1 + s tau))) = gs (gb + ga/(1 + s tau))/(gs + gb + ga/(1 + s tau)):
    // G = gs gb/(gs + gb), tau' = tau (gs + gb)/(gs + gb + ga), G + g = gs (gb + ga)/(gs + gb + ga)
    EquivalentCircuit found = reduced(0.5, 0, 1, 3, 0.2);

    assertThat(found.seriesResistance()).isZero();
    assertThat(found.capacitance()).isZero();
    assertThat(found.conductance()).isCloseTo(2.0 / 3, CLOSE);
    assertThat(found.branches().get(0).tau()).isCloseTo(0.2 * 3 / 6, CLOSE);
    assertThat(found.branches().get(0).conductance()).isCloseTo(4.0 / 3 - 2.0 / 3, CLOSE);
  }

  @Test
  void aParallelResonantCircuitHasNoBranchButItsInductance() {
    // s C + G + 1/(s L): a pole of the admittance at zero
    double c = 1e-6;
    double l = 1e-3;
    double g = 1e-2;
    ComplexFunction z =
        (re, im, value) -> {
          double size = re * re + im * im;
          double x = re * c + g + re / (l * size);
          double y = im * c - im / (l * size);
          value[0] = x / (x * x + y * y);
          value[1] = -y / (x * x + y * y);
        };
    EquivalentCircuit found =
        OnePort.reduce(z, z, roots(c, g, 1 / l), (r, s) -> List.of(new double[] {0, 0}), 1)
            .orElseThrow();

    assertThat(found.capacitance()).isCloseTo(c, CLOSE);
    assertThat(found.conductance()).isCloseTo(g, CLOSE);
    assertThat(found.branches().get(0).inductance()).isCloseTo(l, CLOSE);
    assertThat(found.branches().get(0).resistance()).isCloseTo(0, Offset.offset(1e-9));
  }

  @Test
  void aPairOfPolesIsAResonatorWithFourElements() {
    // Behind C and G: L + R1 + (C2 parallel R2), all passive.
    double c = 1e-9;
    double g = 1e-4;
    double l = 2e-3;
    double r1 = 30;
    double c2 = 5e-6;
    double r2 = 400;
    ComplexFunction y = // of the branch
        (re, im, value) -> {
          double x = 1 / r2 + re * c2;
          double xi = im * c2;
          double size = x * x + xi * xi;
          double zr = r1 + re * l + x / size;
          double zi = im * l - xi / size;
          value[0] = zr / (zr * zr + zi * zi);
          value[1] = -zi / (zr * zr + zi * zi);
        };
    ComplexFunction z =
        (re, im, value) -> {
          y.at(re, im, value);
          double x = value[0] + g + re * c;
          double xi = value[1] + im * c;
          value[0] = x / (x * x + xi * xi);
          value[1] = -xi / (x * x + xi * xi);
        };
    // (s L + R1)(s C2 + 1/R2) + 1 = 0
    List<double[]> pair = roots(l * c2, r1 * c2 + l / r2, 1 + r1 / r2);
    // poles of z only set how far infinity is
    EquivalentCircuit found =
        OnePort.reduce(z, z, List.of(new double[] {-1e6, 0}), (r, s) -> pair, 1).orElseThrow();

    assertThat(found.branches()).hasSize(1);
    EquivalentCircuit.Branch branch = found.branches().get(0);
    assertThat(branch.isPair()).isTrue();
    assertThat(branch.omega0()).isCloseTo(Math.sqrt((1 + r1 / r2) / (l * c2)), CLOSE);
    assertThat(branch.damping())
        .isCloseTo((r1 * c2 + l / r2) / (2 * Math.sqrt((1 + r1 / r2) * l * c2)), CLOSE);
    assertThat(branch.inductance()).isCloseTo(l, CLOSE);
    assertThat(branch.resistance()).isCloseTo(r1, CLOSE);
    assertThat(branch.capacitance()).isCloseTo(c2, CLOSE);
    assertThat(branch.parallelResistance()).isCloseTo(r2, CLOSE);
    double[] rebuilt = new double[2];
    double[] whole = new double[2];
    for (double omega : new double[] {1, 1e3, 1e4, 3e4, 1e7}) {
      found.impedance(omega, rebuilt);
      z.at(0, omega, whole);
      assertThat(Math.hypot(rebuilt[0] - whole[0], rebuilt[1] - whole[1]))
          .isLessThan(1e-8 * Math.hypot(whole[0], whole[1]));
    }
  }

  @Test
  void polesThatTheImpedanceDoesNotHaveAreDropped() {
    // 1/(sC + G): the candidates -1/tau of two devices that the port does not see
    ComplexFunction z = cell(0, 0, 1e-6, 1e-3, 0, 1);
    EquivalentCircuit found =
        OnePort.reduce(
                z,
                z,
                List.of(new double[] {-1e3, 0}, new double[] {-50, 0}),
                (r, l) -> List.of(new double[] {-50, 0}, new double[] {-50 * (1 + 1e-13), 0}),
                1)
            .orElseThrow();

    assertThat(found.branches()).isEmpty();
    assertThat(found.capacitance()).isCloseTo(1e-6, CLOSE);
    assertThat(found.conductance()).isCloseTo(1e-3, CLOSE);
  }

  @Test
  void timeConstantsThatCoincideAreOneBranch() {
    ComplexFunction y =
        (re, im, value) -> {
          double size = (1 + re) * (1 + re) + im * im;
          value[0] = 2 + 3 * (1 + re) / size;
          value[1] = -3 * im / size;
        };
    List<double[]> twice = List.of(new double[] {-1 - 1e-14, 0}, new double[] {-1, 0});

    PartialFractions found = PartialFractions.of(y, twice, 1).orElseThrow();

    assertThat(found.terms()).hasSize(1);
    assertThat(found.terms().get(0).residueRe()).isCloseTo(3, CLOSE);
    assertThat(found.constant()).isCloseTo(2, CLOSE);
  }

  @Test
  void aDoublePoleIsNoBranch() {
    ComplexFunction y = // 1/(1 + s)^2
        (re, im, value) -> {
          double x = (1 + re) * (1 + re) - im * im;
          double xi = 2 * (1 + re) * im;
          value[0] = x / (x * x + xi * xi);
          value[1] = -xi / (x * x + xi * xi);
        };

    assertThat(PartialFractions.of(y, List.of(new double[] {-1, 0}, new double[] {-1, 0}), 1))
        .isEmpty();
  }

  @Test
  void whatGrowsFasterThanFrequencyIsNoCircuit() {
    ComplexFunction square =
        (re, im, value) -> {
          value[0] = re * re - im * im;
          value[1] = 2 * re * im;
        };

    assertThat(PartialFractions.of(square, List.of(), 1)).isEmpty();
  }
}
