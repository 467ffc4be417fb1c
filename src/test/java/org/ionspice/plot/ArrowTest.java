package org.ionspice.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrowTest {
  @Test
  void headsOfAStraightLinePointAlongIt() {
    List<Arrow> heads = Arrow.along(new double[] {0, 3}, new double[] {0, 4}, 1, 1, 0);

    assertThat(heads).hasSize(4);
    for (Arrow head : heads) {
      // From the middle of the base to the tip: the line's direction, 3 : 4.
      double dx = head.x()[1] - (head.x()[0] + head.x()[2]) / 2;
      double dy = head.y()[1] - (head.y()[0] + head.y()[2]) / 2;
      assertThat(dy / dx).isCloseTo(4.0 / 3, within(1e-9));
      assertThat(dx).isPositive();
      // The base is square to the line.
      double bx = head.x()[2] - head.x()[0];
      double by = head.y()[2] - head.y()[0];
      assertThat(bx * dx + by * dy).isCloseTo(0, within(1e-15));
      assertThat(head.y()[1]).isCloseTo(head.x()[1] * 4 / 3, within(1e-12));
    }
  }

  @Test
  void aCircleDrawnBackwardsHasItsHeadsTurned() {
    int n = 400;
    double[] x = new double[n + 1];
    double[] y = new double[n + 1];
    for (int sense = -1; sense <= 1; sense += 2) {
      for (int i = 0; i <= n; i++) {
        x[i] = Math.cos(sense * 2 * Math.PI * i / n);
        y[i] = Math.sin(sense * 2 * Math.PI * i / n);
      }
      for (Arrow head : Arrow.along(x, y, 2, 2, 0)) {
        double midX = (head.x()[0] + head.x()[2]) / 2;
        double midY = (head.y()[0] + head.y()[2]) / 2;
        // r x dr has the sign of the turn.
        double turn = midX * (head.y()[1] - midY) - midY * (head.x()[1] - midX);
        assertThat(Math.signum(turn)).isEqualTo(sense);
      }
    }
  }

  @Test
  void microamperesAgainstVoltsGiveHeadsAsLongAsVoltsAgainstVolts() {
    double[] v = {0, 1};
    Arrow plain = Arrow.along(v, v, 1, 1, 0).get(0);
    Arrow scaled = Arrow.along(v, new double[] {0, 1e-6}, 1, 1e-6, 0).get(0);

    for (int corner = 0; corner < 3; corner++) {
      assertThat(scaled.x()[corner]).isCloseTo(plain.x()[corner], within(1e-12));
      assertThat(scaled.y()[corner] * 1e6).isCloseTo(plain.y()[corner], within(1e-12));
    }
  }

  @Test
  void aPointAndAnEmptyFrameHaveNoHeads() {
    double[] same = {1, 1, 1};

    assertThat(Arrow.along(same, same, 1, 1, 0)).isEmpty();
    assertThat(Arrow.along(new double[] {0, 1}, new double[] {0, 1}, 0, 1, 0)).isEmpty();
    assertThat(Arrow.along(new double[] {0}, new double[] {0}, 1, 1, 0)).isEmpty();
  }

  @Test
  void stepValuesAreShortAndHaveSuffixes() {
    assertThat(Plots.brief(10)).isEqualTo("10");
    assertThat(Plots.brief(10_000)).isEqualTo("10k");
    assertThat(Plots.brief(2.2e6)).isEqualTo("2.2meg");
    assertThat(Plots.brief(1e-14)).isEqualTo("10f");
    assertThat(Plots.brief(0.25)).isEqualTo("0.25");
    assertThat(Plots.brief(0)).isEqualTo("0");
    assertThat(Plots.brief(-4.7e-9)).isEqualTo("-4.7n");
  }
}
