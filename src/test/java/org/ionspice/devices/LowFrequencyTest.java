package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ionspice.Simulation;
import org.ionspice.elaboration.DeviceCatalog;
import org.ionspice.elaboration.DeviceType;
import org.ionspice.result.Table;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * At the lowest frequency, what AC sees of a two-terminal device is the slope that DC sees. A new
 * device is tested here by being in the catalogue.
 */
class LowFrequencyTest {
  @TestFactory
  Stream<DynamicTest> admittanceAtLowFrequencyIsTheSlopeOfTheDcCurve() {
    return DeviceCatalog.standard().all().stream()
        .filter(t -> t.terminals().equals(List.of("p", "n")) && "NDR".indexOf(t.letter()) >= 0)
        .filter(t -> !t.name().equals("rb"))
        .flatMap(
            t ->
                Stream.of("-0.4", "0.1", "0.55")
                    .map(v -> dynamicTest(t.name() + " at " + v + " V", () -> check(t, v))));
  }

  private static void check(DeviceType type, String bias) throws Exception {
    String element =
        switch (type.letter()) {
          case 'R' -> "R1 a 0 2k";
          case 'D' -> "D1 a 0 dut";
          default -> "N1 a 0 dut";
        };
    double h = 1e-4;
    double at = Double.parseDouble(bias);
    String text =
        "slope\nV1 a 0 DC " + bias + " AC 1\n" + element + "\n"
            + (type.letter() == 'R' ? "" : ".model dut " + type.name() + "\n")
            + ".options reltol=1e-9 abstol=1e-18\n"
            + ".dc V1 " + (at - h) + " " + (at + 1.5 * h) + " " + (2 * h) + "\n"
            + ".ac lin 1 1e-24 1e-24\n.end\n";

    Map<String, Table> tables = Simulation.of("slope.cir", text).tables();

    double[] current = tables.get("dc").column("i(v1)");
    double slope = (current[1] - current[0]) / (2 * h);
    double admittance = tables.get("ac").column("i(v1)")[0];
    // The difference's own error is (h / width)^2 / 6 with widths from 25 mV: below 1e-5.
    assertThat(admittance).isCloseTo(slope, within(2e-5 * Math.abs(slope) + 1e-12));
  }
}
