package org.ionspice.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.measure.Wave;
import org.ionspice.result.Header;
import org.ionspice.result.Table;
import org.ionspice.units.Units;

/** Draws impedance spectra: the complex plane with its decades, and magnitude and phase. */
final class Spectra {
  private static final int MOST_CURVES = 16;

  private Spectra() {}

  /** A spectrum at one bias. */
  private record Spectrum(String label, double[] frequency, double[] re, double[] im) {}

  /** Returns the pictures of {@code .eis}: {@code name-nyquist}, {@code -magnitude}, {@code -phase}. */
  static Map<String, Picture> draw(String name, Table table) {
    Header header = table.header();
    List<Spectrum> spectra = spectra(table);
    List<Curve> plane = new ArrayList<>();
    List<Curve> magnitude = new ArrayList<>();
    List<Curve> phase = new ArrayList<>();
    List<double[]> numbers = new ArrayList<>();
    List<List<Picture.Mark>> marks = new ArrayList<>();
    for (Spectrum each : spectra) {
      Wave z = new Wave("Ohm", each.re(), each.im());
      double[] negative = z.imaginaryPart().map("Ohm", y -> -y).re();
      plane.add(new Curve(each.label(), each.re(), negative));
      magnitude.add(new Curve(each.label(), each.frequency(), z.magnitude().re()));
      phase.add(
          new Curve(each.label(), each.frequency(), z.phase().map("deg", Math::toDegrees).re()));
      numbers.add(each.re());
      numbers.add(negative);
      marks.add(decades(each.frequency(), each.re(), negative));
    }
    Map<String, Picture> pictures = new LinkedHashMap<>();
    Picture nyquist =
        Picture.inOneScale(
            header.title(),
            Axis.of("re(Z)", "Ohm", numbers),
            Axis.of("-im(Z)", "Ohm", numbers),
            plane);
    nyquist.mark(marks);
    pictures.put(name + "-nyquist", nyquist);
    pictures.put(
        name + "-magnitude",
        Picture.of(
            header.title(), Axis.frequency(), Axis.decades("|Z|", "Ω"), magnitude, false));
    pictures.put(
        name + "-phase",
        Picture.of(
            header.title(), Axis.frequency(), new Axis("phase of Z [°]", 1, false), phase, false));
    return pictures;
  }

  /** Returns one spectrum for each bias of each block: the frequency begins anew. */
  private static List<Spectrum> spectra(Table table) {
    List<Spectrum> spectra = new ArrayList<>();
    Header header = table.header();
    String unit = header.columns().get(1).unit();
    for (Table.Block block : table.blocks()) {
      double[] f = block.column(0);
      int from = 0;
      for (int k = 1; k <= f.length; k++) {
        if (k < f.length && f[k] > f[k - 1]) {
          continue;
        }
        if (k > from && spectra.size() < MOST_CURVES) {
          String steps = Plots.steps(header, block);
          String bias = Units.format(block.at(1, from), unit);
          spectra.add(
              new Spectrum(
                  steps.isEmpty() ? bias : bias + ", " + steps,
                  java.util.Arrays.copyOfRange(f, from, k),
                  java.util.Arrays.copyOfRange(block.column(2), from, k),
                  java.util.Arrays.copyOfRange(block.column(3), from, k)));
        }
        from = k;
      }
    }
    return spectra;
  }

  /** Returns the points at whole powers of ten, between frequencies on straight lines. */
  private static List<Picture.Mark> decades(double[] f, double[] x, double[] y) {
    List<Picture.Mark> marks = new ArrayList<>();
    if (f.length == 0) {
      return marks;
    }
    int first = (int) Math.ceil(Math.log10(f[0]) - 1e-9);
    for (int power = first; power <= Math.log10(f[f.length - 1]) + 1e-9; power++) {
      double wanted = Math.pow(10, power);
      int k = 0;
      while (k < f.length - 2 && f[k + 1] < wanted) {
        k++;
      }
      boolean single = f.length == 1;
      double part = single ? 0 : Math.log(wanted / f[k]) / Math.log(f[k + 1] / f[k]);
      double there = single ? 0 : part;
      int next = single ? k : k + 1;
      marks.add(
          new Picture.Mark(
              x[k] + there * (x[next] - x[k]),
              y[k] + there * (y[next] - y[k]),
              Units.format(wanted, "Hz")));
    }
    return marks;
  }
}
