package org.ionspice.control;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.measure.Fourier;
import org.ionspice.measure.Wave;
import org.ionspice.netlist.ScriptLine;

/** The commands that make other signals of a transient: spectra, parts, equal steps. */
final class Signals {
  private static final double MOST_POINTS = 1e7;

  private final Vectors vectors;
  private final Words words;
  private final PrintStream out;

  Signals(Vectors vectors, Words words, PrintStream out) {
    this.vectors = vectors;
    this.words = words;
    this.out = out;
  }

  void command(ScriptLine line) throws ScriptError {
    switch (line.key()) {
      case "linearize" -> linearize(line);
      case "fourier" -> harmonics(line);
      case "cutout" -> cutout(line);
      case "spec" -> amplitudes(line);
      case "psd" -> densities(line);
      default -> spectrum(line);
    }
  }

  /** Brings the vectors of a transient onto equal steps, in a plot of its own. */
  private void linearize(ScriptLine line) throws ScriptError {
    ResultPlot plot = vectors.current();
    double[] t = time(line, plot);
    List<String> wanted = Words.of(line.rest());
    ResultPlot even =
        new ResultPlot(vectors.next("tran"), plot.title, plot.kind + " (linearized)", plot.date, null);
    double span = t[t.length - 1] - t[0];
    double intervals = Double.isNaN(plot.step) ? t.length - 1 : Math.rint(span / plot.step);
    if (!(intervals >= 1 && intervals <= MOST_POINTS)) {
      throw new ScriptError(Code.E141, line.span(), "the steps of tran do not fit its length", "");
    }
    double[] grid = new double[(int) intervals + 1];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = t[0] + span * i / intervals;
    }
    even.scale = plot.scale;
    even.vectors.put(plot.scale, new Wave("s", grid, null));
    for (Map.Entry<String, Wave> entry : plot.vectors.entrySet()) {
      boolean asked = wanted.isEmpty();
      for (String name : wanted) {
        asked |= plot.find(name) == entry.getValue();
      }
      Wave wave = entry.getValue();
      if (asked && !entry.getKey().equals(plot.scale) && wave.re().length == t.length) {
        even.vectors.put(
            entry.getKey(), new Wave(wave.unit(), Spectrum.along(t, wave.re(), grid), null));
      }
    }
    vectors.add(even);
  }

  private static double[] time(ScriptLine line, ResultPlot plot) throws ScriptError {
    Wave scale = plot.scale();
    if (scale == null || scale.re().length < 2 || !plot.scale.equals("time")) {
      throw new ScriptError(
          Code.E141, line.span(), line.key() + " needs the plot of a transient", "run tran first");
    }
    return scale.re();
  }

  private void spectrum(ScriptLine line) throws ScriptError {
    ResultPlot plot = vectors.current();
    double[] t = time(line, plot);
    List<String> wanted = Expressions.split(line.rest());
    if (wanted.isEmpty()) {
      throw Session.form(line, "fft needs a vector", "fft v(out) ...");
    }
    ResultPlot result =
        new ResultPlot(vectors.next("sp"), plot.title, "Spectrum", plot.date, null);
    String window = window(line);
    double order = variable("specwindoworder", 2, line);
    for (String name : wanted) {
      double[] y = along(line, name, t).re();
      Spectrum spectrum = Spectrum.of(t, y, window, order);
      result.scale = "frequency";
      result.vectors.put("frequency", new Wave("Hz", spectrum.frequency(), null));
      result.vectors.put(
          name.toLowerCase(Locale.ROOT), new Wave("1", spectrum.re(), spectrum.im()));
    }
    vectors.add(result);
  }

  /** Prints the harmonics of the last period of the current transient. */
  private void harmonics(ScriptLine line) throws ScriptError {
    List<String> given = Expressions.split(line.rest());
    if (given.size() < 2) {
      throw Session.form(line, "fourier needs a frequency and a vector", "fourier 1k v(out) ...");
    }
    double[] t = time(line, vectors.current());
    double frequency = vectors.numberOf(given.get(0), line.span());
    double period = 1 / frequency;
    if (!(frequency > 0) || t[t.length - 1] - t[0] < period * (1 - 1e-9)) {
      throw new ScriptError(
          Code.E141, line.span(), "the transient is shorter than one period of this frequency", "");
    }
    double count = variable("nfreqs", Fourier.HARMONICS, line);
    double samples = variable("fourgridsize", Fourier.SAMPLES, line);
    double degree = variable("polydegree", 1, line);
    String mistake = Fourier.mistake(count, samples);
    if (mistake.isEmpty() && !(degree >= 1 && degree <= 7 && degree == Math.rint(degree))) {
      mistake = "polydegree is a whole number from 1 to 7";
    }
    if (!mistake.isEmpty()) {
      throw new ScriptError(Code.E141, line.span(), mistake, "");
    }
    for (String name : given.subList(1, given.size())) {
      double[] y = along(line, name, t).re();
      double[] even = Fourier.lastPeriod(t, y, period, (int) samples, (int) degree);
      Fourier found = Fourier.of(frequency, even, (int) count);
      String how = "Gridsize: " + even.length + ", Interpolation Degree: " + (int) degree;
      out.print(found.table(name, how));
    }
  }

  /** Copies the part of the present plot between two times to a plot of its own. */
  private void cutout(ScriptLine line) throws ScriptError {
    ResultPlot plot = vectors.current();
    double[] t = time(line, plot);
    double from = bound(plot, "cut-tstart", t[0]);
    double to = bound(plot, "cut-tstop", t[t.length - 1]);
    int first = 0;
    while (first < t.length && t[first] < from) {
      first++;
    }
    int end = first;
    while (end < t.length && t[end] <= to) {
      end++;
    }
    if (end - first < 2) {
      throw new ScriptError(
          Code.E141,
          line.span(),
          "there are fewer than two points between cut-tstart and cut-tstop",
          "let cut-tstart = 1m, let cut-tstop = 2m, then cutout");
    }
    ResultPlot part =
        new ResultPlot(vectors.next("tran"), plot.title, plot.kind + " (cut out)", plot.date, null);
    part.scale = plot.scale;
    part.step = plot.step;
    List<String> wanted = Words.of(line.rest());
    for (Map.Entry<String, Wave> entry : plot.vectors.entrySet()) {
      Wave wave = entry.getValue();
      boolean asked = wanted.isEmpty() || entry.getKey().equals(plot.scale);
      for (String name : wanted) {
        asked |= plot.find(name) == wave;
      }
      if (asked && wave.re().length == t.length) {
        double[] cut = Arrays.copyOfRange(wave.re(), first, end);
        part.vectors.put(entry.getKey(), new Wave(wave.unit(), cut, null));
      }
    }
    vectors.add(part);
  }

  private static double bound(ResultPlot plot, String name, double otherwise) {
    Wave given = plot.vectors.get(name);
    return given == null || given.re().length == 0 ? otherwise : given.re()[0];
  }

  /** Takes amplitudes at frequencies in equal steps: {@code spec start stop step v(out) ...}. */
  private void amplitudes(ScriptLine line) throws ScriptError {
    List<String> given = Expressions.split(line.rest());
    if (given.size() < 4) {
      throw Session.form(
          line, "spec needs three frequencies and a vector", "spec start stop step v(out) ...");
    }
    ResultPlot plot = vectors.current();
    double[] t = time(line, plot);
    double step = vectors.numberOf(given.get(2), line.span());
    double first = Math.floor(vectors.numberOf(given.get(0), line.span()) / step * (1 + 1e-12));
    double last = Math.floor(vectors.numberOf(given.get(1), line.span()) / step * (1 + 1e-12));
    double rate = (t.length - 1) / (t[t.length - 1] - t[0]);
    if (!(step > 0 && first >= 0 && last >= first && last * step <= rate / 2)) {
      throw new ScriptError(
          Code.E141,
          line.span(),
          "these are no frequencies from 0 to half the rate of the points, "
              + Text.general(rate / 2) + " Hz",
          "spec start stop step v(out) ...");
    }
    if ((last - first) * t.length > MOST_POINTS * 100) {
      throw new ScriptError(Code.E106, line.span(), "these are too many frequencies", "use fft");
    }
    double[] frequency = new double[(int) (last - first) + 1];
    for (int k = 0; k < frequency.length; k++) {
      frequency[k] = (first + k) * step;
    }
    ResultPlot result =
        new ResultPlot(vectors.next("sp"), plot.title, "Spectrum", plot.date, null);
    result.scale = "frequency";
    result.vectors.put("frequency", new Wave("Hz", frequency, null));
    for (String name : given.subList(3, given.size())) {
      Wave wave = along(line, name, t);
      Spectrum found =
          Spectrum.at(t, wave.re(), window(line), variable("specwindoworder", 2, line), frequency);
      result.vectors.put(
          name.toLowerCase(Locale.ROOT), new Wave(wave.unit(), found.re(), found.im()));
    }
    vectors.add(result);
  }

  /** Takes power densities, smoothed over some lines: {@code psd 3 v(out) ...}. */
  private void densities(ScriptLine line) throws ScriptError {
    List<String> given = Expressions.split(line.rest());
    if (given.size() < 2) {
      throw Session.form(
          line, "psd needs a number of lines to average and a vector", "psd 3 v(out) ...");
    }
    ResultPlot plot = vectors.current();
    double[] t = time(line, plot);
    double wide = vectors.numberOf(given.get(0), line.span());
    if (!(wide >= 1 && wide <= t.length && wide == Math.rint(wide))) {
      throw new ScriptError(
          Code.E141, line.span(), "psd averages over a whole number of lines", "psd 3 v(out) ...");
    }
    ResultPlot result = new ResultPlot(vectors.next("sp"), plot.title, "PSD", plot.date, null);
    result.scale = "frequency";
    for (String name : given.subList(1, given.size())) {
      Wave wave = along(line, name, t);
      Spectrum.Power power =
          Spectrum.power(t, wave.re(), window(line), variable("specwindoworder", 2, line));
      result.vectors.put("frequency", new Wave("Hz", power.frequency(), null));
      result.vectors.put(
          name.toLowerCase(Locale.ROOT),
          new Wave("1", Spectrum.smooth(power.density(), (int) wide), null));
      double half = power.frequency()[power.frequency().length - 1];
      out.println(
          "Total noise power up to Nyquist frequency " + Text.scientific(half, 3) + " Hz: "
              + Text.scientific(power.total(), 6) + " V^2 (or A^2),");
      out.println(
          "Noise voltage or current: " + Text.scientific(Math.sqrt(power.total()), 6)
              + " V (or A)");
    }
    vectors.add(result);
  }

  /** Returns a vector that goes along the time. */
  private Wave along(ScriptLine line, String name, double[] t) throws ScriptError {
    Wave wave = vectors.of(name, line.span());
    if (wave.re().length != t.length) {
      throw new ScriptError(Code.E141, line.span(), name + " does not go along the time", "");
    }
    return wave;
  }

  private String window(ScriptLine line) throws ScriptError {
    String window = words.get("specwindow", "hanning").toLowerCase(Locale.ROOT);
    if (!Spectrum.WINDOWS.contains(window)) {
      throw new ScriptError(
          Code.E141,
          line.span(),
          "there is no window " + window,
          "the windows are " + String.join(" ", Spectrum.WINDOWS));
    }
    return window;
  }

  private double variable(String name, double otherwise, ScriptLine line) throws ScriptError {
    String text = words.get(name, "");
    return text.isEmpty() ? otherwise : vectors.numberOf(text, line.span());
  }
}
