package org.ionspice.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ionspice.diagnostics.Span;
import org.junit.jupiter.api.Test;

class LawTest {
  private static final Expression V = new Expression.Name("v", Span.NONE);

  private static Expression call(String function, Expression argument) {
    return new Expression.Call(function, List.of(argument), Span.NONE);
  }

  @Test
  void aLawHasTheValueAndTheSlopeOfItsFormula() {
    Law law = Law.of(call("tanh", V), "v");

    // Closed form: tanh(0.3), and 1 - tanh(0.3)^2.
    assertThat(law.at(0.3)).isCloseTo(Math.tanh(0.3), within(1e-15));
    assertThat(law.slope(0.3)).isCloseTo(1 - Math.tanh(0.3) * Math.tanh(0.3), within(1e-14));
    assertThat(law.fresh().at(0.3)).isEqualTo(law.at(0.3));
  }

  @Test
  void aConstantIsALawWithoutASlope() {
    Law law = Law.of(new Expression.Literal(2.5, Span.NONE), "v");

    assertThat(law.at(7)).isEqualTo(2.5);
    assertThat(law.slope(7)).isZero();
  }

  @Test
  void aLawReadsNothingButItsVariable() {
    Expression time = new Expression.Name("time", Span.NONE);
    Expression node = new Expression.NodeVoltage("a", "", Span.NONE);

    for (Expression foreign : List.of(time, node, call("ddt", V))) {
      assertThatThrownBy(() -> Law.of(foreign, "v"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing but v");
    }
  }
}
