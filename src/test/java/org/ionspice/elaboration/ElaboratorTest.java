package org.ionspice.elaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.NetlistReader;
import org.junit.jupiter.api.Test;

/** Numbers are those the netlist states, or the arithmetic written beside them. */
class ElaboratorTest {
  private static Design design(String text, Overrides overrides) {
    Diagnostics diagnostics = new Diagnostics();
    Design design =
        Elaborator.elaborate(
            NetlistReader.parse(new Source("test.cir", "title\n" + text), diagnostics),
            overrides,
            diagnostics);
    assertThat(diagnostics.sorted().stream().map(d -> d.render()).toList()).isEmpty();
    return design;
  }

  private static Instance instance(Design design, String name) {
    return design.circuit().instances().stream()
        .filter(i -> i.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double value(Design design, String name, String parameter) {
    Instance instance = instance(design, name);
    DeviceType type = DeviceCatalog.standard().byType(instance.type()).orElseThrow();
    return type.table().get(instance.model(), parameter).orElseThrow();
  }

  @Test
  void parametersMayBeDefinedInAnyOrder() {
    Design design = design("R1 a 0 {c}\n.param c={b*2}\n.param b={a+1}\n.param a=3\n", Overrides.NONE);

    assertThat(value(design, "r1", "r")).isEqualTo(8); // (3 + 1) 2
  }

  @Test
  void subcircuitsNestWithParametersPathsAndMultiplicity() {
    String text =
        ".subckt inner p q params: r=1k\nR1 p m {r}\nR2 m q {2*r}\n.ends\n"
            + ".subckt outer a b params: s=5\nXi a b inner r={s*10} m=2\n.ends\n"
            + "Xo in 0 outer s=7 m=3\nV1 in 0 1\n";

    Design design = design(text, Overrides.NONE);

    assertThat(value(design, "xo.xi.r1", "r")).isEqualTo(70);
    assertThat(value(design, "xo.xi.r2", "r")).isEqualTo(140);
    assertThat(instance(design, "xo.xi.r1").multiplicity()).isEqualTo(6);
    assertThat(design.circuit().nodes()).containsExactly("in", "xo.xi.m");
  }

  @Test
  void conditionsChooseElements() {
    String text = ".param k=2\n.if (k==1)\nR1 a 0 1\n.elseif (k==2)\nR1 a 0 2\n.else\nR1 a 0 3\n.endif\n";

    assertThat(value(design(text, Overrides.NONE), "r1", "r")).isEqualTo(2);
    assertThat(value(design(text, Overrides.NONE.withParameter("k", 9)), "r1", "r")).isEqualTo(3);
  }

  @Test
  void currentOfAResistorGetsAnAmmeterInItsFirstPin() {
    Design design = design("V1 a 0 1\nR1 a 0 1k\n.save i(R1) i(V1)\n.op\n", Overrides.NONE);

    assertThat(design.ammeters()).isEqualTo(Map.of("r1", "r1#i"));
    Instance ammeter = instance(design, "r1#i");
    assertThat(ammeter.type()).isEqualTo("v");
    assertThat(ammeter.nodes().get(0)).isEqualTo(0);
    assertThat(instance(design, "r1").nodes()).containsExactly(ammeter.nodes().get(1), -1);
  }

  @Test
  void controlledSourcesNameTheUnknownThatControlsThem() {
    Design design = design("V1 a 0 1\nR1 a 0 1\nF1 b 0 V1 3\nR2 b 0 1\n", Overrides.NONE);

    assertThat(instance(design, "f1").links().get(0).instance()).isEqualTo("v1");
    assertThat(instance(design, "f1").links().get(0).unknown()).isEqualTo("i");
    assertThat(value(design, "f1", "gain")).isEqualTo(3);
  }

  /** Xyce's names of what is stepped: device:parameter and card:parameter. */
  @Test
  void stepsNameParametersBehindAColon() {
    String text =
        "V1 a 0 1\nR1 a b 1k\nD1 b 0 dm\n.model dm d(is=1e-14)\n"
            + ".step r1:r list 2k 3k\n.step dm:is list 1e-15 1e-13\n.op\n";
    Design design = design(text, Overrides.NONE);

    assertThat(design.steps()).extracting(Step::kind)
        .containsExactly(Step.Kind.INSTANCE, Step.Kind.MODEL);
    Overrides all = Overrides.NONE;
    for (Step step : design.steps()) {
      all = step.at(1, all);
    }
    Design stepped = design(text, all);
    assertThat(value(stepped, "r1", "r")).isEqualTo(3000);
    assertThat(value(stepped, "d1", "is")).isEqualTo(1e-13);
  }

  @Test
  void stepsReplaceParametersSourcesAndInstances() {
    String text =
        ".param r=1k\nV1 a 0 1\nR1 a b {r}\nR2 b 0 1k\n"
            + ".step param r list 1 2 5\n.step V1 0 1 0.25\n.step dec R2 1 100 1\n.op\n";
    Design design = design(text, Overrides.NONE);

    assertThat(design.steps()).extracting(Step::kind)
        .containsExactly(Step.Kind.PARAM, Step.Kind.SOURCE, Step.Kind.INSTANCE);
    assertThat(design.steps().get(1).values()).containsExactly(0, 0.25, 0.5, 0.75, 1);
    assertThat(design.steps().get(2).values()).containsExactly(1, 10, 100);
    Overrides all = Overrides.NONE;
    for (Step step : design.steps()) {
      all = step.at(2, all);
    }
    Design stepped = design(text, all);
    assertThat(value(stepped, "r1", "r")).isEqualTo(5);
    assertThat(value(stepped, "v1", "dc")).isEqualTo(0.5);
    assertThat(value(stepped, "r2", "r")).isEqualTo(100);
  }

  @Test
  void temperatureListsAreSteps() {
    Design design = design("R1 a 0 1\nV1 a 0 1\n.temp 0 50\n.op\n", Overrides.NONE);

    assertThat(design.steps().get(0).kind()).isEqualTo(Step.Kind.TEMPERATURE);
    assertThat(design.circuit().temperature()).isCloseTo(273.15, within(1e-9));
  }

  @Test
  void initialValuesHaveFullNames() {
    String text =
        ".subckt cell a\nC1 a m 1n\nR1 m 0 1\n.ic v(m)=2\n.ends\nXc in cell\nV1 in 0 1\n.ic v(in)=1\n";

    assertThat(design(text, Overrides.NONE).circuit().initial())
        .isEqualTo(Map.of("v(xc.m)", 2.0, "v(in)", 1.0));
  }

  @Test
  void measurementsKeepBothSidesOfAnEquation() {
    Design design =
        design(
            ".param half=0.5\nV1 a 0 1\nR1 a 0 1\n.meas tran t when v(a)={half} rise=1\n",
            Overrides.NONE);

    Command meas = design.commands().get(0);
    Value when = meas.values().get(3);
    assertThat(when.expression()).isInstanceOf(Expression.NodeVoltage.class);
    assertThat(((Expression.Literal) when.target()).value()).isEqualTo(0.5);
    assertThat(meas.named("rise").orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void seriesResistanceIsAnElementOfItsOwn() {
    Design design = design("V1 a 0 1 Rser=50\nR1 a 0 1\n", Overrides.NONE);

    assertThat(value(design, "v1#rser", "r")).isEqualTo(50);
    assertThat(instance(design, "v1").nodes()).isEqualTo(
        List.of(instance(design, "v1#rser").nodes().get(1), -1));
  }

  @Test
  void aLongChainOfParametersNeedsNoDeepStack() {
    StringBuilder text = new StringBuilder("R1 a 0 {p0}\n");
    for (int k = 0; k < 20_000; k++) {
      text.append(".param p").append(k).append("={p").append(k + 1).append("}\n");
    }
    text.append(".param p20000=3\n");

    assertThat(value(design(text.toString(), Overrides.NONE), "r1", "r")).isEqualTo(3);
  }

  @Test
  void polynomialTermsComeInSpice2Order() {
    // p0 + p1 a + p2 b + p3 a^2 + p4 a b + p5 b^2 at a = 2, b = 3 with p = 1..6:
    // 1 + 4 + 9 + 16 + 30 + 54 = 114.
    List<Expression> inputs =
        List.of(
            new Expression.Literal(2, org.ionspice.diagnostics.Span.NONE),
            new Expression.Literal(3, org.ionspice.diagnostics.Span.NONE));

    Expression sum =
        Sources.sum(
            inputs, List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0), org.ionspice.diagnostics.Span.NONE);

    double value =
        org.ionspice.expression.Evaluator.evaluate(
            sum, org.ionspice.expression.Scope.EMPTY, new Diagnostics());
    assertThat(value).isEqualTo(114);
  }
}
