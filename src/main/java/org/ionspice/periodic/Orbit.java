package org.ionspice.periodic;

import java.io.IOException;
import org.ionspice.analysis.Flows;
import org.ionspice.analysis.Probes;
import org.ionspice.assembly.Assembly;
import org.ionspice.integration.DenseStep;
import org.ionspice.integration.PowerMeter;
import org.ionspice.integration.TrBdf2;

/**
 * A periodic orbit: points at the ends of steps, and in between the parabola through both ends and
 * the inner stage of TR-BDF2. Arrays are shared, not copied.
 *
 * @param begin s, the time at the start
 * @param period s
 * @param ends of the steps, as fractions of the period; the last is 1
 * @param start the unknowns at the start, length size + 1, as of all points
 * @param points at the ends of the steps
 * @param stages at the inner stage of each step
 * @param closure the largest difference of start and end, relative to the unknown's size
 * @param multipliers Floquet multipliers as real and imaginary part, largest magnitude first
 */
public record Orbit(
    double begin,
    double period,
    double[] ends,
    double[] start,
    double[][] points,
    double[][] stages,
    double closure,
    double[][] multipliers) {
  /** Takes rows one by one. */
  public interface Rows {
    /** Takes the quantities at {@code t} s; the array is reused. */
    void row(double t, double[] values) throws IOException;
  }

  /**
   * Reads quantities along the orbit, from its start to its end, both included.
   *
   * @param least rows at least; each step gives the same even number, equally spaced
   */
  public void read(Assembly system, Probes probes, int least, Rows rows) throws IOException {
    int pieces = 2 * Math.max(1, (least + 2 * ends.length - 1) / (2 * ends.length));
    double[] values = new double[probes.columns().size()];
    double[] x = new double[start.length];
    DenseStep dense = new DenseStep();
    system.evaluation().mode(true);
    PowerMeter meter = PowerMeter.of(system, probes, 2);
    Flows flows = meter == null ? Flows.still(system) : meter;
    for (int k = 0; k < ends.length; k++) {
      double from = begin + (k == 0 ? 0 : ends[k - 1]) * period;
      double to = begin + ends[k] * period;
      dense.begin(from, to - from);
      dense.add(0, k == 0 ? start : points[k - 1]);
      dense.add(1, points[k]);
      dense.add(TrBdf2.GAMMA, stages[k]);
      for (int p = k == 0 ? 0 : 1; p <= pieces; p++) {
        double s = (double) p / pieces;
        double t = p == pieces ? to : dense.time(s);
        if (meter != null) {
          meter.between(dense, s);
        }
        dense.at(s, x);
        x[x.length - 1] = 0;
        system.evaluation().time(t);
        probes.real(system, x, flows, values, 0);
        rows.row(t, values);
      }
      if (meter != null) {
        meter.accept(dense, to - from);
      }
    }
  }
}
