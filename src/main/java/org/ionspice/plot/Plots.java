package org.ionspice.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.measure.Wave;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/** Chooses and draws the pictures of a result. */
public final class Plots {
  private static final int MOST_CURVES = 16;

  private Plots() {}

  /**
   * Returns the pictures of a result by file name: one for each unit of a transient or sweep, a
   * magnitude and phase pair for AC, none for an operating point.
   */
  public static Map<String, Picture> of(String name, Table table) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    Header header = table.header();
    if (header.analysis().equals("op") || table.blocks().stream().noneMatch(b -> b.size() > 1)) {
      return pictures;
    }
    if (header.complex()) {
      bode(name, table, pictures);
      return pictures;
    }
    Map<String, List<Curve>> byUnit = new LinkedHashMap<>();
    List<Column> columns = header.columns();
    for (Table.Block block : table.blocks()) {
      for (int i = 1; i < columns.size(); i++) {
        List<Curve> curves =
            byUnit.computeIfAbsent(columns.get(i).unit(), u -> new ArrayList<>());
        if (curves.size() < MOST_CURVES) {
          String label = columns.get(i).name() + steps(header, block);
          curves.add(new Curve(label, block.column(0), block.column(i)));
        }
      }
    }
    Column scale = columns.get(0);
    byUnit.forEach(
        (unit, curves) ->
            pictures.put(
                pictures.isEmpty() ? name : name + "-" + (pictures.size() + 1),
                frame(header.title(), scale, quantity(unit), unit, curves, false)));
    return pictures;
  }

  /** Draws {@code y} against {@code x}, an arrow head at several places of each curve. */
  public static Picture loop(
      String title, String x, String xUnit, String y, String yUnit, List<Curve> curves) {
    return frame(title, new Column(x, xUnit), y, yUnit, curves, true);
  }

  private static Picture frame(
      String title, Column x, String y, String yUnit, List<Curve> curves, boolean arrows) {
    Axis horizontal = Axis.of(x.name(), x.unit(), curves.stream().map(Curve::x).toList());
    Axis vertical = Axis.of(y, yUnit, curves.stream().map(Curve::y).toList());
    return Picture.of(title, horizontal, vertical, curves, arrows);
  }

  private static void bode(String name, Table table, Map<String, Picture> pictures) {
    Header header = table.header();
    List<Curve> magnitude = new ArrayList<>();
    List<Curve> phase = new ArrayList<>();
    for (Table.Block block : table.blocks()) {
      double[] frequency = block.column(0);
      for (int i = 1; i < header.columns().size() && magnitude.size() < MOST_CURVES; i++) {
        Column column = header.columns().get(i);
        Wave wave = new Wave(column.unit(), block.column(2 * i), block.column(2 * i + 1));
        String label = column.name() + steps(header, block);
        magnitude.add(new Curve(label, frequency, wave.decibel().re()));
        phase.add(new Curve(label, frequency, wave.phase().map("deg", Math::toDegrees).re()));
      }
    }
    pictures.put(
        name + "-magnitude",
        Picture.of(
            header.title(), Axis.frequency(), new Axis("magnitude [dB]", 1, false), magnitude, false));
    pictures.put(
        name + "-phase",
        Picture.of(header.title(), Axis.frequency(), new Axis("phase [°]", 1, false), phase, false));
  }

  /** Returns {@code ", r=1000"} for a stepped run, empty otherwise. */
  public static String steps(Header header, Table.Block block) {
    StringBuilder text = new StringBuilder();
    double[] values = block.stepValues();
    for (int i = 0; i < values.length; i++) {
      text.append(", ").append(header.steps().get(i)).append('=');
      text.append(String.format(java.util.Locale.ROOT, "%.4g", values[i]));
    }
    return text.toString();
  }

  private static String quantity(String unit) {
    return switch (unit) {
      case "V" -> "voltage";
      case "A" -> "current";
      case "S" -> "conductance";
      case "Ohm" -> "resistance";
      case "1" -> "state";
      default -> "value";
    };
  }
}
