package org.ionspice.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.measure.Result;
import org.ionspice.plot.Sketch;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String EVIL = "</script><img src=x onerror=alert(1)>\"'&";

  private static Sketch sketch(String title, double[] x, double[] y, boolean log) {
    Sketch.Scale scale = new Sketch.Scale(title, log, Double.NaN, Double.NaN);
    return new Sketch(
        title,
        scale,
        scale,
        !log,
        List.of(new Sketch.Line(title, x, y, Sketch.Style.LINE, "#0072b2", true)),
        List.of(new Sketch.Word(title, x[1], 100)));
  }

  /** A report in which every text that a netlist can set is hostile. */
  private static String hostile() throws Exception {
    Source source = new Source(EVIL + ".cir", EVIL + "\n* " + EVIL + "\n.op\n");
    Span at = new Span(source, 2, 1, 3);
    Map<String, Sketch> pictures = new LinkedHashMap<>();
    pictures.put(EVIL, sketch(EVIL, new double[] {1, 2}, new double[] {3, 4}, false));
    Summary summary =
        new Summary(EVIL, EVIL, List.of(new Column(EVIL, EVIL)), List.of(List.of(EVIL)));
    Result result =
        new Result(
            EVIL, EVIL, 1, EVIL, Result.Place.NONE, 0, 0, EVIL, at, Map.of(EVIL, 1.0));
    return HtmlReport.of(
        new Contents(
            EVIL,
            source,
            List.of(Diagnostic.of(Code.W230, at, EVIL, EVIL)),
            List.of(new Contents.Ran(EVIL, EVIL, 1, 0, 1, 0.1, true, List.of(summary))),
            List.of(result),
            List.of(summary),
            pictures,
            List.of(
                new DeviceTable(
                    EVIL,
                    EVIL,
                    List.of(EVIL),
                    1,
                    List.of(new DeviceTable.Entry(EVIL, EVIL, EVIL, true, EVIL)))),
            Map.of(EVIL, EVIL)));
  }

  @Test
  void noTextOfTheNetlistBecomesMarkup() throws Exception {
    String html = hostile();
    String around = html.replaceAll("(?s)<script>.*?</script>", "");

    assertThat(around).doesNotContain("<img").doesNotContain(EVIL);
    // The three scripts that were written, and no other.
    assertThat(html.split("<script", -1)).hasSize(4);
    assertThat(around.split("</script", -1)).hasSize(2);
    assertThat(html).contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
  }

  @Test
  void labelsOfPicturesAreNoMarkupForThePlottingLibraryEither() throws Exception {
    // It shows <b> and links; entities are how it is told a bare character.
    assertThat(hostile()).contains("\\u0026lt;\\u002fscript\\u0026gt;\\u0026lt;img src=x");
  }

  @Test
  void nothingIsAskedForFromElsewhere() throws Exception {
    String around = hostile().replaceAll("(?s)<script>.*?</script>", "");

    assertThat(around).doesNotContainPattern("(?i)<(link|iframe|object|embed|base)\\b");
    assertThat(around).doesNotContainPattern("(?i)(src|href)=\"(?!#)");
    assertThat(around).doesNotContain("url(").doesNotContain("@import");
    assertThat(around).contains("default-src 'none'");
  }

  @Test
  void thePolicyNamesTheHashesOfBothScripts() throws Exception {
    String html = hostile();
    Matcher script = Pattern.compile("(?s)<script>(.*?)</script>").matcher(html);
    List<String> hashes = new ArrayList<>();
    while (script.find()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
      hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    assertThat(hashes).hasSize(2).allSatisfy(hash -> assertThat(html).contains(hash));
  }

  @Test
  void aDiagnosticAndItsLineLeadToEachOther() throws Exception {
    String html = hostile();

    assertThat(html).contains("<a href=\"#l2\">line 2, column 1</a>");
    assertThat(html).contains("<tr id=\"l2\" class=\"warning\"><td class=\"line\"><a href=\"#d1\">");
    assertThat(html).contains("<li id=\"d1\" class=\"warning\">");
  }

  @Test
  void decadesHaveLabelsAndNyquistHasOneScale() throws Exception {
    Map<String, Sketch> pictures = new LinkedHashMap<>();
    double[] wide = {1e-3, 1, 1e6};
    pictures.put("bode", sketch("f", wide, wide, true));
    pictures.put("nyquist", sketch("z", wide, wide, false));

    String json = PlotJson.of(pictures);

    assertThat(json).contains("\"type\":\"log\",\"exponentformat\":\"SI\",\"dtick\":1");
    assertThat(json).contains("\"scaleanchor\":\"x\",\"scaleratio\":1");
    assertThat(json.indexOf("scaleanchor")).isGreaterThan(json.indexOf("\"type\":\"log\""));
  }

  @Test
  void wordsStandBesideTheirPoints() throws Exception {
    double[] x = {1, 10};
    String linear = PlotJson.of(Map.of("p", sketch("<1 kHz>", x, x, false)));
    String decades = PlotJson.of(Map.of("p", sketch("t", x, x, true)));

    assertThat(linear).contains("\"text\":\"\\u0026lt;1 kHz\\u0026gt;\",\"x\":10.0,\"y\":100.0");
    assertThat(decades).contains("\"text\":\"t\",\"x\":1.0,\"y\":2.0");
  }

  @Test
  void gapsAreNullAndNumbersKeepNineDigits() throws Exception {
    double[] y = {Double.NaN, 1.23456789012345, Double.POSITIVE_INFINITY};
    String json = PlotJson.of(Map.of("p", sketch("t", new double[] {0, 1, 2}, y, false)));

    assertThat(json).contains("\"y\":[null,1.23456789,null]");
  }

  @Test
  void devicesShowWhatWasGivenAndWhatIsDefault() {
    List<DeviceTable> tables =
        DeviceTable.of(
            Simulation.of("d.cir", "d\nI1 0 a 1\nN1 a 0 fhn b=0.5\nN2 a 0 fhn b=0.5\n.op\n")
                .design()
                .circuit());

    DeviceTable neuron =
        tables.stream().filter(t -> t.type().equals("fhn")).findFirst().orElseThrow();
    assertThat(neuron.instances()).containsExactly("n1", "n2");
    assertThat(entry(neuron, "b").value()).isEqualTo("0.5");
    assertThat(entry(neuron, "b").given()).isTrue();
    assertThat(entry(neuron, "eps").value()).isEqualTo("0.08");
    assertThat(entry(neuron, "eps").given()).isFalse();
    assertThat(entry(neuron, "cm").value()).isEqualTo("none");
  }

  private static DeviceTable.Entry entry(DeviceTable table, String name) {
    return table.parameters().stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
