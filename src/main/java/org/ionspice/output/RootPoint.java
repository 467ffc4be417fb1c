package org.ionspice.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/**
 * Turns the rows of {@code .pz}, one for each root, into one point with a vector for each root, {@code
 * pole(1)}, {@code zero(2)}, as ngspice writes them to raw files. Rows of other analyses go through.
 * Mutable.
 */
final class RootPoint implements ResultSink {
  private final ResultSink target;
  private final List<double[]> rows = new ArrayList<>();
  private Header own = new Header("", "", "", List.of(), false, List.of());
  private double[] step = {};

  RootPoint(ResultSink target) {
    this.target = target;
  }

  private boolean isRoots() {
    return own.analysis().equals("pz");
  }

  @Override
  public void begin(Header header) throws IOException {
    own = header;
    if (!isRoots()) {
      target.begin(header);
    }
  }

  @Override
  public void block(double[] stepValues) throws IOException {
    if (!isRoots()) {
      target.block(stepValues);
      return;
    }
    write();
    step = stepValues.clone();
  }

  @Override
  public void row(double[] values) throws IOException {
    if (isRoots()) {
      rows.add(values.clone());
    } else {
      target.row(values);
    }
  }

  /** Writes the roots of one block. */
  private void write() throws IOException {
    List<Column> columns = new ArrayList<>();
    List<Double> point = new ArrayList<>();
    for (int k = 1; k < own.columns().size(); k++) {
      Column kind = own.columns().get(k);
      for (int i = 0; i < rows.size() && !Double.isNaN(rows.get(i)[2 * k]); i++) {
        columns.add(new Column(kind.name() + "(" + (i + 1) + ")", kind.unit()));
        point.add(rows.get(i)[2 * k]);
        point.add(rows.get(i)[2 * k + 1]);
      }
    }
    rows.clear();
    if (!columns.isEmpty()) {
      target.begin(
          new Header(own.analysis(), own.plotName(), own.title(), columns, true, own.steps()));
      target.block(step);
      target.row(point.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  @Override
  public void incomplete() {
    target.incomplete();
  }

  @Override
  public void close() throws IOException {
    write();
    target.close();
  }
}
