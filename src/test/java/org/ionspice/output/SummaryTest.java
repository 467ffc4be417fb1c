package org.ionspice.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.ionspice.result.Attachment;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Summary BRANCHES =
      new Summary(
          "circuit",
          "Equivalent circuit",
          List.of(new Column("branch", ""), new Column("tau", "s"), new Column("order", "1")),
          List.of(List.of("R_a L_a", 1.5e-3, 1.0), List.of("C", Double.NaN, 2.0)));

  @Test
  void numbersStandRightAndWordsLeftUnderTheirHeads() {
    assertThat(SummaryText.of(BRANCHES.at(List.of("r"), new double[] {1000})))
        .isEqualTo(
            """
            Equivalent circuit, r = 1000
              branch        tau [s]  order
              R_a L_a  1.500000e-03      1
              C                   -      2
            """);
  }

  @Test
  void jsonHasUnitsOnceAndNullForWhatIsNoNumber() throws IOException {
    String json = SummaryJson.of(List.of(BRANCHES.at(List.of("r"), new double[] {1000})));
    assertThat(json.replaceAll("\\s+", ""))
        .isEqualTo(
            """
            [{"name":"circuit","title":"Equivalentcircuit","steps":{"r":1000.0},
            "units":{"tau":"s","order":"1"},
            "rows":[{"branch":"R_aL_a","tau":0.0015,"order":1.0},
            {"branch":"C","tau":null,"order":2.0}]}]
            """
                .replaceAll("\\s+", ""));
  }

  @Test
  void aRowMustFitItsColumns() {
    List<Column> one = List.of(new Column("a", "1"));
    assertThatThrownBy(() -> new Summary("x", "", one, List.of(List.of(1.0, 2.0))))
        .hasMessageContaining("2 cells");
    assertThatThrownBy(() -> new Summary("x", "", one, List.of(List.of(1))))
        .hasMessageContaining("neither number nor word");
  }

  @Test
  void anAttachmentCannotLeaveItsFolder() {
    for (String name : List.of("../z.z", "a/b", "", ".hidden", "a b", "c:d")) {
      assertThatThrownBy(() -> new Attachment(name, "")).isInstanceOf(RuntimeException.class);
    }
  }
}
