package org.ionspice.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.output.RawFile;

/**
 * {@code -s}: a netlist on standard input, its results as a binary raw file on standard output, as
 * programs read them from {@code ngspice -s}: the circuit's title and the temperatures before each
 * plot, no {@code Command:} line, the number of columns behind {@code Variables:}; the number of
 * points, which is not known when the header goes out, on standard error as {@code @@@ offset points}.
 */
final class Server {
  private static final int BUFFER = 1 << 16;

  private final Simulation simulation;
  private final PrintStream out;
  private final PrintStream err;
  private final Allowance allowance;

  Server(Simulation simulation, PrintStream out, PrintStream err, Allowance allowance) {
    this.simulation = simulation;
    this.out = out;
    this.err = err;
    this.allowance = allowance;
  }

  /** Runs everything; returns the exit code. */
  int run() throws IOException {
    boolean fine = tell(simulation.diagnostics());
    if (!fine || !simulation.isRunnable()) {
      return Main.NETLIST;
    }
    Path file = Files.createTempFile("ionspice", ".raw");
    try {
      RawFile raw =
          new RawFile(
              file,
              RawFile.Form.BINARY,
              "IonSpice",
              LocalDateTime.ofEpochSecond(System.currentTimeMillis() / 1000, 0, ZoneOffset.UTC));
      Outputs outputs = new Outputs(null, raw, header -> false, allowance);
      List<AnalysisReport> reports;
      try {
        reports = simulation.run(outputs, Simulation.Progress.NONE);
      } finally {
        outputs.close();
      }
      boolean solved = true;
      for (AnalysisReport report : reports) {
        solved &= report.completed();
        fine &= tell(report.problems());
      }
      if (solved && fine) {
        send(Files.readAllBytes(raw.path()));
      }
      return solved ? Main.FINE : Main.NO_SOLUTION;
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(org.ionspice.output.FinalFile.of(file).partial());
    }
  }

  /** Tells what went wrong where callers look for it; returns whether there was no error. */
  private boolean tell(List<Diagnostic> diagnostics) {
    boolean fine = true;
    for (Diagnostic each : diagnostics) {
      if (each.isError()) {
        fine = false;
        out.println("Error on line " + each.at().line() + " : " + each.message());
      }
      err.println(each.render());
    }
    return fine;
  }

  /** Sends the plots of a raw file with their headers in the form of {@code ngspice -s}. */
  private void send(byte[] raw) {
    long sent = 0;
    int at = 0;
    while (at < raw.length) {
      StringBuilder header = new StringBuilder();
      header.append("Circuit: ").append(simulation.title()).append("\n\n");
      double celsius = number("temp", 27);
      header.append(
          String.format(
              Locale.ROOT, "Doing analysis at TEMP = %f and TNOM = %f\n\n", celsius, number("tnom", 27)));
      int variables = 0;
      long points = 0;
      long offset = 0;
      boolean complex = false;
      String line;
      do {
        int end = at;
        while (raw[end] != '\n') {
          end++;
        }
        line = new String(raw, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        if (line.startsWith("No. Variables: ")) {
          variables = Integer.parseInt(line.substring(15).strip());
        } else if (line.startsWith("No. Points: ")) {
          points = Long.parseLong(line.substring(12).strip());
          offset = sent + header.toString().getBytes(StandardCharsets.UTF_8).length + 12;
        } else if (line.startsWith("Flags: ")) {
          complex = line.contains("complex");
        }
        if (!line.startsWith("Command: ")) {
          header.append(line).append('\n');
        }
        if (line.equals("Variables:")) {
          header.append("No. of Data Columns : ").append(variables).append('\n');
        }
      } while (!line.equals("Binary:"));
      byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
      int length = Math.toIntExact(8 * points * variables * (complex ? 2 : 1));
      out.write(text, 0, text.length);
      for (int k = 0; k < length; k += BUFFER) {
        out.write(raw, at + k, Math.min(BUFFER, length - k));
      }
      at += length;
      sent += text.length + length;
      err.println("@@@ " + offset + " " + points);
    }
    out.flush();
  }

  private double number(String option, double otherwise) {
    var value = simulation.design().options().get(option);
    return value == null || !value.isNumber() ? otherwise : value.number();
  }
}
