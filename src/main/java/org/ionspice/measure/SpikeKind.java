package org.ionspice.measure;

import java.util.Locale;
import java.util.Optional;

/** What a {@code .meas} line reads off the spikes of a wave. */
enum SpikeKind {
  SPIKES,
  RATE,
  ISI,
  ISI_CV,
  ISI_FIRST,
  ISI_LAST,
  WIDTH,
  WIDTH_FIRST,
  WIDTH_LAST;

  /** Returns the kind of a word in lower case. */
  static Optional<SpikeKind> find(String word) {
    for (SpikeKind kind : values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Returns the number, in units of the scale where it is a time. */
  double of(Spikes spikes, double window) throws NotMeasurable {
    return switch (this) {
      case SPIKES -> spikes.count();
      case RATE -> spikes.count() / window;
      case ISI -> Spikes.mean(intervals(spikes, 1));
      case ISI_CV -> Spikes.variation(intervals(spikes, 2));
      case ISI_FIRST -> intervals(spikes, 1)[0];
      case ISI_LAST -> last(intervals(spikes, 1));
      case WIDTH -> Spikes.mean(widths(spikes));
      case WIDTH_FIRST -> widths(spikes)[0];
      case WIDTH_LAST -> last(widths(spikes));
    };
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }

  private static double[] intervals(Spikes spikes, int least) throws NotMeasurable {
    double[] intervals = spikes.intervals();
    if (intervals.length < least) {
      throw new NotMeasurable(
          "there " + (spikes.count() == 1 ? "is 1 spike" : "are " + spikes.count() + " spikes")
              + ", and it takes " + (least + 1));
    }
    return intervals;
  }

  private static double[] widths(Spikes spikes) throws NotMeasurable {
    double[] widths = spikes.wholeWidths();
    if (widths.length == 0) {
      throw new NotMeasurable(
          spikes.count() == 0 ? "there is no spike" : "no spike comes down again");
    }
    return widths;
  }
}
