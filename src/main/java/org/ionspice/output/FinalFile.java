package org.ionspice.output;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that gets its name only when it is whole: {@code tran.csv} is {@code tran.partial.csv}
 * while it is written.
 *
 * @param target the name at the end
 * @param partial the name until then; keeps the extension, so that tools open it
 */
public record FinalFile(Path target, Path partial) {

  /** Returns the pair of names for {@code target}. */
  public static FinalFile of(Path target) {
    String name = String.valueOf(target.getFileName());
    int dot = name.lastIndexOf('.');
    String partial =
        dot <= 0 ? name + ".partial" : name.substring(0, dot) + ".partial" + name.substring(dot);
    return new FinalFile(target, target.resolveSibling(partial));
  }

  /**
   * Gives the file its final name. A target that is no ordinary file, such as {@code /dev/stdout},
   * is copied into.
   */
  public void publish() throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (var out = Files.newOutputStream(target)) {
        Files.copy(partial, out);
      }
      Files.delete(partial);
      return;
    }
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Writes {@code text} as UTF-8 and gives the file its name. */
  public void write(String text) throws IOException {
    Files.writeString(partial, text);
    publish();
  }
}
