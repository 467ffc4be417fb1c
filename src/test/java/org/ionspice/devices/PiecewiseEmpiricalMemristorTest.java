package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against closed forms under a constant voltage: linear pieces make exponentials in time. */
class PiecewiseEmpiricalMemristorTest {
  private static final String SET =
      " I1=10u I2=20u V1=0.5 V2=0.4 G0=50u VP=0.3 VN=-0.2 D1=4 D2=-3 C1=40 C2=-30 XO=0.2";

  @Test
  void approachesItsBoundsExponentiallyWithoutTables() {
    Waves up =
        Waves.of(
            "up\nV1 a 0 PWL(0 0.8 1 0.8)\nN1 a 0 pem" + SET
                + "\n.options reltol=1e-6\n.tran 10u 10m\n.end\n");
    Waves down =
        Waves.of(
            "down\nV1 a 0 PWL(0 -0.8 1 -0.8)\nN1 a 0 pem" + SET
                + "\n.options reltol=1e-6\n.tran 10u 10m\n.end\n");

    double growth = 40 * (Math.exp(4 * 0.5) - 1);
    double fall = 30 * (Math.exp(3 * 0.6) - 1);
    double x = 1 - 0.8 * Math.exp(-growth * 4e-3);
    assertThat(up.at("@n1[x]", 4e-3)).isCloseTo(x, within(2e-5));
    assertThat(down.at("@n1[x]", 4e-3)).isCloseTo(0.2 * Math.exp(-fall * 4e-3), within(2e-5));
    double h = 10e-6 * Math.exp(1.6) - 20e-6 * Math.exp(-2) + 40e-6 + 10e-6;
    assertThat(up.at("@n1[i]", 4e-3)).isCloseTo(x * h, within(1e-9));
  }

  @Test
  void readsTheTablesOfXycesLevel4(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("fp.csv"), "0 2\n0.5 1\n0.9 1\n");
    Files.writeString(folder.resolve("filem.dat"), "0 0\n1 1\n");
    Files.writeString(
        folder.resolve("a.cir"),
        "level 4\nV1 a 0 PWL(0 0.8 1 0.8)\nymemristor mr a 0 m xo=0.5\n"
            + ".model m memristor level=4 i1=10u i2=20u v1=0.5 v2=0.4 g0=50u vp=0.3 vn=-0.2"
            + " d1=4 d2=-3 c1=40 c2=-30 fxpdata=fp.csv\n.tran 10u 4m\n.end\n");
    Simulation simulation = Simulation.read(folder.resolve("a.cir"), List.of(), Map.of());
    assertThat(simulation.diagnostics()).isEmpty();

    Table table = simulation.tables().get("tran");

    // From 0.5 to 0.9 the table is 1, so that x grows linearly; above it ends.
    Waves waves = new Waves(table);
    double growth = 40 * (Math.exp(4 * 0.5) - 1);
    assertThat(waves.at("@mr[x]", 1e-3)).isCloseTo(0.5 + growth * 1e-3, within(1e-4));
    assertThat(waves.at("@mr[x]", 4e-3)).isBetween(0.9, 0.91);
  }
}
