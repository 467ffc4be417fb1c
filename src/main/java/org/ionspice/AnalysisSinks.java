package org.ionspice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/** The open sinks of one analysis: its rows, then its further results. Closes them all. Mutable. */
final class AnalysisSinks implements AutoCloseable {
  private final List<ResultSink> sinks = new ArrayList<>();
  private double[] stepValues = {};
  private boolean whole;

  void open(Simulation.SinkFactory factory, Header header) throws IOException {
    ResultSink sink = factory.open(header);
    sinks.add(sink);
    sink.begin(header);
  }

  /** Starts a block of the first sink; those of the others start with their first rows. */
  void block(double[] values) throws IOException {
    stepValues = values;
    first().block(values);
  }

  ResultSink first() {
    return sinks.get(0);
  }

  /** Returns the sinks behind the first, for one block. */
  List<ResultSink> further() {
    List<ResultSink> late = new ArrayList<>();
    for (ResultSink sink : sinks.subList(1, sinks.size())) {
      late.add(new FirstRowStartsBlock(sink, stepValues));
    }
    return late;
  }

  /** Says whether the results are complete; they are not until this is said. */
  void whole(boolean complete) {
    whole = complete;
  }

  @Override
  public void close() throws IOException {
    IOException trouble = null;
    for (ResultSink sink : sinks) {
      try {
        if (!whole) {
          sink.incomplete();
        }
        sink.close();
      } catch (IOException e) {
        if (trouble == null) {
          trouble = e;
        } else {
          trouble.addSuppressed(e);
        }
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  /** Passes rows on after a block that it starts by itself, so that plots are not interleaved. */
  private static final class FirstRowStartsBlock implements ResultSink {
    private final ResultSink sink;
    private final double[] stepValues;
    private boolean started;

    FirstRowStartsBlock(ResultSink sink, double[] stepValues) {
      this.sink = sink;
      this.stepValues = stepValues;
    }

    @Override
    public void begin(Header header) {
      throw new IllegalStateException("begun already");
    }

    @Override
    public void block(double[] values) {
      throw new IllegalStateException("an analysis starts no block");
    }

    @Override
    public void row(double[] values) throws IOException {
      if (!started) {
        sink.block(stepValues);
        started = true;
      }
      sink.row(values);
    }

    @Override
    public void close() {
      throw new IllegalStateException("the owner closes");
    }
  }
}
