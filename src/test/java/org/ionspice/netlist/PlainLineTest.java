package org.ionspice.netlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {
  private static final List<String> FOLDERS = List.of("netlists", "testbenches", "src/test", "docs");

  @Test
  void everyLineThatItReadsInTheRepositoryIsReadSoByTheParser() throws IOException {
    long plain = 0;
    long lines = 0;
    for (String folder : FOLDERS) {
      if (!Files.isDirectory(Path.of(folder))) {
        continue;
      }
      List<Path> files;
      try (Stream<Path> all = Files.walk(Path.of(folder))) {
        files = all.filter(PlainLineTest::isText).sorted().toList();
      }
      for (Path file : files) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        LogicalLines read = LogicalLines.of(new Source(file.toString(), text), 1, new Diagnostics());
        lines += read.size();
        plain += compare(read, file.toString());
      }
    }

    assertThat(plain).as("plain lines of %d", lines).isGreaterThan(1000);
  }

  private static boolean isText(Path file) {
    String name = file.toString();
    return List.of(".cir", ".sp", ".lib", ".inc", ".net", ".ckt", ".mod", ".txt", ".md").stream()
        .anyMatch(name::endsWith);
  }

  /** Compares the lines that are plain with what the parser makes of them; returns how many they are. */
  private static long compare(LogicalLines lines, String where) {
    PlainLine fast = new PlainLine();
    LineParser parser = new LineParser(new Diagnostics());
    long plain = 0;
    for (int i = 0; i < lines.size(); i++) {
      PackedElement element =
          lines.alone(i) == 0 ? null : fast.read(lines.source(), lines.alone(i));
      if (element == null) {
        continue;
      }
      plain++;
      LogicalLine line = lines.get(i);
      Statement.Element slow =
          (Statement.Element) ((Piece.Whole) parser.statement(line)).statement();
      assertThat(element.name()).as(where).isEqualTo(slow.name());
      assertThat(element.fields()).as(where).isEqualTo(slow.fields());
      assertThat(element.span()).as(where).isEqualTo(slow.span());
      assertThat(element.letter()).as(where).isEqualTo(slow.letter());
      assertThat(element.whole()).as(where).isEqualTo(slow);
    }
    return plain;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "R1 a b 1k",
        "  r1\ta\tb 1k  ",
        "Nsyn in out m1 gon=2m tau = 5m",
        "x1 a b sub params: w=1u l =2u",
        "M1 d g s 0 nch w=1u l=1u m=2 off",
        "v1 1 0 dc 5 ac 1",
        "r.a#1:b a%b c!d 1e-3 tc=1m",
        "q1 c b e model_1 area=3 ; not this one",
        "r1 a b =1",
        "Parameter a b param"
      })
  void plainLinesAreReadAsTheParserReadsThem(String text) {
    LogicalLines lines =
        LogicalLines.of(new Source("one.cir", text), 1, new Diagnostics());

    assertThat(compare(lines, text)).isEqualTo(text.contains(";") ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B1 a 0 v=1",
        ".tran 1n 1u",
        "V1 a 0 sin(0 1 1k)",
        "r1 a b {x}",
        "r1 a b 'x'",
        "r1,a,b,1",
        "r1=2",
        "r1 = 2",
        "r1 a b r=",
        "r1 a b r=1=2",
        "r1 a b r= =2",
        "r1 a b param=2",
        "r1 a b PARAM =2",
        "r1 a b 1k $ remark",
        "r1 a b 1k // remark",
        "r1 a b 1k \\\\",
        "r1 a b \"1k\"",
        "r1 \u00e4 b 1k",
        "r1 a b 1k\u00a0",
        "+ a b",
        "1 a b",
        "* r1 a b 1k",
        ""
      })
  void otherLinesAreLeftToTheParser(String text) {
    assertThat(new PlainLine().read(new Source("one.cir", text + "\n"), 1)).isNull();
  }
}
