package org.ionspice.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ionspice.Simulation;
import org.ionspice.output.CsvWriter;
import org.ionspice.output.RawFile;
import org.ionspice.output.Tee;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Table;
import org.jspecify.annotations.Nullable;

/** The files of one netlist while it runs, and its results in memory. Mutable. */
final class Outputs implements Simulation.SinkFactory {
  private final @Nullable Path folder;
  private final @Nullable RawFile raw;
  private final List<CsvWriter> csv = new ArrayList<>();
  private final Predicate<Header> kept;
  private final Set<String> opened = new HashSet<>();
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Allowance allowance;

  /**
   * Makes the outputs.
   *
   * @param kept tells for which results the memory is needed; others only go to their files
   */
  Outputs(
      @Nullable Path folder,
      @Nullable RawFile raw,
      Predicate<Header> kept,
      Allowance allowance) {
    this.allowance = allowance;
    this.kept = kept;
    this.folder = folder;
    this.raw = raw;
  }

  @Override
  public synchronized List<String> refusal(Header header, double rows) throws IOException {
    Path place = folder;
    if (raw != null) {
      place = raw.path().toAbsolutePath().getParent();
    }
    List<String> refusal =
        allowance.refusal(
            header, rows, kept.test(header), place, raw == null ? 0 : 1, folder == null ? 0 : 1);
    if (!refusal.isEmpty() && raw != null) {
      raw.sink().incomplete();
    }
    return refusal;
  }

  /** Opens the sinks of one analysis: memory, CSV, raw. */
  @Override
  public synchronized ResultSink open(Header header) {
    String name = header.analysis();
    for (int k = 2; !opened.add(name); k++) {
      name = header.analysis() + k;
    }
    List<ResultSink> sinks = new ArrayList<>();
    ResultSink counter =
        allowance.counter(kept.test(header), raw == null ? 0 : 1, folder == null ? 0 : 1);
    if (counter != null) {
      sinks.add(counter);
    }
    if (kept.test(header)) {
      Table table = new Table();
      tables.put(name, table);
      sinks.add(table);
    }
    if (folder != null) {
      CsvWriter writer = new CsvWriter(folder.resolve(name + ".csv"));
      csv.add(writer);
      sinks.add(writer);
    }
    if (raw != null) {
      sinks.add(raw.sink());
    }
    return new Tee(sinks);
  }

  /** Returns the results in memory by file name: {@code tran}, {@code tran2}. */
  synchronized Map<String, Table> tables() {
    return new LinkedHashMap<>(tables);
  }

  /** Returns the names of the files as they are now: partial for analyses that failed. */
  synchronized List<String> names() {
    List<String> names = new ArrayList<>();
    for (CsvWriter writer : csv) {
      names.add(String.valueOf(writer.path().getFileName()));
    }
    if (raw != null) {
      names.add(String.valueOf(folder == null ? raw.path() : raw.path().getFileName()));
    }
    return names;
  }

  void close() throws IOException {
    if (raw != null) {
      raw.close();
    }
  }

  /** Leaves what is written readable, under its partial name. */
  synchronized void abandon() {
    try {
      if (raw != null) {
        raw.abandon();
      }
      for (CsvWriter writer : csv) {
        writer.abandon();
      }
    } catch (IOException e) {
      // The process is ending; what reached the disk before is still there.
      System.err.println("ionspice: " + e.getMessage());
    }
  }
}
