package org.ionspice.output;

import java.io.IOException;
import java.util.List;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/** Hands every row to several sinks, in order. */
public record Tee(List<ResultSink> sinks) implements ResultSink {
  public Tee {
    sinks = List.copyOf(sinks);
  }

  @Override
  public void begin(Header header) throws IOException {
    for (ResultSink sink : sinks) {
      sink.begin(header);
    }
  }

  @Override
  public void block(double[] stepValues) throws IOException {
    for (ResultSink sink : sinks) {
      sink.block(stepValues);
    }
  }

  @Override
  public void row(double[] values) throws IOException {
    for (ResultSink sink : sinks) {
      sink.row(values);
    }
  }

  @Override
  public void incomplete() {
    sinks.forEach(ResultSink::incomplete);
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (ResultSink sink : sinks) {
      try {
        sink.close();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
