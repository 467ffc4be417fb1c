package org.ionspice.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Severity;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.measure.Result;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;

/**
 * Writes a report as one HTML file: netlist, diagnostics, results, interactive pictures, devices.
 *
 * <p>The file asks for nothing from elsewhere: plotly.js stands in it, and a content security policy
 * lets nothing run but the two scripts whose hashes it names. All text of the netlist is escaped.
 */
public final class HtmlReport {
  /** Lines of a netlist that are shown. */
  private static final int MOST_LINES = 20_000;

  private final Contents contents;
  private final Html html = new Html();

  /** The diagnostics of each line of the netlist, by their numbers in the list. */
  private final Map<Integer, Integer> firstOfLine = new HashMap<>();

  private HtmlReport(Contents contents) {
    this.contents = contents;
  }

  /** Returns the whole file. */
  public static String of(Contents contents) throws IOException {
    return new HtmlReport(contents).write();
  }

  private String write() throws IOException {
    List<Diagnostic> all = contents.diagnostics();
    for (int k = 0; k < all.size(); k++) {
      if (isHere(all.get(k).at())) {
        firstOfLine.putIfAbsent(all.get(k).at().line(), k + 1);
      }
    }
    String library = resource("plotly-basic.min.js");
    String script = resource("report.js");
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .raw("script-src '" + hash(library) + "' '" + hash(script) + "'; ")
        .raw("style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; ")
        .raw("form-action 'none'\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .element("title", contents.title())
        .raw("\n<style>\n" + resource("report.css") + "</style>\n</head>\n<body>\n")
        .element("h1", contents.title());
    head();
    diagnostics();
    analyses();
    measures();
    pictures();
    findings();
    devices();
    netlist();
    html.raw("<noscript><p>The pictures need JavaScript.</p></noscript>\n")
        .raw("<script type=\"application/json\" id=\"figures\">")
        .raw(PlotJson.of(contents.pictures()))
        .raw("</script>\n<script>" + library + "</script>\n<script>" + script + "</script>\n")
        .raw("</body>\n</html>\n");
    return html.toString();
  }

  private boolean isHere(Span at) {
    return at.line() > 0 && at.source().name().equals(contents.source().name());
  }

  private void head() {
    html.raw("<p>").text(contents.source().name()).raw("</p>\n<table>\n");
    contents.facts()
        .forEach(
            (name, value) ->
                html.raw("<tr>")
                    .element("th", name)
                    .element("td", value)
                    .raw("</tr>\n"));
    html.raw("</table>\n<nav>");
    link("diagnostics", "Diagnostics", !contents.diagnostics().isEmpty());
    link("analyses", "Analyses", !contents.analyses().isEmpty());
    link("measures", "Measurements", !contents.results().isEmpty());
    link("pictures", "Pictures", !contents.pictures().isEmpty());
    link("findings", "Findings", hasFindings());
    link("devices", "Devices", !contents.devices().isEmpty());
    link("netlist", "Netlist", true);
    html.raw("</nav>\n");
  }

  private void link(String id, String words, boolean there) {
    if (there) {
      html.raw("<a href=\"#" + id + "\">" + words + "</a>");
    }
  }

  private void section(String id, String words) {
    html.raw("<h2 id=\"" + id + "\">" + words + "</h2>\n");
  }

  private void diagnostics() {
    if (contents.diagnostics().isEmpty()) {
      return;
    }
    section("diagnostics", "Diagnostics");
    html.raw("<ol>\n");
    int number = 0;
    for (Diagnostic each : contents.diagnostics()) {
      number++;
      html.raw("<li id=\"d" + number + "\" class=\"" + style(each.severity()) + "\"><b>")
          .text(each.severity().word() + "[" + each.code().name() + "]")
          .raw("</b> ")
          .text(each.message());
      place(each.at());
      for (Note note : each.notes()) {
        html.raw("<br>").text(note.message());
        place(note.at());
      }
      if (!each.hint().isEmpty()) {
        html.raw("<br><i>").text(each.hint()).raw("</i>");
      }
      html.raw("</li>\n");
    }
    html.raw("</ol>\n");
  }

  private void place(Span at) {
    if (isHere(at)) {
      html.raw(" (<a href=\"#l" + at.line() + "\">line " + at.line() + ", column " + at.column())
          .raw("</a>)");
    } else if (at.line() > 0) {
      html.text(" (" + at.source().name() + ", line " + at.line() + ")");
    }
  }

  private static String style(Severity severity) {
    return severity.word();
  }

  private void analyses() {
    if (contents.analyses().isEmpty()) {
      return;
    }
    section("analyses", "Analyses");
    heads("analysis", "kind", "points", "rejected", "Newton iterations", "time [s]", "completed");
    for (Contents.Ran ran : contents.analyses()) {
      html.raw("<tr>").element("td", ran.name()).element("td", ran.kind());
      html.number(ran.points()).number(ran.rejected()).number(ran.iterations());
      html.number(Math.rint(1e3 * ran.seconds()) / 1e3);
      html.element("td", ran.completed() ? "yes" : "no").raw("</tr>\n");
    }
    html.raw("</table>\n");
  }

  private void heads(String... names) {
    html.raw("<table>\n<tr>");
    for (String name : names) {
      html.element("th", name);
    }
    html.raw("</tr>\n");
  }

  private void measures() {
    if (contents.results().isEmpty()) {
      return;
    }
    section("measures", "Measurements");
    heads("name", "analysis", "steps", "value", "unit", "");
    for (Result result : contents.results()) {
      html.raw("<tr>").element("td", result.name()).element("td", result.analysis());
      html.element("td", steps(result.steps()));
      if (result.succeeded()) {
        html.number(result.value());
      } else {
        html.element("td", "failed");
      }
      String unit = result.unit().equals("1") ? "" : result.unit();
      html.element("td", unit).element("td", result.reason()).raw("</tr>\n");
    }
    html.raw("</table>\n");
  }

  private static String steps(Map<String, Double> steps) {
    StringBuilder text = new StringBuilder();
    steps.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(" = ")
                .append(Html.brief(value)));
    return text.toString();
  }

  private void pictures() {
    if (contents.pictures().isEmpty()) {
      return;
    }
    section("pictures", "Pictures");
    contents.pictures()
        .forEach(
            (name, picture) ->
                html.raw("<figure>")
                    .raw("<figcaption>")
                    .text(picture.title() + " (" + name + ")")
                    .raw("</figcaption><div class=\"plot\"></div></figure>\n"));
  }

  private boolean hasFindings() {
    return !contents.further().isEmpty()
        || contents.analyses().stream().anyMatch(a -> !a.summaries().isEmpty());
  }

  private void findings() {
    if (!hasFindings()) {
      return;
    }
    section("findings", "Findings");
    contents.analyses().forEach(ran -> ran.summaries().forEach(this::finding));
    contents.further().forEach(this::finding);
  }

  private void finding(Summary summary) {
    String steps = steps(summary.steps());
    html.element("h3", summary.title() + (steps.isEmpty() ? "" : ", " + steps));
    html.raw("<table>\n<tr>");
    for (Column column : summary.columns()) {
      boolean bare = column.unit().isEmpty() || column.unit().equals("1");
      html.element("th", bare ? column.name() : column.name() + " [" + column.unit() + "]");
    }
    html.raw("</tr>\n");
    for (List<Object> row : summary.rows()) {
      html.raw("<tr>");
      for (Object cell : row) {
        if (cell instanceof Double number) {
          html.number(number);
        } else {
          html.element("td", cell.toString());
        }
      }
      html.raw("</tr>\n");
    }
    html.raw("</table>\n");
  }

  private void devices() {
    if (contents.devices().isEmpty()) {
      return;
    }
    section("devices", "Devices");
    html.raw("<p>Values in bold are given; the others are defaults.</p>\n");
    for (DeviceTable table : contents.devices()) {
      String names = String.join(", ", table.instances());
      int more = table.count() - table.instances().size();
      html.raw("<details><summary><b>")
          .text(names + (more > 0 ? " and " + more + " more" : ""))
          .raw("</b>: ")
          .text(table.type() + (table.title().isEmpty() ? "" : ", " + table.title()))
          .raw("</summary>\n");
      heads("parameter", "value", "unit", "meaning");
      for (DeviceTable.Entry entry : table.parameters()) {
        html.raw("<tr>").element("td", entry.name());
        html.raw(entry.given() ? "<td class=\"n given\">" : "<td class=\"n\">")
            .text(entry.value())
            .raw("</td>");
        html.element("td", entry.unit()).element("td", entry.doc()).raw("</tr>\n");
      }
      html.raw("</table></details>\n");
    }
  }

  private void netlist() {
    section("netlist", "Netlist");
    Source source = contents.source();
    int last = Math.min(MOST_LINES, source.lineCount());
    Map<Integer, String> styles = new HashMap<>();
    for (Diagnostic each : contents.diagnostics()) {
      if (isHere(each.at()) && !"error".equals(styles.get(each.at().line()))) {
        styles.put(each.at().line(), style(each.severity()));
      }
    }
    html.raw("<table class=\"code\">\n");
    for (int line = 1; line <= last; line++) {
      String style = styles.getOrDefault(line, "");
      html.raw("<tr id=\"l" + line + "\"" + (style.isEmpty() ? "" : " class=\"" + style + "\""))
          .raw("><td class=\"line\">");
      Integer said = firstOfLine.get(line);
      html.raw(said == null ? "" + line : "<a href=\"#d" + said + "\">" + line + "</a>");
      html.raw("</td><td>").text(source.line(line)).raw("</td></tr>\n");
    }
    html.raw("</table>\n");
    if (last < source.lineCount()) {
      html.element("p", (source.lineCount() - last) + " further lines are not shown.");
    }
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
