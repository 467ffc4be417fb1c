package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the example of every device page as a user would: it ends well, says nothing doubtful and
 * draws. {@code mvn test -Dtest=DeviceFiguresTest -Dupdate=true} keeps pictures that are
 * not yet in {@code docs/figures/devices}; {@code -Dfigure=name} replaces one.
 */
class DeviceFiguresTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyExampleRunsAndDraws() throws IOException {
    List<Path> netlists;
    try (Stream<Path> files = Files.list(Path.of("netlists/devices"))) {
      netlists = files.filter(f -> f.toString().endsWith(".cir")).sorted().toList();
    }
    return netlists.stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> draw(f)));
  }

  private void draw(Path netlist) throws Exception {
    String name = netlist.getFileName().toString().replace(".cir", "");
    Path results = folder.resolve(name);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream remarks = new ByteArrayOutputStream();
    int code;
    try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(remarks, true, StandardCharsets.UTF_8)) {
      code = Main.run(new String[] {"--out", results.toString(), netlist.toString()}, o, e);
    }

    assertThat(code).as(remarks.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(remarks.toString(StandardCharsets.UTF_8)).doesNotContain("warning", "error");
    List<Path> pictures;
    try (Stream<Path> files = Files.list(results)) {
      pictures = files.filter(f -> f.toString().endsWith(".png")).sorted().toList();
    }
    assertThat(pictures).isNotEmpty();
    Path figure = Path.of("docs/figures/devices", name + ".png");
    boolean wanted = name.equals(System.getProperty("figure")) || !Files.exists(figure);
    if (Boolean.getBoolean("update") && wanted) {
      Files.createDirectories(figure.getParent());
      Files.copy(pictures.get(0), figure, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
