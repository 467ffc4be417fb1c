package org.ionspice.waveform;

import java.util.List;
import java.util.Locale;

/**
 * Makes waveforms from the arguments of a SPICE source, in SPICE's order and with its defaults.
 *
 * <p>As in SPICE, a time, time constant or frequency that is left out or zero takes its default from
 * the transient analysis: a step or an edge the print step, a duration the stop time.
 */
public final class Waveforms {
  /** Names that {@link #of} knows, lower case. */
  public static final List<String> KINDS = List.of("pulse", "sin", "exp", "sffm", "am");

  private static final double EDGE_WITHOUT_TRANSIENT = 1e-9;

  private Waveforms() {}

  /**
   * Makes a waveform.
   *
   * @param kind one of {@link #KINDS}, any case; {@code sine} and {@code dc} are understood too
   * @param args in SPICE's order; missing ones at the end take defaults
   * @param tstep print step of the transient, s; not above zero when there is none
   * @param tstop stop time of the transient, s; not above zero when there is none
   * @throws IllegalArgumentException when the kind is unknown or the arguments do not fit it
   */
  public static Waveform of(String kind, double[] args, double tstep, double tstop) {
    double edge = tstep > 0 ? tstep : EDGE_WITHOUT_TRANSIENT;
    double stop = tstop > 0 ? tstop : Double.POSITIVE_INFINITY;
    switch (kind.toLowerCase(Locale.ROOT)) {
      case "dc":
        count("DC", args, 1, 1);
        return new Dc(args[0]);
      case "pulse":
        count("PULSE", args, 2, 8);
        return new Pulse(
            args[0],
            args[1],
            plain(args, 2),
            orElse(args, 3, edge),
            orElse(args, 4, edge),
            orElse(args, 5, stop),
            // Not tstop, which SPICE takes: the pulse would begin again at the last point.
            orElse(args, 6, Double.POSITIVE_INFINITY),
            plain(args, 7));
      case "sin", "sine":
        count("SIN", args, 2, 6);
        return new Sine(
            args[0],
            args[1],
            orElse(args, 2, 1 / stop),
            plain(args, 3),
            plain(args, 4),
            plain(args, 5));
      case "exp":
        count("EXP", args, 2, 6);
        double rise = orElse(args, 2, edge);
        return new Exponential(
            args[0],
            args[1],
            rise,
            orElse(args, 3, edge),
            orElse(args, 4, rise + edge),
            orElse(args, 5, edge));
      case "sffm":
        count("SFFM", args, 2, 7);
        return new SingleFrequencyFm(
            args[0],
            args[1],
            orElse(args, 2, 1 / stop),
            plain(args, 3),
            orElse(args, 4, 1 / stop),
            plain(args, 5),
            plain(args, 6));
      case "am":
        count("AM", args, 2, 6);
        return new AmplitudeModulation(
            args[0],
            args[1],
            orElse(args, 2, 1 / stop),
            orElse(args, 3, 0),
            plain(args, 4),
            plain(args, 5));
      default:
        throw new IllegalArgumentException(
            "there is no waveform '" + kind + "'; there are " + String.join(", ", KINDS) + ", pwl");
    }
  }

  /**
   * Makes straight lines between points.
   *
   * @param repeatFrom s, start of the repeated part; NaN for none
   * @param delay s
   * @throws IllegalArgumentException when the points do not fit
   */
  public static Waveform pwl(double[] times, double[] values, double repeatFrom, double delay) {
    return new Pwl(times, values, repeatFrom, delay);
  }

  private static void count(String kind, double[] args, int least, int most) {
    if (args.length < least || args.length > most) {
      throw new IllegalArgumentException(
          kind + " takes " + (least == most ? "" + least : least + " to " + most)
              + " arguments, not " + args.length);
    }
  }

  private static double plain(double[] args, int index) {
    return index < args.length ? args[index] : 0;
  }

  private static double orElse(double[] args, int index, double whenZero) {
    return index < args.length && args[index] != 0 ? args[index] : whenZero;
  }
}
