package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The power MOSFET against its equations, written here once more, and its lines and cards. */
class PowerMosfetTest {
  private static final Map<String, Object> CARD =
      Map.of(
          "vto", 2.0, "kp", 3.0, "lambda", 0.02, "theta", 0.05, "mtriode", 0.7, "ksubthres", 0.15,
          "subshift", 0.1);

  private static ContractProbe probe(Map<String, Object> card) {
    return new ContractProbe(
        ParameterTable.of(PowerMosfet.class).build(card).record().orElseThrow(), 3, 0);
  }

  private static double[] point(ContractProbe probe, double d, double g) {
    double[] x = new double[probe.columns()];
    x[1] = d;
    x[2] = g;
    return x;
  }

  @ParameterizedTest
  @CsvSource({
    // vgs, vds: weak inversion, saturation, triode, and the same in reverse
    "1.5, 5", "4, 5", "6, 1", "6, 6", "1.5, -0.3", "4, -0.5", "6, -1"
  })
  void theCurrentIsThatOfTheManual(double vgs, double vds) {
    double w = 0.15 * Math.log1p(Math.exp(((vds < 0 ? vgs - vds : vgs) - 2.1) / 0.15));
    double u = 0.7 * Math.abs(vds);
    double shape = u < w ? u * (w - u / 2) : w * w / 2;
    double expected = Math.signum(vds) * 3 * (1 + 0.02 * vds) / (1 + 0.05 * vgs) * shape;
    ContractProbe probe = probe(CARD);

    assertThat(probe.output("id", point(probe, vds, vgs)))
        .isCloseTo(expected, within(1e-13 * Math.abs(expected)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-40, -3, -0.1, 0, 0.2, 5, 60})
  void theChargeOfTheGateIsTheIntegralOfItsCapacitance(double vgd) {
    Map<String, Object> card = new HashMap<>(CARD);
    card.putAll(Map.of("cgdmax", 2e-9, "cgdmin", 1e-10, "a", 0.6));
    ContractProbe probe = probe(card);
    double s = 1.9e-9 / (1 + Math.PI / 2);
    double y = 2e-9 - s;
    double expected = y + s * (vgd > 0 ? Math.tanh(0.6 * vgd) : Math.atan(0.6 * vgd));
    double h = 1e-4;

    double slope =
        (probe.at(point(probe, 0, vgd + h)).q()[2] - probe.at(point(probe, 0, vgd - h)).q()[2])
            / (2 * h);

    assertThat(probe.output("cgd", point(probe, 0, vgd))).isCloseTo(expected, within(1e-22));
    assertThat(slope).isCloseTo(expected, within(1e-6 * expected)); // Rounding of q over h.
  }

  @Test
  void aPChannelIsTheReflectionOfAnNChannel() {
    Map<String, Object> card = new HashMap<>(CARD);
    card.putAll(Map.of("rd", 0.3, "rs", 0.1, "rq", 0.4, "vq", 2.0, "cgdmax", 1e-9, "cjo", 1e-9));
    ContractProbe n = probe(card);
    card.put("vto", -2.0);
    card.put("polarity", "pchan");
    ContractProbe p = probe(card);
    Random random = new Random(5);

    for (int round = 0; round < 50; round++) {
      double[] x = n.randomPoint(random, 3);
      double[] mirrored = x.clone();
      for (int k = 0; k < x.length; k++) {
        mirrored[k] = -x[k];
      }
      double[] f = n.at(x).f();
      double[] g = p.at(mirrored).f();
      for (int k = 1; k < f.length; k++) {
        assertThat(g[k]).isCloseTo(-f[k], within(1e-12 * Math.abs(f[k]) + 1e-18));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M1 d g 0 m1\n.model m1 vdmos nchan vto=2 kp=1",
        "M1 d g 0 0 m1\n.model m1 VDMOS(vto=2 kp=1 mfg=IR Vds=100 Ron=3m Qg=4n)",
        "M1 d g 0 m1\n.model m1 vdmosn vto=2 kp=1 vds_max=100",
        "M1 d g 0 m1\n.model m1 vdmos (vto=2 kp=1 nchan)"
      })
  void cardsAndLinesAreThoseOfOtherPrograms(String lines) throws Exception {
    Simulation run =
        Simulation.of("case.cir", "t\nV1 d 0 10\nV2 g 0 4\n" + lines + "\n.op\n.end\n");

    assertThat(run.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    double current = run.tables().values().iterator().next().column("i(v1)")[0];
    assertThat(current).isCloseTo(-2, within(1e-6)); // kp w^2 / 2, and the leakage of a diode.
  }

  @Test
  void selfHeatingAndABulkAreRefusedWhereTheyStand() throws Exception {
    String netlist =
        "t\nV1 d 0 10\nV2 g 0 4\nM1 d g 0 tj tc m1 thermal\nM2 d g 0 g m1\n.model m1 vdmos\n.op\n.end\n";

    assertThat(Simulation.of("case.cir", netlist).diagnostics())
        .filteredOn(Diagnostic::isError)
        .extracting(d -> d.code() + " " + d.at().line() + ":" + d.at().column())
        .containsExactly(Code.E122 + " 4:19", Code.E120 + " 5:10");
  }
}
