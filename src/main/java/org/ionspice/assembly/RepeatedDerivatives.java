package org.ionspice.assembly;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.circuit.Instance;

/**
 * Derivatives of f and q by numbers of devices at very many points, as a walk back over a transient
 * needs them: the stamps of linear devices are differentiated once, those of others are differenced
 * between two neighbouring values at each point.
 *
 * <p>The neighbours are p (1 +- 2^-17): the difference is wrong by some 1e-10 of what p makes of f.
 * Where p is zero or stands at the end of its range, or where the device has closed forms, {@link
 * ParameterDerivatives} does it. Mutable workspace, for one thread; good as long as the circuit keeps
 * its parameters.
 */
public final class RepeatedDerivatives {
  private static final double STEP = 0x1p-17;

  private final Assembly system;
  private final ParameterDerivatives numbers;

  /** Derivatives that are the same at every point. */
  private final ConstantSlopes ofF = new ConstantSlopes();

  private final ConstantSlopes ofQ = new ConstantSlopes();
  private final NeighbourBank pairs;

  /** The numbers that are left to {@link #numbers}. */
  private final int[] others;

  private double[] here = {};

  /** Prepares for {@code numbers} with the present parameters of {@code system}. */
  public RepeatedDerivatives(Assembly system, ParameterDerivatives numbers) {
    this.system = system;
    this.numbers = numbers;
    pairs = system.evaluation().neighbours();
    int[] rest = new int[numbers.numbers().size()];
    int left = 0;
    for (int k = 0; k < rest.length; k++) {
      if (!isTaken(k, numbers.places(k))) {
        rest[left++] = k;
      }
    }
    others = Arrays.copyOf(rest, left);
  }

  /** One place of a number, ready to be put with the others. */
  private interface Ready {
    void take(int number);
  }

  /** Takes a number with all its places, unless differences between neighbours will not do. */
  private boolean isTaken(int number, List<DeviceNumber> all) {
    Ready[] found = new Ready[all.size()];
    for (int k = 0; k < found.length; k++) {
      Optional<Ready> one = place(all.get(k));
      if (one.isEmpty()) {
        return false;
      }
      found[k] = one.get();
    }
    for (Ready one : found) {
      one.take(number);
    }
    return true;
  }

  private Optional<Ready> place(DeviceNumber number) {
    int k = number.instance();
    double p = number.value(system);
    if (Double.isNaN(p) || p == 0) {
      return Optional.empty();
    }
    Declared law = system.part(k);
    int[] unknowns = new int[law.locals()];
    for (int i = 0; i < unknowns.length; i++) {
      unknowns[i] = i == 0 ? system.size() : system.unknownOf(k, i);
    }
    if (law.shape().constant()) {
      return constant(number, law, unknowns, p);
    }
    if (hasClosedForm(number, law)) {
      return Optional.empty();
    }
    double high = p * (1 + STEP);
    double low = p * (1 - STEP);
    Optional<Instance> more = instance(number, high);
    Optional<Instance> less = instance(number, low);
    Optional<Declared> up = more.flatMap(one -> system.declared(k, one));
    Optional<Declared> down = less.flatMap(one -> system.declared(k, one));
    if (up.isEmpty() || down.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        n ->
            pairs.add(
                n,
                k,
                up.get(),
                more.get().multiplicity(),
                down.get(),
                less.get().multiplicity(),
                high - low,
                unknowns,
                law.shape()));
  }

  /** Returns whether the device itself says what it changes by a number. */
  private boolean hasClosedForm(DeviceNumber number, Declared law) {
    double[] x = new double[law.locals()];
    return number.kind() == DeviceNumber.Kind.PARAMETER
        && system
            .evaluation()
            .single()
            .slopes(number.instance(), number.name(), x, new double[2 * x.length]);
  }

  private Optional<Instance> instance(DeviceNumber number, double value) {
    try {
      return number.at(system.instance(number.instance()), value);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a device whose values do not fit together there
    }
  }

  /** Differentiates the terms of a linear device, where that can be done. */
  private Optional<Ready> constant(DeviceNumber number, Declared now, int[] unknowns, double p) {
    double[][] fAt = new double[4][];
    double[][] qAt = new double[4][];
    SingleDevice device = system.evaluation().single();
    Terms inF = device.fTerms();
    Terms inQ = device.qTerms();
    if (here.length < unknowns.length) {
      here = new double[unknowns.length];
    }
    // Weights of the fourth order; terms are smooth in p, so that a large step is exact.
    double h = 0x1p-10 * p;
    double[] steps = {1, -1, 2, -2};
    for (int j = 0; j < 4; j++) {
      Optional<Instance> other = instance(number, p + steps[j] * h);
      Optional<Declared> law = other.flatMap(one -> system.declared(number.instance(), one));
      if (law.isEmpty()) {
        return Optional.empty();
      }
      device.variant(
          number.instance(), law.get(), other.get().multiplicity(), new double[0], here, here);
      fAt[j] = inF.factors();
      qAt[j] = inQ.factors();
    }
    double[] inFBy = slopes(fAt, h);
    double[] inQBy = slopes(qAt, h);
    return Optional.of(
        n -> {
          ofF.add(n, unknowns, now.shape().fTerms(), inFBy);
          ofQ.add(n, unknowns, now.shape().qTerms(), inQBy);
        });
  }

  private static double[] slopes(double[][] at, double h) {
    double[] slope = new double[at[0].length];
    for (int t = 0; t < slope.length; t++) {
      slope[t] = (8 * (at[0][t] - at[1][t]) - (at[2][t] - at[3][t])) / (12 * h);
    }
    return slope;
  }

  /**
   * Adds lambda' df/dp + mu' dq/dp at {@code x} to the entry of each number p, in the present mode, time
   * and memory.
   *
   * @param x length size() + 1, with 0 for ground, as the multipliers
   */
  public void contract(double[] x, double[] lambda, double[] mu, double[] byNumber) {
    ofF.contract(x, lambda, byNumber);
    ofQ.contract(x, mu, byNumber);
    pairs.contract(x, lambda, mu, byNumber);
    for (int k : others) {
      byNumber[k] += numbers.contract(k, x, lambda, mu);
    }
  }
}
