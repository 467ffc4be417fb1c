package org.ionspice.experiment;

import java.util.List;
import org.ionspice.waveform.Waveform;

/**
 * A source that gives a base and spikes on it, each from its own time on.
 *
 * @param base level without spikes
 */
record SpikeSum(double base, List<Spike> spikes) implements Waveform {
  /** A spike from {@code start} on, times {@code sign}. */
  record Spike(double start, double sign, SpikeShape shape) {}

  SpikeSum {
    spikes = List.copyOf(spikes);
  }

  @Override
  public double at(double seconds) {
    double sum = base;
    for (Spike spike : spikes) {
      sum += spike.sign() * spike.shape().at(seconds - spike.start());
    }
    return sum;
  }

  @Override
  public double initial() {
    return base;
  }

  @Override
  public double nextCorner(double after) {
    double next = Double.POSITIVE_INFINITY;
    for (Spike spike : spikes) {
      for (double corner : spike.shape().corners()) {
        double at = spike.start() + corner;
        // What rounding cannot tell from the present time is the same corner.
        if (at - after > 4 * Math.ulp(after) && at < next) {
          next = at;
        }
      }
    }
    return next;
  }
}
