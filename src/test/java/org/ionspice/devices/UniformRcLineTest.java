package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lumps of SPICE3, and the line that they stand for. */
class UniformRcLineTest {
  private static Built<UniformRcLine> build(Map<String, Object> given) {
    return ParameterTable.of(UniformRcLine.class).build(given);
  }

  @ParameterizedTest
  @CsvSource({
    // ln(1e9 1000 1e-15 2 pi l^2 / 9) / ln 1.5 with l = 200: ln(27.925) / 0.405465 = 8.21.
    "200, 8",
    "1, 3",
    // l = 1e5: ln(6.9813e6) / 0.405465 = 38.86.
    "1e5, 38"
  })
  void theLumpsFollowFromTheHighestFrequency(double l, int lumps) {
    assertThat(build(Map.of("l", l)).record().orElseThrow().lumps()).isEqualTo(lumps);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7"})
  void theLumpsMakeUpTheWholeLine(int n) {
    UniformRcLine line =
        build(Map.of("l", 2, "n", n, "rperl", 50, "cperl", 3e-9, "k", 3)).record().orElseThrow();
    ContractProbe probe = new ContractProbe(line, 3, 0);
    double[][] c = probe.at(new double[probe.columns()]).c();

    assertThat(c[3][3]).as("all capacitors end at ref").isCloseTo(6e-9, within(1e-21));
  }

  @Test
  void oddLinesAreRefused() {
    assertThat(build(Map.of("l", 1, "n", 2.5)).problems().get(0).message()).contains("whole");
    assertThat(build(Map.of("l", 1, "n", 900, "k", 50)).problems().get(0).message())
        .contains("grow");
  }

  @Test
  void theOpenLineTransfersOneOverCosh() throws IOException {
    // v(b)/v(a) = 1/cosh(sqrt(j w R C)); R = 1 kOhm, C = 1 pF, 159.155 MHz: w R C = 1.
    Simulation run =
        Simulation.of(
            "test.cir",
            "test\nV1 a 0 AC 1\nU1 a b 0 line l=1m n=12\n.model line urc(rperl=1meg cperl=1n k=1.2)\n"
                + ".ac lin 1 159.154943meg 159.154943meg\n");
    Table table = run.tables().values().iterator().next();
    double re = table.column("v(b)")[0];
    double im = table.imaginary("v(b)")[0];
    double s = Math.sqrt(0.5);
    double a = Math.cosh(s) * Math.cos(s);
    double b = Math.sinh(s) * Math.sin(s);
    assertThat(re).isCloseTo(a / (a * a + b * b), within(2e-2));
    assertThat(im).isCloseTo(-b / (a * a + b * b), within(2e-2));
  }
}
