package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The points on which SPICE dialects differ, row by row, and what IonSpice makes of each.
 *
 * <p>An expectation lists everything that is to happen: values at the end of the first analysis, and
 * every diagnostic as CODE:line. The expected numbers are what the lines say by the rule beside
 * them, worked out by hand.
 */
class DialectTest {
  /** Rows of the table of dialects. */
  private static final int ROWS = 42;

  /**
   * @param row number in the table of dialects
   * @param rule what IonSpice does
   * @param expected {@code name=value} and {@code CODE:line}, separated by blanks
   * @param text the netlist
   */
  private record Case(int row, String rule, String expected, String text) {
    @Override
    public String toString() {
      return "row " + row + ": " + rule;
    }
  }

  /** A case whose lines stand between a title and {@code .op}: the first of them is line 2. */
  private static Case op(int row, String rule, String expected, String... lines) {
    return new Case(row, rule, expected, "title\n" + String.join("\n", lines) + "\n.op\n.end\n");
  }

  /** A case whose lines bring their own analysis. */
  private static Case of(int row, String rule, String expected, String... lines) {
    return new Case(row, rule, expected, "title\n" + String.join("\n", lines) + "\n.end\n");
  }

  private static Case whole(int row, String rule, String expected, String text) {
    return new Case(row, rule, expected, text);
  }

  /** A voltage source of a formula's value, loaded. */
  private static Case value(int row, String rule, String formula, String expected) {
    return op(row, rule, expected, "v1 a 0 " + formula, "r1 a 0 1k");
  }

  private static List<Case> cases() {
    return List.of(
        // ---- lines ----
        whole(1, "a title that reads as an element is warned about", "W101:1 v(a)=1",
            "R1 a 0 1k\nV1 a 0 1\nR2 a 0 1k\n.op\n.end\n"),
        whole(1, "a title that reads as a dot line is warned about", "W101:1 v(a)=1",
            ".op\nV1 a 0 1\nR2 a 0 1k\n.op\n.end\n"),
        whole(1, "prose that begins like an element is a title", "v(a)=1",
            "RC low-pass filter\nV1 a 0 1\nR2 a 0 1k\n.op\n.end\n"),
        op(2, "names are the same in any case, and printed in lower case", "v(out)=1",
            "V1 IN 0 2", "r1 in Out 1K", "R2 OUT 0 1k"),
        op(3, "comments: * and # in front, ; // and $ behind", "v(b)=2",
            "* R9 a 0 1", "# R9 a 0 1", "V1 a 0 4 ; 5", "R1 a b 1k // 2k", "R2 b 0 1k $ 2k"),
        op(3, "$ inside a name is no comment", "v(a$b)=3", "V1 a$b 0 3", "R1 a$b 0 1k"),
        op(4, "+ continues, comments between are skipped", "v(a)=3",
            "V1 a 0", "* between", "+ 3", "R1 a 0 1k"),
        op(4, "two backslashes at the end continue", "v(a)=3", "V1 a 0 \\\\", "3", "R1 a 0 1k"),
        whole(5, ".end may be missing", "v(a)=1", "t\nV1 a 0 1\nR1 a 0 1k\n.op"),
        whole(5, "text behind .end is warned about", "W102:6 v(a)=1",
            "t\nV1 a 0 1\nR1 a 0 1k\n.op\n.end\nR2 a 0 1k\n"),
        op(6, "0 and gnd are ground", "v(a)=1", "V1 a gnd 1", "R1 a GND 1k"),
        op(6, "gnd! is ground, with a remark", "W213:3 v(a)=1", "V1 a 0 1", "R1 a gnd! 1k"),
        op(6, "nothing else is ground", "E304:2", "V1 a ground 1", "R1 a ground 1k"),
        // ---- numbers ----
        op(7, "suffixes", "v(t)=1e12 v(g)=1e9 v(x)=1e6 v(k)=1e3 v(m)=1e-3 v(l)=25.4e-6 v(u)=1e-6"
                + " v(n)=1e-9 v(p)=1e-12 v(f)=1e-15 v(b)=1e-18",
            "V1 t 0 1t", "V2 g 0 1g", "V3 x 0 1meg", "V4 k 0 1k", "V5 m 0 1m", "V6 l 0 1mil",
            "V7 u 0 1u", "V8 n 0 1n", "V9 p 0 1p", "V10 f 0 1f", "V11 b 0 1a",
            "R1 t g 1", "R2 x k 1", "R3 m l 1", "R4 u n 1", "R5 p f 1", "R6 b 0 1"),
        value(7, "the micro sign", "2\u00b5", "v(a)=2e-6"),
        value(7, "the Greek letter mu", "2\u03bc", "v(a)=2e-6"),
        value(7, "x is no suffix", "1x", "E102:2"),
        op(8, "M on a resistor is milli, with a warning", "W104:3 i(v1)=-1000", "V1 a 0 1",
            "R1 a 0 1M"),
        op(8, "M on a capacitor is milli, with a warning", "W104:4 v(a)=1", "V1 a 0 1",
            "R1 a 0 1", "C1 a 0 1M"),
        op(8, "meg and m are what they say", "v(b)=1e-9", "V1 a 0 1", "R1 a b 1Meg", "R2 b 0 1m"),
        op(9, "F on a current cannot be farads", "v(a)=1", "V1 a 0 1", "D1 0 a dm",
            ".model dm d(is=14.34F)"),
        op(9, "F on a capacitor is femto, with a warning", "W104:4 v(a)=1", "V1 a 0 1",
            "R1 a 0 1", "C1 a 0 1F"),
        value(10, "a comma is no decimal point", "1,5", "E102:2"),
        value(10, "an underscore stands in no number", "1_000", "E102:2"),
        value(10, "hexadecimal is not read", "0x10", "E102:2"),
        value(10, "an exponent needs digits", "1e", "E102:2"),
        value(10, "a unit may follow", "2kV", "v(a)=2000"),
        op(10, "Ohm, its sign and farads may follow", "v(a)=1", "V1 a 0 1V", "R1 a b 1k\u03a9",
            "R2 b 0 1kOhm", "C1 b 0 10pF"),
        value(10, "5k6 is RKM code, with a warning", "5k6", "W104:2 v(a)=5600"),
        value(10, "1R5 is RKM code, with a warning", "1R5", "W104:2 v(a)=1.5"),
        value(11, "the suffixes in braces are those outside", "{3mil}", "v(a)=76.2e-6"),
        op(12, "a missing value is an error", "E121:3", "V1 a 0 1", "R1 a 0"),
        // ---- formulas ----
        value(13, "^ is a power, never XOR", "{5^2}", "v(a)=25"),
        value(13, "** is a power", "{5**2}", "v(a)=25"),
        value(14, "2^3^2 is 512, with a warning", "{2^3^2}", "W103:2 v(a)=512"),
        value(14, "parentheses take the warning away", "{(2^3)^2}", "v(a)=64"),
        value(15, "-2^2 is -4", "{-2^2}", "v(a)=-4"),
        op(16, "a negative base with a whole exponent in a source", "v(b)=-8 v(c)=-8",
            "V1 a 0 -2", "B1 b 0 V=v(a)^3", "B2 c 0 V=pow(v(a),3)", "R1 b c 1k"),
        value(16, "a negative base with a whole exponent in braces", "{pow(-2,3)}", "v(a)=-8"),
        value(16, "pwr keeps the sign", "{pwr(-2,2)}", "v(a)=4"),
        value(16, "the root of a negative number is an error", "{(-2)^0.5}", "E223:2"),
        value(17, "log is the natural logarithm", "{log(10)}", "v(a)=2.302585092994046"),
        value(18, "limit is PSpice's in braces", "{limit(5,1,3)}", "v(a)=3"),
        op(18, "limit is PSpice's in a source", "v(b)=1", "V1 a 0 2", "B1 b 0 V=limit(v(a),0,1)",
            "R1 b 0 1k"),
        op(18, "the same functions in a source as in braces",
            "v(b)=15 v(c)=7 v(d)=1 v(e)=2 v(f)=-4 v(g)=1.1071487177940904 v(h)=1",
            "V1 a 0 2", "B1 b 0 V=table(v(a),0,0,1,10,3,20)", "B2 c 0 V=if(v(a)>1,7,8)",
            "B3 d 0 V=stp(v(a))", "B4 e 0 V=uramp(v(a))", "B5 f 0 V=pwrs(-v(a),2)",
            "B6 g 0 V=arctan(v(a))", "B7 h 0 V=u(v(a))",
            "R1 b c 1k", "R2 d e 1k", "R3 f g 1k", "R4 h 0 1k"),
        of(18, "the integral and the derivative over time", "v(b)=2 v(c)=2 v(d)=2",
            "V1 a 0 2", "B1 b 0 V=idt(v(a))", "B2 c 0 V=sdt(v(a))", "V2 e 0 PWL(0 0 1 2)",
            "B3 d 0 V=ddt(v(e))", "R1 b c 1k", "R2 d 0 1k", "R3 e 0 1k", ".tran 1"),
        op(19, "constants in braces", "v(a)=3.141592653589793 v(b)=2.718281828459045"
                + " v(c)=1.380649e-23 v(d)=1.602176634e-19 v(e)=-273.15 v(f)=27 v(g)=96485.33212331"
                + " v(h)=6.02214076e23 v(k)=8.31446261815324",
            "V1 a 0 {pi}", "V2 b 0 {e}", "V3 c 0 {boltz}", "V4 d 0 {echarge}", "V5 e 0 {kelvin}",
            "V6 f 0 {temper}", "V7 g 0 {faraday}", "V8 h 0 {avogadro}", "V9 k 0 {rgas}",
            "R1 a b 1", "R2 c d 1", "R3 e f 1", "R4 g h 1", "R5 k 0 1"),
        of(19, "constants and the time in a source", "v(a)=6.283185307179586", "B1 a 0 V=pi*time",
            "R1 a 0 1k", ".tran 2"),
        op(20, "braces, single and double quotes hold formulas", "v(b)=0.5 v(c)=0.5 v(d)=0.5",
            "V1 a 0 1", "R1 a b {2*500}", "R2 b 0 1k", "R3 a c '2*500'", "R4 c 0 1k",
            "R5 a d \"2*500\"", "R6 d 0 1k"),
        op(20, "a node may stand in quotes", "v(b)=2", "V1 a 0 2", "B1 b 0 V=v(\"a\")",
            "R1 b 0 1k"),
        // ---- subcircuits and parameters ----
        op(21, "params: may stand at both ends or be left out", "v(b)=0.5 v(c)=0.25",
            ".subckt one in out params: r=1k", "R1 in out {r}", ".ends", ".subckt two in out r=1k",
            "R1 in out {r}", ".ends", "V1 a 0 1", "X1 a b one", "X2 b 0 two params: r=1k",
            "X3 a c one r=3k", "X4 c 0 two"),
        op(22, "a subcircuit that holds itself is an error that shows the circle", "E214:3",
            ".subckt s a", "X1 a s", ".ends", "X1 b s", "V1 b 0 1"),
        op(22, "two subcircuits of one name are an error", "E211:5", ".subckt s a", "R1 a 0 1k",
            ".ends", ".subckt s a", "R1 a 0 2k", ".ends", "V1 b 0 1", "X1 b s"),
        op(22, "a subcircuit that is not used is no mistake", "v(b)=1", ".subckt s a",
            "R1 a 0 1k", ".ends", "V1 b 0 1", "R1 b 0 1k"),
        op(23, "parameters stand in any order", "v(a)=6", ".param x={2*y}", ".param y=3",
            "V1 a 0 {x}", "R1 a 0 1k"),
        op(23, "of two definitions the last holds, with a warning", "W211:3 v(a)=4", ".param x=3",
            ".param x=4", "V1 a 0 {x}", "R1 a 0 1k"),
        op(23, "a circle is an error", "E210:2", ".param x={y}", ".param y={x}", "V1 a 0 1",
            "R1 a 0 1k"),
        // ---- analyses ----
        op(24, "linear steps of a parameter", "v(a)=3", ".param x=1", "V1 a 0 {x}", "R1 a 0 1k",
            ".step param x 1 3 1"),
        op(24, "decades", "v(a)=100", ".param x=1", "V1 a 0 {x}", "R1 a 0 1k",
            ".step dec param x 1 100 1"),
        op(24, "octaves", "v(a)=4", ".param x=1", "V1 a 0 {x}", "R1 a 0 1k",
            ".step oct param x 1 4 1"),
        op(24, "a list", "v(a)=7", ".param x=1", "V1 a 0 {x}", "R1 a 0 1k",
            ".step param x list 5 7"),
        op(24, "a source", "v(a)=2", "V1 a 0 1", "R1 a 0 1k", ".step V1 0 2 1"),
        op(24, "a model's parameter", "v(b)=0.25", "V1 a 0 1", "R1 a b 3k", "R2 b 0 m",
            ".model m r(r=3k)", ".step m(r) list 3k 1k"),
        op(24, "the temperature, and two lines nested", "v(a)=2 i(v1)=-1e-3", ".param x=1",
            "V1 a 0 {x}", "R1 a 0 1k tc1=10m", ".step param x list 1 2",
            ".step temp list 27 127"),
        of(25, "a nested sweep", "v(a)=1 v(b)=2", "V1 a 0 0", "V2 b 0 0", "R1 a b 1k",
            ".dc V1 0 1 1 V2 0 2 1"),
        of(25, "a step of zero is an error", "E230:4", "V1 a 0 0", "R1 a 0 1k", ".dc V1 0 1 0"),
        of(25, "a step in the wrong direction is an error", "E230:4", "V1 a 0 0", "R1 a 0 1k",
            ".dc V1 0 1 -0.1"),
        of(26, "one time is the end", "time=1e-3 v(a)=1", "V1 a 0 1", "R1 a 0 1k", ".tran 1m"),
        of(26, "all times and uic", "time=1e-3 v(a)=1", "V1 a 0 1", "R1 a 0 1k",
            ".tran 1u 1m 0.5m 10u uic"),
        of(26, "a negative time is an error", "E230:4", "V1 a 0 1", "R1 a 0 1k", ".tran 1u -1m"),
        // 5 V on 1 uF and 1 MOhm after 1 us: 5 exp(-1e-6).
        of(27, "ic= with uic", "v(a)=4.999995000002500", "C1 a 0 1u ic=5", "R1 a 0 1meg",
            ".tran 1u uic"),
        of(27, ".ic with uic", "v(a)=4.999995000002500", "C1 a 0 1u", "R1 a 0 1meg",
            ".ic v(a)=5", ".tran 1u uic"),
        op(27, ".nodeset guesses and fixes nothing", "v(a)=0.5", "V1 b 0 1", "R1 b a 1k",
            "R2 a 0 1k", ".nodeset v(a)=0.9"),
        op(27, "x0= of a memristor", "@n1[x]=0.3", "V1 a 0 0", "N1 a 0 hp x0=0.3"),
        of(27, ".ic of a memristor's state", "@n1[x]=0.3", "V1 a 0 0", "N1 a 0 hp",
            ".ic @n1[x]=0.3", ".tran 1u uic"),
        // ---- sources ----
        of(28, "a pulse without rise time steps within tstep", "v(a)=1",
            "V1 a 0 PULSE(0 1 1m 0 0 5m)", "R1 a 0 1k", ".tran 1u 2m"),
        of(29, "a repeated PWL", "v(a)=0.5", "V1 a 0 PWL(0 0 1m 1) r=0", "R1 a 0 1k",
            ".tran 2.5m"),
        of(29, "a delayed PWL", "v(a)=0.5", "V1 a 0 PWL(0 0 1m 1) td=2m", "R1 a 0 1k",
            ".tran 2.5m"),
        op(30, "rser= of a source, and a unit", "v(a)=0.5", "V1 a 0 1V rser=1k", "R1 a 0 1k"),
        op(30, "AC 1 on a source changes nothing in DC", "v(a)=2", "V1 a 0 2 AC 1", "R1 a 0 1k"),
        op(30, "tc= of a resistor", "i(v1)=-0.5e-3", "V1 a 0 1", "R1 a 0 1k tc=10m,0",
            ".temp 127"),
        op(31, "a resistance that depends on a voltage", "i(v1)=-2e-3", "V1 a 0 4",
            "V2 b 0 2", "R1 a 0 R={1k+500*v(b)}", "R2 b 0 1k"),
        of(31, "a charge and a capacitance that depend on a voltage", "v(a)=1",
            "V1 a 0 1", "C1 a 0 Q={1n*v(a)*v(a)}", "C2 a 0 C={1n*(1+v(a))}", "R1 a 0 1k",
            ".tran 1m"),
        op(32, "linear, POLY, VALUE and TABLE", "v(b)=6 v(c)=5 v(d)=4 v(f)=10",
            "V1 a 0 2", "E1 b 0 a 0 3", "E2 c 0 POLY(1) a 0 1 2", "E3 d 0 VALUE={v(a)^2}",
            "E4 f 0 TABLE {v(a)} = (0,0) (1,5) (3,15)", "R1 b c 1k", "R2 d f 1k"),
        op(32, "vol= and cur=", "v(b)=4 v(c)=4", "V1 a 0 2", "E1 b 0 vol='2*v(a)'",
            "G1 0 c cur='2*v(a)*1m'", "R1 b 0 1k", "R2 c 0 1k"),
        op(32, "LAPLACE", "v(b)=2", "V1 a 0 1", "E1 b 0 LAPLACE {v(a)} = {2/(1+s)}", "R1 b 0 1k"),
        op(32, "FREQ, 20 dB at zero hertz", "v(b)=10", "V1 a 0 1",
            "E1 b 0 FREQ {v(a)} = (0,20,0) (1k,-3,0)", "R1 b 0 1k"),
        // ---- names ----
        op(33, "brackets in node names", "v(out[1])=1 v(in<0>)=2", "V1 out[1] 0 1",
            "V2 in<0> 0 2", "R1 out[1] in<0> 1k"),
        op(33, "a point between levels, and a colon is taken for it", "v(b)=1 v(c)=1 v(x1.m)=1",
            ".subckt s a", "R1 a m 1k", "R2 m 0 1k", ".ends", "V1 in 0 2", "X1 in s",
            "B1 b 0 V=v(x1.m)", "B2 c 0 V=v(x1:m)", "R1 b c 1k"),
        op(34, "two elements of one name are an error", "E211:4", "V1 a 0 1", "R1 a 0 1k",
            "r1 a 0 2k"),
        op(35, "an unknown option is warned about", "W212:4 v(a)=1", "V1 a 0 1", "R1 a 0 1k",
            ".options reltoll=1e-4"),
        // ---- output ----
        op(37, "quantities of elements and states on .save", "@r1[i]=1e-3 i(r1)=1e-3 @n1[x]=0.4",
            "V1 a 0 1", "R1 a 0 1k", "N1 a 0 hp x0=0.4", ".save @r1[i] i(r1) @n1[x]"),
        op(37, "and on .probe and .print", "i(r1)=1e-3", "V1 a 0 1", "R1 a 0 1k", ".probe i(r1)",
            ".print op @r1[i]"),
        op(38, "a list of temperatures is a sweep", "i(v1)=-0.5e-3", "V1 a 0 1",
            "R1 a 0 1k tc1=10m", ".temp 27 127"),
        op(38, "dtemp= adds to the circuit's temperature", "i(v1)=-0.5e-3", "V1 a 0 1",
            "R1 a 0 1k tc1=10m dtemp=50", ".options temp=77"),
        op(39, "conditions", "v(a)=2", ".param k=2", ".if (k==1)", "V1 a 0 1", ".elseif (k==2)",
            "V1 a 0 2", ".else", "V1 a 0 3", ".endif", "R1 a 0 1k"),
        op(40, ".func and .global", "v(a)=6 v(b)=3", ".func f(x,y) {x*y}", ".global a",
            ".subckt s p", "R1 a p 1k", ".ends", "V1 a 0 {f(2,3)}", "X1 b s", "R2 b 0 1k"),
        op(40, "AKO: takes a model over", "v(b)=0.25", ".model base r(r=2k tc1=1m)",
            ".model m ako:base r(r=1k)", "V1 a 0 1", "R1 a b 3k", "R2 b 0 m"),
        op(40, "a level that is not built is refused", "E203:2", ".model m nmos(level=54)",
            "V1 a 0 1", "M1 a a 0 0 m"),
        // ---- text ----
        whole(41, "CRLF and a title in UTF-8", "v(a)=1",
            "\u00dcbertragung\r\nV1 a 0 1\r\nR1 a 0 1k\r\n.op\r\n.end\r\n"),
        op(41, "a NUL is an error", "E105:3", "V1 a 0 1", "R1 a \0 1k"),
        value(42, "a number beyond the range", "1e400", "E102:2"),
        value(42, "a formula without a real value", "{sqrt(-1)}", "E223:2"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPointIsReadByItsRule(Case point) throws Exception {
    check(Simulation.of("dialect.cir", point.text()), point.expected());
  }

  @Test
  void everyRowOfTheTableHasACase() {
    Set<Integer> rows = cases().stream().map(Case::row).collect(Collectors.toSet());
    rows.add(36); // Included files are tested below, where there is a folder.

    assertThat(rows).containsExactlyInAnyOrderElementsOf(
        IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  @Test
  void row24AStepTakesItsValuesFromAFile(@TempDir Path folder) throws Exception {
    write(folder, "values.txt", "1\n3\n9\n", StandardCharsets.UTF_8);

    check(
        read(folder, "V1 a 0 {x}\nR1 a 0 1k\n.param x=1\n.step param x file=values.txt\n.op\n"),
        "v(a)=9");
  }

  @Test
  void row29APiecewiseLinearSourceReadsAFile(@TempDir Path folder) throws Exception {
    write(folder, "wave.csv", "0 0\n1m 2\n", StandardCharsets.UTF_8);

    check(read(folder, "V1 a 0 PWL file=\"wave.csv\"\nR1 a 0 1k\n.tran 0.5m\n"), "v(a)=1");
  }

  @Test
  void row36AFileIsIncludedRelativeToTheIncludingOne(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("my parts"));
    write(folder, "my parts/a.inc", ".include 'b.inc'\n", StandardCharsets.UTF_8);
    write(folder, "my parts/b.inc", "R1 a b 1k\n", StandardCharsets.UTF_8);
    write(folder, "c.lib", ".lib fast\nR2 b 0 1k\n.endl\n.lib slow\nR2 b 0 3k\n.endl\n",
        StandardCharsets.UTF_8);

    check(
        read(folder, ".include \"my parts/a.inc\"\n.lib c.lib slow\nV1 a 0 4\n.op\n"), "v(b)=3");
  }

  @Test
  void row36AFileOutsideTheFolderIsRefused(@TempDir Path folder) throws Exception {
    Path inner = Files.createDirectories(folder.resolve("deck"));
    write(folder, "secret.inc", "R1 a 0 1k\n", StandardCharsets.UTF_8);

    check(read(inner, "V1 a 0 1\n.include ../secret.inc\n.op\n"), "E503:3");
  }

  @Test
  void row41Utf16IsReadByItsByteOrderMark(@TempDir Path folder) throws Exception {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      write(folder, "t.cir", "\uFEFFtitle\r\nV1 a 0 1\r\nR1 a 0 1k\r\n.op\r\n", charset);

      check(Simulation.read(folder.resolve("t.cir"), List.of(), Map.of()), "v(a)=1");
    }
  }

  private static Simulation read(Path folder, String lines) throws Exception {
    write(folder, "t.cir", "title\n" + lines + ".end\n", StandardCharsets.UTF_8);
    return Simulation.read(folder.resolve("t.cir"), List.of(), Map.of());
  }

  private static void write(Path folder, String name, String text, Charset charset)
      throws Exception {
    Files.writeString(folder.resolve(name), text, charset);
  }

  private static void check(Simulation simulation, String expected) throws Exception {
    List<String> wanted = new ArrayList<>(Arrays.asList(expected.split(" ")));
    List<String> codes = wanted.stream().filter(w -> w.matches("[EWN]\\d+:\\d+")).toList();
    wanted.removeAll(codes);

    assertThat(simulation.diagnostics().stream().map(DialectTest::coded).collect(Collectors.toSet()))
        .as(rendered(simulation))
        .isEqualTo(new HashSet<>(codes));
    if (wanted.isEmpty()) {
      return;
    }
    Table table = simulation.tables().values().iterator().next();
    Table.Block block = table.blocks().get(table.blocks().size() - 1);
    for (String value : wanted) {
      int equals = value.lastIndexOf('=');
      int column = table.header().indexOf(value.substring(0, equals));
      assertThat(column).as("column of %s", value).isNotNegative();
      double number = Double.parseDouble(value.substring(equals + 1));
      assertThat(block.at(column, block.size() - 1))
          .as(value)
          .isCloseTo(number, within(1e-6 * Math.abs(number)));
    }
  }

  private static String coded(Diagnostic diagnostic) {
    return diagnostic.code() + ":" + diagnostic.at().line();
  }

  private static String rendered(Simulation simulation) {
    return simulation.diagnostics().stream()
        .map(Diagnostic::render)
        .collect(Collectors.joining("\n"))
        .replace("%", "%%");
  }
}
