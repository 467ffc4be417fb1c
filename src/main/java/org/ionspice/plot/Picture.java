package org.ionspice.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves in one frame, drawn without a screen; colours by Okabe and Ito (2008). */
public final class Picture {
  private static final Color[] COLOURS = {
    new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7),
    new Color(0xE69F00), new Color(0x56B4E9), new Color(0x000000), new Color(0xF0E442)
  };
  private static final double[] ARROWS = {0.12, 0.37, 0.62, 0.87};
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 700;

  private final XYChart chart;

  private Picture(XYChart chart) {
    this.chart = chart;
  }

  static Picture of(
      String title, Axis horizontal, Axis vertical, List<Curve> curves, boolean arrows) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(horizontal.title())
            .yAxisTitle(vertical.title())
            .build();
    var style = chart.getStyler();
    style.setSeriesColors(COLOURS);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(true);
    style.setPlotGridLinesColor(new Color(0xE0E0E0));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    style.setLegendPosition(Styler.LegendPosition.OutsideS);
    style.setLegendLayout(Styler.LegendLayout.Horizontal);
    style.setXAxisLogarithmic(horizontal.logarithmic());
    style.setYAxisLogarithmic(vertical.logarithmic());
    List<double[]> shownX = new ArrayList<>();
    List<double[]> shownY = new ArrayList<>();
    for (Curve whole : curves) {
      Curve curve = whole.thinned();
      shownX.add(horizontal.scaled(curve.x()));
      shownY.add(vertical.scaled(curve.y()));
      XYSeries series =
          chart.addSeries(curve.label(), shownX.get(shownX.size() - 1), shownY.get(shownY.size() - 1));
      series.setMarker(SeriesMarkers.NONE);
      series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      series.setLineColor(COLOURS[(shownX.size() - 1) % COLOURS.length]);
    }
    if (arrows) {
      arrows(chart, curves, shownX, shownY);
    }
    return new Picture(chart);
  }

  /** Writes a PNG of 1000 x 700 pixels. */
  public void png(Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  /** Writes an SVG. */
  public void svg(Path file) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
  }

  // Arrow heads are short open series, so that every back end draws them alike.
  private static void arrows(
      XYChart chart, List<Curve> curves, List<double[]> xs, List<double[]> ys) {
    double width = range(xs);
    double height = range(ys);
    if (width == 0 || height == 0) {
      return;
    }
    for (int k = 0; k < xs.size(); k++) {
      double[] x = xs.get(k);
      double[] y = ys.get(k);
      double[] length = new double[x.length];
      for (int i = 1; i < x.length; i++) {
        length[i] =
            length[i - 1] + Math.hypot((x[i] - x[i - 1]) / width, (y[i] - y[i - 1]) / height);
      }
      int head = 0;
      for (double place : ARROWS) {
        int i = 1;
        while (i < x.length - 1 && length[i] < place * length[x.length - 1]) {
          i++;
        }
        if (x.length < 2 || length[i] == length[i - 1]) {
          continue;
        }
        double step = length[i] - length[i - 1];
        double ux = (x[i] - x[i - 1]) / width / step;
        double uy = (y[i] - y[i - 1]) / height / step;
        double[] headX = new double[3];
        double[] headY = new double[3];
        for (int j = 0; j < 3; j++) {
          double side = j - 1.0;
          double back = j == 1 ? 0 : 0.022;
          headX[j] = x[i] - width * (back * ux + side * 0.011 * uy);
          headY[j] = y[i] - height * (back * uy - side * 0.011 * ux);
        }
        XYSeries series = chart.addSeries(curves.get(k).label() + " " + head++, headX, headY);
        series.setMarker(SeriesMarkers.NONE);
        series.setShowInLegend(false);
        series.setLineStyle(new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setLineColor(COLOURS[k % COLOURS.length]);
      }
    }
  }

  private static double range(List<double[]> data) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] column : data) {
      for (double value : column) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return high > low ? high - low : 0;
  }
}
