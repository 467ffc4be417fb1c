package org.ionspice.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Runs netlists with a {@code .control} section as the command line does, and keeps what is said. */
abstract class ScriptRuns {
  static final String DIVIDER = "divider\nV1 a 0 10\nR1 a b 1k\nR2 b 0 3k\n";
  static final String LOW_PASS =
      "low-pass\nV1 in 0 dc 0 ac 1 sin(0 1 1k)\nR1 in out 1k\nC1 out 0 1u\n";

  @TempDir Path folder;
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();

  int run(String netlist, String... commands) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("n.cir"),
            netlist + ".control\n" + String.join("\n", commands) + "\n.endc\n.end\n");
    try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return Main.run(
          new String[] {"-q", "--out", folder.resolve("results").toString(), file.toString()},
          o,
          e);
    }
  }

  String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String remarks() {
    return err.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return text().lines().toList();
  }

  Path result(String name) {
    return folder.resolve("results").resolve(name);
  }
}
