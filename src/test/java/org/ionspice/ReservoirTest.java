package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ten simulated molecular memristors learn NARMA-2: the netlist of testbenches/molmem-reservoir,
 * read out by ridge regression. Expected errors were computed with numpy from the closed form of
 * the states, testbenches/molmem-reservoir/reference.py.
 */
class ReservoirTest {
  private static final Path BENCH = Path.of("testbenches/molmem-reservoir");
  private static final int HOLDS = 2200;
  private static final int WASH = 200;
  private static final int TRAIN = 1200;
  private static final int DEVICES = 10;
  private static final double TOLERANCE = 1e-2;

  /** The linear congruential generator that the bench's input was made with, seed 12345. */
  private static double[] input() {
    double[] u = new double[HOLDS];
    long seed = 12345;
    for (int k = 0; k < HOLDS; k++) {
      seed = (1664525 * seed + 1013904223L) & 0xffffffffL;
      u[k] = seed / 4294967296.0;
    }
    return u;
  }

  private static double[] narma(double[] u) {
    double[] y = new double[HOLDS];
    for (int k = 1; k < HOLDS - 1; k++) {
      y[k + 1] = 0.4 * y[k] + 0.4 * y[k] * y[k - 1] + 0.6 * Math.pow(0.5 * u[k], 3) + 0.1;
    }
    return y;
  }

  /** Returns the devices' states at the end of every hold, a row each. */
  private static double[][] simulate(double theta, double low, double high) throws IOException {
    Simulation simulation =
        Simulation.read(
            BENCH.resolve("bench.cir"),
            List.of(),
            Map.of("theta", theta, "v0", low, "v1", high, "holds", (double) HOLDS));
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    Table table = simulation.tables().get("tran");
    double[] time = table.column("time");
    double[][] states = new double[HOLDS][DEVICES];
    for (int j = 0; j < DEVICES; j++) {
      double[] w = table.column("@n" + j + "[w]");
      int row = 0;
      for (int k = 0; k < HOLDS; k++) {
        // A step ends where the input jumps, so that the time k + 1 is there but for rounding.
        while (row + 1 < time.length && time[row] < k + 1 - 1e-9) {
          row++;
        }
        assertThat(time[row]).isCloseTo(k + 1, within(1e-9));
        states[k][j] = w[row];
      }
    }
    return states;
  }

  /** Returns the normalised root mean square error of the next target over the holds after TRAIN. */
  private static double error(double[][] states, double[] y) {
    DMatrixRMaj features = new DMatrixRMaj(HOLDS, DEVICES + 1);
    for (int j = 0; j < DEVICES; j++) {
      double sum = 0;
      double squares = 0;
      for (int k = WASH; k < TRAIN; k++) {
        sum += states[k][j];
        squares += states[k][j] * states[k][j];
      }
      double mean = sum / (TRAIN - WASH);
      double spread = Math.sqrt(squares / (TRAIN - WASH) - mean * mean);
      for (int k = 0; k < HOLDS; k++) {
        features.set(k, j + 1, (states[k][j] - mean) / spread);
        features.set(k, 0, 1);
      }
    }
    DMatrixRMaj taught = CommonOps_DDRM.extract(features, WASH, TRAIN, 0, DEVICES + 1);
    DMatrixRMaj wanted = new DMatrixRMaj(TRAIN - WASH, 1);
    for (int k = WASH; k < TRAIN; k++) {
      wanted.set(k - WASH, 0, y[k + 1]);
    }
    DMatrixRMaj normal = new DMatrixRMaj(DEVICES + 1, DEVICES + 1);
    CommonOps_DDRM.multInner(taught, normal);
    for (int j = 0; j <= DEVICES; j++) {
      normal.add(j, j, 1e-9 * (TRAIN - WASH));
    }
    DMatrixRMaj right = new DMatrixRMaj(DEVICES + 1, 1);
    CommonOps_DDRM.multTransA(taught, wanted, right);
    DMatrixRMaj weights = new DMatrixRMaj(DEVICES + 1, 1);
    assertThat(CommonOps_DDRM.solve(normal, right, weights)).isTrue();
    DMatrixRMaj read = new DMatrixRMaj(HOLDS, 1);
    CommonOps_DDRM.mult(features, weights, read);
    int count = HOLDS - 1 - TRAIN;
    double mean = 0;
    for (int k = TRAIN; k < HOLDS - 1; k++) {
      mean += y[k + 1] / count;
    }
    double miss = 0;
    double variance = 0;
    for (int k = TRAIN; k < HOLDS - 1; k++) {
      miss += Math.pow(read.get(k, 0) - y[k + 1], 2);
      variance += Math.pow(y[k + 1] - mean, 2);
    }
    return Math.sqrt(miss / variance);
  }

  private static double error(double theta, double low, double high) throws IOException {
    return error(simulate(theta, low, high), narma(input()));
  }

  @Test
  void theInputOfTheNetlistIsThatOfTheGenerator() throws IOException {
    List<String> lines = Files.readAllLines(BENCH.resolve("input.txt"));
    double[] u = input();

    assertThat(lines).hasSize(2 * HOLDS);
    for (int k = 0; k < HOLDS; k++) {
      assertThat(lines.get(2 * k)).startsWith(k + " ");
      assertThat(Double.parseDouble(lines.get(2 * k).split(" ")[1])).isEqualTo(u[k]);
      assertThat(lines.get(2 * k + 1)).startsWith(k + 1 + " ");
      assertThat(Double.parseDouble(lines.get(2 * k + 1).split(" ")[1])).isEqualTo(u[k]);
    }
  }

  @Test
  void theErrorIsSmallWhereTheHoldMeetsTheKinetics() throws IOException {
    assertThat(error(0.5, 0, 1.5)).isCloseTo(0.0793846, within(TOLERANCE));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"0.03,0.678169", "0.1,0.439772", "0.3,0.183849", "1,0.221384", "2,0.405339"})
  void theErrorGrowsWithShorterAndLongerHolds(double theta, double expected) throws IOException {
    assertThat(error(theta, 0, 1.5)).isCloseTo(expected, within(TOLERANCE));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "0,0.3,0.253804",
    "0,0.9,0.211575",
    "0.5,1.5,0.155132",
    "1,1.5,0.125287",
    "1.5,2,0.227738"
  })
  void theErrorIsLeastInTheRangeWhereTheRatesChangeMost(
      double low, double high, double expected) throws IOException {
    assertThat(error(0.3, low, high)).isCloseTo(expected, within(TOLERANCE));
  }
}
