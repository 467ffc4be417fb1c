package org.ionspice.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.measure.Listing;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/** Draws spikes of many outputs as points: time to the right, one row an output. */
final class Rasters {
  /** Counters of spikes from which on a transient has a raster without being asked. */
  static final int MANY = 8;

  /** Points of one picture; more cannot be told apart. */
  private static final int MOST_POINTS = 200_000;

  private Rasters() {}

  /** Draws what a line asks for: the first step that has points. */
  static Picture of(Listing line, Table table) throws NotMeasurable {
    Header header = table.header();
    for (Table.Block block : table.blocks()) {
      if (block.size() > 0) {
        List<Listing.Train> trains = line.trains(header, block);
        String title = line.title().isEmpty() ? header.title() : line.title();
        return draw(title, trains, end(block))
            .orElseThrow(() -> new NotMeasurable("there is no spike"));
      }
    }
    throw new NotMeasurable("the analysis gave no points");
  }

  /** Draws the counters of a transient when they are many; nothing when there are few or no spikes. */
  static Optional<Picture> ofCounters(Table table) {
    Header header = table.header();
    if (!header.analysis().equals("tran")) {
      return Optional.empty();
    }
    for (Table.Block block : table.blocks()) {
      if (block.size() > 1) {
        List<Listing.Train> trains = Listing.counters(header, block);
        return trains.size() < MANY
            ? Optional.empty()
            : draw(header.title(), trains, end(block));
      }
    }
    return Optional.empty();
  }

  private static double end(Table.Block block) {
    return block.at(0, block.size() - 1);
  }

  private static Optional<Picture> draw(String title, List<Listing.Train> trains, double end) {
    int count = 0;
    for (Listing.Train train : trains) {
      count += train.times().length;
    }
    if (count == 0) {
      return Optional.empty();
    }
    double[] x = new double[Math.min(count, MOST_POINTS)];
    double[] y = new double[x.length];
    int at = 0;
    for (int row = 0; row < trains.size(); row++) {
      for (double time : trains.get(row).times()) {
        if (at < x.length) {
          x[at] = time;
          y[at++] = row + 1;
        }
      }
    }
    Curve points = new Curve("spikes", Arrays.copyOf(x, at), Arrays.copyOf(y, at));
    Axis horizontal = Axis.of("time", "s", List.of(new double[] {end}));
    return Optional.of(
        Picture.raster(title, horizontal, new Axis("output", 1, false), points, end, trains.size()));
  }
}
