package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code -s} prints what PySpice's reader of {@code ngspice -s} asks for, line by line. */
class ServerTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int serve(String netlist) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(netlist.getBytes(StandardCharsets.UTF_8)));
    try {
      return Main.run(
          new String[] {"-s"},
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void headerLinesStandInTheOrderThatIsRead() {
    int code = serve("divider\nV1 in 0 10\nR1 in out 1k\nR2 out 0 3k\n.dc V1 0 2 1\n.end\n");

    assertThat(code).isZero();
    byte[] bytes = out.toByteArray();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int data = text.indexOf("Binary:\n") + 8;
    List<String> lines = text.substring(0, data).lines().filter(l -> !l.isEmpty()).toList();
    assertThat(lines.get(0)).isEqualTo("Circuit: divider");
    assertThat(lines.get(1)).isEqualTo("Doing analysis at TEMP = 27.000000 and TNOM = 27.000000");
    assertThat(lines.get(2)).isEqualTo("Title: divider");
    assertThat(lines.get(3)).startsWith("Date: ");
    assertThat(lines.subList(4, 12))
        .containsExactly(
            "Plotname: DC transfer characteristic",
            "Flags: real",
            "No. Variables: 4",
            lines.get(7),
            "Variables:",
            "No. of Data Columns : 4",
            "\t0\tv(v-sweep)\tvoltage",
            "\t1\tv(in)\tvoltage");
    assertThat(lines.get(7)).startsWith("No. Points: 3");
    ByteBuffer numbers =
        ByteBuffer.wrap(bytes, data, bytes.length - data).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(numbers.remaining()).isEqualTo(3 * 4 * 8);
    // The last point: 2 V, 2 V, 1.5 V, -0.5 mA.
    assertThat(numbers.getDouble(data + 64 + 16)).isCloseTo(1.5, within(1e-9));
    assertThat(numbers.getDouble(data + 64 + 24)).isCloseTo(-0.5e-3, within(1e-12));
    int place = text.indexOf("3", text.indexOf("No. Points:"));
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("@@@ " + place + " 3\n");
  }

  @Test
  void frequenciesAreComplexAndTemperaturesThoseOfTheNetlist() {
    int code =
        serve(
            "low-pass\nV1 in 0 ac 1\nR1 in out 1k\nC1 out 0 1u\n.options temp=50 tnom=25\n"
                + ".ac dec 1 1 100\n.end\n");

    assertThat(code).isZero();
    String text = out.toString(StandardCharsets.ISO_8859_1);
    assertThat(text)
        .contains("Doing analysis at TEMP = 50.000000 and TNOM = 25.000000")
        .contains("Flags: complex\n")
        .contains("\t0\tfrequency\tfrequency\tgrid=3\n")
        .doesNotContain("Command:");
    assertThat(out.size() - text.indexOf("Binary:\n") - 8).isEqualTo(3 * 4 * 16);
  }

  @Test
  void mistakesAreLinesThatBeginWithError() {
    assertThat(serve("wrong\nV1 in 0 10\nR1 in 0\n.op\n.end\n")).isEqualTo(Main.NETLIST);

    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Error on line 3 : ");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("stdin.cir:3:").doesNotContain("@@@");
  }

  @Test
  void aCircuitWithoutASolutionSendsNothing() {
    assertThat(serve("loop\nV1 a 0 1\nV2 a 0 2\n.op\n.end\n")).isNotZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Error on line").doesNotContain("Binary:");
  }
}
