package org.ionspice.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.units.SpiceNumber;
import org.jspecify.annotations.Nullable;

/** The command line, taken apart by hand: no library is loaded before the first result. */
final class Options {
  private static final List<String> COMMANDS = List.of("run", "check", "devices", "explain");
  private static final List<String> FLAGS =
      List.of(
          "--out", "--plot", "--no-plot", "--json", "--strict", "--quiet", "--help", "--version",
          "--batch", "--rawfile", "--output", "--autorun", "--define", "--no-spiceinit",
          "--include-path", "--jobs", "--report", "--circuitfile", "--interactive", "--terminal",
          "--pipe", "--untrusted", "--server", "--completion", "--soa-log", "--memory", "--disk",
          "--progress");

  /** A command line that cannot be followed; the message says why. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message, null, false, false);
    }
  }

  String command = "run";

  /** Whether the command was written, not assumed. */
  boolean named;

  final List<String> operands = new ArrayList<>();
  final List<Path> includePaths = new ArrayList<>();
  final Map<String, Double> parameters = new HashMap<>();
  final Map<String, String> variables = new HashMap<>();
  @Nullable Path out;
  @Nullable Path raw;
  @Nullable Path log;
  int jobs = 1;
  @Nullable Path report;
  boolean plot = true;
  boolean json;
  boolean strict;
  boolean quiet;
  boolean batch;
  /** Whether scripts write no files and the run ends after {@link #seconds}. */
  boolean untrusted;

  int seconds = 60;

  /** Bytes that results may take in memory, NaN for what there is. */
  double memory = Double.NaN;

  /** Bytes that results may take in files, NaN for what there is. */
  double disk = Double.NaN;

  /** Whether the netlist comes and the results go as in ngspice's server mode. */
  boolean server;

  /** Whether progress is told in lines for programs. */
  boolean percent;

  /** Whether raw file and log stand beside the netlist, as LTspice's do. */
  private boolean beside;

  boolean help;
  boolean version;

  private final String[] arguments;
  private int next;

  private Options(String[] arguments) {
    this.arguments = arguments;
  }

  static Options of(String[] arguments) throws UsageException {
    Options options = new Options(arguments);
    options.read();
    return options;
  }

  private void read() throws UsageException {
    if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
      command = arguments[0];
      named = true;
      next = 1;
    }
    boolean flags = true;
    while (next < arguments.length) {
      String argument = arguments[next++];
      if (flags && argument.equals("--")) {
        flags = false;
      } else if (flags && argument.startsWith("-") && argument.length() > 1) {
        option(argument);
      } else {
        operands.add(argument);
      }
    }
    if (server && !operands.isEmpty()) {
      throw new UsageException("-s takes the netlist from standard input, not from a FILE");
    }
    if (beside && batch && raw == null && operands.size() == 1) {
      Path netlist = Path.of(operands.get(0));
      String stem = String.valueOf(netlist.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
      raw = netlist.resolveSibling(stem + ".raw");
      log = log == null ? netlist.resolveSibling(stem + ".log") : log;
    }
    // They are run one after the other, and the file would keep the last.
    if (raw != null && operands.size() > 1) {
      throw new UsageException(
          "-r takes the results of one netlist, not of " + operands.size()
              + "; to join files, .include them");
    }
    if (report != null && operands.size() > 1) {
      throw new UsageException(
          "--report takes the results of one netlist, not of " + operands.size());
    }
    if (report != null && !command.equals("run")) {
      throw new UsageException("--report: " + command + " runs nothing to report");
    }
  }

  private void option(String argument) throws UsageException {
    int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
    String name = equals < 0 ? argument : argument.substring(0, equals);
    String given = equals < 0 ? null : argument.substring(equals + 1);
    switch (name) {
      case "--out" -> out = Path.of(value(name, given));
      case "-r", "--rawfile" -> raw = Path.of(value(name, given));
      case "-o", "--output" -> log = Path.of(value(name, given));
      case "-D", "--define" -> define(value(name, given));
      case "-I", "--include-path" -> includePaths.add(Path.of(value(name, given)));
      case "--plot" -> plot = flag(name, given, true);
      case "--no-plot" -> plot = flag(name, given, false);
      case "--json" -> json = flag(name, given, true);
      case "--strict" -> strict = flag(name, given, true);
      case "-q", "--quiet", "--completion" -> quiet = flag(name, given, true);
      case "-b", "--batch" -> batch = flag(name, given, true);
      case "-n", "--no-spiceinit", "-a", "--autorun", "-i", "--interactive" ->
          flag(name, given, true);
      case "-c", "--circuitfile" -> operands.add(value(name, given));
      case "-t", "--terminal" -> value(name, given);
      case "-s", "--server" -> server = flag(name, given, true);
      case "-p", "--pipe" ->
          throw new UsageException(
              name + ": there is no dialogue with a running simulator; give a netlist FILE, or the"
                  + " netlist on standard input");
      case "--soa-log" ->
          throw new UsageException(
              name + ": no device has limits of a safe area here; .meas finds the largest values");
      case "--progress" -> {
        String form = value(name, given);
        if (!form.equals("qucs")) {
          throw new UsageException("--progress takes qucs, not " + form);
        }
        percent = true;
      }
      case "-h", "--help" -> help = flag(name, given, true);
      case "-v", "--version" -> version = flag(name, given, true);
      case "--jobs" -> {
        String count = value(name, given);
        if (!count.matches("[1-9]\\d{0,2}")) {
          throw new UsageException("--jobs takes a whole number from 1 to 999, not " + count);
        }
        jobs = Integer.parseInt(count);
      }
      case "--untrusted" -> {
        untrusted = true;
        if (given != null) {
          if (!given.matches("[1-9]\\d{0,5}")) {
            throw new UsageException("--untrusted takes whole seconds, not " + given);
          }
          seconds = Integer.parseInt(given);
        }
      }
      case "--memory" -> memory = bytes(name, value(name, given));
      case "--disk" -> disk = bytes(name, value(name, given));
      case "--report" -> report = Path.of(value(name, given));
      default -> foreign(argument, name, given);
    }
  }

  /** Reads a flag of LTspice or Xyce. */
  private void foreign(String argument, String name, @Nullable String given)
      throws UsageException {
    switch (name) {
      case "-ascii" -> variables.put("filetype", "ascii");
      case "-Run", "-run" -> beside = true;
      case "-syntax", "-norun" -> command = "check";
      case "-quiet" -> quiet = true;
      case "-l" -> log = Path.of(value(name, given));
      case "-netlist" ->
          throw new UsageException(
              "-netlist: a schematic cannot be read; have the schematic program write its netlist");
      case "-remeasure" ->
          throw new UsageException("-remeasure: results are measured while they are computed");
      case "-delim" ->
          throw new UsageException(
              "-delim: the netlist says it, .print tran format=csv delimiter=comma v(out)");
      default -> {
        if (name.startsWith("-D") && name.length() > 2) {
          define(argument.substring(2));
        } else {
          String near = Nearest.of(name, FLAGS).orElse("");
          throw new UsageException(
              "unknown option " + name + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
        }
      }
    }
  }

  /** Reads a size: {@code 500M}, {@code 2G}; the letters are powers of 1000. */
  private static double bytes(String name, String text) throws UsageException {
    if (!text.matches("\\d{1,15}(\\.\\d{1,9})?[kKmMgGtT]?[bB]?")) {
      throw new UsageException(name + " takes a size such as 500M or 2G, not " + text);
    }
    String plain = text.toLowerCase(Locale.ROOT).replace("b", "");
    int power = "kmgt".indexOf(plain.charAt(plain.length() - 1)) + 1;
    String number = power > 0 ? plain.substring(0, plain.length() - 1) : plain;
    return Double.parseDouble(number) * Math.pow(1000, power);
  }

  private static boolean flag(String name, @Nullable String given, boolean value)
      throws UsageException {
    if (given != null) {
      throw new UsageException(name + " takes no value");
    }
    return value;
  }

  private String value(String name, @Nullable String given) throws UsageException {
    if (given != null) {
      return given;
    }
    if (next >= arguments.length) {
      throw new UsageException(name + " needs a value");
    }
    return arguments[next++];
  }

  private void define(String text) throws UsageException {
    int equals = text.indexOf('=');
    String name = (equals < 0 ? text : text.substring(0, equals)).toLowerCase(Locale.ROOT);
    String value = equals < 0 ? "1" : text.substring(equals + 1);
    if (name.equals("filetype") || name.startsWith("ng")) {
      variables.put(name, value);
      return;
    }
    SpiceNumber.Result number = SpiceNumber.parse(value);
    if (!number.isNumber()) {
      throw new UsageException("-D " + name + ": '" + value + "' is not a number");
    }
    parameters.put(name, number.value());
  }
}
