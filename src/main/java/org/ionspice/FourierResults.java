package org.ionspice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.ResultShape;
import org.ionspice.analysis.SampleGrid;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.integration.Transient;
import org.ionspice.measure.Fourier;
import org.ionspice.measure.Listing;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.measure.Wave;
import org.ionspice.measure.Waves;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Table;

/**
 * Turns the samples of one transient into the harmonics that a {@code .four} line asks for. One for
 * each line and block. Mutable.
 */
final class FourierResults {
  private final FourierLines.Line line;
  private final Table samples = new Table();
  private final Transient plan;

  FourierResults(FourierLines.Line line, Transient plan, Probes probes) {
    this.line = line;
    this.plan = plan;
    samples.begin(
        new Header(
            "tran", "", "", Analysis.behind("time", "s", probes), false, List.of()));
    samples.block(new double[0]);
  }

  /** Returns what the {@code .four} lines ask of a transient, nothing for other analyses. */
  static List<FourierResults> of(
      Analysis run, Design design, Probes probes, Diagnostics diagnostics) {
    List<FourierResults> all = new ArrayList<>();
    if (run instanceof Transient plan) {
      for (FourierLines.Line line : new FourierLines(design, diagnostics).read(plan)) {
        FourierResults results = new FourierResults(line, plan, probes);
        results.mistake().ifPresent(diagnostics::add);
        all.add(results);
      }
    }
    return all;
  }

  /** Returns the times at which the transient is to give its quantities. */
  SampleGrid grid() {
    double start = Math.max(plan.start(), plan.stop() - line.period());
    return new SampleGrid(start, line.period() / line.samples(), line.samples(), samples);
  }

  /** Returns the columns: phasors of sines by their frequency, then distortions. */
  List<ResultShape> shapes() {
    List<Column> harmonics = new ArrayList<>();
    List<Column> totals = new ArrayList<>();
    harmonics.add(new Column("frequency", "Hz"));
    for (Value value : line.quantities()) {
      String name = Listing.label(value.text());
      harmonics.add(new Column(name, wave(value).unit()));
      totals.add(new Column(name, "%"));
    }
    return List.of(
        new ResultShape("four", "Fourier Analysis", harmonics, true),
        new ResultShape("four_total", "Total Harmonic Distortion", totals, false));
  }

  /** Returns what is wrong with a quantity. */
  Optional<Diagnostic> mistake() {
    for (Value value : line.quantities()) {
      try {
        waves().of(Objects.requireNonNull(value.expression()));
      } catch (NotMeasurable e) {
        String why = String.valueOf(e.getMessage());
        return Optional.of(Diagnostic.of(Code.E230, value.span(), why, "see .four"));
      }
    }
    return Optional.empty();
  }

  private Waves waves() {
    return new Waves(samples.header(), samples.blocks().get(0), Map.of());
  }

  /** Returns the samples of a quantity; none before the transient. */
  private Wave wave(Value value) {
    try {
      return waves().of(Objects.requireNonNull(value.expression()));
    } catch (NotMeasurable e) {
      throw new IllegalStateException(e); // Looked for by mistake().
    }
  }

  /** Writes the harmonics and the distortions, when the transient came to its end. */
  void write(ResultSink harmonics, ResultSink totals) throws IOException {
    List<Fourier> found = new ArrayList<>();
    for (Value value : line.quantities()) {
      double[] y = wave(value).real();
      found.add(Fourier.of(line.frequency().number(), y, line.harmonics()));
    }
    double[] row = new double[2 + 2 * found.size()];
    for (int n = 0; n < line.harmonics(); n++) {
      row[0] = n * line.frequency().number();
      for (int q = 0; q < found.size(); q++) {
        row[2 + 2 * q] = found.get(q).re(n);
        row[3 + 2 * q] = found.get(q).im(n);
      }
      harmonics.row(row);
    }
    totals.row(found.stream().mapToDouble(Fourier::distortionPercent).toArray());
  }
}
