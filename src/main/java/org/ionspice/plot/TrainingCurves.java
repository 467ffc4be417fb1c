package org.ionspice.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/** Draws a training: the loss in decades, and the weights, over the steps. */
final class TrainingCurves {
  private static final int MOST_CURVES = 16;
  private static final int FIRST_WEIGHT = 4;

  private TrainingCurves() {}

  static Map<String, Picture> draw(String name, Table table) {
    Header header = table.header();
    List<Curve> losses = new ArrayList<>();
    Map<String, List<Curve>> weights = new LinkedHashMap<>();
    List<Column> columns = header.columns();
    List<double[]> steps = new ArrayList<>();
    for (Table.Block block : table.blocks()) {
      if (block.size() == 0) {
        continue;
      }
      steps.add(block.column(0));
      losses.add(new Curve(Plots.label("loss", header, block), block.column(0), block.column(1)));
      for (int i = FIRST_WEIGHT; i < columns.size(); i++) {
        List<Curve> curves = weights.computeIfAbsent(columns.get(i).unit(), u -> new ArrayList<>());
        if (curves.size() < MOST_CURVES) {
          String label = Plots.label(columns.get(i).name(), header, block);
          curves.add(new Curve(label, block.column(0), block.column(i)));
        }
      }
    }
    Map<String, Picture> pictures = new LinkedHashMap<>();
    Axis scale = Axis.of("step", "1", steps);
    // A target that is met exactly has no place on a logarithmic axis.
    if (losses.stream().anyMatch(c -> java.util.Arrays.stream(c.y()).anyMatch(y -> y > 0))) {
      pictures.put(
          name,
          Picture.of(
              header.title(), scale, new Axis("loss", 1, true), losses, false));
    }
    weights.forEach(
        (unit, curves) ->
            pictures.put(
                name + "-weights" + (pictures.size() < 2 ? "" : pictures.size()),
                Picture.of(
                    header.title(),
                    scale,
                    Axis.of("weight", unit, curves.stream().map(Curve::y).toList()),
                    curves,
                    false)));
    return pictures;
  }
}
