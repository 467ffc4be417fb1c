package org.ionspice.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/**
 * A SPICE raw file: the plots of all analyses of a netlist, one after the other, as ngspice's batch
 * mode writes it.
 *
 * <p>Each analysis gets a {@link #sink}; each block of a stepped analysis is a plot of its own. The
 * point count in the header is brought up to date at every flush (64 KiB), after the data, so a
 * reader sees a whole file whenever the run ends. Thread-safe, because a signal may abandon it.
 */
public final class RawFile implements Closeable {
  /** How the numbers are written. */
  public enum Form {
    BINARY,
    ASCII
  }

  private static final int BUFFER = 1 << 16;

  /** Wide enough for 10^15 points; readers trim it. */
  private static final int COUNT_WIDTH = 15;

  private final FinalFile file;
  private final Form form;
  private final String producer;
  private final LocalDateTime date;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private Header header;
  private long countPosition = -1;
  private long points;
  private boolean failed;
  private boolean closed;

  // What reached the file as a whole, to go back to when the disk is full.
  private long wholePosition;
  private long wholeCountPosition = -1;
  private long wholePoints;
  private boolean broken;

  /**
   * Opens {@code target} under a partial name.
   *
   * @param producer the text of the {@code Command:} line
   * @param date the date to write, in UTC: the local time zone would cost every start 20 ms
   */
  public RawFile(Path target, Form form, String producer, LocalDateTime date) throws IOException {
    this.file = FinalFile.of(target);
    this.form = form;
    this.producer = producer;
    this.date = date;
    this.channel =
        FileChannel.open(
            file.partial(),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** Returns the sink of the next analysis; the rows of a block follow it at once. */
  public ResultSink sink() {
    return new RootPoint(plain());
  }

  private ResultSink plain() {
    return new ResultSink() {
      private Header own;

      @Override
      public void begin(Header header) {
        own = header;
      }

      @Override
      public void block(double[] stepValues) throws IOException {
        startPlot(own, stepValues);
      }

      @Override
      public void row(double[] values) throws IOException {
        point(values);
      }

      @Override
      public void incomplete() {
        synchronized (RawFile.this) {
          failed = true;
        }
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Returns where the data are: the partial name until a close that succeeds. */
  public Path path() {
    return closed && !failed ? file.target() : file.partial();
  }

  /** Writes what is buffered and brings the point count up to date. */
  public synchronized void flush() throws IOException {
    if (closed || broken) {
      return;
    }
    try {
      drain();
      if (countPosition >= 0) {
        writeCount(points, countPosition);
        wholePosition = channel.position();
        wholeCountPosition = countPosition;
        wholePoints = points;
      }
    } catch (IOException e) {
      failed = true;
      broken = true;
      rescue(e);
      throw e;
    }
  }

  private void writeCount(long number, long position) throws IOException {
    ByteBuffer count = ascii(count(number));
    long at = position;
    while (count.hasRemaining()) {
      at += channel.write(count, at);
    }
  }

  /** Goes back to the last flush that succeeded, so that the file ends with a whole point. */
  private void rescue(IOException reason) {
    try {
      channel.truncate(wholePosition);
      if (wholeCountPosition >= 0) {
        writeCount(wholePoints, wholeCountPosition);
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    try {
      flush();
    } finally {
      closed = true;
      channel.close();
    }
    if (!failed) {
      file.publish();
    }
  }

  /** Ends writing without giving the file its final name; what is there stays readable. */
  public synchronized void abandon() throws IOException {
    failed = true;
    close();
  }

  private synchronized void startPlot(Header plot, double[] stepValues) throws IOException {
    flush();
    countPosition = -1;
    header = plot;
    StringBuilder text = new StringBuilder();
    text.append("Title: ").append(title(stepValues)).append('\n');
    text.append("Date: ").append(date(date)).append('\n');
    text.append("Command: ").append(producer).append('\n');
    text.append("Plotname: ").append(header.plotName()).append('\n');
    text.append("Flags: ").append(header.complex() ? "complex" : "real").append('\n');
    text.append("No. Variables: ").append(header.columns().size()).append('\n');
    text.append("No. Points: ");
    String before = text.toString();
    text.setLength(0);
    text.append(count(0)).append('\n');
    text.append("Variables:\n");
    List<Column> columns = header.columns();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String type = RawNames.type(header, column);
      String name = RawNames.name(header, column);
      text.append('\t').append(i).append('\t').append(name).append('\t').append(type);
      text.append(i == 0 && type.equals("frequency") ? "\tgrid=3\n" : "\n");
    }
    text.append(form == Form.BINARY ? "Binary:\n" : "Values:\n");
    points = 0;
    put(before);
    flush();
    countPosition = channel.position();
    put(text.toString());
    flush();
  }

  private synchronized void point(double[] values) throws IOException {
    if (closed || broken) {
      throw new IOException(file.target() + " is closed");
    }
    if (form == Form.ASCII) {
      put(text(values));
    } else if (values.length * 8L > BUFFER) {
      for (double value : values) {
        room(8);
        buffer.putDouble(value);
      }
    } else {
      if (buffer.remaining() < values.length * 8) {
        flush();
      }
      int start = buffer.position();
      for (double value : values) {
        buffer.putDouble(value);
      }
      if (realScale()) {
        buffer.putDouble(start + 8, 0.0);
      }
    }
    points++;
  }

  private String text(double[] values) {
    StringBuilder line = new StringBuilder();
    line.append(points).append('\t');
    int width = header.complex() ? 2 : 1;
    for (int i = 0; i < values.length; i += width) {
      line.append('\t').append(Numbers.scientific(values[i], 15));
      if (width == 2) {
        double imaginary = i == 0 && realScale() ? 0.0 : values[i + 1];
        line.append(',').append(Numbers.scientific(imaginary, 15));
      }
      line.append('\n');
    }
    return line.toString();
  }

  // ngspice leaves memory garbage in the imaginary part of the frequency; readers choke on it.
  private boolean realScale() {
    return header.complex() && header.hasRealScale();
  }

  private String title(double[] stepValues) {
    StringBuilder title = new StringBuilder(header.title().replaceAll("\\p{Cntrl}", " "));
    for (int i = 0; i < stepValues.length; i++) {
      title.append(i == 0 ? " [" : ", ");
      title.append(header.steps().get(i)).append(" = ").append(Numbers.shortest(stepValues[i]));
    }
    return title.append(stepValues.length > 0 ? "]" : "").toString();
  }

  /** Returns {@code Mon Nov 23 00:31:41  2026}, as ngspice writes it; formatters start slowly. */
  private static String date(LocalDateTime date) {
    return capital(date.getDayOfWeek().name())
        + " "
        + capital(date.getMonth().name())
        + two(" ", date.getDayOfMonth())
        + two(" ", date.getHour())
        + two(":", date.getMinute())
        + two(":", date.getSecond())
        + "  "
        + date.getYear();
  }

  private static String capital(String name) {
    return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT);
  }

  private static String two(String before, int number) {
    return before + (number < 10 ? "0" : "") + number;
  }

  private static String count(long points) {
    char[] padded = new char[COUNT_WIDTH];
    Arrays.fill(padded, ' ');
    String digits = Long.toString(points);
    digits.getChars(0, digits.length(), padded, 0);
    return new String(padded);
  }

  private void put(String text) throws IOException {
    ByteBuffer bytes = ascii(text);
    while (bytes.hasRemaining()) {
      room(1);
      buffer.put(bytes.get());
    }
  }

  private void room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
