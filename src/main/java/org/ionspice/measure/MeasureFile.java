package org.ionspice.measure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** Measurements as JSON: an array of objects, one a result. */
public final class MeasureFile {
  private MeasureFile() {}

  /** Returns the text of {@code measures.json}, with a final newline. */
  public static String json(List<Result> results) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      write(results, json);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return text + "\n";
  }

  /** Writes the results as one array. */
  public static void write(List<Result> results, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Result result : results) {
      json.writeStartObject();
      json.writeStringField("analysis", result.analysis());
      json.writeStringField("name", result.name());
      if (!result.steps().isEmpty()) {
        json.writeObjectFieldStart("step");
        for (var step : result.steps().entrySet()) {
          number(json, step.getKey(), step.getValue());
        }
        json.writeEndObject();
      }
      json.writeStringField("status", result.succeeded() ? "ok" : "failed");
      if (result.succeeded()) {
        number(json, "value", result.value());
        json.writeStringField("unit", result.unit());
        if (!result.place().firstName().isEmpty()) {
          number(json, result.place().firstName(), result.first());
        }
        if (!result.place().secondName().isEmpty()) {
          number(json, result.place().secondName(), result.second());
        }
      } else {
        json.writeNullField("value");
        json.writeStringField("reason", result.reason());
      }
      json.writeStringField("file", result.span().source().name());
      json.writeNumberField("line", result.span().line());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeStringField(name, Double.toString(value)); // JSON has no infinity
    }
  }
}
