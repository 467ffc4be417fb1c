package org.ionspice.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.measure.Listing;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.output.FinalFile;
import org.ionspice.plot.Picture;
import org.ionspice.plot.Plots;
import org.ionspice.plot.View;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;

/** Draws the results of a netlist. Loaded only when something is drawn. */
final class Pictures {
  private Pictures() {}

  /**
   * Returns the pictures that {@code .plot} lines ask for, and of analyses without such a line the
   * quantities over their scale, by the names of their files.
   *
   * @param summaries what the analyses found, by the names of their results
   * @param remarks takes what could not be drawn
   */
  static Map<String, Picture> of(
      Map<String, Table> tables,
      Map<String, List<Summary>> summaries,
      List<Listing> lines,
      List<Diagnostic> remarks) {
    Map<String, Picture> all = new LinkedHashMap<>();
    for (Map.Entry<String, Table> entry : tables.entrySet()) {
      Table table = entry.getValue();
      Map<String, Picture> pictures = new LinkedHashMap<>();
      boolean asked = false;
      for (Listing line : lines) {
        if (!line.analysis().equals(table.header().analysis())) {
          continue;
        }
        asked = true;
        try {
          String kind = line.against() == null ? "-plot" : "-loop";
          String name = entry.getKey() + kind;
          for (int k = 2; pictures.containsKey(name); k++) {
            name = entry.getKey() + kind + k;
          }
          Picture picture = Plots.of(line, table);
          Listing.Limits limits = line.limits();
          pictures.put(
              name,
              limits == null
                  ? picture
                  : picture.within(View.FREE.between(false, limits.low(), limits.high())));
        } catch (NotMeasurable e) {
          String why = String.valueOf(e.getMessage());
          remarks.add(Diagnostic.of(Code.W230, line.span(), "not drawn: " + why, ""));
        }
      }
      if (!asked) {
        pictures.putAll(
            Plots.of(entry.getKey(), table, summaries.getOrDefault(entry.getKey(), List.of())));
      }
      all.putAll(pictures);
    }
    return all;
  }

  /** Writes each picture as PNG and SVG; returns the files' names. */
  static List<String> draw(Path folder, Map<String, Picture> pictures) throws IOException {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Picture> each : pictures.entrySet()) {
      FinalFile png = FinalFile.of(folder.resolve(each.getKey() + ".png"));
      each.getValue().png(png.partial());
      png.publish();
      FinalFile svg = FinalFile.of(folder.resolve(each.getKey() + ".svg"));
      each.getValue().svg(svg.partial());
      svg.publish();
      names.add(each.getKey() + ".png");
      names.add(each.getKey() + ".svg");
    }
    return names;
  }
}
