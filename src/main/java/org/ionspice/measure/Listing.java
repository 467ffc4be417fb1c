package org.ionspice.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.AnalysisKeyword;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Value;
import org.ionspice.expression.Expression;
import org.ionspice.result.Header;
import org.ionspice.result.Table;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .print} or {@code .plot} line: quantities of one kind of analysis. Immutable.
 *
 * @param analysis {@code tran ac dc op tf noise noise_total pz four four_total}
 * @param quantities what to list, in order; empty means every column
 * @param against the horizontal quantity after {@code vs}; null for the scale
 * @param nyquist whether each quantity is drawn as its negative imaginary over its real part
 * @param raster how spikes are found, when each quantity is a row of them; null for curves
 * @param title empty when there is none
 * @param form how a table is written
 * @param limits of the vertical axis, low and high; null for what the curves need
 */
public record Listing(
    String analysis,
    List<Value> quantities,
    @Nullable Value against,
    boolean nyquist,
    @Nullable Raster raster,
    String title,
    ListingForm form,
    @Nullable Limits limits,
    Span span) {
  /** Analyses whose results are listed and measured. */
  static final List<String> ANALYSES =
      Stream.concat(AnalysisKeyword.resultNames().stream(), Stream.of("four", "four_total"))
          .toList();

  public Listing {
    quantities = List.copyOf(quantities);
  }

  /**
   * Spikes as points.
   *
   * @param threshold level whose crossing upward is a spike; null for counters of spikes only
   */
  public record Raster(@Nullable Expression threshold) {}

  /** Ends of an axis, in the unit of the data. */
  public record Limits(double low, double high) {
    /** Returns limits that hold these and others, since the curves of a line share an axis. */
    Limits and(double otherLow, double otherHigh) {
      return new Limits(Math.min(low, otherLow), Math.max(high, otherHigh));
    }
  }

  /** When a quantity spikes. */
  public record Train(String name, double[] times) {}

  /** A quantity as it was written, with its values along one block. */
  public record Named(String name, Wave wave) {}

  /** Reads the line; empty when it has mistakes, which are added to {@code diagnostics}. */
  public static Optional<Listing> of(Command command, Diagnostics diagnostics) {
    String form =
        command.keyword().equals("plot")
            ? "the form is .plot tran|ac|dc|noise [nyquist|raster] Y [Y...] [vs X] [threshold=] [title=\"...\"]"
            : "the form is .print " + String.join("|", ANALYSES) + " X [X...]";
    List<Value> values = command.values();
    if (values.isEmpty() || !ANALYSES.contains(values.get(0).key())) {
      Span at = values.isEmpty() ? command.span() : values.get(0).span();
      diagnostics.add(Code.E101, at, "." + command.keyword() + ": an analysis is expected", form);
      return Optional.empty();
    }
    List<Value> quantities = new ArrayList<>();
    Value against = null;
    String title = "";
    boolean all = false;
    boolean versus = false;
    boolean nyquist = false;
    Value rows = null;
    Expression threshold = null;
    ListingForm listed = ListingForm.STANDARD;
    double low = Double.NaN;
    Limits limits = null;
    for (Value value : values.subList(1, values.size())) {
      if (ListingForm.isPart(value)) {
        Optional<ListingForm> next = listed.with(value, diagnostics);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        listed = next.get();
      } else if (value.name().equals("low")) {
        low = value.number();
      } else if (value.name().equals("high")) {
        limits = limits == null ? new Limits(low, value.number()) : limits.and(low, value.number());
      } else if (value.name().equals("title")) {
        title = value.text();
      } else if (value.isPositional() && value.key().equals("vs") && !versus) {
        versus = true;
      } else if (isNyquist(value) && command.keyword().equals("plot") && quantities.isEmpty()) {
        nyquist = true;
      } else if (isRaster(value) && command.keyword().equals("plot") && quantities.isEmpty()) {
        rows = value;
      } else if (value.name().equals("threshold") && rows != null) {
        threshold = value.expression();
      } else if (value.isPositional() && value.key().equals("all")) {
        all = true;
      } else if (!value.isPositional() || value.expression() == null || against != null) {
        String text = value.isPositional() ? value.text() : value.name() + "=" + value.text();
        diagnostics.add(
            Code.E101,
            value.span(),
            "'" + text + "' is not a quantity to list",
            value.name().equals("file") ? "leave it out: --out names the folder of results" : form);
        return Optional.empty();
      } else if (versus) {
        against = value;
      } else {
        quantities.add(value);
      }
    }
    if (versus && (against == null || quantities.isEmpty() && !all)) {
      diagnostics.add(
          Code.E101, command.span(), "a quantity on either side of vs is expected", form);
      return Optional.empty();
    }
    if (nyquist && (versus || quantities.isEmpty() || !values.get(0).key().equals("ac"))) {
      diagnostics.add(
          Code.E101,
          command.span(),
          "a Nyquist picture shows quantities of an AC analysis and has no vs",
          "the form is .plot ac nyquist Z [Z...]");
      return Optional.empty();
    }
    if (rows != null
        && (versus || nyquist || quantities.isEmpty() || !values.get(0).key().equals("tran"))) {
      diagnostics.add(
          Code.E101,
          rows.span(),
          "a raster shows spikes of quantities of a transient and has no vs",
          "the form is .plot tran raster Y [Y...] threshold=");
      return Optional.empty();
    }
    if (rows != null && threshold == null) {
      for (Value value : quantities) {
        if (!isCounter(value.text())) {
          diagnostics.add(
              Code.E101,
              value.span(),
              "what is a spike of '" + value.text() + "'? threshold= is missing",
              "the form is .plot tran raster Y [Y...] threshold=");
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        new Listing(
            values.get(0).key(),
            all ? List.of() : quantities,
            against,
            nyquist,
            rows == null ? null : new Raster(threshold),
            title,
            listed,
            limits,
            command.span()));
  }

  private static boolean isNyquist(Value value) {
    return value.isPositional() && value.key().equals("nyquist");
  }

  private static boolean isRaster(Value value) {
    return value.isPositional() && value.key().equals("raster");
  }

  /** Returns whether a quantity counts spikes, such as {@code @n1[spikes]}. */
  private static boolean isCounter(String name) {
    return name.startsWith("@") && name.endsWith("[spikes]");
  }

  /** Returns when each quantity of a raster spikes. */
  public List<Train> trains(Header header, Table.Block block) throws NotMeasurable {
    Waves waves = new Waves(header, block, java.util.Map.of());
    List<Train> trains = new ArrayList<>();
    for (Named each : waves(header, block)) {
      double[] y = each.wave().real();
      if (isCounter(each.name())) {
        trains.add(new Train(each.name(), Spikes.counted(waves.scale(), y)));
      } else {
        double[] level = raster == null || raster.threshold() == null
            ? new double[y.length]
            : waves.of(raster.threshold()).real();
        double[] above = new double[y.length];
        for (int i = 0; i < above.length; i++) {
          above[i] = y[i] - level[i];
        }
        double all = Double.POSITIVE_INFINITY;
        Spikes spikes = Spikes.find(waves.scale(), above, above, -all, all);
        trains.add(new Train(each.name(), spikes.starts()));
      }
    }
    return trains;
  }

  /** Returns when each counter of spikes in a result counts. */
  public static List<Train> counters(Header header, Table.Block block) {
    List<Train> trains = new ArrayList<>();
    for (int i = 1; i < header.columns().size(); i++) {
      String name = header.columns().get(i).name();
      if (isCounter(name)) {
        trains.add(new Train(name, Spikes.counted(block.column(0), block.column(i))));
      }
    }
    return trains;
  }

  /** Returns the quantities along a block, named as they were written. */
  public List<Named> waves(Header header, Table.Block block) throws NotMeasurable {
    Waves waves = new Waves(header, block, java.util.Map.of());
    List<Named> named = new ArrayList<>();
    if (quantities.isEmpty()) {
      for (int i = header.hasScale() ? 1 : 0; i < header.columns().size(); i++) {
        String name = header.columns().get(i).name();
        named.add(new Named(name, waves.column(name)));
      }
    }
    for (Value value : quantities) {
      named.add(named(value, waves));
    }
    return named;
  }

  /** Returns the horizontal quantity along a block. */
  public Named horizontal(Header header, Table.Block block) throws NotMeasurable {
    Waves waves = new Waves(header, block, java.util.Map.of());
    if (against != null) {
      return named(against, waves);
    }
    return new Named(
        header.columns().get(0).name(), new Wave(waves.scaleUnit(), waves.scale(), null));
  }

  /** Returns a formula's text without the braces or quotes around it. */
  public static String label(String text) {
    boolean enclosed =
        text.length() > 2
            && (text.startsWith("{") && text.endsWith("}")
                || text.startsWith("'") && text.endsWith("'"));
    return enclosed ? text.substring(1, text.length() - 1).strip() : text;
  }

  private static Named named(Value value, Waves waves) throws NotMeasurable {
    if (value.expression() == null) {
      throw new NotMeasurable("'" + value.text() + "' is not a quantity");
    }
    return new Named(label(value.text()), waves.of(value.expression()));
  }
}
