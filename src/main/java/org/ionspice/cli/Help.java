package org.ionspice.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The command line as picocli knows it: the source of every help text. Loaded for help only, so that
 * a run does not pay for it; a test holds it against {@link Options}, which reads the plain line.
 */
final class Help {
  private static final String[] EXIT_CODES = {
    "Exit codes:",
    "  0    fine",
    "  2    the netlist, or a command of its .control section, has mistakes",
    "  3    no solution: the circuit cannot be solved, or a transient could not go on",
    "  4    a file cannot be read or written",
    "  5    a .meas failed, and --strict was given",
    "  64   the command line cannot be followed",
    "  130  ended by SIGINT (129 SIGHUP, 143 SIGTERM)",
    "  N    of `quit N` in a .control section"
  };

  private Help() {}

  /** Returns the help of {@code command}, or of the whole program when it is empty. */
  static String of(String command) {
    CommandLine line = new CommandLine(program());
    if (!command.isEmpty()) {
      line = line.getSubcommands().get(command);
    }
    return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  /** Returns every option name of the program and its commands. */
  static List<OptionSpec> options() {
    List<OptionSpec> all = new ArrayList<>(program().options());
    for (CommandLine command : program().subcommands().values()) {
      all.addAll(command.getCommandSpec().options());
    }
    return all;
  }

  private static CommandSpec program() {
    CommandSpec program =
        CommandSpec.create().name("ionspice").addOption(help()).addOption(version());
    program
        .usageMessage()
        .width(96)
        .description(
            "Simulates netlists. `ionspice FILE...` is the same as `ionspice run FILE...`;",
            "without FILE the netlist is read from standard input.");
    program.usageMessage().footer(EXIT_CODES);
    batch(program);
    CommandSpec run = command("run", "Runs every analysis of the netlists and writes the results.");
    run.addOption(text("DIR", "folder of the results; <netlist name>.out when not given", "--out"))
        .addOption(flag("writes pictures (SVG and PNG); the default", "--plot"))
        .addOption(flag("writes no pictures", "--no-plot"))
        .addOption(text("FILE", "one HTML file of the whole run, pictures included", "--report"))
        .addOption(flag("prints a summary for programs on standard output", "--json"))
        .addOption(text("N", "threads that a training may use; 1 when not given", "--jobs"))
        .addOption(
            OptionSpec.builder("--untrusted")
                .description("scripts write no files, and the run ends after 60 s, or SECONDS")
                .paramLabel("SECONDS")
                .type(String.class)
                .arity("0..1")
                .build())
        .addOption(text("SIZE", "most that results may take in memory, such as 2G", "--memory"))
        .addOption(text("SIZE", "most that result files may take, such as 20G", "--disk"))
        .addOption(text("qucs", "prints progress in lines of percent, as Qucs-S reads them", "--progress"))
        .addOption(flag("ends with 5 when a .meas fails", "--strict"))
        .addOption(flag("prints neither progress nor statistics", "-q", "--quiet"))
        .addOption(text("DIR", "one more folder that may be included from", "-I", "--include-path"))
        .addPositional(files());
    program.addSubcommand("run", run);
    program.addSubcommand(
        "check",
        command("check", "Reads, elaborates and checks the structure; runs nothing.")
            .addPositional(files()));
    program.addSubcommand(
        "devices",
        command("devices", "Lists the device types, or one with its parameters and equations.")
            .addPositional(operand("NAME", "0..*", "device types")));
    program.addSubcommand(
        "explain",
        command("explain", "Says what a diagnostic means and what to do.")
            .addPositional(operand("CODE", "1..*", "such as E202")));
    return program;
  }

  private static void batch(CommandSpec program) {
    program
        .addOption(flag("runs as ngspice's batch mode", "-b", "--batch"))
        .addOption(text("RAW", "SPICE raw file of the results", "-r", "--rawfile"))
        .addOption(text("LOG", "file of everything that is printed", "-o", "--output"))
        .addOption(flag("accepted; no start-up file is ever read", "-n", "--no-spiceinit"))
        .addOption(flag("accepted; analyses always run", "-a", "--autorun"))
        .addOption(flag("accepted; there is no dialogue", "-i", "--interactive"))
        .addOption(text("FILE", "the netlist, as an argument without -c", "-c", "--circuitfile"))
        .addOption(flag("netlist from standard input, raw file to standard output", "-s", "--server"))
        .addOption(text("TYPE", "accepted; no terminal is used", "-t", "--terminal"))
        .addOption(text("name[=value]", "sets a netlist parameter", "-D", "--define"))
        .addPositional(files());
  }

  private static CommandSpec command(String name, String description) {
    CommandSpec command = CommandSpec.create().name(name).addOption(help());
    UsageMessageSpec usage = command.usageMessage().width(96).description(description);
    usage.footer(EXIT_CODES);
    return command;
  }

  private static OptionSpec help() {
    return flag("prints this help", "-h", "--help");
  }

  private static OptionSpec version() {
    return flag("prints the version", "-v", "--version");
  }

  private static OptionSpec flag(String description, String name, String... more) {
    return OptionSpec.builder(name, more).description(description).arity("0").build();
  }

  private static OptionSpec text(String label, String description, String name, String... more) {
    return OptionSpec.builder(name, more)
        .description(description)
        .paramLabel(label)
        .type(String.class)
        .arity("1")
        .build();
  }

  private static PositionalParamSpec files() {
    return operand("FILE", "0..*", "netlists");
  }

  private static PositionalParamSpec operand(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .arity(arity)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }
}
