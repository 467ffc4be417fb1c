package org.ionspice.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;

/** Writes summaries as JSON: a list of objects, rows as objects by column name. */
public final class SummaryJson {
  private SummaryJson() {}

  /** Returns a document of its own. */
  public static String of(List<Summary> summaries) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      write(summaries, json);
    }
    return text + "\n";
  }

  /** Writes the list into a document; numbers that are not finite become null. */
  public static void write(List<Summary> summaries, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Summary summary : summaries) {
      json.writeStartObject();
      json.writeStringField("name", summary.name());
      json.writeStringField("title", summary.title());
      if (!summary.steps().isEmpty()) {
        json.writeObjectFieldStart("steps");
        for (Map.Entry<String, Double> step : summary.steps().entrySet()) {
          cell(json, step.getKey(), step.getValue());
        }
        json.writeEndObject();
      }
      json.writeObjectFieldStart("units");
      for (Column column : summary.columns()) {
        if (!column.unit().isEmpty()) {
          json.writeStringField(column.name(), column.unit());
        }
      }
      json.writeEndObject();
      json.writeArrayFieldStart("rows");
      for (List<Object> row : summary.rows()) {
        json.writeStartObject();
        for (int k = 0; k < row.size(); k++) {
          cell(json, summary.columns().get(k).name(), row.get(k));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void cell(JsonGenerator json, String name, Object cell) throws IOException {
    if (!(cell instanceof Double number)) {
      json.writeStringField(name, cell.toString());
    } else if (Double.isFinite(number)) {
      json.writeNumberField(name, number);
    } else {
      json.writeNullField(name);
    }
  }
}
