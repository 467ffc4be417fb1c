package org.ionspice.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.netlist.ScriptLine;

/** The commands of a netlist's {@code .control} sections, put together to blocks. Immutable. */
public final class Script {
  private static final Set<String> LOOPS = Set.of("foreach", "while", "dowhile", "repeat", "begin");

  /** Commands of other programs that could leave the netlist's folders or need a person. */
  private static final Set<String> REFUSED =
      Set.of(
          "shell", "system", "aspice", "rspice", "edit", "cd", "load", "codemodel",
          "pre_codemodel", "pre_osdi", "osdi", "jobs", "where", "history", "alias", "bug", "cdump",
          "deftype", "diff", "state", "reshape", "transpose", "circbyline", "setcirc",
          "rehash", "unalias", "esave", "mrdump", "disto", "asciiplot", "help", "transient");

  private static final String HALTING =
      "a transient runs to its end: give .tran another end, cutout takes a part of it";

  /** Commands of other programs whose place another takes here. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("stop", HALTING),
          Map.entry("step", HALTING),
          Map.entry("resume", HALTING),
          Map.entry("delete", HALTING),
          Map.entry("status", "display lists the vectors, setplot the plots"),
          Map.entry("trace", "save the quantity and print it after the run"),
          Map.entry("iplot", "plot the quantity after the run"),
          Map.entry("snsave", "a result is kept by write, a state by .ic"),
          Map.entry("snload", "a result is kept by write, a state by .ic"),
          Map.entry("devhelp", "ionspice devices NAME lists the parameters of a device"),
          Map.entry("load", "vectors stay in their plots; setplot chooses one"));

  private static final Pattern QUANTITY = Pattern.compile("@[\\w.:#+-]+\\[\\w+\\]");

  private final List<Node> nodes;

  private Script(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Puts the lines together; unknown commands and blocks without end are added to the sink. */
  public static Script of(List<ScriptLine> lines, Diagnostics sink) {
    Reader reader = new Reader(lines, sink);
    List<Node> nodes = new ArrayList<>();
    while (reader.next < lines.size()) {
      nodes.addAll(reader.block(null));
      if (reader.next < lines.size()) {
        ScriptLine stray = lines.get(reader.next++);
        sink.add(Code.E103, stray.span(), "this " + stray.key() + " closes nothing", "remove it");
      }
    }
    return new Script(nodes);
  }

  /** Returns the commands and blocks in order. */
  List<Node> nodes() {
    return nodes;
  }

  /** Returns every {@code @device[quantity]} that the script writes, lower case. */
  public Set<String> quantities() {
    Set<String> names = new LinkedHashSet<>();
    collect(nodes, names);
    return names;
  }

  private static void collect(List<Node> nodes, Set<String> names) {
    for (Node node : nodes) {
      if (node instanceof Node.Command command) {
        collect(command.line(), names);
      } else if (node instanceof Node.Loop loop) {
        collect(loop.head(), names);
        collect(loop.body(), names);
      } else if (node instanceof Node.Choice choice) {
        collect(choice.head(), names);
        collect(choice.yes(), names);
        collect(choice.no(), names);
      }
    }
  }

  private static void collect(ScriptLine line, Set<String> names) {
    Matcher matcher = QUANTITY.matcher(line.text());
    while (matcher.find()) {
      names.add(matcher.group().toLowerCase(Locale.ROOT));
    }
  }

  /** Returns whether there is nothing to do. */
  public boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** Blocks open inside each other at most. */
  private static final int DEEPEST = 64;

  private static final class Reader {
    private final List<ScriptLine> lines;
    private final Diagnostics sink;
    private int next;
    private int depth;
    private boolean tooDeep;

    Reader(List<ScriptLine> lines, Diagnostics sink) {
      this.lines = lines;
      this.sink = sink;
    }

    /** Reads up to the {@code else} or {@code end} that belongs to {@code head}. */
    List<Node> block(@org.jspecify.annotations.Nullable ScriptLine head) {
      List<Node> nodes = new ArrayList<>();
      while (next < lines.size()) {
        ScriptLine line = lines.get(next);
        String key = line.key();
        if (key.equals("end") || key.equals("else")) {
          return nodes;
        }
        next++;
        boolean opens = LOOPS.contains(key) || key.equals("if");
        if (opens && depth >= DEEPEST) {
          String what = "more than " + DEEPEST + " blocks are nested here";
          sink.add(Code.E106, line.span(), what, "close them with end");
          tooDeep = true;
          next = lines.size(); // What closes which block is no longer known.
          return nodes;
        }
        depth += opens ? 1 : 0;
        if (LOOPS.contains(key)) {
          nodes.add(new Node.Loop(line, block(line)));
          close(line);
        } else if (key.equals("if")) {
          List<Node> yes = block(line);
          List<Node> no = List.of();
          if (next < lines.size() && lines.get(next).key().equals("else")) {
            next++;
            no = block(line);
          }
          nodes.add(new Node.Choice(line, yes, no));
          close(line);
        } else {
          check(line, key);
          nodes.add(new Node.Command(line));
        }
      }
      return nodes;
    }

    private void close(ScriptLine head) {
      depth--;
      if (tooDeep) {
        return;
      }
      if (next < lines.size() && lines.get(next).key().equals("end")) {
        next++;
        return;
      }
      sink.add(
          Code.E103, head.span(), "this " + head.key() + " is never closed", "close it with end");
    }

    private void check(ScriptLine line, String key) {
      if (key.isEmpty() || Session.COMMANDS.contains(key)) {
        return;
      }
      if (REFUSED.contains(key) || INSTEAD.containsKey(key) || key.startsWith("!")) {
        sink.add(
            Code.E104,
            line.span(),
            "the command '" + key + "' is not available",
            INSTEAD.getOrDefault(
                key, "remove the line; the guide to scripts lists the commands"));
        return;
      }
      String near = Nearest.hint(key, Session.COMMANDS);
      sink.add(Code.E140, line.span(), "there is no command '" + key + "'", near);
    }
  }
}
