package org.ionspice.netlist;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;

/**
 * Whatever the text, reading ends, throws nothing and places each diagnostic on a line that exists.
 *
 * <p>An ordinary run replays the committed inputs; {@code JAZZER_FUZZ=1} searches for new ones.
 */
class NetlistFuzzTest {
  /** No input may take longer, ns. */
  private static final long LONGEST = 1_000_000_000L;

  @FuzzTest
  void netlist(FuzzedDataProvider data) {
    Source source = new Source("fuzz.cir", data.consumeRemainingAsString());
    Diagnostics sink = new Diagnostics();

    long begun = System.nanoTime();
    Netlist netlist = NetlistReader.parse(source, sink);

    assertThat(System.nanoTime() - begun).isLessThan(LONGEST);
    assertThat(netlist.source()).isSameAs(source);
    checkPlaces(sink, source);
  }

  @FuzzTest
  void formula(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    Source source = new Source("formula", text);
    Diagnostics sink = new Diagnostics();

    long begun = System.nanoTime();
    NetlistReader.parseExpression(text, new Span(source, 1, 1, 1), sink);

    assertThat(System.nanoTime() - begun).isLessThan(LONGEST);
    assertThat(sink.errorCount()).isLessThanOrEqualTo(1);
  }

  private static void checkPlaces(Diagnostics sink, Source source) {
    for (Diagnostic diagnostic : sink.sorted()) {
      int line = diagnostic.at().line();
      assertThat(line).isBetween(1, source.lineCount());
      assertThat(diagnostic.at().column()).isBetween(1, source.line(line).length() + 1);
      assertThat(diagnostic.render()).isNotBlank();
    }
  }
}
