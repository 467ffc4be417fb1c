package org.ionspice.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.measure.Listing;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
  @TempDir Path folder;

  @Test
  void aTransientIsDrawnOncePerUnit() throws Exception {
    Table table = new Table();
    table.begin(
        new Header(
            "tran",
            "Transient Analysis",
            "A sine and its current",
            List.of(new Column("time", "s"), new Column("v(a)", "V"), new Column("i(n1)", "A")),
            false,
            List.of()));
    table.block(new double[0]);
    for (int i = 0; i <= 500; i++) {
      double t = i * 1e-5;
      table.row(new double[] {t, Math.sin(2000 * t), 3e-6 * Math.sin(2000 * t + 0.5)});
    }

    var pictures = Plots.of("tran", table, List.of());
    pictures.get("tran").png(folder.resolve("tran.png"));
    pictures.get("tran-2").svg(folder.resolve("tran-2.svg"));

    assertThat(pictures).containsOnlyKeys("tran", "tran-2");
    assertThat(Files.size(folder.resolve("tran.png"))).isGreaterThan(5000);
    assertThat(folder.resolve("tran-2.svg")).content().contains("<svg");
  }

  @Test
  void aLoopShowsItsDirection() throws Exception {
    double[] v = new double[401];
    double[] i = new double[401];
    for (int k = 0; k < v.length; k++) {
      double angle = 2 * Math.PI * k / 400;
      v[k] = Math.sin(angle);
      i[k] = 2e-6 * Math.sin(angle) * (1 - 0.6 * Math.cos(angle));
    }

    Picture loop =
        Plots.loop("Pinched loop", "v(a)", "V", "i(n1)", "A", List.of(new Curve("1 Hz", v, i)));
    loop.png(folder.resolve("loop.png"));
    Path copy = Path.of(System.getProperty("ionspice.pictures", folder.toString()));
    loop.png(copy.resolve("loop.png"));

    assertThat(Files.size(folder.resolve("loop.png"))).isGreaterThan(5000);
  }

  @Test
  void impedanceIsDrawnInThePlaneAndOverFrequency() throws Exception {
    Table table = new Table();
    table.begin(
        new Header(
            "eis",
            "Impedance Spectra",
            "Two cells",
            List.of(
                new Column("freq", "Hz"),
                new Column("bias", "V"),
                new Column("re(Z)", "Ohm"),
                new Column("im(Z)", "Ohm")),
            false,
            List.of()));
    table.block(new double[0]);
    for (double bias : new double[] {0, 0.2}) {
      for (int k = 0; k <= 40; k++) {
        double f = Math.pow(10, k / 10.0);
        double wt = 2 * Math.PI * f * 1e-3;
        double r = 1000 / (1 + bias);
        table.row(new double[] {f, bias, 50 + r / (1 + wt * wt), -r * wt / (1 + wt * wt)});
      }
    }

    var pictures = Plots.of("eis", table, List.of());
    for (var picture : pictures.entrySet()) {
      picture.getValue().svg(folder.resolve(picture.getKey() + ".svg"));
    }

    assertThat(pictures).containsOnlyKeys("eis-nyquist", "eis-magnitude", "eis-phase");
    // Text is drawn as paths; the words at the decades are what the plane has more of.
    String plane = Files.readString(folder.resolve("eis-nyquist.svg"));
    String bode = Files.readString(folder.resolve("eis-phase.svg"));
    assertThat(plane.split("<ellipse|<circle").length)
        .isGreaterThanOrEqualTo(bode.split("<ellipse|<circle").length + 10);
  }

  @Test
  void thinningKeepsExtremes() {
    double[] x = new double[1_000_000];
    double[] y = new double[1_000_000];
    x[777_777] = 1;
    y[777_777] = 5;

    Curve thinned = new Curve("spike", x, y).thinned();

    assertThat(thinned.y()).hasSizeLessThanOrEqualTo(20_000).contains(5.0);
  }

  @Test
  void aSpectrumIsDrawnInTheComplexPlane() throws Exception {
    Simulation simulation =
        Simulation.of(
            "arc.cir",
            "arc\nV1 a 0 AC 1\nR1 a b 100\nR2 b 0 1k\nC1 b 0 1u\n.ac dec 10 1 100k\n"
                + ".plot ac nyquist {-v(a)/i(V1)}\n.end\n");
    Listing line =
        Listing.of(
                simulation.design().commands().stream()
                    .filter(c -> c.keyword().equals("plot"))
                    .findFirst()
                    .orElseThrow(),
                new Diagnostics())
            .orElseThrow();

    assertThat(line.nyquist()).isTrue();
    Plots.of(line, simulation.tables().get("ac")).svg(folder.resolve("arc.svg"));
    assertThat(folder.resolve("arc.svg")).content().contains("<svg");
    Listing.Named z = line.waves(simulation.tables().get("ac").header(), block(simulation)).get(0);
    assertThat(z.wave().unit()).isEqualTo("Ohm");
    assertThat(z.wave().realPart().re()[0]).isCloseTo(1100, within(0.1));
  }

  private static Table.Block block(Simulation simulation) throws Exception {
    return simulation.tables().get("ac").blocks().get(0);
  }

  @Test
  void aNyquistPictureOfATransientIsRefused() {
    Simulation simulation =
        Simulation.of(
            "no.cir", "no\nV1 a 0 1\nR1 a 0 1\n.tran 1m 1\n.plot tran nyquist v(a)\n.end\n");
    Diagnostics diagnostics = new Diagnostics();

    simulation.design().commands().stream()
        .filter(c -> c.keyword().equals("plot"))
        .forEach(c -> assertThat(Listing.of(c, diagnostics)).isEmpty());
    assertThat(diagnostics.hasErrors()).isTrue();
  }
}
