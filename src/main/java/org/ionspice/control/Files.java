package org.ionspice.control;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;

/** The one folder below which a script may write. */
public final class Files {
  private final @org.jspecify.annotations.Nullable Path root;

  /** Takes the folder, which exists. */
  public Files(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  /** Makes the files of a script that may write none. */
  private Files() {
    root = null;
  }

  /** Returns the files of a script that may write none. */
  public static Files none() {
    return new Files();
  }

  /**
   * Returns a file below the folder; its own folder is made when it is missing.
   *
   * @throws ScriptError for any other place, symbolic links resolved
   */
  Path of(String name, Span at) throws ScriptError, IOException {
    if (root == null) {
      throw new ScriptError(
          Code.E503, at, "an untrusted netlist writes no files", "run it without --untrusted");
    }
    Path path;
    try {
      path = root.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new ScriptError(Code.E502, at, "'" + name + "' is no file name", "");
    }
    Path folder = path.getParent();
    boolean inside = folder != null && folder.startsWith(root) && !path.equals(root);
    if (inside) {
      Path existing = folder;
      while (existing != null && !java.nio.file.Files.exists(existing)) {
        existing = existing.getParent();
      }
      inside = existing != null && existing.toRealPath().startsWith(root);
      inside &= !java.nio.file.Files.isSymbolicLink(path);
    }
    if (!inside) {
      throw new ScriptError(
          Code.E503,
          at,
          "'" + name + "' lies outside of the folder for results",
          "a script writes below the working folder, or below --out");
    }
    java.nio.file.Files.createDirectories(folder);
    if (java.nio.file.Files.isDirectory(path)) {
      throw new ScriptError(Code.E502, at, "'" + name + "' is a folder", "");
    }
    return path;
  }

}
