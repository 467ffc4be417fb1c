package org.ionspice.netlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Included files, their folder jail, and encodings. */
class NetlistFilesTest {
  @TempDir Path outer;
  private final Diagnostics sink = new Diagnostics();

  private Path write(String name, String text) throws IOException {
    Path file = outer.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Netlist read(Path... includePaths) {
    return NetlistReader.read(outer.resolve("deck/main.cir"), List.of(includePaths), sink);
  }

  private List<Code> codes() {
    return sink.sorted().stream().map(Diagnostic::code).toList();
  }

  @Test
  void resolvesAnIncludeRelativeToTheIncludingFile() throws IOException {
    write("deck/main.cir", "t\n.include \"sub dir/a.inc\"\nR1 a 0 1\n");
    write("deck/sub dir/a.inc", "R2 a 0 1\n.inc b.inc\n");
    write("deck/sub dir/b.inc", "R3 a 0 1\n.end\nR4 a 0 1\n");

    assertThat(read().statements())
        .extracting(s -> ((Statement.Element) s).name().text())
        .containsExactly("R2", "R3", "R1");
    assertThat(codes()).containsExactly(Code.W102);
  }

  @Test
  void readsOneSectionOfALibrary() throws IOException {
    write("deck/main.cir", "t\n.lib models.lib FAST\n");
    write(
        "deck/models.lib",
        ".lib slow\nR1 a 0 1,5\n.endl\n.lib fast\nR2 a 0 1\n.lib models.lib both\n.endl fast\n"
            + ".lib both\nR3 a 0 1\n.endl both\n");

    assertThat(read().statements()).hasSize(2);
    assertThat(codes()).isEmpty();
  }

  @Test
  void namesAMissingSectionAndAMissingFile() throws IOException {
    write("deck/main.cir", "t\n.lib a.lib none\n.include gone.inc\n");
    write("deck/a.lib", ".lib some\n.endl\n");

    read();

    assertThat(codes()).containsExactly(Code.E505, Code.E501);
    assertThat(sink.sorted().get(1).at().column()).isEqualTo(10);
  }

  @Test
  void readsNothingOutsideTheFolder() throws IOException {
    write("secret.inc", "password\n");
    write("deck/main.cir", "t\n.include ../secret.inc\n.include ../none.inc\n.include \""
        + outer.resolve("secret.inc") + "\"\n");

    assertThat(read().statements()).isEmpty();
    assertThat(codes()).containsOnly(Code.E503).hasSize(3);
    assertThat(sink.sorted()).noneMatch(d -> d.render().contains("password"));
  }

  @Test
  void followsALinkOnlyInsideTheFolder() throws IOException {
    write("secret.inc", "R1 a 0 1\n");
    write("deck/main.cir", "t\n.include link.inc\n");
    try {
      Files.createSymbolicLink(outer.resolve("deck/link.inc"), outer.resolve("secret.inc"));
    } catch (UnsupportedOperationException noLinks) {
      assumeThat(noLinks).isNull();
    }

    read();

    assertThat(codes()).containsExactly(Code.E503);
  }

  @Test
  void readsFromAnIncludePath() throws IOException {
    write("lib/a.inc", "R1 a 0 1\n");
    write("deck/main.cir", "t\n.include a.inc\n");

    assertThat(read(outer.resolve("lib")).statements()).hasSize(1);
    assertThat(codes()).isEmpty();
  }

  @Test
  void refusesAFolder() throws IOException {
    write("deck/main.cir", "t\n.include sub\n");
    Files.createDirectories(outer.resolve("deck/sub"));

    read();

    assertThat(codes()).containsExactly(Code.E501);
  }

  @Test
  void showsTheChainOfAnIncludeCycle() throws IOException {
    write("deck/main.cir", "t\n.include a.inc\n");
    write("deck/a.inc", ".include b.inc\n");
    write("deck/b.inc", "* x\n.include a.inc\n");

    read();

    assertThat(codes()).containsExactly(Code.E504);
    assertThat(sink.sorted().get(0).notes())
        .extracting(n -> n.at().line())
        .containsExactly(1, 2);
  }

  @Test
  void stopsAtSixtyFourIncludes() throws IOException {
    write("deck/main.cir", "t\n.include 0.inc\n");
    for (int i = 0; i < 80; i++) {
      write("deck/" + i + ".inc", ".include " + (i + 1) + ".inc\n");
    }

    read();

    assertThat(codes()).containsExactly(Code.E504);
  }

  @Test
  void endsWhenSmallFilesIncludeEachOtherAThousandfold() throws IOException {
    write("deck/main.cir", "t\n.include 0.inc\n");
    for (int i = 0; i < 12; i++) {
      write("deck/" + i + ".inc", (".include " + (i + 1) + ".inc\n").repeat(10));
    }
    write("deck/12.inc", "");

    read();

    assertThat(codes()).containsExactly(Code.E106);
  }

  @Test
  void readsUtf16AndUtf8ByTheirMarks() throws IOException {
    write("deck/main.cir", "");
    String text = "\uFEFFtitle µ\nR1 a 0 1k\n";
    for (var charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.write(outer.resolve("deck/main.cir"), text.getBytes(charset));

      Netlist netlist = read();

      assertThat(netlist.title()).isEqualTo("title µ");
      assertThat(netlist.statements()).hasSize(1);
    }
    assertThat(codes()).isEmpty();
  }

  @Test
  void readsLatin1WithAWarning() throws IOException {
    write("deck/main.cir", "");
    Files.write(
        outer.resolve("deck/main.cir"), "t\nC1 a 0 1µ\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(read().statements()).hasSize(1);
    assertThat(codes()).containsExactly(Code.W105);
  }

  @Test
  void namesAMissingMainFile() {
    read();

    assertThat(codes()).containsExactly(Code.E501);
  }
}
