package org.ionspice.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.measure.Listing;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;

/**
 * Draws branches of operating points: stable pieces as lines, unstable ones dashed, special points as
 * marks; and the poles of one operating point.
 */
final class Branches {
  private static final int MOST_CURVES = 8;

  /** Columns behind the saved quantities: stable, unstable, special. */
  private static final int BEHIND = 3;

  private static final List<String> KINDS =
      List.of("", "fold", "Hopf point", "branch point", "impasse");

  private Branches() {}

  /**
   * A curve along a branch.
   *
   * @param stable at each point
   * @param special kind of special point at each point, 0 for none
   */
  private record Branch(String label, double[] x, double[] y, boolean[] stable, int[] special) {
    /** Returns the pieces of one stability, NaN between them; pieces meet at their ends. */
    Curve pieces(boolean wanted) {
      double[] xs = new double[2 * x.length];
      double[] ys = new double[2 * x.length];
      int count = 0;
      for (int k = 0; k + 1 < x.length; k++) {
        if (ofPiece(k) != wanted) {
          continue;
        }
        boolean joined = k > 0 && ofPiece(k - 1) == wanted && count > 0;
        if (!joined) {
          if (count > 0) {
            xs[count] = Double.NaN;
            ys[count++] = Double.NaN;
          }
          xs[count] = x[k];
          ys[count++] = y[k];
        }
        xs[count] = x[k + 1];
        ys[count++] = y[k + 1];
      }
      return new Curve(label, Arrays.copyOf(xs, count), Arrays.copyOf(ys, count));
    }

    /** Returns whether the piece from point k to the next is stable: special points are its ends. */
    private boolean ofPiece(int k) {
      return special[k] == 0 ? stable[k] : stable[k + 1] && special[k + 1] == 0;
    }

    /** Returns the special points of a kind. */
    Curve marks(int kind) {
      int[] at = java.util.stream.IntStream.range(0, x.length)
          .filter(k -> special[k] == kind)
          .toArray();
      return new Curve(
          KINDS.get(kind),
          Arrays.stream(at).mapToDouble(k -> x[k]).toArray(),
          Arrays.stream(at).mapToDouble(k -> y[k]).toArray());
    }
  }

  private static boolean[] stable(Header header, Table.Block block) {
    double[] values = block.column(header.columns().size() - BEHIND);
    boolean[] stable = new boolean[values.length];
    for (int k = 0; k < stable.length; k++) {
      stable[k] = values[k] == 1;
    }
    return stable;
  }

  private static int[] special(Header header, Table.Block block) {
    return Arrays.stream(block.column(header.columns().size() - 1))
        .mapToInt(v -> (int) v)
        .toArray();
  }

  /** Draws every saved quantity over the source's value, a picture for each unit. */
  static Map<String, Picture> all(String name, Table table, List<Summary> summaries) {
    Header header = table.header();
    List<Column> columns = header.columns();
    Map<String, List<Branch>> byUnit = new LinkedHashMap<>();
    for (Table.Block block : table.blocks()) {
      for (int i = 2; i < columns.size() - BEHIND && block.size() > 1; i++) {
        List<Branch> list =
            byUnit.computeIfAbsent(columns.get(i).unit(), u -> new ArrayList<>());
        if (list.size() < MOST_CURVES) {
          list.add(
              new Branch(
                  label(columns.get(i).name(), header, block),
                  block.column(1),
                  block.column(i),
                  stable(header, block),
                  special(header, block)));
        }
      }
    }
    Map<String, Picture> pictures = new LinkedHashMap<>();
    byUnit.forEach(
        (unit, list) ->
            pictures.put(
                pictures.isEmpty() ? name : name + "-" + (pictures.size() + 1),
                picture(header.title(), columns.get(1), Plots.quantity(unit), unit, list)));
    return pictures;
  }

  /** Draws what a {@code .plot continuation} line asks for. */
  static Picture listed(Listing line, Table table) throws NotMeasurable {
    Header header = table.header();
    List<Branch> list = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Column horizontal = header.columns().get(1);
    String unit = "";
    for (Table.Block block : table.blocks()) {
      if (block.size() < 2) {
        continue;
      }
      double[] x = block.column(1);
      if (line.against() != null) {
        Listing.Named against = line.horizontal(header, block);
        horizontal = new Column(against.name(), against.wave().unit());
        x = against.wave().real();
      }
      for (Listing.Named y : line.waves(header, block)) {
        unit = list.isEmpty() || unit.equals(y.wave().unit()) ? y.wave().unit() : "1";
        names.add(y.name());
        if (list.size() < MOST_CURVES) {
          list.add(
              new Branch(
                  label(y.name(), header, block),
                  x,
                  y.wave().real(),
                  stable(header, block),
                  special(header, block)));
        }
      }
    }
    if (list.isEmpty()) {
      throw new NotMeasurable("the analysis gave no points");
    }
    String title = line.title().isEmpty() ? header.title() : line.title();
    boolean one = names.stream().distinct().count() == 1;
    return picture(title, horizontal, one ? names.get(0) : Plots.quantity(unit), unit, list);
  }

  private static Picture picture(
      String title, Column x, String y, String unit, List<Branch> list) {
    Axis horizontal = Axis.of(x.name(), x.unit(), list.stream().map(Branch::x).toList());
    Axis vertical = Axis.of(y, unit, list.stream().map(Branch::y).toList());
    List<Curve> solid = new ArrayList<>();
    List<Curve> dashed = new ArrayList<>();
    Map<Integer, Curve> marks = new LinkedHashMap<>();
    for (Branch branch : list) {
      solid.add(branch.pieces(true));
      dashed.add(branch.pieces(false));
      for (int kind = 1; kind < KINDS.size(); kind++) {
        Curve more = branch.marks(kind);
        if (more.x().length > 0) {
          marks.merge(kind, more, Branches::joined);
        }
      }
    }
    return Picture.branches(
        title, horizontal, vertical, solid, dashed, List.copyOf(marks.values()));
  }

  private static Curve joined(Curve a, Curve b) {
    double[] x = Arrays.copyOf(a.x(), a.x().length + b.x().length);
    double[] y = Arrays.copyOf(a.y(), x.length);
    System.arraycopy(b.x(), 0, x, a.x().length, b.x().length);
    System.arraycopy(b.y(), 0, y, a.x().length, b.x().length);
    return new Curve(a.label(), x, y);
  }

  /** Draws the poles of an operating point in the complex plane. */
  static Map<String, Picture> poles(String name, Table table, List<Summary> summaries) {
    Header header = table.header();
    List<Curve> points = new ArrayList<>();
    for (Table.Block block : table.blocks()) {
      if (block.size() > 0 && points.size() < 2 * MOST_CURVES) {
        points.add(new Curve(label("poles", header, block), block.column(1), block.column(2)));
      }
    }
    List<double[]> x = points.stream().map(Curve::x).toList();
    List<double[]> y = points.stream().map(Curve::y).toList();
    return Map.of(
        name,
        Picture.points(
            header.title(),
            Axis.of("real part", "1/s", x),
            Axis.of("imaginary part", "rad/s", y),
            points));
  }

  private static String label(String name, Header header, Table.Block block) {
    String steps = Plots.steps(header, block);
    return steps.isEmpty() ? name : name + ", " + steps;
  }
}
