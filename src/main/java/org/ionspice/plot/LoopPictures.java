package org.ionspice.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.result.Header;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;

/** Draws the results of {@code .hysteresis}: loops with arrows, and their areas over frequency. */
final class LoopPictures {
  private static final int MOST_CURVES = 16;

  private LoopPictures() {}

  static Map<String, Picture> of(String name, Table table, List<Summary> summaries) {
    Header header = table.header();
    Map<String, Picture> pictures = new LinkedHashMap<>();
    List<Curve> loops = new ArrayList<>();
    int frequency = header.indexOf("frequency");
    for (Table.Block block : table.blocks()) {
      double[] f = block.column(frequency);
      String steps = Plots.steps(header, block);
      for (int from = 0; from < f.length; ) {
        int to = from;
        while (to < f.length && f[to] == f[from]) {
          to++;
        }
        if (loops.size() < MOST_CURVES) {
          String label = hertz(f[from]) + (steps.isEmpty() ? "" : ", " + steps);
          loops.add(
              new Curve(
                  label,
                  Arrays.copyOfRange(block.column(0), from, to),
                  Arrays.copyOfRange(block.column(1), from, to)));
        }
        from = to;
      }
    }
    pictures.put(name, Plots.loop(header.title(), "voltage", "V", "current", "A", loops));
    List<Curve> areas = new ArrayList<>();
    boolean several = false;
    for (Summary summary : summaries) {
      if (summary.name().equals("loops")) {
        StringBuilder steps = new StringBuilder();
        summary.steps().forEach((k, v) -> steps.append(", ").append(k).append(" = ").append(Plots.brief(v)));
        double[] f = summary.numbers("frequency");
        several |= f.length > 1;
        areas.add(ascending("sum of lobes" + steps, f, summary.numbers("total_area")));
        areas.add(ascending("net" + steps, f, summary.numbers("area")));
      }
    }
    if (several) {
      pictures.put(
          name + "-area",
          Picture.of(
              header.title(),
              Axis.frequency(),
              Axis.of("loop area", "W", areas.stream().map(Curve::y).toList()),
              areas.subList(0, Math.min(MOST_CURVES, areas.size())),
              false));
    }
    return pictures;
  }

  /** Returns {@code 1 kHz} for 1000. */
  private static String hertz(double frequency) {
    String text = Plots.brief(frequency).replace("meg", "M").replace("g", "G").replace("t", "T");
    int digits = text.length();
    while (digits > 0 && Character.isLetter(text.charAt(digits - 1))) {
      digits--;
    }
    return text.substring(0, digits) + " " + text.substring(digits) + "Hz";
  }

  private static Curve ascending(String label, double[] f, double[] y) {
    Integer[] order = new Integer[f.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, java.util.Comparator.comparingDouble(k -> f[k]));
    return new Curve(
        label,
        Arrays.stream(order).mapToDouble(k -> f[k]).toArray(),
        Arrays.stream(order).mapToDouble(k -> y[k]).toArray());
  }
}
