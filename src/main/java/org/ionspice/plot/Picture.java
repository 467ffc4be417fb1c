package org.ionspice.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves in one frame, drawn without a screen; colours by Okabe and Ito (2008). */
public final class Picture {
  private static final Color[] COLOURS = {
    new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7),
    new Color(0xE69F00), new Color(0x56B4E9), new Color(0x000000), new Color(0xF0E442)
  };
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1120;

  /** Width by height of the frame inside the axes, about. */
  private static final double FRAME_ASPECT = 1.64;

  /** Part of a curve by which the next curve's arrow heads are moved on. */
  private static final double ARROW_SHIFT = 0.025;

  private static final int TITLE_FONT = 32;

  private static final List<Marker> MARKS =
      List.of(
          SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE, SeriesMarkers.CROSS);

  private final XYChart chart;
  private boolean oneScale;
  private final List<Sketch.Word> shown = new ArrayList<>();

  /** What the numbers along the axes were divided by. */
  private final double across;

  private final double up;

  private Picture(XYChart chart, double across, double up) {
    this.chart = chart;
    this.across = across;
    this.up = up;
  }

  /** Returns what the picture shows, as it will be drawn. */
  public Sketch sketch() {
    var style = chart.getStyler();
    List<Sketch.Line> lines = new ArrayList<>();
    for (XYSeries series : chart.getSeriesCollection()) {
      var render = series.getXYSeriesRenderStyle().orElse(XYSeries.XYSeriesRenderStyle.Line);
      Sketch.Style drawn =
          switch (render) {
            case Scatter ->
                series.getMarker() == SeriesMarkers.CROSS
                    ? Sketch.Style.CROSSES
                    : Sketch.Style.MARKS;
            case PolygonArea -> Sketch.Style.AREA;
            default -> Sketch.Style.LINE;
          };
      Color colour =
          render == XYSeries.XYSeriesRenderStyle.Scatter
              ? series.getMarkerColor()
              : series.getLineColor();
      lines.add(
          new Sketch.Line(
              String.valueOf(series.getLabel()),
              series.getXData(),
              series.getYData(),
              drawn,
              String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff),
              series.isShowInLegend()));
    }
    return new Sketch(
        chart.getTitle(),
        scale(
            chart.getXAxisTitle(),
            style.isXAxisLogarithmic(),
            style.getXAxisMin(),
            style.getXAxisMax()),
        scale(
            chart.getYAxisTitle(),
            style.isYAxisLogarithmic(),
            style.getYAxisMin(),
            style.getYAxisMax()),
        oneScale,
        lines,
        shown);
  }

  private static Sketch.Scale scale(
      String title, boolean logarithmic, @Nullable Double low, @Nullable Double high) {
    return new Sketch.Scale(
        title,
        logarithmic,
        low == null ? Double.NaN : low,
        high == null ? Double.NaN : high);
  }

  /** Ends the axes where a view says; returns this. */
  public Picture within(View view) {
    var style = chart.getStyler();
    if (!Double.isNaN(view.low0())) {
      style.setXAxisMin(view.low0() / across).setXAxisMax(view.high0() / across);
    }
    if (!Double.isNaN(view.low1())) {
      style.setYAxisMin(view.low1() / up).setYAxisMax(view.high1() / up);
    }
    return this;
  }

  static Picture of(
      String title, Axis horizontal, Axis vertical, List<Curve> curves, boolean arrows) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title.strip())
            .xAxisTitle(horizontal.title())
            .yAxisTitle(vertical.title())
            .build();
    var style = chart.getStyler();
    style.setSeriesColors(COLOURS);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(true);
    style.setPlotGridLinesColor(new Color(0xE0E0E0));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, titleSize(title)));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 29));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26));
    style.setAxisTickPadding(8);
    style.setAxisTitlePadding(12);
    style.setChartPadding(20);
    style.setChartTitlePadding(14);
    style.setLegendPadding(16);
    style.setXAxisTickMarkSpacingHint(150);
    style.setYAxisTickMarkSpacingHint(90);
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26));
    style.setLegendSeriesLineLength(48);
    style.setLegendBorderColor(Color.WHITE);
    style.setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 22));
    style.setLegendVisible(
        curves.size() > 1
            || curves.stream().anyMatch(c -> !vertical.title().startsWith(c.label())));
    // Beside the frame when there are many curves, below it otherwise: never on a curve.
    boolean below = curves.stream().mapToInt(c -> c.label().length() + 6).sum() < 95;
    style.setLegendPosition(
        below ? Styler.LegendPosition.OutsideS : Styler.LegendPosition.OutsideE);
    style.setLegendLayout(
        below ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical);
    style.setXAxisLogarithmic(
        horizontal.logarithmic()
            && curves.stream().flatMapToDouble(c -> Arrays.stream(c.x())).allMatch(x -> x > 0));
    style.setYAxisLogarithmic(vertical.logarithmic() && spansDecade(curves));
    List<double[]> shownX = new ArrayList<>();
    List<double[]> shownY = new ArrayList<>();
    for (Curve whole : curves) {
      Curve curve = whole.thinned();
      shownX.add(horizontal.scaled(curve.x()));
      shownY.add(vertical.scaled(curve.y()));
      XYSeries series =
          chart.addSeries(
              "curve " + shownX.size(),
              withPointBeforeEnd(shownX.get(shownX.size() - 1), horizontal.logarithmic()),
              withPointBeforeEnd(shownY.get(shownY.size() - 1), vertical.logarithmic()));
      series.setLabel(curve.label());
      series.setMarker(SeriesMarkers.NONE);
      series.setLineStyle(new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      series.setLineColor(COLOURS[(shownX.size() - 1) % COLOURS.length]);
    }
    // The library's own labels lose the zero of 0.05 and turn 10 000 into 1E4.
    boolean decades = horizontal.logarithmic();
    style.setxAxisTickLabelsFormattingFunction(decades ? Plots::brief : x -> Plots.plain(x, 7));
    style.setyAxisTickLabelsFormattingFunction(
        vertical.logarithmic() ? Plots::brief : y -> Plots.plain(y, 7));
    if (arrows) {
      arrows(chart, shownX, shownY);
    }
    return new Picture(chart, horizontal.factor(), vertical.factor());
  }

  /** Draws points without lines: crosses for what is labelled a pole, circles for the rest. */
  static Picture points(String title, Axis horizontal, Axis vertical, List<Curve> points) {
    Picture picture = of(title, horizontal, vertical, points, false);
    picture.chart.getStyler().setMarkerSize(18);
    for (int k = 0; k < points.size(); k++) {
      Curve each = points.get(k);
      XYSeries series =
          picture.chart.updateXYSeries(
              "curve " + (k + 1), horizontal.scaled(each.x()), vertical.scaled(each.y()), null);
      series.setMarker(
          each.label().startsWith("pole") ? SeriesMarkers.CROSS : SeriesMarkers.CIRCLE);
      series.setMarkerColor(series.getLineColor());
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    }
    return picture;
  }

  /**
   * Draws the cells of a grid as squares.
   *
   * @param classes the cells of each colour, named by their range of values; may be empty
   */
  static Picture cells(
      String title, List<Curve> classes, Color[] colours, int rows, int columns) {
    Axis horizontal = new Axis("column", 1, false);
    Axis vertical = new Axis("row", 1, false);
    List<Curve> shown = classes.stream().filter(c -> c.x().length > 0).toList();
    Picture picture = of(title, horizontal, vertical, shown, false);
    for (int k = 0; k < shown.size(); k++) {
      Curve each = shown.get(k);
      XYSeries cells =
          picture.chart.updateXYSeries("curve " + (k + 1), each.x(), each.y(), null);
      cells.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      cells.setMarker(SeriesMarkers.SQUARE);
      cells.setMarkerColor(colours[classes.indexOf(each)]);
    }
    var style = picture.chart.getStyler();
    style.setPlotGridLinesVisible(false);
    style.setLegendVisible(true);
    style.setLegendPosition(Styler.LegendPosition.OutsideE);
    style.setLegendLayout(Styler.LegendLayout.Vertical);
    // The legend shows a square of every colour, one below the other and beside its range.
    int square = Math.min(100, HEIGHT * 6 / 10 / Math.max(1, shown.size()));
    style.setMarkerSize(
        Math.max(
            2, Math.min(square, Math.min(WIDTH * 6 / 10 / columns, HEIGHT * 7 / 10 / rows))));
    style.setLegendSeriesLineLength(Math.max(48, style.getMarkerSize()));
    // Wide enough for whole numbers only: rows and columns have no halves.
    style.setXAxisTickMarkSpacingHint(Math.max(150, WIDTH / columns));
    style.setYAxisTickMarkSpacingHint(Math.max(90, HEIGHT / rows));
    style.setXAxisMin(0.4).setXAxisMax(columns + 0.6);
    style.setYAxisMin(0.4).setYAxisMax(rows + 0.6);
    return picture;
  }

  /** Draws stable pieces as lines, others dashed in the same colour, and marks on them. */
  static Picture branches(
      String title,
      Axis horizontal,
      Axis vertical,
      List<Curve> solid,
      List<Curve> unstable,
      List<Curve> marks) {
    List<Curve> whole = new ArrayList<>(solid);
    whole.addAll(unstable);
    double width = range(whole.stream().map(Curve::x).toList());
    double height = range(whole.stream().map(Curve::y).toList()) * FRAME_ASPECT;
    List<Curve> dashed = new ArrayList<>();
    for (Curve curve : unstable) {
      dashed.add(width > 0 && height > 0 ? Dashes.of(curve, width, height) : curve);
    }
    List<Curve> all = new ArrayList<>(solid);
    all.addAll(dashed);
    all.addAll(marks);
    all.removeIf(c -> c.x().length == 0);
    Picture picture = of(title, horizontal, vertical, all, false);
    Map<Curve, XYSeries> series = new IdentityHashMap<>();
    for (int k = 0; k < all.size(); k++) {
      Curve each = all.get(k);
      series.put(
          each,
          picture.chart.updateXYSeries(
              "curve " + (k + 1), horizontal.scaled(each.x()), vertical.scaled(each.y()), null));
    }
    for (int k = 0; k < solid.size(); k++) {
      Color colour = COLOURS[k % COLOURS.length];
      XYSeries stable = series.get(solid.get(k));
      XYSeries broken = series.get(dashed.get(k));
      if (stable != null) {
        stable.setLineColor(colour);
      }
      if (broken != null) {
        broken.setLineColor(colour);
        broken.setShowInLegend(stable == null);
      }
    }
    var style = picture.chart.getStyler();
    style.setMarkerSize(18);
    style.setLegendVisible(solid.size() > 1 || !marks.isEmpty());
    for (int k = 0; k < marks.size(); k++) {
      XYSeries points = series.get(marks.get(k));
      points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      points.setMarker(MARKS.get(k % MARKS.size()));
      points.setMarkerColor(Color.BLACK);
    }
    return picture;
  }

  /** Draws small points in {@code rows} rows, which are numbered from one upward. */
  static Picture raster(
      String title, Axis horizontal, Axis vertical, Curve points, double end, int rows) {
    Picture picture = of(title, horizontal, vertical, List.of(points), false);
    var style = picture.chart.getStyler();
    style.setLegendVisible(false);
    style.setMarkerSize(rows > 100 ? 3 : rows > 30 ? 5 : 8);
    style.setYAxisMin(0.0).setYAxisMax(rows + 1.0);
    style.setXAxisMin(0.0).setXAxisMax(end / horizontal.factor());
    XYSeries series =
        picture.chart.updateXYSeries("curve 1", horizontal.scaled(points.x()), points.y(), null);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(Color.BLACK);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    return picture;
  }

  /** Draws points as circles, and lines in grey without a legend. */
  static Picture measured(
      String title, Axis horizontal, Axis vertical, List<Curve> points, List<Curve> lines) {
    List<Curve> all = new ArrayList<>(points);
    all.addAll(lines);
    Picture picture = of(title, horizontal, vertical, all, false);
    picture.chart.getStyler().setMarkerSize(14);
    picture.chart.getStyler().setLegendVisible(points.size() > 1);
    for (int k = 0; k < all.size(); k++) {
      Curve each = all.get(k);
      boolean point = k < points.size();
      XYSeries series =
          picture.chart.updateXYSeries(
              "curve " + (k + 1), horizontal.scaled(each.x()), vertical.scaled(each.y()), null);
      if (point) {
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(series.getLineColor());
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      } else {
        series.setShowInLegend(false);
        series.setLineColor(Color.DARK_GRAY);
        series.setLineStyle(new BasicStroke(2f));
      }
    }
    return picture;
  }

  /** Draws curves so that a unit is equally long along both axes. */
  static Picture inOneScale(
      String title, Axis horizontal, Axis vertical, List<Curve> curves) {
    Picture picture = of(title, horizontal, vertical, curves, false);
    double[] x = ends(curves.stream().map(c -> horizontal.scaled(c.x())).toList());
    double[] y = ends(curves.stream().map(c -> vertical.scaled(c.y())).toList());
    picture.oneScale = true;
    double height = 1.08 * Math.max(y[1] - y[0], (x[1] - x[0]) / FRAME_ASPECT);
    if (height > 0 && Double.isFinite(height)) {
      // Spectra stand on the real axis: spare room goes above and to the right of them.
      double left = x[0] - 0.04 * height * FRAME_ASPECT;
      double bottom = y[0] - 0.04 * height;
      var style = picture.chart.getStyler();
      style.setXAxisMin(left).setXAxisMax(left + height * FRAME_ASPECT);
      style.setYAxisMin(bottom).setYAxisMax(bottom + height);
    }
    return picture;
  }

  /** A point of a curve with a word beside it, in the numbers of the curve. */
  record Mark(double x, double y, String text) {}

  /**
   * Marks points on curves, a list for each curve; words only where there is room.
   *
   * <p>To be called on a picture whose ends are set, by {@link #inOneScale}.
   */
  void mark(List<List<Mark>> marks) {
    var style = chart.getStyler();
    style.setMarkerSize(12);
    Double left = style.getXAxisMin();
    Double right = style.getXAxisMax();
    double room = left == null || right == null ? Double.NaN : 0.07 * (right - left);
    List<double[]> words = new ArrayList<>();
    for (int k = 0; k < marks.size(); k++) {
      List<Mark> points = marks.get(k);
      if (points.isEmpty()) {
        continue;
      }
      double[] x = points.stream().mapToDouble(p -> p.x() / across).toArray();
      double[] y = points.stream().mapToDouble(p -> p.y() / up).toArray();
      XYSeries series = chart.addSeries("marks " + k, x, y);
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(COLOURS[k % COLOURS.length]);
      series.setShowInLegend(false);
      for (int i = 0; i < x.length; i++) {
        double px = x[i];
        double py = y[i];
        if (words.stream().allMatch(w -> Math.hypot(w[0] - px, w[1] - py) > room)) {
          words.add(new double[] {px, py});
          AnnotationText text =
              new AnnotationText(points.get(i).text(), px, py + 0.3 * room, false);
          chart.addAnnotation(text);
          shown.add(new Sketch.Word(points.get(i).text(), px, py));
        }
      }
    }
  }

  /** Returns whether a whole decade lies among the values: an axis in decades needs two labels. */
  private static boolean spansDecade(List<Curve> curves) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Curve curve : curves) {
      for (double y : curve.y()) {
        if (y > 0 && Double.isFinite(y)) {
          least = Math.min(least, y);
          most = Math.max(most, y);
        }
      }
    }
    return Math.floor(Math.log10(most)) > Math.ceil(Math.log10(least));
  }

  private static double[] ends(List<double[]> data) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] column : data) {
      for (double value : column) {
        low = Double.isFinite(value) ? Math.min(low, value) : low;
        high = Double.isFinite(value) ? Math.max(high, value) : high;
      }
    }
    return new double[] {low, high};
  }

  /** Returns the size at which a title fits the picture's width. */
  private static int titleSize(String title) {
    return Math.max(14, Math.min(TITLE_FONT, (int) (1.45 * WIDTH / Math.max(1, title.length()))));
  }

  /** Writes a PNG of 1600 x 1120 pixels. */
  public void png(Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  /** Writes an SVG. */
  public void svg(Path file) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
  }

  /**
   * Adds a point on the last piece of the curve, which leaves the curve as it is: XChart puts the
   * ticks of equally spaced data on data points (-53, -46, -39) instead of round numbers.
   */
  private static double[] withPointBeforeEnd(double[] values, boolean logarithmic) {
    int n = values.length;
    if (n < 2) {
      return values;
    }
    double[] longer = Arrays.copyOf(values, n + 1);
    longer[n] = values[n - 1];
    double last = values[n - 1];
    double before = values[n - 2];
    // On an axis in decades a third of the way is a third of the ratio.
    longer[n - 1] =
        logarithmic && before > 0 && last > 0
            ? before * Math.cbrt(last / before)
            : before + (last - before) / 3;
    return longer;
  }

  private static void arrows(XYChart chart, List<double[]> xs, List<double[]> ys) {
    double width = range(xs);
    // One unit of length is the frame's width, so heads look alike in all directions.
    double height = range(ys) * FRAME_ASPECT;
    for (int k = 0; k < xs.size(); k++) {
      int number = 0;
      for (Arrow head : Arrow.along(xs.get(k), ys.get(k), width, height, k % 4 * ARROW_SHIFT)) {
        XYSeries series = chart.addSeries("arrow " + k + " " + number++, head.x(), head.y());
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        series.setMarker(SeriesMarkers.NONE);
        series.setShowInLegend(false);
        series.setLineStyle(new BasicStroke(1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setLineColor(COLOURS[k % COLOURS.length]);
        series.setFillColor(COLOURS[k % COLOURS.length]);
      }
    }
  }

  private static double range(List<double[]> data) {
    double[] ends = ends(data);
    return ends[1] > ends[0] ? ends[1] - ends[0] : 0;
  }
}
