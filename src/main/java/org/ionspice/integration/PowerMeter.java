package org.ionspice.integration;

import java.util.Arrays;
import org.ionspice.analysis.Flows;
import org.ionspice.analysis.Probes;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.Ports;
import org.jspecify.annotations.Nullable;

/**
 * Measures power and energy of instances along a transient.
 *
 * <p>At the end of a step the charges of each instance are differentiated by the formula that the
 * step used, so that the currents obey Kirchhoff's law as well as the solution does. Within a step
 * currents are f(x) + dq(x)/dt along the dense output, and energy is their integral with the
 * voltages on {@link Lobatto} points: exact for the polynomial where devices are linear. Mutable
 * workspace, for one thread; nothing is allocated in a step.
 */
public final class PowerMeter implements Flows {
  private final Evaluation evaluation;
  private final Ports ports;

  /** Metered instances; where the charges of each begin; the slot of each instance, -1 for none. */
  private final int[] metered;

  private final int[] base;
  private final int[] slots;
  private final int size;

  /** Charges at the pins, in step with the transient's own history. */
  private final StepHistory past;

  private final double[] beta;

  /** Of every instance: the energy at the start of the step, the one at the present point. */
  private final double[] energyBefore;

  private final double[] energy;

  /** Of every instance: power on the points of the step under way; charges, pin by pin. */
  private final double[][] powers;

  private final double[][] charges;
  private final double[] charging;
  private final double[] work;
  private final boolean integrates;
  private Lobatto points = new Lobatto(4);
  private double inside = Double.NaN;
  private double length;
  private boolean integrated;

  /**
   * Makes the meter that {@code probes} ask for, if they ask for one.
   *
   * @param depth points that the formulas look back on
   */
  public static @Nullable PowerMeter of(Assembly system, Probes probes, int depth) {
    int[] metered = probes.metered();
    return metered.length == 0
        ? null
        : new PowerMeter(system, metered, probes.integrates(), depth);
  }

  private PowerMeter(Assembly system, int[] metered, boolean integrates, int depth) {
    this.evaluation = system.evaluation();
    this.ports = new Ports(system);
    this.metered = metered.clone();
    this.integrates = integrates;
    slots = new int[system.circuit().instances().size()];
    Arrays.fill(slots, -1);
    base = new int[metered.length + 1];
    int widest = 0;
    for (int m = 0; m < metered.length; m++) {
      slots[metered[m]] = m;
      base[m + 1] = base[m] + ports.pins(metered[m]);
      widest = Math.max(widest, ports.pins(metered[m]));
    }
    size = base[metered.length];
    past = new StepHistory(size, depth);
    beta = new double[size + 1];
    energyBefore = new double[metered.length];
    energy = new double[metered.length];
    powers = new double[metered.length][];
    charges = new double[size][];
    charging = new double[widest + 1];
    work = new double[system.size() + 1];
    room(4);
  }

  private void room(int count) {
    points = new Lobatto(count);
    for (int m = 0; m < powers.length; m++) {
      powers[m] = new double[count];
    }
    for (int c = 0; c < size; c++) {
      charges[c] = new double[count];
    }
  }

  /** Starts, or goes on after a jump, at {@code x}, whose unknowns move by {@code slope} a second. */
  void begin(double[] x, double[] slope) {
    charges(x, past.q);
    for (int m = 0; m < metered.length; m++) {
      ports.charging(metered[m], x, slope, past.qDot, base[m]);
    }
    past.restart();
    inside = Double.NaN;
  }

  private void charges(double[] x, double[] into) {
    for (int m = 0; m < metered.length; m++) {
      ports.charges(metered[m], x, into, base[m]);
    }
  }

  /** Takes what the step from {@code t} of length {@code h} did to charges, before it is accepted. */
  void step(IntegrationFormula formula, StepHistory solved, double t, double h) {
    for (int stage = 0; stage < formula.stages(); stage++) {
      boolean last = stage == formula.stages() - 1;
      double[] q = last ? past.qNew : past.qStage;
      double[] dot = last ? past.qDotNew : past.qDotStage;
      evaluation.time(t + formula.end(stage) * h);
      charges(last ? solved.xNew : solved.xStage, q);
      double alpha = formula.coefficients(stage, past, h, beta);
      for (int c = 0; c < size; c++) {
        dot[c] = alpha * q[c] + beta[c];
      }
    }
    integrated = false;
  }

  /** Integrates over the step whose dense output is given; {@link #between} may then be asked. */
  void integrate(DenseStep dense) {
    if (points.count() < dense.degree() + 3) {
      room(dense.degree() + 3);
    }
    double h = dense.time(1) - dense.time(0);
    for (int i = 0; i < points.count(); i++) {
      place(dense, points.place(i));
      for (int m = 0; m < metered.length; m++) {
        ports.charges(metered[m], work, charging, 0);
        for (int pin = 0; pin < base[m + 1] - base[m]; pin++) {
          charges[base[m] + pin][i] = charging[pin];
        }
      }
    }
    for (int i = 0; i < points.count(); i++) {
      place(dense, points.place(i));
      for (int m = 0; m < metered.length; m++) {
        for (int pin = 0; pin < base[m + 1] - base[m]; pin++) {
          charging[pin] = points.slope(i, charges[base[m] + pin]) / h;
        }
        powers[m][i] = ports.power(metered[m], work, charging, 0);
      }
    }
    for (int m = 0; m < metered.length; m++) {
      energyBefore[m] = energy[m];
      energy[m] += h * points.integral(powers[m]);
    }
    length = h;
    integrated = true;
  }

  private void place(DenseStep dense, double s) {
    dense.at(s, work);
    work[work.length - 1] = 0;
    evaluation.time(dense.time(s));
  }

  /** Goes to the fraction {@code s} of the step. */
  public void between(DenseStep dense, double s) {
    if (!integrated) {
      integrate(dense);
    }
    inside = s;
  }

  /** Goes to the end of the step of length {@code h} and takes it as the new start. */
  public void accept(DenseStep dense, double h) {
    if (integrates && !integrated) {
      integrate(dense);
    }
    past.accept(h);
    inside = Double.NaN;
    integrated = false;
  }

  @Override
  public double power(int k, double[] x) {
    int m = slots[k];
    return Double.isNaN(inside)
        ? ports.power(k, x, past.qDot, base[m])
        : points.at(inside, powers[m]);
  }

  @Override
  public double energy(int k) {
    int m = slots[k];
    return Double.isNaN(inside)
        ? energy[m]
        : energyBefore[m] + length * points.integral(inside, powers[m]);
  }
}
