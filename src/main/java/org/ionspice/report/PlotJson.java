package org.ionspice.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.ionspice.plot.Sketch;
import org.ionspice.plot.Thinning;

/** Writes pictures as the data and layouts that plotly.js draws, safe inside a script element. */
final class PlotJson {
  /** Points of one line: an interactive picture is about a thousand pixels wide. */
  private static final int MOST_POINTS = 4000;

  /** Decades above which not every one has a label. */
  private static final int MOST_DECADES = 12;

  private PlotJson() {}

  /** Returns a list of figures in the order of the map. */
  static String of(Map<String, Sketch> pictures) throws IOException {
    StringWriter text = new StringWriter();
    JsonFactory factory = new JsonFactory();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.setCharacterEscapes(new ScriptEscapes());
      json.writeStartArray();
      for (Sketch picture : pictures.values()) {
        figure(json, picture);
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void figure(JsonGenerator json, Sketch picture) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("data");
    for (Sketch.Line line : picture.lines()) {
      trace(json, line.style() == Sketch.Style.AREA ? line : thinned(line));
    }
    json.writeEndArray();
    json.writeObjectFieldStart("layout");
    boolean legend = picture.lines().stream().filter(Sketch.Line::named).count() > 1;
    json.writeBooleanField("showlegend", legend);
    json.writeStringField("hovermode", "closest");
    json.writeStringField("plot_bgcolor", "#ffffff");
    json.writeStringField("paper_bgcolor", "#ffffff");
    json.writeObjectFieldStart("margin");
    json.writeNumberField("t", 16);
    json.writeNumberField("r", 16);
    json.writeEndObject();
    axis(json, "xaxis", picture.horizontal(), data(picture, true), false);
    words(json, picture);
    axis(json, "yaxis", picture.vertical(), data(picture, false), picture.inOneScale());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Writes words beside points; along an axis of decades plotly.js wants the exponent. */
  private static void words(JsonGenerator json, Sketch picture) throws IOException {
    json.writeArrayFieldStart("annotations");
    for (Sketch.Word word : picture.words()) {
      json.writeStartObject();
      json.writeStringField("text", shown(word.text()));
      json.writeNumberField("x", place(picture.horizontal(), word.x()));
      json.writeNumberField("y", place(picture.vertical(), word.y()));
      json.writeBooleanField("showarrow", false);
      json.writeStringField("yanchor", "bottom");
      json.writeNumberField("yshift", 6);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static double place(Sketch.Scale scale, double value) {
    return scale.logarithmic() ? Math.log10(value) : value;
  }

  private static void trace(JsonGenerator json, Sketch.Line line) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "scatter");
    json.writeStringField("name", shown(line.label()));
    json.writeBooleanField("showlegend", line.named());
    switch (line.style()) {
      case LINE -> {
        json.writeStringField("mode", "lines");
        colour(json, "line", line.colour());
      }
      case CROSSES, MARKS -> {
        json.writeStringField("mode", "markers");
        json.writeObjectFieldStart("marker");
        json.writeStringField("color", line.colour());
        json.writeStringField("symbol", line.style() == Sketch.Style.CROSSES ? "x" : "circle");
        json.writeNumberField("size", 10);
        json.writeEndObject();
      }
      case AREA -> {
        json.writeStringField("mode", "lines");
        json.writeStringField("fill", "toself");
        json.writeStringField("fillcolor", line.colour());
        json.writeStringField("hoverinfo", "skip");
        colour(json, "line", line.colour());
      }
    }
    if (line.style() != Sketch.Style.AREA) {
      json.writeStringField("hovertemplate", "%{x:.7~g}, %{y:.7~g}");
    }
    numbers(json, "x", line.x());
    numbers(json, "y", line.y());
    json.writeEndObject();
  }

  private static void colour(JsonGenerator json, String field, String colour)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("color", colour);
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, String field, double[] values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (double value : values) {
      if (Double.isFinite(value)) {
        json.writeNumber((float) value == value ? value : shortened(value));
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }

  /** Returns the number to nine digits: a third of the size, and finer than any screen. */
  private static double shortened(double value) {
    return new java.math.BigDecimal(value).round(new java.math.MathContext(9)).doubleValue();
  }

  private static void axis(
      JsonGenerator json, String name, Sketch.Scale scale, double[] ends, boolean anchored)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeObjectFieldStart("title");
    json.writeStringField("text", shown(scale.title()));
    json.writeEndObject();
    json.writeBooleanField("showline", true);
    json.writeBooleanField("mirror", true);
    json.writeStringField("linecolor", "#666666");
    json.writeStringField("gridcolor", "#e0e0e0");
    json.writeBooleanField("zeroline", false);
    json.writeStringField("ticks", "outside");
    if (scale.logarithmic()) {
      double decades = Math.log10(ends[1] / ends[0]);
      json.writeStringField("type", "log");
      json.writeStringField("exponentformat", "SI");
      // A label for each decade; between them, when there are few, lines without labels.
      json.writeNumberField("dtick", (int) Math.max(1, Math.ceil(decades / MOST_DECADES)));
      if (decades <= MOST_DECADES) {
        json.writeObjectFieldStart("minor");
        json.writeStringField("dtick", "D1");
        json.writeStringField("ticks", "outside");
        json.writeEndObject();
      }
    } else {
      json.writeStringField("exponentformat", "power");
    }
    if (Double.isFinite(scale.low()) && Double.isFinite(scale.high())) {
      boolean decades = scale.logarithmic();
      json.writeArrayFieldStart("range");
      json.writeNumber(decades ? Math.log10(scale.low()) : scale.low());
      json.writeNumber(decades ? Math.log10(scale.high()) : scale.high());
      json.writeEndArray();
    }
    if (anchored) {
      json.writeStringField("scaleanchor", "x");
      json.writeNumberField("scaleratio", 1);
    }
    json.writeEndObject();
  }

  /** Returns the smallest and largest number above zero along an axis. */
  private static double[] data(Sketch picture, boolean horizontal) {
    double[] ends = {Double.MAX_VALUE, Double.MIN_NORMAL};
    for (Sketch.Line line : picture.lines()) {
      for (double value : horizontal ? line.x() : line.y()) {
        if (value > 0 && Double.isFinite(value)) {
          ends[0] = Math.min(ends[0], value);
          ends[1] = Math.max(ends[1], value);
        }
      }
    }
    return ends;
  }

  private static Sketch.Line thinned(Sketch.Line line) {
    double[][] fewer = Thinning.of(line.x(), line.y(), MOST_POINTS);
    return new Sketch.Line(
        line.label(), fewer[0], fewer[1], line.style(), line.colour(), line.named());
  }

  /** Returns text that plotly.js shows as it is: it reads a few tags and entities in labels. */
  private static String shown(String label) {
    return label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Escapes what could end a script element or a line of JavaScript. */
  private static final class ScriptEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char c : new char[] {'<', '>', '&', '\'', '/'}) {
        codes[c] = ESCAPE_CUSTOM;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      boolean special = c == '<' || c == '>' || c == '&' || c == '\'' || c == '/';
      boolean line = c == 0x2028 || c == 0x2029;
      String hex = Integer.toHexString(c);
      return special || line
          ? new SerializedString("\\u" + "0000".substring(hex.length()) + hex)
          : null;
    }
  }
}
