package org.ionspice.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.NetlistReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterTest {
  private static Expression parse(String text) {
    Diagnostics sink = new Diagnostics();
    Expression e = NetlistReader.parseExpression(text, Span.NONE, sink);
    assertThat(sink.hasErrors()).as("%s: %s", text, sink.sorted()).isFalse();
    return e;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-2^2", "2^-3", "a - (b - c)", "a - b * c + d", "(a + b) * c", "!(a && b) || c <= 1",
        "a ? b : c ? d : 1", "v(a,b) + i(v1) * @n1[x]", "limit(v(out), 0, 1e-12)", "1.5e-9 % 2",
        "a / b / c", "2^(3^2)", "(2^3)^2", "-(-a)", "4.7meg + 123456789"
      })
  void printedFormulasReadBackAsTheSame(String text) {
    Expression e = parse(text);

    assertThat(withoutSpans(parse(Printer.print(e)))).isEqualTo(withoutSpans(e));
  }

  @Test
  void randomTreesReadBackAsTheSame() {
    for (long seed = 0; seed < 500; seed++) {
      Expression e = new RandomTrees(seed).tree(4);

      assertThat(withoutSpans(parse(Printer.print(e)))).as("seed %d", seed).isEqualTo(withoutSpans(e));
    }
  }

  /** Records compare with their spans, which differ; their text without spans is as telling. */
  private static String withoutSpans(Expression e) {
    return e.toString().replaceAll("span=[^,\\]]*", "");
  }
}
