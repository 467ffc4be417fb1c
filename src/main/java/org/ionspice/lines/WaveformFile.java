package org.ionspice.lines;

import java.util.List;
import org.ionspice.units.SpiceNumber;

/**
 * A waveform in a text file: two columns, time and value, or a heading that names a column {@code time}
 * and one of the quantity, as the tables that a transient writes have it.
 *
 * @param times s
 * @param values as many
 * @param trouble what is wrong with the text; empty when nothing is
 */
record WaveformFile(double[] times, double[] values, String trouble) {
  static WaveformFile read(String text, String label) {
    String first =
        text.lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.startsWith("#") && !l.startsWith("*"))
            .findFirst()
            .orElse("");
    boolean bare = SpiceNumber.looksLikeNumber(first.split("[\\s,;]+")[0]);
    SampleFile table = SampleFile.read(bare ? "time," + label + "\n" + text : text);
    int time = table.heading().indexOf("time");
    int value = table.heading().indexOf(label);
    if (!table.trouble().isEmpty() || time < 0 || value < 0) {
      String missing = "the file's heading has no " + (time < 0 ? "time" : label);
      String trouble = table.trouble().isEmpty() ? missing : table.trouble();
      return new WaveformFile(new double[0], new double[0], trouble);
    }
    List<double[]> rows = table.rows();
    return new WaveformFile(
        rows.stream().mapToDouble(r -> r[time]).toArray(),
        rows.stream().mapToDouble(r -> r[value]).toArray(),
        "");
  }

  /** Returns what keeps the waveform from being a target of a transient of {@code stop} s. */
  String trouble(double stop, int mostPoints) {
    if (!trouble.isEmpty()) {
      return trouble;
    }
    if (times.length < 2 || times.length > mostPoints) {
      return "the file holds " + times.length + " points, not 2 to " + mostPoints;
    }
    for (int k = 0; k < times.length; k++) {
      if (!(times[k] >= 0 && times[k] <= stop)) {
        return "the time " + times[k] + " s of the file is not within the transient";
      }
      if (k > 0 && !(times[k] > times[k - 1])) {
        return "the times of the file do not rise after " + times[k - 1] + " s";
      }
    }
    return "";
  }

  /** Returns the part of point {@code k} in the mean over time, by the trapezoidal rule. */
  double weight(int k) {
    double from = times[Math.max(0, k - 1)];
    double to = times[Math.min(times.length - 1, k + 1)];
    return (to - from) / 2 / (times[times.length - 1] - times[0]);
  }
}
