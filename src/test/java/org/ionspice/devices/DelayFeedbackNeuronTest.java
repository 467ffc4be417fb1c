package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The neuron under constant current: closed forms, and scipy's LSODA at rtol 1e-10. */
class DelayFeedbackNeuronTest {
  private static final String BENCH =
      "neuron\nVdd vdd 0 0.5\nRload out 0 1g\nI1 0 m 20u\nN1 m out vdd 0 dflif ";

  /** Returns the times at which the output passes 0.25 V upwards or downwards. */
  private static List<Double> crossings(Waves waves, boolean up) {
    double[] t = waves.table().blocks().get(0).column(0);
    double[] v = waves.column("v(out)");
    List<Double> found = new ArrayList<>();
    for (int k = 1; k < t.length; k++) {
      double a = v[k - 1] - 0.25;
      double b = v[k] - 0.25;
      if (up ? a < 0 && b >= 0 : a >= 0 && b < 0) {
        found.add(t[k - 1] + (t[k] - t[k - 1]) * a / (a - b));
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({"0", "40e-6", "70e-6"})
  void theFirstSpikeComesWhenTheMembraneIsCharged(double gl) {
    Waves waves = Waves.of(BENCH + "gl=" + gl + "\n.tran 1n 0.4u uic\n.end\n");

    double closed =
        gl == 0 ? 8e-12 * 0.25 / 20e-6 : 8e-12 / gl * Math.log(20e-6 / (20e-6 - gl * 0.25));
    assertThat(waves.jumps("@n1[spikes]").get(0)).isCloseTo(closed, within(5e-4 * closed));
  }

  @ParameterizedTest
  @CsvSource({
    "2e-9,1.0295729e-8,1.0190537e-7",
    "5e-9,1.3414901e-8,1.1201339e-7",
    "15e-9,2.3788152e-8,1.3566425e-7",
    "50e-9,5.9873503e-8,2.0704261e-7"
  })
  void theDelaySetsTheWidth(double delay, double width, double period) {
    // Expected: computed with scipy's LSODA, events located on its dense output.
    Waves waves = Waves.of(BENCH + "td=" + delay + "\n.tran 1n 0.6u uic\n.end\n");

    List<Double> up = crossings(waves, true);
    List<Double> down = crossings(waves, false);
    assertThat(down.get(0) - up.get(0)).isCloseTo(width, within(2e-3 * width));
    assertThat(up.get(1) - up.get(0)).isCloseTo(period, within(2e-3 * period));
  }

  @Test
  void theSupplyPaysForTheLoadAndForTheTimeInWhichTheOutputIsHigh() {
    Waves waves = Waves.of(BENCH + "\n.options reltol=1e-7\n.tran 1n 0.6u uic\n.end\n");
    double[] t = waves.table().blocks().get(0).column(0);
    double[] i = waves.column("i(vdd)");
    double[] known = waves.column("@n1[ivdd]");
    double energy = 0;
    for (int k = 1; k < t.length; k++) {
      energy -= 0.5 * (t[k] - t[k - 1]) * 0.5 * (i[k] + i[k - 1]);
      // Newton leaves a hundredth of reltol of a current.
      assertThat(known[k]).isCloseTo(-i[k], within(1e-12));
    }

    double high = 0;
    List<Double> up = crossings(waves, true);
    List<Double> down = crossings(waves, false);
    for (int k = 0; k < up.size(); k++) {
      high += down.get(k) - up.get(k);
    }
    // Each edge's lag behind the comparator is the same, so that widths add up exactly; 4 spikes.
    double closed = 4 * 3e-12 * 0.25 + 0.5 * 25e-6 * high;
    assertThat(up).hasSize(4);
    assertThat(energy).isCloseTo(closed, within(1e-3 * closed));
  }

  @Test
  void anOuterDelayActsLikeTheInnerOne() {
    String rest = "\n.tran 1n 0.6u 0 0.2n uic\n.end\n";
    // A fast edge of the output pin (rout cl small) so that both delay the same signal.
    Waves inner = Waves.of(BENCH + "td=20n cl=0.01p" + rest);
    Waves outer =
        Waves.of(
            "neuron\nVdd vdd 0 0.5\nI1 0 m 20u\nN1 m out vdd 0 fb dflif cl=0.01p\n"
                + "N2 out 0 fb 0 delay td=20n\nRload fb 0 1g" + rest);

    List<Double> expected = inner.jumps("@n1[spikes]");
    List<Double> spikes = outer.jumps("@n1[spikes]");
    assertThat(spikes).hasSameSizeAs(expected).hasSizeGreaterThan(3);
    for (int k = 0; k < spikes.size(); k++) {
      assertThat(spikes.get(k)).isCloseTo(expected.get(k), within(2e-3 * expected.get(k)));
    }
  }

  @Test
  void theOutputFollowsTheSupplyAndDividesWithTheLoad() {
    Waves waves =
        Waves.of(
            "op\nVdd vdd 0 0.8\nV1 m 0 0.3\nRload out 0 300\nN1 m out vdd 0 dflif on=1 rout=100\n"
                + ".op\n.end\n");

    assertThat(waves.column("v(out)")[0]).isCloseTo(0.8 * 0.75, within(1e-9));
    assertThat(-waves.column("i(vdd)")[0]).isCloseTo(0.8 / 400 + 25e-6, within(1e-9));
    assertThat(waves.column("@n1[fb]")[0]).isCloseTo(1, within(1e-12));
    // The membrane's source pays the reset: (gl + grst) vm.
    assertThat(-waves.column("i(v1)")[0]).isCloseTo(0.3 * (2e-3 + 80e-9), within(1e-9));
  }

  @Test
  void aMembraneThatStartsAboveTheThresholdFiresAtOnce() {
    Waves waves = Waves.of(BENCH + "ic=0.3\n.tran 1n 20n uic\n.end\n");

    assertThat(waves.column("v(m)")[0]).isCloseTo(0.3, within(1e-9));
    assertThat(waves.jumps("@n1[spikes]")).hasSize(1);
    assertThat(waves.jumps("@n1[spikes]").get(0)).isLessThan(1e-11);
  }

  @ParameterizedTest
  @CsvSource({"60e-9,20,20", "200e-9,4,10"})
  void aLongDelaySwallowsWholePulses(double delay, int fewest, int most) {
    // Twenty pulses of 10 ns forced on the membrane: 3 or 10 within the delay, 4 fit.
    Waves waves =
        Waves.of(
            "forced\nVdd vdd 0 0.5\nRload out 0 1g\nV1 m 0 PULSE(0 0.4 0 1n 1n 9n 20n 20)\n"
                + "N1 m out vdd 0 dflif td=" + delay + "\n.tran 1n 1u\n.end\n");

    List<Double> late = waves.jumps("@n1[late]");
    assertThat(waves.jumps("@n1[spikes]")).hasSize(20);
    assertThat(late.size()).isBetween(fewest, most);
    assertThat(late.get(0) - waves.jumps("@n1[spikes]").get(0))
        .isCloseTo(delay, within(1e-6 * delay));
    double[] left = waves.column("@n1[late]");
    assertThat(left[left.length - 1]).isZero();
  }

  @Test
  void withoutDelayTheFeedbackIsTheOutput() {
    Waves waves = Waves.of(BENCH + "td=0\n.tran 1n 0.3u uic\n.end\n");

    double[] y = waves.column("@n1[y]");
    double[] fb = waves.column("@n1[fb]");
    for (int k = 0; k < y.length; k++) {
      assertThat(fb[k]).isCloseTo(y[k], within(1e-9));
    }
    assertThat(waves.jumps("@n1[spikes]")).hasSizeGreaterThan(1);
  }

  @Test
  void neuronsThatFireTogetherAllComeBack() {
    // Thirty neurons, five each under the same current: what makes one of five guards pass zero may
    // leave the others a rounding error before it.
    StringBuilder text = new StringBuilder("together\nVdd vdd 0 0.5\n.save");
    StringBuilder parts = new StringBuilder();
    for (int k = 0; k < 30; k++) {
      text.append(" @n").append(k).append("[spikes] @n").append(k).append("[high]");
      parts.append(
          "\nI%1$d 0 m%1$d PULSE(0 %2$du 10n 1n 1n 240n)\nN%1$d m%1$d o%1$d vdd 0 dflif"
              .formatted(k, 21 + 2 * (k / 5)));
      parts.append("\nR%1$d o%1$d 0 1g".formatted(k));
    }
    Waves waves =
        Waves.of(
            text.toString() + parts + "\n.options reltol=1e-7\n.tran 1n 0.3u uic\n.end\n");

    for (int k = 0; k < 30; k++) {
      List<Double> spikes = waves.jumps("@n" + k + "[spikes]");
      List<Double> first = waves.jumps("@n" + k / 5 * 5 + "[spikes]");
      assertThat(spikes).as("spikes of neuron %d", k).hasSize(2);
      // Alike to what Newton leaves of the membrane voltage, a hundredth of reltol.
      assertThat(spikes.get(1)).isCloseTo(first.get(1), within(1e-14));
      double[] high = waves.column("@n" + k + "[high]");
      assertThat(high[high.length - 1]).as("output of neuron %d at the end", k).isZero();
    }
  }

  @Test
  void delaysWhoseInputsRestCostNoSteps() {
    // Forty more delays of different lengths, whose inputs rest: a corner at t = 0 is all they see.
    String common =
        "delays\nV1 a 0 PULSE(0 1 10n 1n 1n 5n 30n 5)\nN1 a 0 b 0 delay td=7n\nR1 b 0 1k\n";
    StringBuilder idle = new StringBuilder("V2 c 0 1\n");
    for (int k = 0; k < 40; k++) {
      idle.append("Nd%1$d c 0 d%1$d 0 delay td=%2$dn\nRd%1$d d%1$d 0 1k\n".formatted(k, 8 + k));
    }
    String end = ".tran 1n 0.3u\n.save v(b)\n.end\n";
    int alone = Waves.of(common + end).column("v(b)").length;
    Waves all = Waves.of(common + idle + end);

    assertThat(all.column("v(b)").length).isLessThan(alone + 160);
    for (int k = 0; k < 5; k++) {
      assertThat(all.at("v(b)", 17.5e-9 + k * 30e-9)).isCloseTo(0.5, within(1e-6));
    }
  }

  @Test
  void thresholdsMustBeOrdered() {
    assertThat(
            ParameterTable.of(DelayFeedbackNeuron.class).build(Map.of("vlo", 0.3)).problems())
        .hasSize(1);
  }
}
