package org.ionspice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.control.ScriptError;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;

/**
 * The netlists that a script may read with {@code source}: those below the folders that its own
 * netlist may include from, symbolic links resolved.
 *
 * @param folder of the script's netlist
 * @param includePaths further folders
 * @param parameters of the command line, for every netlist
 * @param variables that a script finds set
 */
record Sources(
    Path folder,
    List<Path> includePaths,
    Map<String, Double> parameters,
    Map<String, String> variables) {
  Sources {
    includePaths = List.copyOf(includePaths);
    parameters = Map.copyOf(parameters);
    variables = Map.copyOf(variables);
  }

  /** Returns whether there is such a file, and it may be read. */
  boolean has(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.isRegularFile(path) && isInside(path);
    } catch (InvalidPathException | IOException e) {
      return false;
    }
  }

  private boolean isInside(Path path) throws IOException {
    Path real = path.toRealPath();
    if (real.startsWith(folder.toRealPath())) {
      return true;
    }
    for (Path allowed : includePaths) {
      if (Files.isDirectory(allowed) && real.startsWith(allowed.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  /** Reads a netlist; a mistake in it ends with an error. */
  Simulation read(String file, Span at, ScriptEngine.Reports reports) throws ScriptError {
    if (!has(file)) {
      // Whether a file outside exists is not told.
      throw new ScriptError(
          Code.E501,
          at,
          "there is no file '" + file + "' below the netlist's folder",
          "set sourcepath = ( folder ), or pass a folder with --include-path");
    }
    Simulation simulation = Simulation.read(folder.resolve(file), includePaths, parameters);
    // The script asks for analyses later, and a circuit without a solution is told then.
    List<Diagnostic> said =
        simulation.diagnostics().stream()
            .filter(d -> d.code() != Code.E231 && !d.code().name().startsWith("E3"))
            .toList();
    Diagnostic first = said.stream().filter(Diagnostic::isError).findFirst().orElse(null);
    reports.show(said.stream().filter(d -> d != first).toList());
    if (first != null) {
      throw new ScriptError(first);
    }
    return simulation;
  }
}
