package org.ionspice.lines;

import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;

/** Turns one kind of dot line into an analysis. */
@FunctionalInterface
interface LineReader {
  /** Returns the analysis, or nothing after its mistakes were added to {@code diagnostics}. */
  Optional<Analysis> read(Command command, Design design, Diagnostics diagnostics);
}
