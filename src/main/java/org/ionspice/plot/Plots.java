package org.ionspice.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ionspice.measure.Listing;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.measure.Wave;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;

/** Chooses and draws the pictures of a result. */
public final class Plots {
  private static final int MOST_CURVES = 16;

  /** Maps of stepped runs: those of the first steps. */
  private static final int MOST_MAPS = 8;

  /** Pictures of results that are not simply curves over a scale, by the result's name. */
  private static final Map<String, Drawing> DRAWINGS =
      Map.of(
          "protocol",
          Protocols::draw,
          "pz",
          (name, table, found) -> Map.of(name, plane(table)),
          "eis",
          (name, table, found) -> Spectra.draw(name, table),
          "sp",
          (name, table, found) -> bode(name, table, "s_"),
          "poles",
          Branches::poles,
          "continuation",
          Branches::all,
          // The marks in the picture of the branch.
          "continuation_special",
          (name, table, found) -> Map.of(),
          "hysteresis",
          LoopPictures::of,
          // Drawn with the loops.
          "hysteresis_loops",
          (name, table, found) -> Map.of(),
          "training",
          (name, table, found) -> TrainingCurves.draw(name, table));

  private Plots() {}

  /**
   * Returns the pictures of a result by file name: one for each unit of a transient or sweep, a
   * magnitude and phase pair for AC, none for an operating point.
   *
   * @param summaries what the analysis found, for marks
   */
  public static Map<String, Picture> of(String name, Table table, List<Summary> summaries) {
    Header header = table.header();
    Map<String, Picture> pictures = new LinkedHashMap<>();
    List<HeatMaps.Grid> grids = header.complex() ? List.of() : HeatMaps.grids(header.columns());
    Drawing own = DRAWINGS.get(header.analysis());
    boolean points = own != null && table.blocks().stream().anyMatch(b -> b.size() > 0);
    if (!header.hasScale() || !points && table.blocks().stream().noneMatch(b -> b.size() > 1)) {
      return own == null ? HeatMaps.of(name, table, MOST_MAPS) : pictures;
    }
    if (own != null) {
      return own.draw(name, table, summaries);
    }
    if (header.complex()) {
      return bode(name, table, "");
    }
    Map<String, List<Curve>> byUnit = new LinkedHashMap<>();
    List<Column> columns = header.columns();
    Set<Integer> mapped = new HashSet<>();
    for (HeatMaps.Grid grid : grids) {
      if (grid.cells() > MOST_CURVES) {
        Arrays.stream(grid.places()).flatMapToInt(Arrays::stream).forEach(mapped::add);
      }
    }
    for (Table.Block block : filled(table)) {
      for (int i = 1; i < columns.size(); i++) {
        if (mapped.contains(i)) {
          continue;
        }
        List<Curve> curves =
            byUnit.computeIfAbsent(columns.get(i).unit(), u -> new ArrayList<>());
        if (curves.size() < MOST_CURVES) {
          String label = label(columns.get(i).name(), header, block);
          curves.add(new Curve(label, block.column(0), block.column(i)));
        }
      }
    }
    Column scale = columns.get(0);
    byUnit.forEach(
        (unit, curves) ->
            pictures.put(
                pictures.isEmpty() ? name : name + "-" + (pictures.size() + 1),
                isDensity(unit)
                    ? density(header.title(), "density", unit, curves)
                    : frame(header.title(), scale, quantity(unit), unit, curves, false)));
    Rasters.ofCounters(table).ifPresent(raster -> pictures.put(name + "-raster", raster));
    pictures.putAll(HeatMaps.of(name, table, MOST_MAPS));
    return pictures;
  }

  /** Draws poles and zeros in the complex plane. */
  private static Picture plane(Table table) {
    Header header = table.header();
    List<Curve> points = new ArrayList<>();
    for (Table.Block block : filled(table)) {
      for (int i = 1; i < header.columns().size() && points.size() < MOST_CURVES; i++) {
        String label = label(header.columns().get(i).name() + "s", header, block);
        double[] re = block.column(2 * i);
        double[] im = block.column(2 * i + 1);
        int count = 0;
        while (count < re.length && !Double.isNaN(re[count])) {
          count++;
        }
        if (count > 0) {
          points.add(new Curve(label, Arrays.copyOf(re, count), Arrays.copyOf(im, count)));
        }
      }
    }
    List<double[]> x = points.stream().map(Curve::x).toList();
    List<double[]> y = points.stream().map(Curve::y).toList();
    return Picture.points(
        header.title(), Axis.of("real part", "rad/s", x), Axis.of("imaginary part", "rad/s", y), points);
  }

  private static boolean isDensity(String unit) {
    return unit.endsWith("/sqrt(Hz)");
  }

  /** Draws spectral densities in decades; curves without a point above zero are left out. */
  private static Picture density(String title, String name, String unit, List<Curve> curves) {
    List<Curve> shown =
        curves.stream().filter(c -> Arrays.stream(c.y()).anyMatch(y -> y > 0)).toList();
    return Picture.of(title, Axis.frequency(), Axis.decades(name, unit), shown, false);
  }

  /**
   * Draws what a {@code .plot} line asks for, one curve for each quantity and step. Against another
   * quantity ({@code vs}) the curves have arrow heads.
   */
  public static Picture of(Listing line, Table table) throws NotMeasurable {
    Header header = table.header();
    List<Curve> curves = new ArrayList<>();
    if (line.nyquist()) {
      return nyquist(line, table);
    }
    if (line.raster() != null) {
      return Rasters.of(line, table);
    }
    if (header.analysis().equals("continuation")) {
      return Branches.listed(line, table);
    }
    Column horizontal = null;
    List<String> names = new ArrayList<>();
    String unit = "";
    for (Table.Block block : filled(table)) {
      Listing.Named x = line.horizontal(header, block);
      horizontal = new Column(x.name(), x.wave().unit());
      for (Listing.Named y : line.waves(header, block)) {
        unit = names.isEmpty() || unit.equals(y.wave().unit()) ? y.wave().unit() : "1";
        if (!names.contains(y.name())) {
          names.add(y.name());
        }
        if (curves.size() < MOST_CURVES) {
          String label = label(line, y, header, block);
          curves.add(new Curve(label, x.wave().real(), y.wave().real()));
        }
      }
    }
    if (horizontal == null) {
      throw new NotMeasurable("the analysis gave no points");
    }
    String title = line.title().isEmpty() ? header.title() : line.title();
    String vertical = names.size() == 1 ? names.get(0) : quantity(unit);
    if (line.against() == null && isDensity(unit)) {
      return density(title, names.size() == 1 ? vertical : "density", unit, curves);
    }
    boolean frequency = line.against() == null && header.complex();
    if (frequency) {
      Axis axis = Axis.of(vertical, unit, curves.stream().map(Curve::y).toList());
      return Picture.of(title, Axis.frequency(), axis, curves, false);
    }
    return frame(title, horizontal, vertical, unit, curves, line.against() != null);
  }

  /** Draws the negative imaginary part over the real part, in one scale along both axes. */
  private static Picture nyquist(Listing line, Table table) throws NotMeasurable {
    Header header = table.header();
    List<Curve> curves = new ArrayList<>();
    List<double[]> numbers = new ArrayList<>();
    String unit = "";
    for (Table.Block block : filled(table)) {
      for (Listing.Named z : line.waves(header, block)) {
        if (curves.size() < MOST_CURVES) {
          unit = curves.isEmpty() || unit.equals(z.wave().unit()) ? z.wave().unit() : "1";
          double[] real = z.wave().realPart().re();
          double[] imaginary = z.wave().imaginaryPart().map(unit, y -> -y).re();
          curves.add(new Curve(label(line, z, header, block), real, imaginary));
          numbers.add(real);
          numbers.add(imaginary);
        }
      }
    }
    if (curves.isEmpty()) {
      throw new NotMeasurable("the analysis gave no points");
    }
    Axis horizontal = Axis.of("real part", unit, numbers);
    Axis vertical = Axis.of("-imaginary part", unit, numbers);
    String title = line.title().isEmpty() ? header.title() : line.title();
    return Picture.inOneScale(title, horizontal, vertical, curves);
  }

  private static String label(
      Listing line, Listing.Named quantity, Header header, Table.Block block) {
    String steps = steps(header, block);
    boolean one = line.quantities().size() == 1 && !steps.isEmpty();
    return one ? steps : quantity.name() + (steps.isEmpty() ? "" : ", " + steps);
  }

  /** Draws {@code y} against {@code x}, an arrow head at several places of each curve. */
  public static Picture loop(
      String title, String x, String xUnit, String y, String yUnit, List<Curve> curves) {
    return frame(title, new Column(x, xUnit), y, yUnit, curves, true);
  }

  /** Draws curves over a scale as a view says; {@code y} is the vertical axis's title, or empty. */
  public static Picture curves(
      String title, Column scale, String y, String yUnit, List<Curve> curves, View view) {
    Axis across = Axis.of(scale.name(), scale.unit(), curves.stream().map(Curve::x).toList());
    if (view.decadesAcross() == View.YES) {
      across = scale.name().equals("frequency") ? Axis.frequency() : Axis.decades(scale.name(), scale.unit());
    }
    String vertical = y.isEmpty() ? quantity(yUnit) : y;
    Axis up =
        view.decadesUp()
            ? Axis.decades(vertical, yUnit)
            : Axis.of(vertical, yUnit, curves.stream().map(Curve::y).toList());
    List<Curve> shown = curves;
    if (view.decadesAcross() == View.YES) {
      shown = curves.stream().map(Plots::aboveZero).toList();
    }
    return Picture.of(title, across, up, shown, false).within(view);
  }

  /** Returns the points of a curve that stand on a horizontal axis in decades. */
  private static Curve aboveZero(Curve curve) {
    int[] kept =
        java.util.stream.IntStream.range(0, curve.x().length).filter(i -> curve.x()[i] > 0).toArray();
    return new Curve(
        curve.label(),
        Arrays.stream(kept).mapToDouble(i -> curve.x()[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> curve.y()[i]).toArray());
  }

  private static Picture frame(
      String title, Column x, String y, String yUnit, List<Curve> curves, boolean arrows) {
    Axis horizontal = Axis.of(x.name(), x.unit(), curves.stream().map(Curve::x).toList());
    Axis vertical = Axis.of(y, yUnit, curves.stream().map(Curve::y).toList());
    return Picture.of(title, horizontal, vertical, curves, arrows);
  }

  /** Draws magnitude and phase of the columns whose names begin so. */
  private static Map<String, Picture> bode(String name, Table table, String beginning) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    Header header = table.header();
    List<Curve> magnitude = new ArrayList<>();
    List<Curve> phase = new ArrayList<>();
    for (Table.Block block : filled(table)) {
      double[] frequency = block.column(0);
      for (int i = 1; i < header.columns().size() && magnitude.size() < MOST_CURVES; i++) {
        Column column = header.columns().get(i);
        if (!column.name().startsWith(beginning)) {
          continue;
        }
        Wave wave = new Wave(column.unit(), block.column(2 * i), block.column(2 * i + 1));
        String label = label(column.name(), header, block);
        magnitude.add(new Curve(label, frequency, wave.decibel().re()));
        phase.add(new Curve(label, frequency, wave.phase().map("deg", Math::toDegrees).re()));
      }
    }
    pictures.put(
        name + "-magnitude",
        Picture.of(
            header.title(),
            Axis.frequency(),
            new Axis("magnitude [dB]", 1, false),
            magnitude,
            false));
    pictures.put(
        name + "-phase",
        Picture.of(
            header.title(), Axis.frequency(), new Axis("phase [°]", 1, false), phase, false));
    return pictures;
  }

  /** Returns {@code "r = 1k, temp = 27 °C"} for a stepped run, empty otherwise. */
  public static String steps(Header header, Table.Block block) {
    StringBuilder text = new StringBuilder();
    double[] values = block.stepValues();
    for (int i = 0; i < values.length; i++) {
      String name = header.steps().get(i);
      text.append(i > 0 ? ", " : "").append(name).append(" = ");
      text.append(name.equals("temp") ? plain(values[i], 4) + " °C" : brief(values[i]));
    }
    return text.toString();
  }

  /** Returns the number as netlists write it, four digits: {@code 1k}, {@code 2.2u}. */
  static String brief(double value) {
    double size = Math.abs(value);
    if (!(size >= 0.9999e-15 && size < 1e15) || size >= 0.1 && size < 1000) {
      return plain(value, 4);
    }
    int power = (int) Math.floor(Math.log10(size * (1 + 1e-9)) / 3);
    String suffix = List.of("f", "p", "n", "u", "m", "", "k", "meg", "g", "t").get(power + 5);
    return plain(value / Math.pow(10, 3 * power), 4) + suffix;
  }

  /** Returns the number without a suffix, rounded to so many digits. */
  static String plain(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    var rounded = new java.math.BigDecimal(value).round(new java.math.MathContext(digits));
    var bare = rounded.stripTrailingZeros();
    return bare.scale() <= 0 && bare.precision() - bare.scale() <= 6
            || bare.scale() > 0 && bare.scale() - bare.precision() < 5
        ? bare.toPlainString()
        : bare.toString().replace('E', 'e').replace("e+", "e");
  }

  /** Returns the blocks with points: a failed step has none. */
  private static List<Table.Block> filled(Table table) {
    return table.blocks().stream().filter(b -> b.size() > 0).toList();
  }

  static String label(String name, Header header, Table.Block block) {
    String steps = steps(header, block);
    return steps.isEmpty() ? name : name + ", " + steps;
  }

  static String quantity(String unit) {
    return switch (unit) {
      case "V" -> "voltage";
      case "A" -> "current";
      case "S" -> "conductance";
      case "Ohm" -> "resistance";
      case "1" -> "state";
      case "rad" -> "phase";
      case "dB" -> "magnitude";
      default -> "value";
    };
  }
}
