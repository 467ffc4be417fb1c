package org.ionspice.netlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the dialect table that the reader answers for. */
class NetlistReaderTest {
  private final Diagnostics sink = new Diagnostics();

  private List<Statement> read(String... lines) {
    String text = "title\n" + String.join("\n", lines) + "\n";
    return NetlistReader.parse(new Source("x.cir", text), sink).statements();
  }

  private Statement.Element element(String... lines) {
    List<Statement> statements = read(lines);
    assertThat(sink.sorted()).isEmpty();
    assertThat(statements).hasSize(1);
    return (Statement.Element) statements.get(0);
  }

  private Statement.Directive directive(String line) {
    List<Statement> statements = read(line);
    assertThat(sink.sorted()).isEmpty();
    return (Statement.Directive) statements.get(0);
  }

  private static String words(List<Field> fields) {
    StringBuilder text = new StringBuilder();
    for (Field field : fields) {
      text.append(text.isEmpty() ? "" : " ").append(word(field));
    }
    return text.toString();
  }

  private static String word(Field field) {
    if (field instanceof Field.Word w) {
      return w.text();
    } else if (field instanceof Field.Quoted q) {
      return '"' + q.text() + '"';
    } else if (field instanceof Field.Group g) {
      return g.head() + '(' + words(g.fields()) + ')';
    } else if (field instanceof Field.Assignment a) {
      return a.name().text() + '=' + word(a.value());
    }
    return "{}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".eis V1 dec 10 1 1k bias=-0.3,0,0.3 | V1 dec 10 1 1k bias=(-0.3 0 0.3)",
        ".eis V1 bias=1,lin(2,3,4), 5 x=1 | V1 bias=(1 lin(2 3 4) 5) x=1",
        ".protocol a=1,2 b=3, c=4 | a=(1 2) b=3 c=4",
        ".hysteresis f=1 2, 3 | f=1 2 3",
        ".ic v(a)=1, v(b)=2 | v(a)=1 v(b)=2"
      })
  void commasOnLinesOfExperimentsMakeLists(String line, String fields) {
    assertThat(words(directive(line).fields())).isEqualTo(fields);
  }

  @Test
  void aCommaOnOtherLinesIsStillNoDecimalPoint() {
    read(".tran 1n 1u start=1,5");

    assertThat(sink.sorted()).extracting(Diagnostic::code).containsExactly(Code.E102);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "R1 a 0 4.7k ; comment | a 0 4.7k",
        "R1 a 0 4.7k $ comment | a 0 4.7k",
        "R1 a 0 4.7k // comment | a 0 4.7k",
        "R1 a$b a//c 4.7k | a$b a//c 4.7k",
        "R1 out[1] in<0> r=1 | out[1] in<0> r=1",
        "R1 x1.a:b gnd! {2*k} | x1.a:b gnd! {}",
        "R1 a 0 '2*k' | a 0 {}",
        "V1 a 0 dc 0 ac 1 pulse(0 1,2) | a 0 dc 0 ac 1 pulse(0 1 2)",
        "V1 a 0 PULSE (0 1) | a 0 PULSE(0 1)",
        "V1 a 0 pwl file=\"a b.txt\" | a 0 pwl file=\"a b.txt\"",
        "E1 o 0 VALUE={v(a)} | o 0 VALUE={}",
        "E1 o 0 VALUE {v(a)} | o 0 VALUE {}",
        "E1 o 0 vol='v(a)' | o 0 vol={}",
        "G1 o 0 cur='v(a)' | o 0 cur={}",
        "E1 o 0 TABLE {v(a)} = (0,0) (1,2) | o 0 TABLE {} (0 0) (1 2)",
        "E1 o 0 POLY(2) a 0 b 0 1 2 3 | o 0 POLY(2) a 0 b 0 1 2 3",
        "E1 o 0 LAPLACE {v(a)} = {1/(1+s)} | o 0 LAPLACE {} {}",
        "B1 a 0 V=v(a)*2+1 | a 0 V={}",
        "B1 a 0 I = i(v1) tc1=0.1 | a 0 I={} tc1={}",
        "K1 L1 L2 0.99 | L1 L2 0.99",
        "YMEMRISTOR m1 a 0 mod | m1 a 0 mod",
        "Nsyn in out vmem gon = 2m | in out vmem gon=2m",
        "X1 a b cell params: g0=2m | a b cell params: g0=2m"
      })
  void readsTheFieldsOfAnElement(String line, String fields) {
    assertThat(words(element(line).fields())).isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".tran 1n 1u uic | tran | 1n 1u uic",
        ".print tran v(a,b) i(v1) @n1[x] | print | tran v(a b) i(v1) @n1[x]",
        ".save @xcell.n1[g] | save | @xcell.n1[g]",
        ".ic v(a)=1 @n1[x]=0.3 | ic | v(a)=1 @n1[x]=0.3",
        ".ic V( a )=1,v(2)=2 | ic | V(a)=1 v(2)=2",
        ".meas tran t when v(out)=0.5 rise=1 | meas | tran t when v(out)=0.5 rise=1",
        ".measure tran t when v(a)=v(b) | meas | tran t when v(a)=v(b)",
        ".meas tran p param='a*b' | meas | tran p param={}",
        ".meas tran p param = a*b goal=2 | meas | tran p param={} goal={}",
        ".option reltol=1e-4 noacct | options | reltol=1e-4 noacct"
      })
  void readsTheFieldsOfADotLine(String line, String keyword, String fields) {
    Statement.Directive directive = directive(line);

    assertThat(directive.keyword()).isEqualTo(keyword);
    assertThat(words(directive.fields())).isEqualTo(fields);
  }

  @Test
  void joinsContinuationsAcrossCommentsAndKeepsTheirPlaces() {
    Statement.Element r =
        element("R1 a", "* between", "", "# and", "  + b", "+ 4.7k m=2 \\\\", "tc=1");

    assertThat(words(r.fields())).isEqualTo("a b 4.7k m=2 tc=1");
    assertThat(r.fields().get(0).span()).hasToString("x.cir:2:4");
    assertThat(r.fields().get(1).span()).hasToString("x.cir:6:5");
    assertThat(r.fields().get(2).span()).hasToString("x.cir:7:3");
    assertThat(r.fields().get(4).span()).hasToString("x.cir:8:1");
  }

  @Test
  void placesAnErrorOfAContinuedFormulaOnItsPhysicalLine() {
    read("B1 a 0 V={1+", "+   2*)}");

    assertThat(sink.sorted()).hasSize(1);
    assertThat(sink.sorted().get(0).at()).hasToString("x.cir:3:7");
  }

  @Test
  void readsCrLfAndCountsCharactersBehindEmoji() {
    NetlistReader.parse(new Source("x", "t\r\nR1 \uD83D\uDE00 0 1,5\r\n"), sink);

    assertThat(sink.sorted().get(0).at()).hasToString("x:2:10");
  }

  @Test
  void nestsSubcircuitsAndConditions() {
    List<Statement> all =
        read(".subckt cell in out params: g0=2m", "N1 in out m g={g0}", ".if (g0>1)", "R1 a b 1",
            ".elseif g0>0", ".else", "R2 a b 2", ".endif", ".ends cell");

    assertThat(sink.sorted()).isEmpty();
    Statement.Subcircuit cell = (Statement.Subcircuit) all.get(0);
    assertThat(cell.nodes()).extracting(Field.Word::text).containsExactly("in", "out");
    assertThat(cell.parameters()).hasSize(1);
    assertThat(((Statement.Conditional) cell.body().get(1)).branches()).hasSize(3);
  }

  @Test
  void readsModelsWithAndWithoutParentheses() {
    List<Statement> all =
        read(
            ".model a memristor(ron=1 roff=2)", ".model b npn (bf=1)", ".model c d is=1");

    assertThat(sink.sorted()).isEmpty();
    assertThat(all)
        .extracting(s -> (Statement.Model) s)
        .extracting(m -> m.type().text() + " " + words(m.fields()))
        .containsExactly("memristor ron=1 roff=2", "npn bf=1", "d is=1");
  }

  @Test
  void readsFunctionsAndParameters() {
    List<Statement> all =
        read(
            ".func f(x,p) {x^p}", ".func g(x) = x*2", ".param a=1 b={2*a} c='a', d=a>1?2:3");

    assertThat(sink.sorted()).isEmpty();
    assertThat(((Statement.Function) all.get(0)).arguments()).hasSize(2);
    assertThat(((Statement.Parameters) all.get(2)).assignments()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"R1 a 0 1k", ".tran 1n 1u", "V1 a 0 dc 1", "B1 a 0 v=1"})
  void warnsOfATitleThatIsAStatement(String title) {
    Netlist netlist = NetlistReader.parse(new Source("x", title + "\n"), sink);

    assertThat(netlist.title()).isEqualTo(title);
    assertThat(netlist.statements()).isEmpty();
    assertThat(sink.sorted()).extracting(Diagnostic::code).containsExactly(Code.W101);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RC low pass", "A title (1) {2} ' \"", "R2 of two resistors", "* x", ""})
  void takesProseAsTheTitle(String title) {
    NetlistReader.parse(new Source("x", title + "\nR1 a 0 1\n"), sink);

    assertThat(sink.sorted()).isEmpty();
  }

  @Test
  void warnsOfTextBehindTheEnd() {
    assertThat(read("R1 a 0 1", ".end", "* fine", "R2 a 0 1")).hasSize(1);
    assertThat(sink.sorted()).extracting(Diagnostic::code).containsExactly(Code.W102);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "R1 a 0 1,5 | E102 | 9", "R1 a 0 {1,5} | E107 | 10", ".param a=1e400 | E102 | 10",
        ".param a=1_000 | E102 | 11", ".param a=2x | E102 | 11", ".param a=(1 | E107 | 12",
        "E1 a 0 value={v(a | E101 | 14", "V1 a 0 sin(0 1 | E101 | 15", "R1 a 0 \"x | E101 | 8",
        ".model | E101 | 7", ".model m | E101 | 9", "? | E101 | 1", ".param 1=2 | E101 | 8",
        "B1 a 0 | E101 | 7", "B1 a 0 V= | E107 | 10", "B1 a 0 V=1 2 | E101 | 12",
        ".ends | E103 | 1", ".endif | E103 | 1", ".if 1 | E103 | 1", ".subckt a | E103 | 1",
        ".else | E103 | 1", ".control | E103 | 1", ".endl | E103 | 1", ".include | E101 | 9",
        ".include a.inc | E501 | 10", "R1 a 0 ) | E101 | 8", "+ x | E101 | 1"
      })
  void saysWhatIsWrongAndWhere(String line, String code, int column) {
    read(line);

    assertThat(sink.sorted()).isNotEmpty();
    Diagnostic first = sink.sorted().get(0);
    assertThat(first.code().name()).isEqualTo(code);
    assertThat(first.at().line()).isEqualTo(2);
    assertThat(first.at().column()).isEqualTo(column);
  }

  @Test
  void reportsTheMistakesOfAllLinesAtOnce() {
    read(
        "R1 a 0 1,5", "R2 a 0 1k", ".param a=1e", ".ends", "V1 a 0 sin(1", ".endif", "x", ".endc",
        "?");

    assertThat(sink.sorted()).extracting(d -> d.at().line()).containsExactly(2, 4, 5, 6, 7, 9, 10);
  }

  @Test
  void showsBothPlacesOfCrossedBlocks() {
    read(".subckt a n", ".if 1", ".ends a", ".endif");

    Diagnostic first = sink.sorted().get(0);
    assertThat(first.at().line()).isEqualTo(4);
    assertThat(first.notes().get(0).at().line()).isEqualTo(3);
  }

  @Test
  void refusesANulCharacter() {
    read("R1 a 0 1\0 2");

    assertThat(sink.sorted()).extracting(Diagnostic::code).containsExactly(Code.E105);
  }

  @Test
  void readsFiftyThousandResistorsQuickly() {
    StringBuilder text = new StringBuilder("ladder\n");
    for (int i = 0; i < 50_000; i++) {
      text.append("R").append(i).append(" n").append(i).append(" n").append(i + 1).append(" 1k\n");
    }

    // A second is the aim; the bound leaves room for a busy machine.
    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () ->
            assertThat(NetlistReader.parse(new Source("x", text.toString()), sink).statements())
                .hasSize(50_000));
  }
}
