package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ionspice.Simulation;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The MOSFET against the closed forms of Shichman and Hodges (1968) and Meyer (1971), written here
 * once more, and against itself under reflection.
 */
class MosfetTest {
  private static final double BETA = 6e-5 * 10;
  private static final Map<String, Double> PLAIN =
      Map.of("vto", 0.8, "kp", 6e-5, "w", 2e-5, "l", 2e-6, "lambda", 0.03, "gamma", 0.5, "phi", 0.65);

  /** Index of the pins d, g, s, b in a point. */
  private static final int D = 1;

  private static ContractProbe probe(Class<? extends DeviceModel> type, Map<String, ?> given) {
    return new ContractProbe(
        ParameterTable.ofAny(type).build(given).record().orElseThrow(), 4, 0);
  }

  private static double[] point(ContractProbe probe, double d, double g, double s, double b) {
    double[] x = new double[probe.columns()];
    System.arraycopy(new double[] {d, g, s, b}, 0, x, D, 4);
    return x;
  }

  private static Map<String, Object> with(Map<String, Double> base, Object... more) {
    Map<String, Object> all = new HashMap<>(base);
    for (int k = 0; k < more.length; k += 2) {
      all.put((String) more[k], more[k + 1]);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    // vgs, vds, vbs: off, saturation, triode, and both with the bulk below the source
    "0.5, 3, 0", "2, 3, 0", "2, 0.7, 0", "2, 3, -2", "4, 1, -3", "3, 2.2, 0"
  })
  void theCurrentIsTheSquareLawWithBodyEffect(double vgs, double vds, double vbs) {
    double von = 0.8 + 0.5 * (Math.sqrt(0.65 - vbs) - Math.sqrt(0.65));
    double on = vgs - von;
    double shape = on <= 0 ? 0 : on < vds ? on * on / 2 : vds * (on - vds / 2);
    double expected = BETA * shape * (1 + 0.03 * vds);
    ContractProbe probe = probe(MosfetLevel1.class, PLAIN);
    double[] x = point(probe, vds, vgs, 0, vbs);

    assertThat(probe.output("id", x)).isCloseTo(expected, within(1e-13 * BETA));
    assertThat(probe.output("von", x)).isCloseTo(von, within(1e-14));
    // Besides, a junction in reverse: is and gmin times its voltage, both out of the drain.
    double junction = 1e-14 * (Math.exp((vbs - vds) / 0.025864926) - 1) + 1e-12 * (vbs - vds);
    assertThat(probe.at(x).f()[D]).isCloseTo(expected - junction, within(1e-13 * BETA));
  }

  @Test
  void aPChannelDeviceIsTheReflectionOfAnNChannelDevice() {
    Map<String, Object> more =
        with(PLAIN, "tox", 3e-8, "rd", 30, "rsh", 20, "cj", 3e-4, "ad", 1e-10, "cgso", 2e-10);
    ContractProbe n = probe(MosfetLevel1.class, more);
    more.put("vto", -0.8);
    more.put("polarity", "pmos");
    ContractProbe p = probe(MosfetLevel1.class, more);
    Random random = new Random(5);

    for (int round = 0; round < 50; round++) {
      double[] x = n.randomPoint(random, 3);
      double[] minus = x.clone();
      for (int k = 0; k < minus.length; k++) {
        minus[k] = -minus[k];
      }
      ContractProbe.Sample one = n.at(x);
      ContractProbe.Sample other = p.at(minus);

      for (int row = 1; row < n.size(); row++) {
        assertThat(other.f()[row]).isEqualTo(-one.f()[row]);
        assertThat(other.q()[row]).isEqualTo(-one.q()[row]);
        assertThat(other.g()[row]).isEqualTo(one.g()[row]);
      }
    }
  }

  @Test
  void drainAndSourceMayChangePlaces() {
    ContractProbe probe = probe(MosfetLevel1.class, with(PLAIN, "tox", 3e-8));
    int ogs = probe.index("ogs");
    int ogd = probe.index("ogd");
    Random random = new Random(6);

    for (int round = 0; round < 50; round++) {
      double[] x = probe.randomPoint(random, 3);
      double[] turned = x.clone();
      turned[D] = x[D + 2];
      turned[D + 2] = x[D];
      turned[ogs] = x[ogd];
      turned[ogd] = x[ogs];
      double[] f = probe.at(x).f();
      double[] other = probe.at(turned).f();

      assertThat(other[D]).isCloseTo(f[D + 2], within(1e-12 * Math.abs(f[D]) + 1e-20));
      assertThat(other[D + 1]).isCloseTo(f[D + 1], within(1e-12 * Math.abs(f[D + 1]) + 1e-20));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // vgs, vds and the shares of cox: accumulation, depletion, weak channel, saturation, triode
    "-1, 0, 0, 0, 1",
    "0.345, 1, 0, 0, 0.7",
    "0.67, 1, 0.4, 0, 0.2",
    "3.8, 5, 0.66666666666667, 0, 0",
    "3.8, 0, 0.5, 0.5, 0",
    // a = 1 - (2/5)^2, b = 1 - (3/5)^2
    "3.8, 1, 0.56, 0.426666666666667, 0"
  })
  void theGatesCapacitancesAreMeyers(double vgs, double vds, double gs, double gd, double gb) {
    double cox = 3.9 * 8.8541878128e-12 / 3e-8 * 2e-5 * 2e-6;
    ContractProbe probe = probe(MosfetLevel1.class, with(PLAIN, "tox", 3e-8));
    double[] x = point(probe, vds, vgs, 0, 0);

    assertThat(probe.output("cgs", x)).isCloseTo(gs * cox, within(1e-12 * cox));
    assertThat(probe.output("cgd", x)).isCloseTo(gd * cox, within(1e-12 * cox));
    assertThat(probe.output("cgb", x)).isCloseTo(gb * cox, within(1e-12 * cox));
  }

  @Test
  void theAdmittanceOfTheGateIsThatOfTheCapacitances() {
    Waves waves =
        Waves.of(
            """
            Gate of a MOSFET in its triode region, by the admittance between the pins
            Vg g 0 DC 3.8 AC 1
            Vd d 0 1
            M1 d g 0 0 m W=20u L=2u
            .model m nmos(vto=0.8 kp=60u lambda=0.03 phi=0.65 tox=30n cgso=0.3n cgdo=0.2n cgbo=0.1n)
            .ac lin 1 1g 1g
            .end
            """);
    double omega = 2 * Math.PI * 1e9;
    double cox = 3.9 * 8.8541878128e-12 / 3e-8 * 2e-5 * 2e-6;
    double cgd = 0.64 / 1.5 * cox + 0.2e-9 * 2e-5;
    double cgs = 0.84 / 1.5 * cox + 0.3e-9 * 2e-5;
    double gm = BETA * 1 * (1 + 0.03);

    double all = omega * (cgs + cgd + 0.1e-9 * 2e-6);
    assertThat(waves.imaginary("i(vg)")[0]).isCloseTo(-all, within(1e-8 * all));
    assertThat(waves.imaginary("i(vd)")[0]).isCloseTo(omega * cgd, within(1e-8 * omega * cgd));
    assertThat(waves.column("i(vd)")[0]).isCloseTo(-gm, within(1e-8 * gm));
  }

  @Test
  void dopingOxideAndGateGiveWhatTheCardLeavesOpen() {
    double thermal = 1.380649e-23 * 300.15 / 1.602176634e-19;
    double perArea = 3.9 * 8.8541878128e-12 / 40e-9;
    double phi = 2 * thermal * Math.log(2e16 / 1.45e10);
    double gamma =
        Math.sqrt(2 * 1.602176634e-19 * 11.7 * 8.8541878128e-12 * 2e22) / perArea;
    double gap = 1.16 - 7.02e-4 * 300.15 * 300.15 / (300.15 + 1108);
    // An n-type gate on a p-type bulk: the difference of the work functions is -gap/2 - phi/2.
    double vto =
        -0.5 * gap - 0.5 * phi - 1.602176634e-19 * 5e14 / perArea + phi + gamma * Math.sqrt(phi);
    Map<String, Double> card = Map.of("tox", 40e-9, "nsub", 2e16, "nss", 5e10, "uo", 500.0);
    ContractProbe probe = probe(MosfetLevel1.class, card);

    assertThat(probe.output("von", point(probe, 1, 2, 0, 0))).isCloseTo(vto, within(1e-9));
    assertThat(probe.output("von", point(probe, 1, 2, 0, -3)))
        .isCloseTo(vto + gamma * (Math.sqrt(phi + 3) - Math.sqrt(phi)), within(1e-9));
    double vgst = 2 - vto;
    assertThat(probe.output("gm", point(probe, 5, 2, 0, 0)))
        .isCloseTo(0.05 * perArea * vgst, within(1e-9 * perArea));
  }

  @Test
  void theJunctionsHaveABottomAndASidewall() {
    Map<String, Object> card =
        with(PLAIN, "cj", 3e-4, "mj", 0.45, "cjsw", 3e-10, "mjsw", 0.3, "pb", 0.85);
    card.putAll(Map.of("ad", 1e-10, "pd", 5e-5, "cbs", 2e-14));
    ContractProbe probe = probe(MosfetLevel1.class, card);
    double[] x = point(probe, 3, 0, 0, 0);

    double expected =
        3e-14 * Math.pow(1 + 3 / 0.85, -0.45) + 1.5e-14 * Math.pow(1 + 3 / 0.85, -0.3);
    assertThat(probe.output("cbd", x)).isCloseTo(expected, within(1e-12 * expected));
    assertThat(probe.output("cbs", x)).isCloseTo(2e-14, within(1e-26));
  }

  @Test
  void sheetResistanceTimesSquaresStandsBeforeDrainAndSource() {
    ContractProbe probe = probe(MosfetLevel1.class, with(PLAIN, "rsh", 25, "nrd", 2, "rs", 0));
    double[] x = point(probe, 1, 0, 0, 0);
    x[probe.index("drain")] = 0.9;

    assertThat(probe.at(x).f()[D]).isCloseTo(0.1 / 50, within(1e-15));
    assertThat(probe.size()).isEqualTo(1 + 4 + 1);
  }

  @Test
  void aCapacitorDischargesThroughASaturatedChannelInAStraightLine() {
    Waves waves =
        Waves.of(
            """
            Constant current out of a capacitor; ic= of the MOSFET sets its pins
            Vg g 0 2
            C1 d 0 1p
            M1 d g 0 0 m W=20u L=2u ic=5,2
            .model m nmos(vto=1 kp=60u is=0)
            .tran 0.1n 10n uic
            .end
            """);

    // 0.3 mA out of 1 pF is 0.3 V/ns; it leaves saturation at 1 V.
    assertThat(waves.at("v(d)", 10e-9)).isCloseTo(5 - 3, within(1e-4));
    assertThat(waves.at("v(d)", 5e-9)).isCloseTo(5 - 1.5, within(1e-4));
  }

  @Test
  void otherLevelsAreRefusedWhereTheyAreWritten() {
    List<Diagnostic> said =
        Simulation.of(
                "test.cir",
                """
                level
                V1 d 0 1
                M1 d d 0 0 m
                .model m nmos(vto=1 level=8)
                .op
                .end
                """)
            .diagnostics();

    assertThat(said).hasSize(1);
    assertThat(said.get(0).render())
        .contains("test.cir:4:", "nmos of level 8 is not available", "the levels are 1, 2, 3, 6")
        .contains("^");
  }

  @Test
  void theGateLimiterStopsNearTheThreshold() {
    GateLimiter limiter = new GateLimiter(1);

    assertThat(limiter.limit(5, 0)).isEqualTo(2);
    assertThat(limiter.limit(-3, 0)).isEqualTo(-3);
    assertThat(limiter.limit(-5, 0)).isEqualTo(-4);
    assertThat(limiter.limit(9, 1.5)).isEqualTo(4.5);
    assertThat(limiter.limit(-5, 1.5)).isEqualTo(0.5);
    assertThat(limiter.limit(1.2, 1.5)).isEqualTo(1.2);
  }
}
