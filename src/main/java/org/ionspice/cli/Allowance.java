package org.ionspice.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes the results of a netlist may take in memory and in files: {@code --memory} and
 * {@code --disk}, or what there is. Looked at before an analysis begins, as far as its rows are
 * known then, and while they come. Mutable: it counts.
 */
final class Allowance {
  /** A number in memory and in a binary raw file. */
  private static final double BINARY = 8;

  /** The shortest number of a text, with what separates it from the next. */
  private static final double SHORTEST = 2;

  /** The longest number of a text: what is promised holds for all. */
  private static final double LONGEST = 25;

  /** Results that take more than their part. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;
    private final String hint;

    Exceeded(String message, String hint) {
      super(message);
      this.hint = hint;
    }

    String hint() {
      return hint;
    }
  }

  private final double memory;
  private final double disk;
  private double inMemory;
  private double inFiles;

  /**
   * Makes an allowance.
   *
   * @param memory bytes; NaN for as many as there are
   * @param disk likewise
   */
  Allowance(double memory, double disk) {
    this.memory = memory;
    this.disk = disk;
  }

  /**
   * Returns why a result is not begun, and a hint; empty when it may have its place.
   *
   * @param rows that it has at least
   * @param kept whether it stays in memory
   * @param folder of the file; null without one
   * @param binary files that hold it in binary, and as text
   */
  List<String> refusal(
      Header header, double rows, boolean kept, @Nullable Path folder, int binary, int texts)
      throws IOException {
    double numbers = rows * header.width();
    double wanted = kept ? BINARY * numbers : 0;
    double room = Double.isNaN(memory) ? freeMemory() : memory - inMemory;
    if (wanted > room && Double.isNaN(memory)) {
      System.gc(); // What earlier runs left behind is no use of memory.
      room = freeMemory();
    }
    if (wanted > room) {
      return refusal(
          header, rows, wanted, "of memory", room, "--memory", "IONSPICE_JAVA_OPTS=-Xmx8g");
    }
    double files = numbers * (BINARY * binary + SHORTEST * texts);
    if (folder == null || files == 0) {
      return List.of();
    }
    double left = Double.isNaN(disk) ? freeDisk(folder) : disk - inFiles;
    return files > left
        ? refusal(header, rows, files, "in files", left, "--disk", "--out")
        : List.of();
  }

  private static List<String> refusal(
      Header header, double rows, double wanted, String where, double room, String flag, String way) {
    return List.of(
        String.format(
            Locale.ROOT,
            "%.3g rows of %d numbers, at least, take %s %s, and there are %s",
            rows,
            header.width(),
            bytes(wanted),
            where,
            bytes(Math.max(0, room))),
        ".save fewer quantities, ask for fewer points, or allow more with " + flag + " or " + way);
  }

  private static double freeMemory() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  private static double freeDisk(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return store.getUsableSpace();
  }

  /** Returns a size as people say it: {@code 1.5 GB}. */
  static String bytes(double size) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    int k = 0;
    double rest = size;
    while (rest >= 1000 && k < units.length - 1) {
      rest /= 1000;
      k++;
    }
    return String.format(Locale.ROOT, "%.3g %s", rest, units[k]);
  }

  /** Returns a sink that counts the rows of a result and ends the run when they are too many. */
  @Nullable ResultSink counter(boolean kept, int binary, int texts) {
    if (Double.isNaN(memory) && Double.isNaN(disk)) {
      return null;
    }
    double ofMemory = kept ? BINARY : 0;
    double ofFiles = BINARY * binary + LONGEST * texts;
    return new ResultSink() {
      @Override
      public void begin(Header header) {}

      @Override
      public void block(double[] stepValues) {}

      @Override
      public void row(double[] values) throws Exceeded {
        inMemory += ofMemory * values.length;
        inFiles += ofFiles * values.length;
        if (inMemory > memory) {
          throw new Exceeded(
              "the results take more than the " + bytes(memory) + " of --memory",
              ".save fewer quantities, or allow more");
        }
        if (inFiles > disk) {
          throw new Exceeded(
              "the results take more than the " + bytes(disk) + " of --disk",
              ".save fewer quantities, or allow more");
        }
      }

      @Override
      public void close() {}
    };
  }
}
