package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.circuit.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives of f and q by numbers of devices at very many points, as a walk back over a transient
 * needs them: the stamps of linear devices are differentiated once, those of others are differenced
 * between two neighbouring values at each point.
 *
 * <p>The neighbours are p (1 +- 2^-17): the difference is wrong by some 1e-10 of what p makes of f.
 * Where p is zero or stands at the end of its range, or where the device has closed forms, {@link
 * ParameterDerivatives} does it. Mutable
 * workspace, for one thread; good as long as the circuit keeps its parameters.
 */
public final class RepeatedDerivatives {
  private static final double STEP = 0x1p-17;

  private final Assembly system;
  private final ParameterDerivatives numbers;
  private final Place[][] places;
  private double[] here = {};
  private double[] f = {};
  private double[] q = {};
  private double[] fDown = {};
  private double[] qDown = {};

  /** A number in one instance, ready to be differentiated by. */
  private static final class Place {
    final int instance;

    /** Unknowns of the locals, ground first. */
    final int[] unknowns;

    /** The instance with more and with less; null where the terms below say all. */
    @Nullable Declared up;

    @Nullable Declared down;
    double copiesUp;
    double copiesDown;

    /** What both stamp; null where the terms below say all. */
    @Nullable Shape shape;

    /** How far apart the two are. */
    double apart;

    /** Derivatives of the terms of a linear device. */
    @Nullable Slopes ofF;

    @Nullable Slopes ofQ;

    Place(int instance, int[] unknowns) {
      this.instance = instance;
      this.unknowns = unknowns;
    }
  }

  /** Terms slope (x[plus] - x[minus]), added to one row and taken from another. */
  private record Slopes(int[] rowPlus, int[] rowMinus, int[] plus, int[] minus, double[] slope) {
    double contract(double[] x, double[] multipliers) {
      double sum = 0;
      for (int k = 0; k < slope.length; k++) {
        sum +=
            slope[k]
                * (x[plus[k]] - x[minus[k]])
                * (multipliers[rowPlus[k]] - multipliers[rowMinus[k]]);
      }
      return sum;
    }
  }

  /** Prepares for {@code numbers} with the present parameters of {@code system}. */
  public RepeatedDerivatives(Assembly system, ParameterDerivatives numbers) {
    this.system = system;
    this.numbers = numbers;
    places = new Place[numbers.numbers().size()][];
    for (int k = 0; k < places.length; k++) {
      places[k] = placesOf(numbers.places(k));
    }
  }

  /** Returns the places of a number; none when differences between neighbours will not do. */
  private Place[] placesOf(List<DeviceNumber> all) {
    List<Place> found = new ArrayList<>();
    for (DeviceNumber number : all) {
      Optional<Place> place = place(number);
      if (place.isEmpty()) {
        return new Place[0];
      }
      found.add(place.get());
    }
    return found.toArray(new Place[0]);
  }

  private Optional<Place> place(DeviceNumber number) {
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
    room(unknowns.length);
    Place place = new Place(k, unknowns);
    if (law.shape().constant()) {
      return constant(place, number, p) ? Optional.of(place) : Optional.empty();
    }
    if (hasClosedForm(number, law)) {
      return Optional.empty();
    }
    double high = p * (1 + STEP);
    double low = p * (1 - STEP);
    Optional<Instance> more = instance(number, high);
    Optional<Instance> less = instance(number, low);
    place.up = more.flatMap(one -> system.declared(k, one)).orElse(null);
    place.down = less.flatMap(one -> system.declared(k, one)).orElse(null);
    place.apart = high - low;
    if (place.up == null || place.down == null) {
      return Optional.empty();
    }
    place.shape = law.shape();
    room(law.shape().f().currentValues().length);
    room(law.shape().q().currentValues().length);
    place.copiesUp = more.orElseThrow().multiplicity();
    place.copiesDown = less.orElseThrow().multiplicity();
    return Optional.of(place);
  }

  /** Returns whether the device itself says what it changes by a number. */
  private boolean hasClosedForm(DeviceNumber number, Declared law) {
    double[] x = new double[law.locals()];
    return number.kind() == DeviceNumber.Kind.PARAMETER
        && system.evaluation().single().slopes(number.instance(), number.name(), x, new double[2 * x.length]);
  }

  private Optional<Instance> instance(DeviceNumber number, double value) {
    try {
      return number.at(system.instance(number.instance()), value);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a device whose values do not fit together there
    }
  }

  /** Differentiates the terms of a linear device; returns whether it can be done. */
  private boolean constant(Place place, DeviceNumber number, double p) {
    double[][] fAt = new double[4][];
    double[][] qAt = new double[4][];
    SingleDevice device = system.evaluation().single();
    Terms inF = device.fTerms();
    Terms inQ = device.qTerms();
    // Weights of the fourth order; terms are smooth in p, so that a large step is exact.
    double h = 0x1p-10 * p;
    double[] steps = {1, -1, 2, -2};
    for (int j = 0; j < 4; j++) {
      Optional<Instance> other = instance(number, p + steps[j] * h);
      Optional<Declared> law = other.flatMap(one -> system.declared(place.instance, one));
      if (law.isEmpty()) {
        return false;
      }
      Arrays.fill(here, 0);
      device.variant(place.instance, law.get(), other.get().multiplicity(), here, f, q);
      fAt[j] = inF.factors();
      qAt[j] = inQ.factors();
    }
    place.ofF = slopes(place, inF, fAt, h);
    place.ofQ = slopes(place, inQ, qAt, h);
    return true;
  }

  private static Slopes slopes(Place place, Terms terms, double[][] at, double h) {
    int count = terms.count;
    int[][] indices = new int[4][count];
    double[] slope = new double[count];
    for (int t = 0; t < count; t++) {
      indices[0][t] = place.unknowns[terms.rowPlus[t]];
      indices[1][t] = place.unknowns[terms.rowMinus[t]];
      indices[2][t] = place.unknowns[terms.plus[t]];
      indices[3][t] = place.unknowns[terms.minus[t]];
      slope[t] = (8 * (at[0][t] - at[1][t]) - (at[2][t] - at[3][t])) / (12 * h);
    }
    return new Slopes(indices[0], indices[1], indices[2], indices[3], slope);
  }

  private void room(int locals) {
    if (here.length < locals) {
      here = new double[locals];
      f = new double[locals];
      q = new double[locals];
      fDown = new double[locals];
      qDown = new double[locals];
    }
  }

  /**
   * Returns lambda' df/dp + mu' dq/dp for number {@code k} at {@code x}, in the present mode, time and
   * memory.
   *
   * @param x length size() + 1, with 0 for ground, as the others
   */
  public double contract(int k, double[] x, double[] lambda, double[] mu) {
    if (places[k].length == 0) {
      return numbers.contract(k, x, lambda, mu);
    }
    double sum = 0;
    for (Place place : places[k]) {
      if (place.ofF != null && place.ofQ != null) {
        sum += place.ofF.contract(x, lambda) + place.ofQ.contract(x, mu);
      } else if (place.up != null && place.down != null && place.shape != null) {
        sum += difference(place, place.up, place.down, place.shape, x, lambda, mu);
      }
    }
    return sum;
  }

  private double difference(
      Place place,
      Declared up,
      Declared down,
      Shape shape,
      double[] x,
      double[] lambda,
      double[] mu) {
    int[] unknowns = place.unknowns;
    here[0] = 0;
    for (int i = 1; i < unknowns.length; i++) {
      here[i] = x[unknowns[i]];
    }
    SingleDevice device = system.evaluation().single();
    device.values(place.instance, up, shape, here, f, q);
    device.values(place.instance, down, shape, here, fDown, qDown);
    double sum = weigh(place, shape.fTerms(), f, fDown, lambda);
    sum += weigh(place, shape.qTerms(), q, qDown, mu);
    return sum / place.apart;
  }

  /** Returns multipliers times the difference of the stamped values. */
  private static double weigh(
      Place place, Terms terms, double[] up, double[] down, double[] multipliers) {
    double sum = 0;
    for (int k = 0; k < terms.values; k++) {
      double change =
          terms.valueCurrent[k]
              ? place.copiesUp * up[k] - place.copiesDown * down[k]
              : up[k] - down[k];
      sum +=
          change
              * (multipliers[place.unknowns[terms.valuePlus[k]]]
                  - multipliers[place.unknowns[terms.valueMinus[k]]]);
    }
    return sum;
  }
}
