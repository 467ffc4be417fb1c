package org.ionspice.netlist;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;

/** The reading of one netlist with its included files. */
final class Reading {
  private static final int DEEPEST_INCLUDE = 64;
  private static final int MOST_INCLUDES = 10_000;

  /** Every netlist that LTspice exports names these, by absolute paths or by their bare names. */
  private static final Pattern LTSPICE_LIBRARY =
      Pattern.compile(
          "(?i)(([a-z]:|[/\\\\]).*[/\\\\])?standard\\.(dio|bjt|mos|jft|cap|ind|bead|res)");

  /** Characters read in all, a file counted each time it is included. */
  private static final long MOST_TEXT = 64L << 20;


  /** A file being read; {@code section} is empty for the whole of it. */
  private record Entered(Path path, String section, Span from) {}

  private final NetlistFiles files;
  private final Diagnostics sink;
  private final LineParser parser;
  private final PlainLine plain = new PlainLine();
  private final Blocks blocks;
  private final Deque<Entered> entered = new ArrayDeque<>();
  private final List<ScriptLine> script = new ArrayList<>();
  private String title = "";
  private long read;
  private int includes;
  private boolean stopped;

  Reading(NetlistFiles files, Diagnostics sink) {
    this.files = files;
    this.sink = sink;
    this.parser = new LineParser(sink);
    this.blocks = new Blocks(sink);
  }

  Netlist netlist(NetlistFiles.Opened main) {
    Source source = main.source();
    title = source.line(1).strip();
    if (title.toLowerCase(Locale.ROOT).startsWith(".title ")) {
      title = title.substring(7).strip(); // KiCad begins so.
    }
    Titles.check(source, sink);
    entered.push(new Entered(main.path(), "", Span.NONE));
    lines(LogicalLines.of(source, 2, sink), main);
    return new Netlist(title, source, blocks.finish(), script);
  }

  private void lines(LogicalLines lines, NetlistFiles.Opened file) {
    for (int i = 0; i < lines.size() && !stopped; i++) {
      int alone = lines.alone(i);
      PackedElement element = alone == 0 ? null : plain.read(lines.source(), alone);
      if (element != null) {
        blocks.add(element);
        continue;
      }
      LogicalLine line = lines.get(i);
      String key = line.dotKey();
      switch (key) {
        case ".end" -> {
          if (i + 1 < lines.size()) {
            sink.add(
                Code.W102,
                lines.get(i + 1).start(),
                "this and what follows stands behind .end and is not read",
                "remove the .end, or the text");
          }
          return;
        }
        case ".control" -> i = control(lines, i);
        case ".endc", ".endl" -> sink.add(
            Code.E103, line.start(), "this " + key + " closes nothing", "remove it");
        case ".include", ".inc", ".incl" -> include(line, file);
        case ".lib" -> i = library(lines, i, file);
        default -> statement(line);
      }
    }
  }

  private void statement(LogicalLine line) {
    try {
      Piece piece = parser.statement(line);
      if (piece instanceof Piece.Title given) {
        title = given.text();
      } else {
        blocks.add(piece);
      }
    } catch (SyntaxError error) {
      report(error);
      stopped = blocks.isTooDeep();
      if (!stopped) {
        repair(line);
      }
    }
  }

  /** Keeps blocks balanced behind a line that opens one but could not be read. */
  private void repair(LogicalLine line) {
    Span at = line.start();
    switch (line.dotKey()) {
      case ".subckt" -> blocks.add(
          new Piece.Opening(new Field.Word("", at), List.of(), List.of(), at));
      case ".if" -> blocks.add(
          new Piece.If(new org.ionspice.expression.Expression.Literal(0, at), at));
      case ".model" -> {
        // Elements may name it: an empty type says that its mistake has been told.
        String[] words = line.text().strip().split("[\\s(=]+", 3);
        if (words.length > 1) {
          Field.Word name = new Field.Word(words[1], at);
          blocks.add(
              new Piece.Whole(new Statement.Model(name, new Field.Word("", at), List.of(), at)));
        }
      }
      default -> {}
    }
  }

  private void report(SyntaxError error) {
    sink.add(error.code(), error.at(), error.getMessage(), error.hint());
  }

  /** Keeps the lines of a control section and returns the index of its last line. */
  private int control(LogicalLines lines, int start) {
    List<ScriptLine> section = new ArrayList<>();
    for (int i = start + 1; i < lines.size(); i++) {
      LogicalLine line = lines.get(i);
      if (line.dotKey().equals(".endc")) {
        script.addAll(section);
        return i;
      }
      section.add(new ScriptLine(line.text(), line.start()));
    }
    sink.add(
        Code.E103,
        lines.get(start).start(),
        "this .control is never closed",
        "end it with .endc");
    return lines.size();
  }

  private void include(LogicalLine line, NetlistFiles.Opened file) {
    List<FileNames.Name> names = FileNames.of(line);
    if (names.size() != 1) {
      int wrong = names.isEmpty() ? -1 : 1;
      sink.add(
          Code.E101,
          wrong < 0 ? line.end() : names.get(wrong).span(),
          wrong < 0 ? "a file name is missing" : "only one file name may stand here",
          Forms.of(line.key()));
      return;
    }
    enter(names.get(0), "", Span.NONE, file);
  }

  /** Reads {@code .lib file section}, or skips a section that begins here. */
  private int library(LogicalLines lines, int index, NetlistFiles.Opened file) {
    LogicalLine line = lines.get(index);
    List<FileNames.Name> names = FileNames.of(line);
    // Its path holds blanks, mostly without quotation marks.
    String whole = line.text().substring(line.key().length()).strip().replaceAll("^[\"']|[\"']$", "");
    if (!names.isEmpty() && isLeftOut(whole, file)) {
      // Models of it that the netlist uses and does not have are told where they are used.
      sink.add(
          Code.W214,
          names.get(0).span(),
          "LTspice's own library is left out",
          "copy the models that the netlist uses into it");
      return index;
    }
    if (names.isEmpty() || names.size() > 2) {
      sink.add(
          Code.E101,
          names.isEmpty() ? line.end() : names.get(2).span(),
          names.isEmpty() ? "a file name is missing" : "this text is too much",
          Forms.of(line.key()));
      return index;
    }
    if (names.size() == 2) {
      enter(names.get(0), names.get(1).text(), names.get(1).span(), file);
      return index;
    }
    int end = endOfSection(lines, index);
    if (end < lines.size()) {
      return end; // A section is read only where .lib names it.
    }
    enter(names.get(0), "", Span.NONE, file);
    return index;
  }

  /** Returns whether a file is LTspice's own library, and none of this name is at hand. */
  private boolean isLeftOut(String name, NetlistFiles.Opened from) {
    return LTSPICE_LIBRARY.matcher(name).matches()
        && (name.chars().anyMatch(c -> c == '/' || c == '\\') || !files.has(name, from.path()));
  }

  /** Returns the index of the {@code .endl} of the section that starts at {@code index}. */
  private static int endOfSection(LogicalLines lines, int index) {
    for (int i = index + 1; i < lines.size(); i++) {
      String key = lines.get(i).dotKey();
      if (key.equals(".endl")) {
        return i;
      }
      if (key.equals(".lib") && FileNames.of(lines.get(i)).size() == 1) {
        return lines.size();
      }
    }
    return lines.size();
  }

  private void enter(
      FileNames.Name name, String section, Span sectionAt, NetlistFiles.Opened from) {
    Optional<NetlistFiles.Opened> opened = files.open(name.text(), from.path(), name.span());
    if (opened.isEmpty()) {
      return;
    }
    NetlistFiles.Opened file = opened.get();
    String wanted = section.toLowerCase(Locale.ROOT);
    boolean cycle =
        entered.stream().anyMatch(e -> e.path().equals(file.path()) && e.section().equals(wanted));
    if (cycle || entered.size() >= DEEPEST_INCLUDE) {
      String what =
          cycle
              ? "'" + name.text() + "' includes itself"
              : "includes are nested more than " + DEEPEST_INCLUDE + " deep";
      Diagnostic diagnostic = Diagnostic.of(Code.E504, name.span(), what, "remove one of them");
      Iterator<Entered> chain = entered.iterator();
      for (int shown = 0; chain.hasNext() && shown < 10; shown++) {
        Span place = chain.next().from();
        if (!place.equals(Span.NONE)) {
          diagnostic = diagnostic.with(new Note(place, "included from here"));
        }
      }
      sink.add(diagnostic);
      return;
    }
    if (isTooMuch(file.source())) {
      sink.add(
          Code.E106,
          name.span(),
          "the includes go beyond 64 MB of text or " + MOST_INCLUDES + " files",
          "include each file once");
      stopped = true;
      return;
    }
    LogicalLines lines = LogicalLines.of(file.source(), 1, sink);
    if (!wanted.isEmpty()) {
      Optional<LogicalLines> part = section(lines, wanted);
      if (part.isEmpty()) {
        sink.add(
            Code.E505,
            sectionAt,
            "'" + name.text() + "' has no section '" + section + "'",
            "sections are written .lib " + section + " ... .endl");
        return;
      }
      lines = part.get();
    }
    entered.push(new Entered(file.path(), wanted, name.span()));
    lines(lines, file);
    entered.pop();
  }

  /** Counts a file; small files that include each other many times would never end. */
  private boolean isTooMuch(Source source) {
    read += source.length();
    return ++includes > MOST_INCLUDES || read > MOST_TEXT;
  }

  private Optional<LogicalLines> section(LogicalLines lines, String wanted) {
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).dotKey().equals(".lib")) {
        continue;
      }
      List<FileNames.Name> names = FileNames.of(lines.get(i));
      if (names.size() == 1 && names.get(0).text().toLowerCase(Locale.ROOT).equals(wanted)) {
        int end = endOfSection(lines, i);
        if (end == lines.size()) {
          sink.add(
              Code.E103,
              lines.get(i).start(),
              "this section is never closed",
              "end it with .endl");
        }
        return Optional.of(lines.part(i + 1, end));
      }
    }
    return Optional.empty();
  }
}
