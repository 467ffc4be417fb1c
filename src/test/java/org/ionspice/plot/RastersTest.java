package org.ionspice.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.measure.Listing;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

class RastersTest {
  /** Neurons with more and more current; Lapicque's rates of the default neuron at 2 and 3 nA. */
  private static String net(int count) {
    StringBuilder text = new StringBuilder("net\n");
    for (int k = 0; k < count; k++) {
      text.append("I%d 0 a%d %s\nN%d a%d 0 lif\n".formatted(k, k, k == 0 ? "2n" : "3n", k, k));
    }
    return text.append(".tran 1m 0.5\n").toString();
  }

  private static Listing listing(Simulation simulation, Diagnostics trouble) {
    Command plot =
        simulation.design().commands().stream()
            .filter(c -> c.keyword().equals("plot"))
            .findFirst()
            .orElseThrow();
    return Listing.of(plot, trouble).orElse(null);
  }

  @Test
  void countersAndThresholdsGiveTheSameSpikes() throws IOException, NotMeasurable {
    Simulation simulation =
        Simulation.of(
            "r.cir", net(2) + ".plot tran raster @n0[spikes] v(a0) @n1[spikes] threshold=14.9m\n.end\n");
    Table tran = simulation.tables().get("tran");

    List<Listing.Train> trains =
        listing(simulation, new Diagnostics()).trains(tran.header(), tran.blocks().get(0));

    // 33.6407 Hz for 0.5 s is 16 spikes, 63.04 Hz 31, after one at the start: the operating point is
    // above the threshold. A voltage that starts there has not risen.
    assertThat(trains.get(0).times()).hasSize(17);
    assertThat(trains.get(2).times()).hasSize(32);
    assertThat(trains.get(1).times()).hasSize(16);
    for (int k = 0; k < 16; k++) {
      assertThat(trains.get(1).times()[k]).isCloseTo(trains.get(0).times()[k + 1], within(1e-3));
    }
    Sketch.Line points =
        Plots.of(listing(simulation, new Diagnostics()), tran).sketch().lines().get(0);
    assertThat(points.style()).isEqualTo(Sketch.Style.MARKS);
    assertThat(points.x()).hasSize(17 + 16 + 32);
    assertThat(points.y()).containsOnly(1, 2, 3);
  }

  @Test
  void aNetOfManyNeuronsHasARasterUnasked() throws IOException {
    Table few = Simulation.of("r.cir", net(7) + ".end\n").tables().get("tran");
    Table many = Simulation.of("r.cir", net(8) + ".end\n").tables().get("tran");

    assertThat(Plots.of("tran", few, List.of())).doesNotContainKey("tran-raster");
    assertThat(Plots.of("tran", many, List.of())).containsKey("tran-raster");
  }

  @Test
  void aVoltageNeedsAThreshold() {
    Simulation simulation = Simulation.of("r.cir", net(1) + ".plot tran raster v(a0)\n.end\n");
    Diagnostics trouble = new Diagnostics();

    assertThat(listing(simulation, trouble)).isNull();
    assertThat(trouble.sorted().get(0).at().line()).isEqualTo(5);
    assertThat(trouble.sorted().get(0).at().column()).isEqualTo(19);
    assertThat(trouble.sorted().get(0).message()).contains("threshold= is missing");
  }
}
