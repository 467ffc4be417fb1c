package org.ionspice.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.ionspice.AnalysisReport;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.measure.MeasureFile;
import org.ionspice.measure.Result;
import org.ionspice.output.SummaryJson;
import org.ionspice.result.Summary;

/** What {@code --json} prints. */
final class RunSummary {
  private RunSummary() {}

  static String json(
      Path netlist,
      List<AnalysisReport> reports,
      List<Result> results,
      List<Summary> spreads,
      List<Diagnostic> remarks)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("version", 1);
      json.writeStringField("netlist", netlist.toString());
      json.writeArrayFieldStart("analyses");
      for (AnalysisReport report : reports) {
        json.writeStartObject();
        json.writeStringField("analysis", report.analysis());
        json.writeBooleanField("completed", report.completed());
        json.writeNumberField("points", report.points());
        json.writeNumberField("rejected", report.rejected());
        json.writeNumberField("iterations", report.iterations());
        json.writeNumberField("seconds", report.seconds());
        diagnostics(json, report.problems());
        if (!report.summaries().isEmpty()) {
          json.writeFieldName("summaries");
          SummaryJson.write(report.summaries(), json);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeFieldName("measures");
      MeasureFile.write(results, json);
      if (!spreads.isEmpty()) {
        json.writeFieldName("spreads");
        SummaryJson.write(spreads, json);
      }
      diagnostics(json, remarks);
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void diagnostics(JsonGenerator json, List<Diagnostic> diagnostics)
      throws IOException {
    json.writeArrayFieldStart("diagnostics");
    for (Diagnostic diagnostic : diagnostics) {
      json.writeStartObject();
      json.writeStringField("code", diagnostic.code().name());
      json.writeStringField("severity", diagnostic.severity().word());
      json.writeStringField("file", diagnostic.at().source().name());
      json.writeNumberField("line", diagnostic.at().line());
      json.writeNumberField("column", diagnostic.at().column());
      json.writeStringField("message", diagnostic.message());
      json.writeStringField("hint", diagnostic.hint());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
