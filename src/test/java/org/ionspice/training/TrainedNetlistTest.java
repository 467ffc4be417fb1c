package org.ionspice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ionspice.Runs.report;
import static org.ionspice.Runs.simulation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ionspice.AnalysisReport;
import org.ionspice.Runs;
import org.ionspice.Simulation;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Attachment;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The netlist that a training hands back: the own text with the learned values in it. */
class TrainedNetlistTest {
  @TempDir Path folder;

  @Test
  void theTrainedNetlistIsTheOwnTextWithOtherValues() throws Exception {
    String text =
        """
        A divider
        V1 1 0 5
        * a comment
        N1 1 2 channel ; nothing given
        N2 2 0 channel rb=200n
        + l = {2*5u}   $ on a line of its own
        .model channel cone(l=10u rt=50n rhob=0.2 constants=authors)
        R1 2 3 1e15
        I1 3 0 DC 0
        V3 4 0 PULSE(0 1 0 1n 1n 1u 2u)
        .train steps=3 optimizer=lbfgs
        .weight @n1[l] min=1u max=100u
        .weight @n2[l] min=1u max=100u
        .weight @r1[r] min=1e12 max=1e16
        .weight @i1[dc] min=-1p max=1p
        .weight @v1[dc] min=4.9 max=5.1
        .sample : v(2)=4
        .end
        """;
    Simulation simulation = simulation(text);
    Table table = new Table();

    AnalysisReport report = report(simulation, table);

    Attachment trained = report.attachments().get(0);
    Simulation again = simulation(trained.text());
    for (String name : List.of("n1.l", "n2.l", "r1.r", "i1.dc", "v1.dc")) {
      String device = name.substring(0, 2);
      double[] column = table.column("@" + device + "[" + name.substring(3) + "]");
      var model =
          again
              .design()
              .circuit()
              .instances()
              .get(again.design().circuit().instances().indexOfName(device))
              .model();
      double value = ParameterTable.of(model.getClass()).get(model, name.substring(3)).orElseThrow();
      assertThat(value).as(name).isEqualTo(column[column.length - 1]);
    }
    List<String> before = text.lines().toList();
    List<String> after = trained.text().lines().toList();
    assertThat(after).hasSameSizeAs(before);
    for (int k : new int[] {0, 2, 4, 6, 9, 10, 11, 17}) {
      assertThat(after.get(k)).isEqualTo(before.get(k));
    }
    assertThat(after.get(3)).contains("; nothing given");
    assertThat(after.get(5)).contains("$ on a line of its own");
  }

  /** Two instances of one subcircuit, nested, one in another file, learn values of their own. */
  @Test
  void theTrainedNetlistOfSubcircuitsGivesTheTrainedOutputs() throws Exception {
    Files.writeString(
        folder.resolve("cells.inc"),
        ".subckt cell a b w=1\nN1 a m channel l={10u*w}\nXin m b inner\n.ends\n"
            + ".subckt inner a b\nN1 a b channel l=5u\n.ends\nN5 2 0 channel l=90u\n");
    String text =
        """
        Two cells
        V1 1 0 5
        .include cells.inc
        X1 1 2 cell
        X2 2 0 cell w=2
        .model channel cone(rb=200n rt=50n rhob=0.2)
        .set @x2.xin.n1[l]=7u
        .train steps=30 optimizer=lbfgs
        .weight @x1.n1[l] min=1u max=100u
        .weight @x1.xin.n1[l] min=1u max=100u
        .weight @x2.xin.n1[l] min=1u max=100u
        .weight @n5[l] min=1u max=100u
        .sample v1=5 : v(2)=4 v(x2.m)=1.5
        .end
        """;
    Files.writeString(folder.resolve("a.cir"), text);
    Simulation simulation = Runs.read(folder.resolve("a.cir"));
    Table table = new Table();

    String trained = report(simulation, table).attachments().get(0).text();

    assertThat(table.column("@x2.xin.n1[l]")[0]).isEqualTo(7e-6);
    double[] loss = table.column("loss");
    assertThat(loss[loss.length - 1]).isLessThan(1e-12);
    String run = trained.replaceAll("(?m)^\\.(train|weight|sample).*$", "*").replace(".end", ".op\n.end");
    Files.writeString(folder.resolve("b.cir"), run);
    Table point =
        Runs.read(folder.resolve("b.cir")).tables().get("op");
    // The loss was 3.8 V^2 or so: 1e-12 of it is 2 uV.
    assertThat(point.column("v(2)")[0]).isCloseTo(4, within(3e-6));
    assertThat(point.column("v(x2.m)")[0]).isCloseTo(1.5, within(3e-6));
    // Trained on from there, the values in the lines .set change and stay the only ones.
    assertThat(trained.split("@x2.xin.n1\\[l\\]=", -1)).hasSize(2);
    assertThat(trained).contains(".set @n5[l]=");
  }
}
