package org.ionspice.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.expression.FunctionLibrary;
import org.ionspice.expression.LibraryFunction;
import org.ionspice.expression.ResultFunctions;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas of AC results, against the RC divider H = 1/(1 + j omega R C), R = 1k, C = 1u. */
class ComplexMeasureTest {
  /** The sweep has this point itself, so that nothing is interpolated. */
  private static final double OMEGA_RC = 2 * Math.PI * 100 * 1e-3;

  private static final double SQUARE = 1 + OMEGA_RC * OMEGA_RC;
  private static final double RE = 1 / SQUARE;
  private static final double IM = -OMEGA_RC / SQUARE;

  private static final String DIVIDER =
      """
      RC divider
      .func ratio(a,b) {mag(a)/mag(b)}
      .func imag(x) {3}
      .func mine(x) {imag(x)}
      .param half=0.5
      V1 in 0 AC 1
      R1 in out 1k
      C1 out 0 1u
      .ac dec 10 1 10k
      """;

  private static Result of(String... lines) throws IOException {
    StringBuilder text = new StringBuilder(DIVIDER);
    for (String line : lines) {
      text.append(".meas ac ").append(line).append('\n');
    }
    Simulation simulation = Simulation.of("divider.cir", text.toString());
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    Table table = simulation.tables().get("ac");
    Map<String, Double> known = new HashMap<>();
    Result last = null;
    for (Command command : simulation.design().commands()) {
      if (command.keyword().equals("meas")) {
        Diagnostics trouble = new Diagnostics();
        Measure measure = Measure.of(command, trouble).orElse(null);
        assertThat(trouble.sorted().stream().map(Diagnostic::render)).isEmpty();
        last = measure.evaluate(table.header(), table.blocks().get(0), known);
        known.put(measure.name(), last.value());
      }
    }
    return last;
  }

  private static void gives(double value, String... lines) throws IOException {
    Result result = of(lines);
    assertThat(result.reason()).isEmpty();
    // Rounding of the solution only: all numbers are of order one or written relative to it.
    assertThat(result.value())
        .as(lines[lines.length - 1])
        .isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find re(v(out)) at=100",
        "find {re(v(out))} at=100",
        "find 'real(v(out))' at=100",
        "find={re(v(out))} at=100",
        "find {vr(out)} at=100",
        "find={re(v(out)/v(in))} at=100",
      })
  void theRealPart(String measurement) throws IOException {
    gives(RE, "x " + measurement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find im(v(out)) at=100",
        "find={im(v(out))} at=100",
        "find='img(v(out))' at=100",
        "find {vi(out)} at=100",
        "find {-im(v(in)-v(out))} at=100",
      })
  void theImaginaryPart(String measurement) throws IOException {
    gives(IM, "x " + measurement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find {mag(v(out))} at=100",
        "find {abs(v(out)/v(in))} at=100",
        "find={vm(out)} at=100",
        "find ratio(v(out),v(in)) at=100",
        "find {ratio(v(out),v(in))} at=100",
        "find {hypot(re(v(out)),im(v(out)))} at=100",
        "find {sqrt(re(v(out))^2+im(v(out))^2)} at=100",
      })
  void theMagnitude(String measurement) throws IOException {
    gives(1 / Math.sqrt(SQUARE), "x " + measurement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find {ph(v(out))} at=100",
        "find={phase(v(out)/v(in))} at=100",
        "find {vp(out)} at=100",
        "find {atan2(im(v(out)),re(v(out)))} at=100",
      })
  void thePhaseInRadians(String measurement) throws IOException {
    gives(-Math.atan(OMEGA_RC), "x " + measurement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find {db(v(out))} at=100",
        "find={vdb(out)} at=100",
        "find {20*log10(mag(v(out)))} at=100",
      })
  void theDecibels(String measurement) throws IOException {
    gives(-10 * Math.log10(SQUARE), "x " + measurement);
  }

  @Test
  void partsOfCurrentsAndImpedances() throws IOException {
    // The current into the plus pin of V1 is -(1 - H)/R; the impedance of the pair R - j/(omega C).
    gives(-IM, "x find={-1k*ii(V1)} at=100");
    gives(1 - RE, "x find={-1k*re(i(v1))} at=100");
    gives(Math.hypot(1 - RE, IM), "x find={1k*im(V1)} at=100");
    gives(1000, "x find={-re(v(in)/i(V1))} at=100");
    gives(-1 / (2 * Math.PI * 100 * 1e-6), "x find={im(-v(in)/i(V1))} at=100");
  }

  @Test
  void powersStayComplex() throws IOException {
    gives(RE * RE - IM * IM, "x find={re(v(out)^2)} at=100");
    gives(2 * RE * IM, "x find={im(v(out)**2)} at=100");
  }

  @Test
  void everyFunctionOfTheLibraryIsMeasured() throws IOException {
    List<LibraryFunction> functions = new ArrayList<>(FunctionLibrary.all());
    functions.addAll(ResultFunctions.all());
    for (LibraryFunction function : functions) {
      if (!function.memory()) {
        String more = ",1".repeat(function.fewest() - 1);
        // Every function has a value at 1, or is infinite there.
        boolean ofNodes = List.of("vm", "vp", "vdb", "vr", "vi").contains(function.name());
        String call = function.name() + (ofNodes ? "(in)" : "(vr(in)" + more + ")");
        assertThat(of("x find={" + call + "} at=100").reason()).as(call).isEmpty();
      }
    }
  }

  @Test
  void aQuantityWithoutAValueIsToldSo() throws IOException {
    assertThat(of("x find={asin(2*vr(in))} at=100").reason())
        .isEqualTo("the quantity is not a number at 100.0");
    assertThat(of("x find={vr(in)} at=1meg").reason())
        .isEqualTo("the results do not reach 1000000.0");
  }

  @Test
  void functionsOfTheNetlistGoFirst() throws IOException {
    gives(3, "x find={mine(v(out))} at=100");
  }

  @Test
  void formulasOfEarlierMeasurements() throws IOException {
    gives(
        Math.atan2(IM, RE),
        "a find={re(v(out))} at=100",
        "b find={im(v(out))} at=100",
        "x param={atan2(b,re(a))}");
    // param= takes the last point of the sweep, 10 kHz.
    double last = 2 * Math.PI * 10;
    gives(1 / (1 + last * last), "x param='re(v(out))'");
    gives(-Math.atan(last), "x param={ph(v(out))}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "when {re(v(out))}={half}",
        "when re(v(out))=0.5",
        "when {re(v(out))} val=0.5",
        "when vr(out)=0.5",
      })
  void placesOfFormulas(String measurement) throws IOException {
    Result result = of("x " + measurement);

    // Linear between 10 points a decade: within a part in a hundred of 1/(2 pi R C).
    assertThat(result.value()).isCloseTo(1 / (2 * Math.PI * 1e-3), within(1.6));
  }

  @Test
  void listsTakeFormulasOfResults() throws Exception {
    Simulation simulation =
        Simulation.of(
            "divider.cir", DIVIDER + ".print ac {v(in)/i(V1)} 're(v(out))' {asinh(vm(out))}\n");
    assertThat(simulation.diagnostics()).isEmpty();
    Table table = simulation.tables().get("ac");
    Command print =
        simulation.design().commands().stream()
            .filter(c -> c.keyword().equals("print"))
            .findFirst()
            .orElseThrow();

    List<Listing.Named> named =
        Listing.of(print, new Diagnostics())
            .orElseThrow()
            .waves(table.header(), table.blocks().get(0));

    assertThat(named)
        .extracting(Listing.Named::name)
        .containsExactly("v(in)/i(V1)", "re(v(out))", "asinh(vm(out))");
    assertThat(named.get(0).wave().unit()).isEqualTo("Ohm");
    assertThat(named.get(0).wave().re()[20]).isCloseTo(-1000, within(1e-9));
    assertThat(named.get(1).wave().re()[20]).isCloseTo(RE, within(1e-12));
    double magnitude = 1 / Math.sqrt(SQUARE);
    assertThat(named.get(2).wave().re()[20])
        .isCloseTo(Math.log(magnitude + Math.hypot(magnitude, 1)), within(1e-12));
  }
}
