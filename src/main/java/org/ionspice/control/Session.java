package org.ionspice.control;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.AnalysisKeyword;
import org.ionspice.netlist.ScriptLine;

/**
 * Carries out a script: its blocks, and its commands one after the other.
 *
 * <p>A command that cannot be carried out is reported, and the script goes on; a condition that has
 * no value ends it. Single-threaded.
 */
public final class Session {
  /** All commands: those that run an analysis are its dot line without the dot. */
  static final Set<String> COMMANDS =
      Stream.concat(
              AnalysisKeyword.keywords().stream(),
              Stream.of(
                  "run", "save", "set", "option", "options", "let", "unlet", "print", "echo",
                  "write", "wrdata", "wrs2p", "meas", "measure", "alter", "altermod", "alterparam", "reset",
                  "setplot", "display", "destroy", "linearize", "fft", "fourier", "quit", "exit",
                  "bye", "plot", "hardcopy", "gnuplot", "setscale", "settype", "remzerovec", "rusage",
                  "strcmp", "compose", "cross", "setseed", "showmod", "label", "goto", "break", "continue", "define",
                  "undefine", "show", "listing", "unset", "setcs", "shift", "cutout", "spec", "psd",
                  "source", "mc_source", "remcirc", "inventory", "version", "optran"))
          .collect(Collectors.toUnmodifiableSet());

  /** Commands of this many steps or more are an endless loop. */
  private static final long MOST_STEPS = 1_000_000;

  /** So many mistakes end a script. */
  private static final int MOST_ERRORS = 100;

  /** Files that source each other at most. */
  private static final int DEEPEST = 16;

  /** How a script ended. */
  private static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;
    private final int code;

    Ended(int code) {
      super("", null, false, false);
      this.code = code;
    }
  }

  private static final class Jump extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean out;

    Jump(boolean out) {
      super("", null, false, false);
      this.out = out;
      }
  }

  /** On the way to a label of a block around. */
  private static final class Leap extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ScriptLine from;

    Leap(ScriptLine from) {
      super("", null, false, false);
      this.from = from;
    }

    /** Returns where the label stands among these, or -1. */
    int place(List<Node> nodes) {
      for (int i = 0; i < nodes.size(); i++) {
        if (nodes.get(i) instanceof Node.Command command
            && command.line().key().equals("label")
            && command.line().rest().equals(from.rest())) {
          return i;
        }
      }
      return -1;
    }
  }

  private final Script script;
  private final PrintStream out;
  private final PrintStream err;
  private final Vectors vectors;
  private final Words words;
  private final Running running;
  private final Writing writing;
  private final Assigning assigning;
  private ScriptLine present = new ScriptLine("", Span.NONE);
  private long steps;
  private int errors;
  private int depth;

  /** The blocks of the script that are under way, the innermost first. */
  private final Deque<List<Node>> around = new ArrayDeque<>();

  /**
   * Makes a session.
   *
   * @param files where the script may write
   */
  public Session(Script script, Engine engine, Files files, PrintStream out, PrintStream err) {
    this.script = script;
    this.out = out;
    this.err = err;
    Running[] later = new Running[1];
    vectors =
        new Vectors(
            (device, parameter) -> later[0].parameter(device, parameter), new RandomVectors(err));
    words = new Words(vectors);
    running = new Running(engine, vectors, out);
    later[0] = running;
    assigning =
        new Assigning(
            vectors, words, out, (name, value) -> running.option(present, name, value));
    engine.keepBeside(script.quantities());
    engine.variables().forEach((name, value) -> words.set(name, List.of(value)));
    engine
        .constants()
        .forEach((name, value) -> vectors.current().vectors.put(name, Vectors.number(value)));
    writing = new Writing(engine.title(), vectors, words, files, out);
  }

  /** Returns whether any analysis was run. */
  public boolean hasRun() {
    return running.hasRun();
  }

  /**
   * Carries the script out.
   *
   * @return the exit code that {@code quit} gave; 2 after a mistake, 3 when an analysis failed; -1
   *     when the script came to its end
   */
  public int run() throws IOException {
    int code = -1;
    try {
      whole(script);
    } catch (Ended ended) {
      code = ended.code;
    } catch (ScriptError error) {
      if (errors < MOST_ERRORS) {
        report(error);
      }
      errors++;
    } catch (Jump jump) {
      code = -1; // A break outside of any loop ends the script, as its end does.
    }
    if (code > 0) {
      return code;
    }
    return errors > 0 ? 2 : running.failed() ? 3 : code;
  }

  private void whole(Script all) throws ScriptError, IOException, Ended, Jump {
    try {
      block(all.nodes());
    } catch (Leap leap) {
      throw new IllegalStateException("a label was not found again: " + leap.from.rest());
    }
  }

  private void block(List<Node> nodes) throws ScriptError, IOException, Ended, Jump, Leap {
    for (int k = 0; k < nodes.size(); k++) {
      around.push(nodes);
      try {
        node(nodes.get(k));
      } catch (Leap leap) {
        k = leap.place(nodes);
        if (k < 0) {
          throw leap;
        }
      } finally {
        around.pop();
      }
    }
  }

  private void node(Node node) throws ScriptError, IOException, Ended, Jump, Leap {
    count(node);
    if (node instanceof Node.Command command) {
      try {
        command(command.line());
      } catch (ScriptError error) {
        // The rest of a script is of use all the same; the exit code tells.
        report(error);
        if (++errors >= MOST_ERRORS) {
          throw error;
        }
      }
    } else if (node instanceof Node.Choice choice) {
      block(isTrue(choice.head()) ? choice.yes() : choice.no());
    } else if (node instanceof Node.Loop loop) {
      loop(loop);
    }
  }

  private void report(ScriptError error) {
    err.println(error.diagnostic().render());
  }

  private void count(Node node) throws ScriptError {
    if (++steps > MOST_STEPS) {
      ScriptLine at =
          node instanceof Node.Command c
              ? c.line()
              : node instanceof Node.Loop l ? l.head() : ((Node.Choice) node).head();
      throw new ScriptError(
          Code.E106, at.span(), "the script goes beyond a million commands", "end the loop");
    }
  }

  private boolean isTrue(ScriptLine head) throws ScriptError {
    ScriptLine line = head.with(words.substituted(head, null));
    if (line.rest().isEmpty()) {
      throw new ScriptError(Code.E101, head.span(), "a condition is missing", head.key() + " a > b");
    }
    return vectors.numberOf(line.rest(), head.span()) != 0;
  }

  private void loop(Node.Loop loop) throws ScriptError, IOException, Ended, Jump, Leap {
    ScriptLine head = loop.head();
    switch (head.key()) {
      case "foreach" -> {
        List<String> list = Words.of(words.substituted(head, null).strip());
        if (list.size() < 2) {
          throw new ScriptError(
              Code.E101, head.span(), "foreach needs a variable", "foreach name word word ...");
        }
        for (String word : list.subList(2, list.size())) {
          words.set(list.get(1), List.of(word));
          if (!once(loop)) {
            return;
          }
        }
      }
      case "repeat" -> {
        String count = head.with(words.substituted(head, null)).rest();
        double times =
            count.isEmpty() ? Double.POSITIVE_INFINITY : vectors.numberOf(count, head.span());
        for (long k = 0; k < times; k++) {
          if (!once(loop)) {
            return;
          }
        }
      }
      case "begin" -> once(loop);
      case "while" -> {
        while (isTrue(head)) {
          if (!once(loop)) {
            return;
          }
        }
      }
      default -> {
        do {
          if (!once(loop)) {
            return;
          }
        } while (isTrue(head));
      }
    }
  }

  /** Carries a loop's body out once; returns whether the loop goes on. */
  private boolean once(Node.Loop loop) throws ScriptError, IOException, Ended, Jump, Leap {
    try {
      count(loop);
      block(loop.body());
      return true;
    } catch (Jump jump) {
      return !jump.out;
    }
  }

  private void command(ScriptLine raw) throws ScriptError, IOException, Ended, Jump, Leap {
    List<ScriptError> missing = new ArrayList<>();
    boolean tells = raw.key().equals("echo");
    ScriptLine line = raw.with(words.substituted(raw, tells ? missing : null));
    present = line;
    for (ScriptError each : missing) {
      report(each);
      errors++;
    }
    switch (line.key()) {
      case "" -> {}
      case "break" -> throw new Jump(true);
      case "continue" -> throw new Jump(false);
      case "quit", "exit", "bye" -> {
        String code = line.rest();
        throw new Ended(code.isEmpty() ? 0 : (int) vectors.numberOf(code, line.span()));
      }
      case "goto" -> {
        Leap leap = new Leap(line);
        if (around.stream().allMatch(nodes -> leap.place(nodes) < 0)) {
          throw new ScriptError(
              Code.E141,
              line.restSpan(),
              "there is no label '" + line.rest() + "' in a block around",
              "label name");
        }
        throw leap;
      }
      case "source" -> {
        Script sourced = running.source(line, words);
        if (depth >= DEEPEST) {
          throw new ScriptError(
              Code.E106, line.span(), "files source each other", "source a file once");
        }
        // Its labels are its own.
        List<List<Node>> outside = new ArrayList<>(around);
        around.clear();
        depth++;
        try {
          whole(sourced);
        } finally {
          depth--;
          around.clear();
          around.addAll(outside);
        }
      }
      case "version" -> out.println("IonSpice (ngspice-46 compatible)");
      case "set", "setcs", "unset", "shift", "strcmp", "compose", "let", "unlet", "setplot", "display", "destroy",
          "setscale", "remzerovec", "linearize", "fft", "fourier", "cross", "cutout", "spec", "psd" -> assigning.command(line);
      case "print", "echo", "write", "wrdata", "wrs2p", "plot", "hardcopy", "gnuplot" ->
          writing.command(line);
      case "define", "undefine" -> vectors.definitions().command(line, out);
      case "setseed" ->
          vectors.random().seed((long) vectors.numberOf(line.rest(), line.span()));
      case "option", "options" -> {
        // How numbers are written is the script's affair.
        String rest = line.rest().replaceAll("(?i)\\bnumdgt\\s*=\\s*\\S+", "").strip();
        if (!rest.equals(line.rest())) {
          words.set("numdgt", List.of(line.rest().replaceAll("(?is).*\\bnumdgt\\s*=\\s*(\\S+).*", "$1")));
        }
        if (!rest.isEmpty()) {
          running.command(line.with("option " + rest));
        }
      }
      case "settype", "rusage", "label", "optran" -> {
        // Operating points take the steps that they need. A vector's kind is that of its unit; times are printed with each analysis.
      }
      default -> running.command(line);
    }
  }

  /** Returns an error that names a command's form. */
  static ScriptError form(ScriptLine line, String message, String form) {
    return new ScriptError(Code.E101, line.span(), message, form);
  }

}
