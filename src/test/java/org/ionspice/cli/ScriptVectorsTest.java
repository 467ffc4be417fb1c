package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Vectors, variables, functions and loops of scripts; numbers are printed as ngspice 39 does. */
class ScriptVectorsTest extends ScriptRuns {
  @Test
  void vectorsAreComplexInAc() throws Exception {
    int code =
        run(
            LOW_PASS,
            "ac lin 1 159.15494309189535 200",
            "print v(out) mag(v(out)) vdb(out) ph(v(out)) vr(out)",
            "set units=degrees",
            "print vp(out) (1,2)*(0,1)");

    // 1 / (1 + j) at the corner
    assertThat(code).isZero();
    assertThat(lines())
        .containsExactly(
            "v(out) = 5.000000e-01,-5.00000e-01",
            "mag(v(out)) = 7.071068e-01",
            "vdb(out) = -3.01030e+00",
            "ph(v(out)) = -7.85398e-01",
            "vr(out) = 5.000000e-01",
            "vp(out) = -4.50000e+01",
            "(1,2)*(0,1) = -2.00000e+00,1.000000e+00");
  }

  @Test
  void tablesGoAlongTheScale() throws Exception {
    assertThat(run(LOW_PASS, "dc v1 0 2 1", "print v(in) v(out)-1")).isZero();

    assertThat(lines())
        .contains(
            "Index   v-sweep         v(in)           v(out)-1        ",
            "0\t0.000000e+00\t0.000000e+00\t-1.00000e+00\t",
            "2\t2.000000e+00\t2.000000e+00\t1.000000e+00\t");
    assertThat(text()).contains("DC transfer characteristic");
  }

  @Test
  void theWordsOfAScriptAreItsVariables() throws Exception {
    int code =
        run(
            DIVIDER,
            "set list = ( one two three ) bare",
            "echo $list / $list[2] / $#list / $?bare / $?other",
            "let x = vector(3)*2",
            "echo values $&x of $curplot \"a  b\"",
            "let x[1] = 7",
            "print line x[1] x[0,1] length(x) mean(x) vecmax(x)",
            "strcmp same abc abc",
            "if $same eq 0",
            "  echo equal",
            "else",
            "  echo different",
            "end",
            "compose y values 1 4 9",
            "print sqrt(y)[2]",
            "let k = 0",
            "while k < 5",
            "  let k = k + 1",
            "  if k = 2",
            "    continue",
            "  end",
            "  if k gt 3",
            "    break",
            "  end",
            "  echo k=$&k",
            "end",
            "repeat 2",
            "  echo again",
            "end",
            "dowhile 0",
            "  echo once",
            "end");

    assertThat(remarks()).isEmpty();
    assertThat(code).isZero();
    assertThat(lines())
        .containsExactly(
            "one two three / two / 3 / 1 / 0",
            "values 0 2 4 of const a  b",
            "x[1] = 7.000000e+00",
            "x[0,1] =  (  0.000000e+00 7.000000e+00 )",
            "length(x) = 3.000000e+00",
            "mean(x) = 3.666667e+00",
            "vecmax(x) = 7.000000e+00",
            "equal",
            "sqrt(y)[2] = 3.000000e+00",
            "k=1",
            "k=3",
            "again",
            "again",
            "once");
  }

  @Test
  void countersGoOnAcrossAnalyses() throws Exception {
    int code =
        run(
            DIVIDER,
            "let k = 0",
            "compose r values 1k 2k 5k",
            "while k < 3",
            "  alter r1 = r[k]",
            "  op",
            "  let k = k + 1",
            "  let r[0] = k",
            "end",
            "print k op3.v(b) r[0] length(r)");

    // As in ngspice: what was made before the first analysis is found and changed from any plot.
    assertThat(code).isZero();
    assertThat(lines())
        .containsExactly(
            "k = 3.000000e+00", "op3.v(b) = 3.750000e+00", "r[0] = 3.000000e+00",
            "length(r) = 3.000000e+00");
  }

  @Test
  void functionsAreDefinedCallEachOtherAndAreTakenBack() throws Exception {
    int code =
        run(
            DIVIDER,
            "op",
            "define half(x) x/2",
            "define both(x,y) half(x) + half(y)",
            "define ratio(n,m) v(n)/v(m)",
            "print both(v(a),v(b)) ratio(a,b)",
            "define",
            "undefine half",
            "print both(1,2)",
            "define loop(x) loop(x)+1",
            "print loop(1)",
            "define 3(x) x");

    // 10 V and 7.5 V: 5 + 3.75, and 4/3.
    assertThat(lines())
        .contains(
            "both(v(a),v(b)) = 8.750000e+00",
            "ratio(a,b) = 1.333333e+00",
            "both (x, y) = half(x) + half(y)");
    assertThat(code).isEqualTo(2);
    assertThat(remarks()).contains("half", "calls itself", "this defines no function");
  }
}
