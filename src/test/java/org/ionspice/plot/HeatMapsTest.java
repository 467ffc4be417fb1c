package org.ionspice.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.result.Column;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

class HeatMapsTest {

  private static Column column(String name) {
    return new Column(name, "1");
  }

  @Test
  void aGridIsFoundOnlyWhenItIsWhole() {
    List<Column> whole =
        List.of(
            column("time"),
            column("@xa.x1.cell_1_1[x]"),
            column("@xa.x1.cell_2_1[x]"),
            column("@xa.x1.cell_1_2[x]"),
            column("@xa.x1.cell_2_2[x]"),
            column("@xa.x1.cell_2_2[g]"));
    List<HeatMaps.Grid> grids = HeatMaps.grids(whole);

    assertThat(grids).hasSize(1);
    assertThat(grids.get(0).crossbar()).isEqualTo("xa.x1.");
    assertThat(grids.get(0).places()).isDeepEqualTo(new int[][] {{1, 3}, {2, 4}});
    assertThat(HeatMaps.grids(whole.subList(0, 4))).isEmpty();
  }

  @Test
  void aCrossbarIsMapped() throws IOException {
    Table table =
        Simulation.of(
                "map.cir",
                """
                crossbar
                X1 r c xbar rows=3 cols=2 device=hp x0={0.1*row+0.01*col}
                V1 r_1 0 0.1
                V2 r_2 0 0
                V3 r_3 0 0
                Vc1 c_1 0 0
                Vc2 c_2 0 0
                .op
                .end
                """)
            .tables()
            .get("op");
    Map<String, Picture> pictures = Plots.of("op", table, List.of());

    assertThat(pictures).containsKey("op-map");
    Sketch map = pictures.get("op-map").sketch();
    // Held states from x(1,1) = 0.11 to x(3,2) = 0.32 in ten ranges of 0.021.
    assertThat(map.title()).isEqualTo("x of x1");
    Sketch.Line first = map.lines().get(0);
    assertThat(first.label()).isEqualTo("0.11 to 0.131");
    assertThat(first.x()).containsExactly(1, 2); // 0.11 and 0.12
    assertThat(first.y()).containsExactly(1, 1);
    assertThat(first.colour()).isEqualTo("#440154");
    Sketch.Line last = map.lines().get(map.lines().size() - 1);
    assertThat(last.label()).isEqualTo("0.299 to 0.32");
    assertThat(last.x()).containsExactly(1, 2); // 0.31 and 0.32
    assertThat(last.y()).containsExactly(3, 3);
    assertThat(last.colour()).isEqualTo("#fde725");
  }
}
