package org.ionspice.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.measure.Fourier;
import org.ionspice.measure.Listing;
import org.ionspice.measure.ListingForm;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.measure.Wave;
import org.ionspice.output.TextTable;
import org.ionspice.plot.Plots;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/** Prints what {@code .print} lines ask for. */
final class Tables {
  private Tables() {}

  /**
   * Prints one table for each block. A complex quantity takes two columns, {@code re(...)} and
   * {@code im(...)}.
   */
  static void print(Listing line, Table table, PrintStream out)
      throws NotMeasurable, IOException {
    Header header = table.header();
    boolean scaled = header.hasScale();
    for (Table.Block block : table.blocks()) {
      List<String> names = new ArrayList<>();
      List<double[]> columns = new ArrayList<>();
      if (scaled) {
        Listing.Named scale = line.horizontal(header, block);
        names.add(scale.name());
        columns.add(scale.wave().real());
      }
      for (Listing.Named named : line.waves(header, block)) {
        Wave wave = named.wave();
        double[] im = wave.im();
        names.add(im == null ? named.name() : "re(" + named.name() + ")");
        columns.add(wave.re());
        if (im != null) {
          names.add("im(" + named.name() + ")");
          columns.add(im);
        }
      }
      ListingForm form = line.form();
      if (form.timeFactor() != 1 && scaled && names.get(0).equals("time")) {
        columns.set(0, Arrays.stream(columns.get(0)).map(t -> t * form.timeFactor()).toArray());
      }
      String steps = Plots.steps(header, block);
      StringBuilder text = new StringBuilder();
      if (form.delimiter().isEmpty()) {
        text.append(header.plotName());
        text.append(steps.isEmpty() ? "\n" : ", " + steps + "\n");
        TextTable.write(names, columns, form.index(), form.width(), form.digits(), text);
      } else {
        TextTable.write(names, columns, form.index(), form.delimiter(), form.digits(), text);
      }
      out.print(text.append('\n'));
    }
  }

  /** Prints the harmonics of a {@code .four} line, a table for each quantity and block. */
  static void harmonics(Table table, int samples, PrintStream out) {
    Header header = table.header();
    for (Table.Block block : table.blocks()) {
      String steps = Plots.steps(header, block);
      if (!steps.isEmpty()) {
        out.println(steps);
      }
      for (int i = 1; block.size() > 1 && i < header.columns().size(); i++) {
        Fourier found =
            Fourier.of(block.at(0, 1), block.column(2 * i), block.column(2 * i + 1));
        String name = header.columns().get(i).name();
        out.print(found.table(name, "Gridsize: " + samples + ", dense output"));
      }
    }
  }
}
