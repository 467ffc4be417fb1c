package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.device.DeviceModel;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resistors and capacitors that are given by their size. */
class SheetTest {
  private static <T extends DeviceModel> Built<T> build(Class<T> type, Map<String, Object> given) {
    return ParameterTable.of(type).build(given);
  }

  private static ContractProbe.Sample sample(DeviceModel model) {
    return new ContractProbe(model, 2, 0).at(new double[] {0, 1, 0});
  }

  @Test
  void aSheetCountsItsSquares() {
    Resistor sheet =
        build(Resistor.class, Map.of("rsh", 50, "l", 10e-6, "w", 2e-6, "narrow", 0.1e-6))
            .record()
            .orElseThrow();
    // 50 Ohm 10 um / 1.8 um.
    assertThat(sample(sheet).f()[1]).isCloseTo(1.8 / 500, within(1e-16));
    Resistor square = build(Resistor.class, Map.of("rsh", 50, "scale", 3)).record().orElseThrow();
    assertThat(sample(square).f()[1]).isCloseTo(1 / 150.0, within(1e-16));
  }

  @Test
  void platesHaveAnAreaAndAnEdge() {
    Capacitor plates =
        build(
                Capacitor.class,
                Map.of("cj", 50e-6, "cjsw", 20e-12, "l", 10e-6, "w", 5e-6, "narrow", 0.2e-6))
            .record()
            .orElseThrow();
    // 50e-6 10e-6 4.8e-6 + 2 20e-12 14.8e-6 = 2.4e-15 + 0.592e-15.
    assertThat(sample(plates).q()[1]).isCloseTo(2.992e-15, within(1e-28));
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(build(Resistor.class, Map.of()).problems().get(0).message()).contains("r is missing");
    assertThat(build(Resistor.class, Map.of("rsh", 1, "narrow", 5e-6)).problems().get(0).message())
        .contains("narrow");
    assertThat(build(Capacitor.class, Map.of("cj", 1)).problems().get(0).message())
        .contains("c is missing");
    assertThat(
            build(Capacitor.class, Map.of("cj", 1, "l", 1, "short", 1)).problems().get(0).message())
        .contains("short");
  }

  @ParameterizedTest
  @CsvSource({"R1 a 0, the value", "R1 a 0 m, the value", "C1 a 0 n l=1u, the value"})
  void aLineWithoutAValueOrASizeIsAnError(String element, String part) throws IOException {
    Simulation simulation =
        Simulation.of(
            "test.cir",
            "test\nV1 a 0 1\n" + element + "\n.model m r(tc1=1m)\n.model n c(cjsw=1p)\n.op\n.end\n");
    assertThat(simulation.diagnostics()).anyMatch(d -> d.isError() && d.render().contains(part));
  }
}
