package org.ionspice.cli;

import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.elaboration.DeviceCatalog;
import org.ionspice.elaboration.DeviceType;
import org.ionspice.parameter.Parameter;
import org.jspecify.annotations.Nullable;

/** The entry point: parse, call, print, exit code. */
public final class Main {
  static final int FINE = 0;
  static final int NETLIST = 2;
  static final int NO_SOLUTION = 3;
  static final int FILES = 4;
  static final int MEASUREMENT = 5;
  static final int USAGE = 64;
  static final String VERSION = "0.1.0";

  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int code = run(arguments, out, err);
    out.flush();
    if (out.checkError() && code == FINE) {
      code = FILES;
    }
    err.flush();
    if (code != FINE || !Boolean.getBoolean("ionspice.practice")) {
      // Not System.exit: since Java 21 it asks for a logger, which reads the whole jar. Everything
      // is flushed here, and no shutdown hook has anything left to do.
      Runtime.getRuntime().halt(code);
    }
    // A practice run ends by returning, so that the JVM writes its archive.
  }

  /** Runs the command line; returns the exit code. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    try {
      Options options = Options.of(arguments);
      if (!options.untrusted) {
        return run(options, out, err);
      }
      Thread guard = limit(options.seconds, err);
      try {
        return run(options, out, err);
      } finally {
        guard.interrupt();
      }
    } catch (Options.UsageException e) {
      err.println("ionspice: " + e.getMessage());
      err.println("Try: ionspice --help");
      return USAGE;
    } catch (Allowance.Exceeded e) {
      err.println("error[E506]: " + e.getMessage());
      err.println("  = hint: " + e.hint());
      return FILES;
    } catch (IOException e) {
      err.println("error[E502]: " + e.getMessage() + " (" + e.getClass().getSimpleName() + ")");
      return FILES;
    } catch (OutOfMemoryError e) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      err.println("error[E215]: the run needs more memory than Java's " + megabytes + " MB");
      err.println("  = hint: save fewer quantities, or set IONSPICE_JAVA_OPTS=-Xmx8g");
      return FILES;
    }
  }

  /** Ends the program when its time is over; what has been written stays readable. */
  private static Thread limit(int seconds, PrintStream err) {
    Thread guard =
        new Thread(
            () -> {
              try {
                Thread.sleep(1000L * seconds);
              } catch (InterruptedException e) {
                return;
              }
              err.println("error[E106]: the run takes longer than the " + seconds + " s of --untrusted");
              err.flush();
              System.exit(NO_SOLUTION);
            });
    guard.setDaemon(true);
    guard.start();
    return guard;
  }

  private static int run(Options options, PrintStream out, PrintStream err)
      throws IOException, Options.UsageException {
    if (options.version) {
      out.println("IonSpice " + VERSION + " (ngspice-46 compatible)");
      return FINE;
    }
    if (options.help) {
      out.print(Help.of(options.named ? options.command : ""));
      return FINE;
    }
    return switch (options.command) {
      case "devices" -> devices(options, out);
      case "explain" -> explain(options, out);
      default -> netlists(options, out, err);
    };
  }

  private static int netlists(Options options, PrintStream out, PrintStream err)
      throws IOException, Options.UsageException {
    if (options.raw != null) {
      Path folder = options.raw.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        err.println("error[E502]: " + options.raw + ": the folder does not exist");
        return FILES;
      }
    }
    if (options.log != null) {
      try (PrintStream log = Runner.log(options.log)) {
        return netlists(options, new Runner(options, log, log));
      }
    }
    return netlists(options, new Runner(options, out, err));
  }

  private static int netlists(Options options, Runner runner)
      throws IOException, Options.UsageException {
    boolean run = options.command.equals("run");
    if (options.operands.isEmpty()) {
      // The launcher knows; System.console() does not mean a terminal since JDK 22.
      if (Boolean.getBoolean("ionspice.terminal")) {
        throw new Options.UsageException("a netlist FILE is missing");
      }
      return runner.standardInput(run);
    }
    int code = FINE;
    for (String file : options.operands) {
      Path netlist = found(file, System.getenv("NGSPICE_INPUT_DIR"));
      code = Math.max(code, runner.netlist(netlist, run));
    }
    return code;
  }

  /** Returns where a netlist is: in the working folder, or else in the environment's. */
  private static Path found(String file, @Nullable String folder) {
    Path here = Path.of(file);
    if (folder == null || here.isAbsolute() || Files.exists(here)) {
      return here;
    }
    Path there = Path.of(folder).resolve(here);
    return Files.exists(there) ? there : here;
  }

  private static int explain(Options options, PrintStream out) throws Options.UsageException {
    if (options.operands.isEmpty()) {
      throw new Options.UsageException("explain needs a CODE such as E202");
    }
    for (String operand : options.operands) {
      Code code;
      try {
        code = Code.valueOf(operand.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new Options.UsageException("there is no diagnostic " + operand);
      }
      out.println(code.name() + ": " + code.title());
      out.println(code.meaning());
      out.println(code.remedy());
    }
    return FINE;
  }

  private static int devices(Options options, PrintStream out) throws Options.UsageException {
    DeviceCatalog catalog = DeviceCatalog.standard();
    if (options.operands.isEmpty()) {
      for (DeviceType type : catalog.all()) {
        out.println(
            String.format(Locale.ROOT, "%-16s %c  %s", type.name(), type.letter(), type.title()));
      }
      return FINE;
    }
    for (String name : options.operands) {
      DeviceType type =
          catalog
              .byType(name)
              .orElseThrow(
                  () -> {
                    String near =
                        Nearest.of(name.toLowerCase(Locale.ROOT), catalog.names()).orElse("");
                    return new Options.UsageException(
                        "there is no device "
                            + name
                            + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
                  });
      device(type, out);
    }
    return FINE;
  }

  private static void device(DeviceType type, PrintStream out) {
    out.println(type.name() + " (" + type.letter() + "): " + type.title());
    out.println("terminals: " + type.pinForm());
    type.equations().forEach(e -> out.println("  " + e));
    for (Parameter p : type.table().parameters()) {
      String value = p.defaultText().isEmpty() ? "required" : "= " + p.defaultText();
      out.println(
          String.format(
              Locale.ROOT, "  %-12s %-12s %-8s %s", p.name(), value, p.unit(), p.doc()));
    }
    type.limits().forEach(l -> out.println("limit: " + l));
    if (!type.source().isEmpty()) {
      out.println("source: " + type.source());
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
