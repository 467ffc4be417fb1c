package org.ionspice.netlist;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;

/**
 * Reads netlists: text to syntax tree, all mistakes of all lines into one sink.
 *
 * <p>A tree is returned whatever happens; it holds the statements that could be read, so that a
 * later pass can report its own mistakes too. Ask the sink before the tree is run.
 */
public final class NetlistReader {
  private NetlistReader() {}

  /**
   * Reads {@code file} and everything it includes.
   *
   * @param includePaths folders beside the file's own from which files may be included
   */
  public static Netlist read(Path file, List<Path> includePaths, Diagnostics sink) {
    Optional<Path> folder = Optional.of(file.toAbsolutePath().normalize().getParent());
    NetlistFiles files = new NetlistFiles(folder, includePaths, sink);
    Optional<NetlistFiles.Opened> main = files.openMain(file);
    if (main.isEmpty()) {
      return new Netlist("", new Source(file.toString(), ""), List.of(), List.of());
    }
    return new Reading(files, sink).netlist(main.get());
  }

  /** Reads a netlist that is in memory; it may not include files. */
  public static Netlist parse(Source source, Diagnostics sink) {
    return parse(source, Optional.empty(), List.of(), sink);
  }

  /** Reads a netlist that is in memory and includes files relative to {@code folder}. */
  public static Netlist parse(
      Source source, Path folder, List<Path> includePaths, Diagnostics sink) {
    return parse(source, Optional.of(folder), includePaths, sink);
  }

  private static Netlist parse(
      Source source, Optional<Path> folder, List<Path> includePaths, Diagnostics sink) {
    NetlistFiles files = new NetlistFiles(folder, includePaths, sink);
    Path place = folder.orElse(Path.of("")).resolve("(memory)");
    return new Reading(files, sink).netlist(new NetlistFiles.Opened(source, place));
  }

  /**
   * Reads the dot line that a command of a script stands for: {@code tran 1n 1u}.
   *
   * @return nothing after an error, which is in the sink
   */
  public static Optional<Statement> command(ScriptLine line, Diagnostics sink) {
    LogicalLine dotted = LogicalLine.ofCommand(line.text().strip(), line.span());
    try {
      return new LineParser(sink).statement(dotted) instanceof Piece.Whole whole
          ? Optional.of(whole.statement())
          : Optional.empty();
    } catch (SyntaxError error) {
      sink.add(error.code(), error.at(), error.getMessage(), error.hint());
      return Optional.empty();
    }
  }

  /**
   * Reads one formula, as the command line or a table may hold one.
   *
   * @param at where it stands; its column is that of the first character
   * @return the formula, or the literal NaN after an error
   */
  public static Expression parseExpression(String text, Span at, Diagnostics sink) {
    LogicalLine line = LogicalLine.of(text, at);
    try {
      return new LineParser(sink).formula(line, 0, text.length());
    } catch (SyntaxError error) {
      sink.add(error.code(), error.at(), error.getMessage(), error.hint());
      return new Expression.Literal(Double.NaN, at);
    }
  }
}
