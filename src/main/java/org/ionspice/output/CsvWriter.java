package org.ionspice.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/**
 * Writes one analysis as comma-separated values, UTF-8, LF.
 *
 * <p>First row: quoted names with units, {@code "time [s]","v(out) [V]"}; a complex column is two,
 * {@code re(v(out))} and {@code im(v(out))}. A stepped run has the stepped parameters as leading
 * columns and all blocks below each other. Numbers are the shortest that read back unchanged. The
 * scale of a complex result (frequency) is real and takes one column. Not thread-safe.
 */
public final class CsvWriter implements ResultSink {
  private static final int BUFFER = 1 << 16;

  private final FinalFile file;
  private BufferedWriter out;
  private Header header;
  private String stepFields = "";
  private boolean failed;
  private boolean closed;

  /** Writes to {@code target}, under a partial name until {@link #close}. */
  public CsvWriter(Path target) {
    this.file = FinalFile.of(target);
  }

  /** Returns where the data are: the partial name until a close that succeeds. */
  public Path path() {
    return closed && !failed ? file.target() : file.partial();
  }

  @Override
  public void begin(Header header) throws IOException {
    this.header = header;
    out = new BufferedWriter(Files.newBufferedWriter(file.partial()), BUFFER);
    put(firstRow(header));
  }

  @Override
  public void block(double[] stepValues) {
    StringBuilder fields = new StringBuilder();
    for (double value : stepValues) {
      fields.append(Numbers.shortest(value)).append(',');
    }
    stepFields = fields.toString();
  }

  @Override
  public void row(double[] values) throws IOException {
    StringBuilder line = new StringBuilder(24 * values.length).append(stepFields);
    for (int i = 0; i < values.length; i++) {
      if (header.complex() && i == 1 && realScale(header)) {
        continue;
      }
      if (i > 0) {
        line.append(',');
      }
      line.append(Numbers.shortest(values[i]));
    }
    put(line.append('\n').toString());
  }

  @Override
  public void incomplete() {
    failed = true;
  }

  @Override
  public void close() throws IOException {
    if (closed || out == null) {
      return;
    }
    closed = true;
    out.close();
    if (!failed) {
      file.publish();
    }
  }

  /** Ends writing without giving the file its final name: what is there stays readable. */
  public void abandon() throws IOException {
    failed = true;
    close();
  }

  private void put(String text) throws IOException {
    try {
      out.write(text);
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  private static String firstRow(Header header) {
    StringBuilder row = new StringBuilder();
    for (String step : header.steps()) {
      row.append(quoted(step)).append(',');
    }
    List<Column> columns = header.columns();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String unit = " [" + column.unit() + "]";
      row.append(i == 0 ? "" : ",");
      if (header.complex() && !(i == 0 && realScale(header))) {
        row.append(quoted("re(" + column.name() + ")" + unit)).append(',');
        row.append(quoted("im(" + column.name() + ")" + unit));
      } else {
        row.append(quoted(column.name() + unit));
      }
    }
    return row.append('\n').toString();
  }

  private static boolean realScale(Header header) {
    return header.hasRealScale();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
