package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report as a browser shows it. Skipped on machines without Chromium. */
class ReportInBrowserTest {
  /** Text that runs a script where it is taken for markup. */
  private static final String EVIL = "</script><img src=x onerror=document.evil=1>";

  // The browser may still be writing when it is told to end.
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static Path report(String netlist) throws Exception {
    Path file = Files.writeString(folder.resolve("n.cir"), netlist);
    Path report = folder.resolve("n.html");
    int code =
        Main.run(
            new String[] {
              file.toString(), "--no-plot", "--out", folder.resolve("out").toString(),
              "--report", report.toString()
            },
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    assertThat(code).isZero();
    return report;
  }

  @Test
  void picturesAreDrawnHoverAnswersAndNothingIsWrong() throws Exception {
    Optional<Path> program = Browser.find();
    assumeTrue(program.isPresent(), "no Chromium on the PATH: the report is not looked at");
    Path report =
        report(
            EVIL + "\nV1 in 0 AC 1 SIN(0 1 1k)\nR1 in out 1k\nC1 out 0 100n\nR2 out 0 10k\n"
                + ".tran 1u 2m\n.ac dec 10 1 1meg\n.plot ac nyquist {-v(in)/i(V1)} title=\""
                + EVIL + "\"\n.plot ac vdb(out)\n.end\n");

    try (Browser browser = new Browser(program.get(), folder.resolve("profile"))) {
      browser.open(report);

      // Two units of the transient, the spectrum, the magnitude.
      assertThat(browser.evaluate("document.querySelectorAll('.plot').length")).isEqualTo("4");
      assertThat(
              browser.evaluate("document.querySelectorAll('.plot .scatterlayer path.js-line').length"))
          .isNotEqualTo("0");
      for (int k = 0; k < 4; k++) {
        String plot = "document.querySelectorAll('.plot')[" + k + "]";
        assertThat(browser.evaluate(plot + ".querySelectorAll('path.js-line').length"))
            .as("curves of picture " + k)
            .isNotEqualTo("0");
      }
      hover(browser, 0);
      hover(browser, 2);

      // The spectrum is as wide as it is high: one ohm takes the same room along both axes.
      String nyquist = "[...document.querySelectorAll('.plot')].find(p=>p.layout.yaxis.scaleanchor)";
      String perUnit =
          "(()=>{const l=" + nyquist + "._fullLayout;const x=l.xaxis,y=l.yaxis;"
              + "return (x._length/(x.range[1]-x.range[0]))/(y._length/(y.range[1]-y.range[0]))})()";
      assertThat(Double.parseDouble(browser.evaluate(perUnit)))
          .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));

      // Every decade of the magnitude's frequency has its label: 1 Hz to 1 MHz.
      String labels =
          "[...document.querySelectorAll('.plot')].find(p=>p.layout.xaxis.type=='log')"
              + ".querySelectorAll('g.xtick text').length";
      assertThat(browser.evaluate(labels)).isEqualTo("7");
      assertThat(browser.evaluate("document.querySelectorAll('img').length")).isEqualTo("0");
      assertThat(browser.evaluate("typeof document.evil")).isEqualTo("undefined");
      assertThat(browser.evaluate("document.querySelector('h1').textContent.length"))
          .isEqualTo(Integer.toString(EVIL.length()));
      assertThat(browser.troubles()).isEmpty();
    }
  }

  /** Points at the middle of the first curve of a picture and waits for the label. */
  private static void hover(Browser browser, int k) throws Exception {
    String plot = "document.querySelectorAll('.plot')[" + k + "]";
    browser.evaluate("(()=>{" + plot + ".scrollIntoView({block:'center'});return 1})()");
    String place =
        browser.evaluate(
            "(()=>{const p=" + plot + ",l=p._fullLayout,r=p.getBoundingClientRect(),d=p.data[0];"
                + "const m=Math.floor(d.x.length/2);"
                + "return (r.left+l._size.l+l.xaxis.d2p(d.x[m]))+','"
                + "+(r.top+l._size.t+l.yaxis.d2p(d.y[m]))})()");
    String[] xy = place.split(",");
    double x = Double.parseDouble(xy[0]);
    double y = Double.parseDouble(xy[1]);
    String labels = plot + ".querySelectorAll('.hoverlayer .hovertext').length";
    for (int tries = 0; tries < 50 && browser.evaluate(labels).equals("0"); tries++) {
      browser.moveTo(x + tries % 2, y);
      Thread.sleep(100);
    }
    assertThat(browser.evaluate(labels)).as("hover labels of picture " + k).isNotEqualTo("0");
  }
}
