package org.ionspice.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.analysis.differentiation.FiniteDifferencesDifferentiator;
import org.ionspice.Simulation;
import org.ionspice.circuit.Instance;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives of f and q by numbers of devices, against closed forms and other differences. */
class ParameterDerivativesTest {
  private static Assembly system(String... lines) {
    String text = "numbers\n" + String.join("\n", lines) + "\n.op\n.end\n";
    Simulation simulation = Simulation.of("numbers.cir", text);
    assertThat(simulation.isRunnable()).as(simulation.diagnostics().toString()).isTrue();
    return new Assembly(simulation.design().circuit());
  }

  private static double[] at(Assembly system, String name, double value) {
    double[] x = new double[system.size() + 1];
    x[system.indexOf(name)] = value;
    return x;
  }

  /** Returns the derivative of f, or of q, in the row of {@code row}. */
  private static double derivative(
      Assembly system, String device, String number, double[] x, String row, boolean charge) {
    DeviceNumber found = DeviceNumber.find(system, device, number).orElseThrow();
    ParameterDerivatives derivatives = new ParameterDerivatives(system, List.of(found));
    double[] pick = new double[system.size() + 1];
    pick[system.indexOf(row)] = 1;
    return derivatives.contract(
        0, x, charge ? new double[0] : pick, charge ? pick : new double[0]);
  }

  /** Returns the derivative of every unknown's initial value. */
  private static double[] initial(Assembly system, DeviceNumber number) {
    ParameterDerivatives derivatives = new ParameterDerivatives(system, List.of(number));
    double[] column = new double[system.size() + 1];
    for (int i = 0; i < system.size(); i++) {
      double[] pick = new double[system.size() + 1];
      pick[i] = 1;
      column[i] = derivatives.contractInitial(0, pick);
    }
    return column;
  }

  @Test
  void aResistorByItsResistance() {
    Assembly system = system("V1 a 0 1", "R1 a 0 4.7k");

    double found = derivative(system, "r1", "r", at(system, "v(a)", 3), "v(a)", false);

    // i = v / r
    assertThat(found).isCloseTo(-3 / (4.7e3 * 4.7e3), within(1e-12 * 3 / (4.7e3 * 4.7e3)));
  }

  @Test
  void aNumberWhoseValueIsZero() {
    Assembly system = system("V1 a 0 1", ".temp 77", "R1 a 0 4.7k");

    double found = derivative(system, "r1", "tc1", at(system, "v(a)", 3), "v(a)", false);

    // i = v / (r (1 + tc1 50)), at tc1 = 0
    assertThat(found).isCloseTo(-50 * 3 / 4.7e3, within(1e-10 * 50 * 3 / 4.7e3));
  }

  @Test
  void sourcesExactly() {
    Assembly system = system("V1 a 0 3.3", "I1 a 0 7u", "R1 a 0 1k", "R2 b 0 1k", "V2 b 0 0");
    double[] x = at(system, "v(a)", 0.1234567);
    x[system.indexOf("v(b)")] = 0.7654321;

    assertThat(derivative(system, "v1", "dc", x, "i(v1)", false)).isEqualTo(-1);
    assertThat(derivative(system, "v2", "dc", x, "i(v2)", false)).isEqualTo(-1);
    assertThat(derivative(system, "i1", "dc", x, "v(a)", false)).isEqualTo(1);
  }

  @Test
  void aChargeByItsCapacitance() {
    Assembly system = system("V1 a 0 1", "C1 a 0 3p");

    double found = derivative(system, "c1", "c", at(system, "v(a)", 3), "v(a)", true);

    assertThat(found).isCloseTo(3, within(1e-12));
  }

  @Test
  void anInductanceMovesItsCouplings() {
    Assembly system = system("V1 a 0 1", "R1 a c 1", "L1 c 0 4u", "L2 b 0 9u", "R2 b 0 1", "K1 L1 L2 0.5");
    double[] x = at(system, "i(l2)", 2);

    double own = derivative(system, "l1", "l", x, "i(l1)", true);
    double other = derivative(system, "l2", "l", x, "i(l1)", true);

    // q of l1 = -(L1 i1 + k sqrt(L1 L2) i2), with i1 = 0
    assertThat(own).isCloseTo(-0.5 * 0.5 * Math.sqrt(9.0 / 4) * 2, within(1e-10));
    assertThat(other).isCloseTo(-0.5 * 0.5 * Math.sqrt(4.0 / 9) * 2, within(1e-10));
  }

  @Test
  void anExponentialOfLargeArgument() {
    Assembly system = system("V1 a 0 1", "D1 a 0 dm", ".model dm d(is=1e-14 n=1.2)");
    double v = 0.8;

    double found = derivative(system, "d1", "n", at(system, "v(a)", v), "v(a)", false);

    // i = is (exp(u) - 1) + gmin v with u = v / (n vt), di/dn = -is exp(u) u / n; CODATA 2018
    double vt = 1.380649e-23 * 300.15 / 1.602176634e-19;
    double u = v / (1.2 * vt);
    double expected = -1e-14 * Math.exp(u) * u / 1.2;
    assertThat(found).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
  }

  @Test
  void copiesInParallelAndTemperature() {
    Assembly system = system("V1 a 0 1", "R1 a 0 1k tc1=1m m=3");
    double[] x = at(system, "v(a)", 2);

    assertThat(derivative(system, "r1", "m", x, "v(a)", false)).isCloseTo(2e-3, within(1e-14));
    assertThat(derivative(system, "r1", "temp", x, "v(a)", false))
        .isCloseTo(-3 * 2e-3 * 1e-3, within(1e-14));
  }

  @Test
  void aStateByItsInitialValueAtTheEndOfItsRange() {
    Assembly system = system("V1 a 0 1", "N1 a 0 m", ".model m hp x0=0");
    DeviceNumber number = DeviceNumber.find(system, "n1", "x0").orElseThrow();

    double[] column = initial(system, number);

    int state = system.indexOf("@n1[x]");
    for (int i = 0; i < system.size(); i++) {
      assertThat(column[i]).as(system.unknown(i).name()).isCloseTo(i == state ? 1 : 0, within(1e-12));
    }
  }

  @Test
  void whatIcGivesDoesNotFollowTheInitialValueOfTheModel() {
    Assembly system = system("V1 a 0 1", "N1 a 0 m", ".model m hp x0=0.2", ".ic @n1[x]=0.7");
    DeviceNumber number = DeviceNumber.find(system, "n1", "x0").orElseThrow();

    double[] column = initial(system, number);

    assertThat(column).containsOnly(0);
  }

  @Test
  void theInitialVoltageOfACapacitor() {
    Assembly system = system("R1 a 0 1", "R2 a b 1", "C1 a 0 1n ic=2", "C2 b a 1n ic=1");
    DeviceNumber number = DeviceNumber.find(system, "c1", "ic").orElseThrow();

    double[] column = initial(system, number);

    assertThat(column[system.indexOf("v(a)")]).isCloseTo(1, within(1e-12));
    assertThat(column[system.indexOf("v(b)")]).isCloseTo(1, within(1e-12));
  }

  @Test
  void aSeriesResistanceOfZeroCannotChange() {
    Assembly system =
        system("V1 a 0 1", "D1 a 0 dm", "D2 a 0 dm2", ".model dm d", ".model dm2 d(rs=1)");

    assertThat(isDifferentiable(system, "d1", "rs")).isFalse();
    assertThat(isDifferentiable(system, "d2", "rs")).isTrue();
  }

  @Test
  void whatIsNotGivenCannotChange() {
    Assembly system = system("V1 a 0 1", "N1 a 0 m", ".model m cone");

    assertThat(isDifferentiable(system, "n1", "tau")).isFalse();
    assertThat(isDifferentiable(system, "n1", "l")).isTrue();
  }

  @Test
  void parametersThatAreNoRealNumbersHaveNoDerivative() {
    Assembly system = system("V1 a 0 1", "R1 a 0 1k", "N1 a 0 m", ".model m cone");

    assertThat(DeviceNumber.find(system, "r1", "noisy")).isEmpty();
    assertThat(DeviceNumber.find(system, "n1", "constants")).isEmpty();
    assertThat(DeviceNumber.find(system, "r1", "nothing")).isEmpty();
    assertThat(DeviceNumber.find(system, "r2", "r")).isEmpty();
  }

  @Test
  void aReplacedDeviceIsDifferentiatedWhereItIsNow() {
    Assembly system = system("V1 a 0 1", "R1 a 0 1k");
    DeviceNumber number = DeviceNumber.find(system, "r1", "r").orElseThrow();
    ParameterDerivatives derivatives = new ParameterDerivatives(system, List.of(number));
    double[] x = at(system, "v(a)", 1);
    double[] pick = at(system, "v(a)", 1);
    derivatives.contract(0, x, pick, new double[0]);

    system.replace(number.instance(), number.at(system.instance(number.instance()), 2e3).orElseThrow().model());

    assertThat(derivatives.contract(0, x, pick, new double[0]))
        .isCloseTo(-1 / 4e6, within(1e-12 / 4e6));
  }

  @Test
  void aDelayIsMovedByItsOwnNumberOnly() {
    Assembly system = system("V1 a 0 1", "T1 a 0 b 0 z0=50 td=1n", "R1 b 0 50");
    DeviceNumber td = DeviceNumber.find(system, "t1", "td").orElseThrow();
    DeviceNumber z0 = DeviceNumber.find(system, "t1", "z0").orElseThrow();
    ParameterDerivatives derivatives = new ParameterDerivatives(system, List.of(td, z0));

    assertThat(derivatives.movesDelays(0)).isTrue();
    assertThat(derivatives.movesDelays(1)).isFalse();
  }

  private static boolean isDifferentiable(Assembly system, String device, String number) {
    DeviceNumber found = DeviceNumber.find(system, device, number).orElseThrow();
    return new ParameterDerivatives(system, List.of(found)).isDifferentiable(0);
  }

  /**
   * The closed forms of a cone, with pins and without, of many shapes, in weak and in strong flows:
   * against Commons Math with seven points.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aConeByEachOfItsNumbers(long seed) {
    Random random = new Random(seed);
    double ratio = Math.pow(8, random.nextDouble() - 0.3);
    String pins = seed % 2 == 0 ? "" : " pb pt rb rt";
    String floor = seed % 3 == 0 ? " gwidth=0.01 tau=2m" : "";
    Assembly system =
        system(
            "V1 b 0 1",
            "Vp pb 0 1",
            "Vr rb 0 1",
            "R1 pt 0 1",
            "R2 rt 0 1",
            "N1 b 0" + pins + " m rhob=0.15 rb=" + 5e-8 * ratio + floor,
            ".model m cone gmin=0.02 rt=50n");
    double[] x = new double[system.size() + 1];
    double sign = random.nextBoolean() ? 1 : -1;
    x[system.indexOf("v(b)")] = sign * Math.pow(10, 5 * random.nextDouble() - 4);
    x[system.indexOf("v(pb)")] = seed % 4 == 1 ? 0 : 1e4 * random.nextGaussian();
    x[system.indexOf("v(rb)")] = 0.05 + 0.2 * random.nextDouble();
    x[system.indexOf("v(rt)")] = 0.05 + 0.2 * random.nextDouble();
    x[system.indexOf("@n1[x]")] = 0.3 + random.nextDouble();
    for (String row : List.of("v(b)", "@n1[x]")) {
      double[] pick = at(system, row, 1);
      List<String> moved = new ArrayList<>();
      for (Parameter p : ParameterTable.of(system.instance(5).model().getClass()).parameters()) {
        Optional<DeviceNumber> number = DeviceNumber.find(system, "n1", p.name());
        if (number.isEmpty() || Double.isNaN(number.get().value(system)) || p.name().equals("qsign")) {
          continue;
        }
        double value = number.get().value(system);
        double found =
            new ParameterDerivatives(system, List.of(number.get()))
                .contract(0, x, pick, new double[0]);
        double nearest = Double.POSITIVE_INFINITY;
        for (double step : new double[] {1e-2, 2e-3, 3e-4, 5e-5}) {
          double one = commons(system, number.get(), value, step * Math.abs(value), x, pick);
          nearest = Double.isNaN(one) ? nearest : Math.min(nearest, Math.abs(one - found));
        }
        double noise = 1e-11 * Math.abs(sum(system, number.get(), value, x, pick) / value);
        if (nearest < Double.POSITIVE_INFINITY) {
          assertThat(nearest).as(p.name()).isLessThanOrEqualTo(1e-8 * Math.abs(found) + noise);
          moved.add(found != 0 ? p.name() : "");
        }
      }
      assertThat(moved).contains(row.equals("v(b)") ? "l" : "rb", "rt", "rhob", "d");
    }
  }

  /** All numbers of all devices of the examples, against Commons Math with seven points. */
  @TestFactory
  Stream<DynamicTest> numbersOfTheExamples() throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(Path.of("netlists/devices"))) {
      examples = files.filter(p -> p.toString().endsWith(".cir")).sorted().toList();
    }
    return examples.stream()
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> example(p)));
  }

  private static void example(Path path) {
    Assembly system =
        new Assembly(Simulation.read(path, List.of(), Map.of()).design().circuit());
    system.evaluation().mode(true);
    system.evaluation().time(1e-3);
    Random random = new Random(7);
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    double[] x = new double[system.size() + 1];
    for (int i = 0; i < system.size(); i++) {
      // States within their range, voltages and currents of ordinary size.
      x[i] =
          system.isNode(i)
              ? 0.6 * random.nextDouble()
              : system.quantity(i).initial() + 1e-2 * random.nextDouble() * system.quantity(i).nominal();
    }
    double[] lambda = random.doubles(system.size() + 1, -1, 1).toArray();
    for (int k = 0; k < Math.min(40, system.partCount()); k++) {
      Instance instance = system.instance(k);
      for (Parameter p : ParameterTable.of(instance.model().getClass()).parameters()) {
        Optional<DeviceNumber> number =
            p.isNumber() ? DeviceNumber.find(system, instance.name(), p.name()) : Optional.empty();
        if (number.isEmpty()) {
          continue;
        }
        ParameterDerivatives derivatives =
            new ParameterDerivatives(system, List.of(number.get()));
        double value = number.get().value(system);
        if (!derivatives.isDifferentiable(0) || value == 0) {
          continue;
        }
        double found = derivatives.contract(0, x, lambda, new double[0]);
        double nearest = Double.POSITIVE_INFINITY;
        double expected = Double.NaN;
        for (double step : new double[] {1e-2, 2e-3, 3e-4, 5e-5}) {
          double one = commons(system, number.get(), value, step * Math.abs(value), x, lambda);
          if (Math.abs(one - found) < nearest) {
            nearest = Math.abs(one - found);
            expected = one;
          }
        }
        if (Double.isNaN(expected)) {
          continue; // at the end of its range, where there is nothing on one side
        }
        compared++;
        double noise = 1e-12 * Math.abs(sum(system, number.get(), value, x, lambda) / value);
        if (nearest > 1e-8 * Math.abs(found) + noise) {
          wrong.add(instance.name() + " " + p.name() + " " + found + " not " + expected);
        }
      }
    }
    assertThat(compared).isPositive();
    assertThat(wrong).isEmpty();
  }

  /** Returns lambda' f with the number at {@code p}, from the whole circuit's f. */
  private static double sum(
      Assembly system, DeviceNumber number, double p, double[] x, double[] lambda) {
    Instance now = system.instance(number.instance());
    Optional<Instance> other = number.at(now, p);
    if (other.isEmpty()) {
      return Double.NaN;
    }
    try {
      system.replace(number.instance(), other.get().model());
      system.evaluation().evaluate(x, false);
    } catch (IllegalArgumentException e) {
      return Double.NaN; // needs other unknowns there
    }
    double sum = 0;
    for (int i = 0; i < system.size(); i++) {
      if (system.users(i).contains(number.instance())) {
        sum += lambda[i] * system.evaluation().f()[i];
      }
    }
    system.replace(number.instance(), now.model());
    return sum;
  }

  private static double commons(
      Assembly system, DeviceNumber number, double p, double step, double[] x, double[] lambda) {
    return new FiniteDifferencesDifferentiator(7, step)
        .differentiate((double q) -> sum(system, number, q, x, lambda))
        .value(new DerivativeStructure(1, 1, 0, p))
        .getPartialDerivative(1);
  }
}
