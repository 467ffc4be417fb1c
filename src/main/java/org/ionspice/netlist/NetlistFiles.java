package org.ionspice.netlist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;

/** Opens the main file and the included ones, but none outside the allowed folders. */
final class NetlistFiles {
  /** Bytes of netlist text that one run reads, all files together. */
  private static final long MOST_BYTES = 64L << 20;

  /** A file that was read; {@code path} is its real path. */
  record Opened(Source source, Path path) {}

  private final Optional<Path> folder;
  private final List<Path> searched;
  private final Diagnostics sink;
  private final Map<Path, Source> known = new HashMap<>();
  private String main = "";
  private long bytes;

  NetlistFiles(Optional<Path> folder, List<Path> includePaths, Diagnostics sink) {
    this.folder = folder;
    this.searched = List.copyOf(includePaths);
    this.sink = sink;
  }

  Optional<Opened> openMain(Path file) {
    return load(file, file.toString(), Span.NONE);
  }

  /** Opens the file that {@code name} means at {@code at} in a file at {@code from}. */
  Optional<Opened> open(String name, Path from, Span at) {
    if (folder.isEmpty()) {
      sink.add(
          Code.E501,
          at,
          "a netlist in memory cannot include '" + name + "'",
          "give the reader a folder, or put the text in");
      return Optional.empty();
    }
    try {
      List<Path> candidates = candidates(name, from);
      for (Path candidate : candidates) {
        if (isAllowed(candidate) && Files.exists(candidate)) {
          return load(candidate, name, at);
        }
      }
      // Whether a file outside exists is not told.
      boolean outside = candidates.stream().noneMatch(this::isAllowed);
      sink.add(
          outside ? Code.E503 : Code.E501,
          at,
          outside
              ? "'" + name + "' lies outside the netlist's folder and the include paths"
              : "there is no file '" + name + "'",
          outside
              ? "pass its folder with --include-path"
              : "the path is relative to the file that includes it");
    } catch (InvalidPathException bad) {
      sink.add(Code.E501, at, "'" + name + "' is not a file name", "");
    }
    return Optional.empty();
  }

  /** Returns whether a file of this name would be opened; its name has no folders. */
  boolean has(String name, Path from) {
    return folder.isPresent()
        && candidates(name, from).stream().anyMatch(file -> isAllowed(file) && Files.exists(file));
  }

  private List<Path> candidates(String name, Path from) {
    List<Path> candidates = new ArrayList<>(List.of(from.resolveSibling(name)));
    searched.forEach(path -> candidates.add(path.resolve(name)));
    return candidates;
  }

  /** Returns whether the file, links resolved, lies under an allowed folder. */
  private boolean isAllowed(Path file) {
    Path real = real(file);
    if (folder.isPresent() && real.startsWith(real(folder.get()))) {
      return true;
    }
    return searched.stream().anyMatch(path -> real.startsWith(real(path)));
  }

  /** Resolves links as far as the path exists. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath();
    try {
      return absolute.toRealPath();
    } catch (IOException missing) {
      Path normal = absolute.normalize();
      Path parent = normal.getParent();
      return parent == null ? normal : real(parent).resolve(normal.getFileName());
    }
  }

  private Optional<Opened> load(Path file, String shown, Span at) {
    Path real = real(file);
    Source source = known.get(real);
    if (source != null) {
      return Optional.of(new Opened(source, real));
    }
    try {
      if (Files.exists(real) && !Files.isRegularFile(real)) {
        sink.add(Code.E501, at, "'" + shown + "' is not a regular file", "");
        return Optional.empty();
      }
      bytes += Files.size(real);
      if (bytes > MOST_BYTES) {
        sink.add(
            Code.E106, at, "the netlist and its files are larger than 64 MB", "split the netlist");
        return Optional.empty();
      }
      source = new Source(nameOf(real, shown, at), text(Files.readAllBytes(real), shown, at));
      known.put(real, source);
      return Optional.of(new Opened(source, real));
    } catch (NoSuchFileException missing) {
      sink.add(Code.E501, at, "there is no file '" + shown + "'", "check the path");
    } catch (IOException | UncheckedIOException failed) {
      sink.add(Code.E501, at, "'" + shown + "' cannot be read", "check its rights");
    }
    return Optional.empty();
  }

  /** Names an included file relative to the main file, as the user named that one. */
  private String nameOf(Path real, String shown, Span at) {
    if (at.equals(Span.NONE)) {
      main = shown;
      return shown;
    }
    Path home = real(folder.orElse(Path.of("")));
    if (!real.startsWith(home)) {
      return shown;
    }
    Path beside = Path.of(main.isEmpty() ? "x" : main);
    return beside.resolveSibling(home.relativize(real)).toString();
  }

  private static boolean isAscii(byte[] raw, int from) {
    for (int k = from; k < raw.length; k++) {
      if (raw[k] < 0) {
        return false;
      }
    }
    return true;
  }

  private String text(byte[] raw, String shown, Span at) {
    if (raw.length >= 2 && (raw[0] & 0xFF) == 0xFF && (raw[1] & 0xFF) == 0xFE) {
      return new String(raw, 2, raw.length - 2, StandardCharsets.UTF_16LE);
    }
    if (raw.length >= 2 && (raw[0] & 0xFF) == 0xFE && (raw[1] & 0xFF) == 0xFF) {
      return new String(raw, 2, raw.length - 2, StandardCharsets.UTF_16BE);
    }
    boolean mark =
        raw.length >= 3
            && (raw[0] & 0xFF) == 0xEF
            && (raw[1] & 0xFF) == 0xBB
            && (raw[2] & 0xFF) == 0xBF;
    int from = mark ? 3 : 0;
    if (isAscii(raw, from)) {
      return new String(raw, from, raw.length - from, StandardCharsets.ISO_8859_1);
    }
    Charset utf8 = StandardCharsets.UTF_8;
    try {
      return utf8.newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(raw, from, raw.length - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      sink.add(
          Code.W105, at, "'" + shown + "' is not UTF-8; it is read as Latin-1", "save it as UTF-8");
      return new String(raw, StandardCharsets.ISO_8859_1);
    }
  }
}
