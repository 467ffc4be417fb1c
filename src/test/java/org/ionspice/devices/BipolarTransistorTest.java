package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closed forms of the transistor: Ebers and Moll's limit, the Early effect, high injection, charge. */
class BipolarTransistorTest {
  /** k T / q at 300.15 K with the constants of CODATA 2018, V. */
  private static final double VT = 1.380649e-23 * 300.15 / 1.602176634e-19;

  private static final double GMIN = 1e-12;
  private static final int C = 1;
  private static final int B = 2;
  private static final int E = 3;

  private static Built<BipolarTransistor> build(Map<String, Object> given) {
    return ParameterTable.of(BipolarTransistor.class).build(given);
  }

  private static ContractProbe probe(Map<String, Object> given) {
    return new ContractProbe(build(given).record().orElseThrow(), 3, 0);
  }

  private static double[] at(ContractProbe probe, double c, double b, double e) {
    double[] x = new double[probe.columns()];
    x[C] = c;
    x[B] = b;
    x[E] = e;
    return x;
  }

  @ParameterizedTest
  @CsvSource({"0.6, -3", "0.65, 0.5", "-1, 0.55", "0, 0", "-2, -4"})
  void withoutFurtherParametersItIsEbersAndMoll(double vbe, double vbc) {
    ContractProbe.Sample npn =
        probe(Map.of("is", 1e-15, "bf", 80, "br", 3)).at(new double[] {0, -vbc, 0, -vbe});
    ContractProbe.Sample pnp =
        probe(Map.of("is", 1e-15, "bf", 80, "br", 3, "polarity", "pnp"))
            .at(new double[] {0, vbc, 0, vbe});

    // I_C = IS [exp(vbe/Vt) - exp(vbc/Vt)] - IS/br [exp(vbc/Vt) - 1] (Ebers and Moll,
    // Proc. IRE 42, 1761 (1954), in the transport form), and gmin across both junctions.
    double f = 1e-15 * Math.expm1(vbe / VT);
    double r = 1e-15 * Math.expm1(vbc / VT);
    double ic = f - r - r / 3 - GMIN * vbc;
    double ib = f / 80 + r / 3 + GMIN * (vbe + vbc);
    assertThat(npn.f()[C]).isCloseTo(ic, within(1e-12 * Math.abs(f) + 1e-12 * Math.abs(r) + 1e-26));
    assertThat(npn.f()[B]).isCloseTo(ib, within(1e-12 * Math.abs(f) + 1e-12 * Math.abs(r) + 1e-26));
    assertThat(pnp.f()[C]).isEqualTo(-npn.f()[C]);
    assertThat(pnp.f()[B]).isEqualTo(-npn.f()[B]);
    assertThat(pnp.f()[E]).isEqualTo(-npn.f()[E]);
  }

  @Test
  void theEarlyVoltageIsWhereTheOutputLinesMeet() {
    ContractProbe probe = probe(Map.of("vaf", 50));
    double low = probe.at(at(probe, 2, 0.65, 0)).f()[C] - GMIN * (2 - 0.65);
    double high = probe.at(at(probe, 12, 0.65, 0)).f()[C] - GMIN * (12 - 0.65);

    // i is proportional to vaf - vbc: the line meets zero current at vce = vbe - vaf.
    double meets = 2 - low * (12 - 2) / (high - low);
    assertThat(meets).isCloseTo(0.65 - 50, within(1e-8));
  }

  @Test
  void farAboveTheKneeTheCurrentGrowsWithHalfTheSlope() {
    ContractProbe probe = probe(Map.of("is", 1e-15, "ikf", 1e-3));
    double vbe = 0.95;
    double ic = probe.at(at(probe, vbe, vbe, 0)).f()[C];

    // vbc = 0: i = 2 I / (1 + sqrt(1 + 4 I/ikf)), the positive root of i (1 + i/ikf) = I, less than
    // the gmin current.
    double ideal = 1e-15 * Math.expm1(vbe / VT);
    assertThat(ic * (1 + ic / 1e-3)).isCloseTo(ideal, within(1e-10 * ideal));
    // And so it tends to sqrt(is ikf) exp(vbe / 2 Vt).
    assertThat(ic).isCloseTo(Math.sqrt(1e-18) * Math.exp(vbe / 2 / VT), within(0.01 * ic));
  }

  @Test
  void theLeakageHasItsOwnSlope() {
    ContractProbe probe = probe(Map.of("ise", 1e-12, "ne", 2, "isc", 1e-13, "nc", 1.8));
    double ib = probe.at(at(probe, 0.1, 0.4, 0)).f()[B];

    double expected =
        1e-16 / 100 * Math.expm1(0.4 / VT)
            + 1e-12 * Math.expm1(0.4 / 2 / VT)
            + 1e-16 * Math.expm1(0.3 / VT)
            + 1e-13 * Math.expm1(0.3 / 1.8 / VT)
            + GMIN * 0.7;
    assertThat(ib).isCloseTo(expected, within(1e-12 * expected));
  }

  @ParameterizedTest
  @CsvSource({"1e-6", "1e-3", "0.05", "0.4", "1", "7", "300", "1e6"})
  void crowdingIsHausersLaw(double w) {
    double z = (Math.sqrt(1 + 144 * w / Math.PI / Math.PI) - 1) / (24 / Math.PI / Math.PI) / Math.sqrt(w);
    double t = Math.tan(z);
    double expected = 3 * (t - z) / (z * t * t);

    GummelPoon.Value share = GummelPoon.crowding(new GummelPoon.Value().set(w, 1, 0));

    // The written form loses digits where tan z is close to z, and where z is close to pi/2.
    assertThat(share.value()).isCloseTo(expected, within(2e-9 * expected));
    double h = 1e-4 * w;
    double difference =
        (GummelPoon.crowding(new GummelPoon.Value().set(w + h, 1, 0)).value()
                - GummelPoon.crowding(new GummelPoon.Value().set(w - h, 1, 0)).value())
            / (2 * h);
    assertThat(share.byVbe()).isCloseTo(difference, within(1e-6 * Math.abs(difference) + 1e-9));
  }

  @Test
  void theBaseResistanceFollowsTheBaseCharge() {
    ContractProbe probe = probe(Map.of("rb", 100, "rbm", 20, "ikf", 1e-3, "is", 1e-15));
    double[] x = at(probe, 3, 0.8, 0);
    int inner = probe.index("base");
    x[inner] = 0.75;
    double qb = probe.output("qb", x);

    double forward = 1e-15 * Math.expm1(0.75 / VT);
    double expected = (1 + Math.sqrt(1 + 4 * (forward - 1e-15) / 1e-3)) / 2;
    assertThat(qb).isCloseTo(expected, within(1e-9 * expected)); // ikr is infinite: no share of ir
    // 0.05 V across rbm + (rb - rbm)/qb.
    double ohms = 20 + 80 / qb;
    assertThat(probe.at(x).f()[B]).isCloseTo(0.05 / ohms, within(1e-12));
  }

  @Test
  void theDiffusionChargeIsTheTransitTimeTimesTheCurrent() {
    ContractProbe probe =
        probe(Map.of("tf", 2e-10, "xtf", 3, "itf", 0.02, "vtf", 5, "tr", 1e-8, "is", 1e-15));
    double vbc = -2;
    double f = 1e-15 * Math.expm1(0.75 / VT);
    double share = f / (f + 0.02);
    double grown = 2e-10 * f * (1 + 3 * share * share * Math.exp(vbc / (1.44 * 5)));

    ContractProbe.Sample sample = probe.at(at(probe, 2.75, 0.75, 0));
    // Charge of the emitter junction at E, of the collector junction (tr ir, ir = -is) at C.
    assertThat(sample.q()[E]).isCloseTo(-grown, within(1e-12 * grown));
    assertThat(sample.q()[C]).isCloseTo(1e-8 * 1e-15, within(1e-30));
  }

  @Test
  void depletionChargesLieAtTheirNodes() {
    Map<String, Object> given = new HashMap<>();
    given.putAll(Map.of("cje", 3e-12, "cjc", 2e-12, "xcjc", 0.25, "rb", 10, "cjs", 5e-12));
    given.put("mjs", 0.5);
    ContractProbe probe =
        new ContractProbe(build(given).record().orElseThrow(), 4, 0);
    double[][] c = probe.at(new double[probe.columns()]).c();
    int inner = probe.index("base");

    // All at zero bias: cje inner-e, a quarter of cjc inner-c, the rest b-c, cjs substrate-c.
    assertThat(c[inner][E]).isCloseTo(-3e-12, within(1e-24));
    assertThat(c[inner][C]).isCloseTo(-0.5e-12, within(1e-24));
    assertThat(c[B][C]).isCloseTo(-1.5e-12, within(1e-24));
    assertThat(c[4][C]).isCloseTo(-5e-12, within(1e-24));
  }

  @Test
  void oddCardsAreRefusedWithAReason() {
    assertThat(build(Map.of("rb", 1, "rbm", 2)).problems().get(0).message()).contains("rbm");
    assertThat(build(Map.of("subs", 0.5)).problems().get(0).message()).contains("subs");
    assertThat(build(Map.of("level", 4)).problems()).hasSize(1);
    assertThat(build(Map.of("tlev", 2)).problems().get(0).message()).contains("tlev");
    assertThat(build(Map.of("ise", 100)).record().orElseThrow().remarks()).hasSize(1);
    assertThat(build(Map.of("tis1", 1e-3, "ctc", 1e-3)).record().orElseThrow().remarks()).hasSize(2);
  }

  @Test
  void theExcessPhaseIsADelayOfTheTransport() throws Exception {
    // Two transistors that differ in ptf only; 30 degrees at 1/(2 pi tf) = 398 MHz, here 40 MHz.
    Table table =
        run(
            "Vb b 0 0.7 ac 1\nVc c 0 3\nVd d 0 3\nQ1 c b 0 q1\nQ2 d b 0 q2\n"
                + ".model q1 npn(tf=0.4n ptf=30)\n.model q2 npn(tf=0.4n)\n.ac lin 1 40meg 40meg\n"
                + ".save i(vc) i(vd)\n.end\n");
    double[] lag = new double[2];
    for (int k = 0; k < 2; k++) {
      String name = k == 0 ? "i(vc)" : "i(vd)";
      lag[k] = Math.atan2(table.imaginary(name)[0], table.column(name)[0]);
    }

    // exp(-i phi), phi = 2 pi f tf ptf pi/180; Pade's quotient is phi^4/72 away from it.
    double phi = 2 * Math.PI * 40e6 * 0.4e-9 * Math.PI / 6;
    assertThat(lag[0] - lag[1]).isCloseTo(-phi, within(phi * phi * phi * phi / 72 + 1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0.3, 1.3", "0.7, 0.4", "0.72, 0.7", "-2, -1"})
  void theEpitaxyConductsAsKullEtAlWriteIt(double inner, double outer) {
    double vt = 1.380649e-23 * 300.15 / 1.602176634e-19;
    double a = Math.sqrt(1 + 1e-9 * Math.exp(inner / vt));
    double b = Math.sqrt(1 + 1e-9 * Math.exp(outer / vt));
    double drop = inner - outer;
    // Kull et al. 1985 in the form of PSpice, with rco = 20 ohm, vo = 5 V, gamma = 1e-9, area 2.
    double expected =
        2
            * (vt * (a - b - Math.log((1 + a) / (1 + b))) + drop)
            / (20 * (1 + Math.abs(drop) / 5));
    EpitaxialCollector.At layer =
        new EpitaxialCollector.At(
            new EpitaxialCollector(20, 5, 1e-9, 1e-12, 0, 1.206, 2.42, 0.87), true, 2, 3, 300.15, 300.15);

    assertThat(layer.set(inner, outer).current).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
  }

  private static Table run(String netlist) throws IOException {
    Simulation simulation = Simulation.of("test.cir", "test\n" + netlist);
    assertThat(
            simulation.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    return simulation.tables().values().iterator().next();
  }

  @Test
  void theFourthNodeAndTheAreaAreRecognised() throws Exception {
    Table table =
        run(
            "Vc c 0 3\nVb b 0 0.6\nVs s 0 -1\nQ1 c b 0 s qm 2 off\nQ2 c b 0 qm area=2 ic=0.6, 3\n"
                + ".model qm npn(is=1e-15)\n.op\n.save @q1[ic] @q2[ic]\n.end\n");

    double expected = 2e-15 * Math.expm1(0.6 / VT);
    assertThat(table.column("@q1[ic]")[0]).isCloseTo(expected, within(1e-6 * expected));
    assertThat(table.column("@q2[ic]")[0]).isEqualTo(table.column("@q1[ic]")[0]);
  }
}
