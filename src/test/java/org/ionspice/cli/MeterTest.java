package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MeterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final long[] now = {0};

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void at(Meter meter, double seconds, String analysis, double fraction) {
    now[0] = (long) (seconds * 1e9);
    meter.update(analysis, fraction, 1e-9);
  }

  @Test
  void aShortRunSaysNothing() {
    try (Meter meter = new Meter(err, false, false, () -> now[0])) {
      at(meter, 0.5, "tran", 0.3);
      at(meter, 1.9, "tran", 0.9);
    }

    assertThat(said()).isEmpty();
  }

  @Test
  void aLongRunSaysEveryFiveSecondsHowLongItStillTakes() {
    try (Meter meter = new Meter(err, false, false, () -> now[0])) {
      at(meter, 0, "tran", 0);
      at(meter, 2.5, "tran", 0.1);
      at(meter, 4, "tran", 0.15);
      at(meter, 8, "tran", 0.25);
    }

    // 2.5 s for a tenth: 22.5 s to go; 8 s for a quarter: 24 s.
    assertThat(said().lines())
        .containsExactly(
            "tran: 10.0 %, step 1.00e-09, 3 s, about 23 s left",
            "tran: 25.0 %, step 1.00e-09, 8 s, about 24 s left");
  }

  @Test
  void eachAnalysisHasItsOwnTime() {
    try (Meter meter = new Meter(err, false, false, () -> now[0])) {
      at(meter, 0, "op", 0);
      at(meter, 100, "tran", 0);
      at(meter, 400, "tran", 0.5);
    }

    assertThat(said()).contains("tran: 50.0 %, step 1.00e-09, 300 s, about 5 min left");
  }

  @Test
  void aTerminalHasABarWithPercentAndStep() throws InterruptedException {
    try (Meter meter = new Meter(err, true, false, () -> now[0])) {
      at(meter, 3, "tran", 0.25);
      Thread.sleep(500); // The library draws every 200 ms.
    }

    assertThat(said()).contains("tran").contains("25%").contains("step 1.00e-09");
  }

  @Test
  void programsGetPercentFromTheBeginning() {
    try (Meter meter = new Meter(err, false, true, () -> now[0])) {
      at(meter, 0, "tran", 0);
      at(meter, 0.1, "tran", 0.05);
      at(meter, 0.3, "tran", 0.1234);
      at(meter, 0.31, "tran", 1);
    }

    assertThat(said().lines()).containsExactly("%0.00", "%12.34", "%100.00");
  }
}
