package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.ionspice.circuit.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives of f and q by numbers of devices, at given values of the unknowns.
 *
 * <p>The model record is rebuilt at values about p, and what its one instance stamps is differenced
 * ({@link Differences}), in the present mode, time and memory of {@link Evaluation}. Private states
 * are rows of f and q like all others, so dx/dp at a solution of f = 0 is -G^-1 f_p, and the
 * derivative of any output e'x is -lambda' f_p with G' lambda = e.
 *
 * <p>Mutable workspace, for one thread: it uses that of the assembly. Follows {@link
 * Assembly#replace}.
 */
public final class ParameterDerivatives {
  /** Corners that are enough to see whether a number moves any. */
  private static final int FEW_CORNERS = 64;

  private final Assembly system;
  private final List<DeviceNumber> numbers;

  /** For each number the places that it stands in. */
  private final Part[][] parts;

  private final Differences differences = new Differences();
  private double[] here = {};
  private double[] rows = {};
  private double[] slope = {};
  private double[] charges = {};

  /** A number in one instance, and that instance at values about it. */
  private static final class Part {
    final DeviceNumber number;
    @Nullable Instance base;
    double value;

    /** Whether the partials do not depend on the number: what it changes is the same at any x. */
    boolean separate;

    double[] at = new double[8];
    Optional<?>[] declared = new Optional<?>[8];
    double[] copies = new double[8];
    int count;

    Part(DeviceNumber number) {
      this.number = number;
    }
  }

  /** Prepares for {@code numbers}, which keep their positions. */
  public ParameterDerivatives(Assembly system, List<DeviceNumber> numbers) {
    this.system = system;
    this.numbers = List.copyOf(numbers);
    parts = new Part[numbers.size()][];
    for (int k = 0; k < parts.length; k++) {
      parts[k] = partsOf(numbers.get(k));
    }
  }

  /** Returns the instances that read a number: its own, and couplings of an inductance. */
  private Part[] partsOf(DeviceNumber number) {
    List<Part> all = new ArrayList<>();
    all.add(new Part(number));
    Instance own = system.instance(number.instance());
    if (own.type().equals("l") && number.name().equals("l")) {
      for (int k = 0; k < system.partCount(); k++) {
        Instance other = system.instance(k);
        for (int end = 0; other.type().equals("k") && end < 2; end++) {
          if (other.links().get(end).instance().equals(own.name())) {
            String name = end == 0 ? "first" : "second";
            all.add(new Part(new DeviceNumber(k, DeviceNumber.Kind.PARAMETER, name)));
          }
        }
      }
    }
    return all.toArray(new Part[0]);
  }

  /** Returns number {@code k} in every instance that reads it. */
  List<DeviceNumber> places(int k) {
    return Arrays.stream(parts[k]).map(part -> part.number).toList();
  }

  /** Returns the numbers. */
  public List<DeviceNumber> numbers() {
    return numbers;
  }

  /**
   * Returns whether number {@code k} has a value about which its device can be rebuilt: not when it is
   * not given, or when every other value needs other unknowns (a series resistance of zero).
   */
  public boolean isDifferentiable(int k) {
    for (Part part : parts[k]) {
      refresh(part);
      if (Double.isNaN(part.value)
          || !differences.of((p, y) -> variant(part, p) >= 0, part.value, 0, slope)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether number {@code k} changes a delay of its device. Delayed values come from the past
   * of the present delay, so in a transient their own change with it is not in what this class gives.
   */
  public boolean movesDelays(int k) {
    for (Part part : parts[k]) {
      if (!system.part(part.number.instance()).delays.isEmpty() && isDifferentiable(k)) {
        List<Declared.Delay> now = system.part(part.number.instance()).delays;
        for (int v = 0; v < part.count; v++) {
          Declared other = (Declared) part.declared[v].orElse(null);
          if (other != null && !other.delays.equals(now)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Returns whether number {@code k} moves corners of its device's waveform. The steps of a transient
   * end at corners, so its derivative by such a number is not in what this class gives.
   */
  public boolean movesCorners(int k) {
    for (Part part : parts[k]) {
      Declared now = system.part(part.number.instance());
      if (now.corners.isEmpty() || !isDifferentiable(k)) {
        continue;
      }
      double[] corners = firstCorners(now);
      for (int v = 0; v < part.count; v++) {
        Declared other = (Declared) part.declared[v].orElse(null);
        if (other != null && !Arrays.equals(corners, firstCorners(other))) {
          return true;
        }
      }
    }
    return false;
  }

  private static double[] firstCorners(Declared law) {
    double[] found = new double[FEW_CORNERS];
    double t = -Double.MAX_VALUE;
    for (int k = 0; k < found.length && t < Double.POSITIVE_INFINITY; k++) {
      double next = Double.POSITIVE_INFINITY;
      for (DoubleUnaryOperator corner : law.corners) {
        next = Math.min(next, corner.applyAsDouble(t));
      }
      found[k] = next;
      t = next;
    }
    return found;
  }

  /** Returns the derivative by number {@code k} of the delay, s, of delayed quantity {@code slot}. */
  public double ofDelay(int k, int slot) {
    for (Part part : parts[k]) {
      int instance = part.number.instance();
      int own = slot - system.delayBase(instance);
      if (own >= 0 && own < system.part(instance).delays.size()) {
        return derivative(k, instance, law -> law.delays.get(own).seconds());
      }
    }
    return 0;
  }

  /**
   * Returns lambda' df/dp + mu' dq/dp for number {@code k} at {@code x}: what makes a gradient with
   * multipliers that an adjoint solve has found.
   *
   * @param x length size() + 1
   * @param lambda multipliers of the rows of f, length size() or more, or empty for none
   * @param mu multipliers of the rows of q, likewise
   */
  public double contract(int k, double[] x, double[] lambda, double[] mu) {
    double sum = 0;
    for (Part part : parts[k]) {
      int locals = columns(part, x);
      int instance = part.number.instance();
      for (int i = 1; i < locals; i++) {
        int row = system.unknownOf(instance, i);
        if (row == system.size()) {
          continue;
        }
        sum += lambda.length == 0 ? 0 : lambda[row] * slope[i];
        sum += mu.length == 0 ? 0 : mu[row] * slope[locals + i];
      }
    }
    return sum;
  }

  /**
   * Adds {@code factor} times df/dp and dq/dp of number {@code k} at {@code x} to {@code toF} and
   * {@code toQ}, each of length size() + 1 or empty.
   */
  public void add(int k, double[] x, double factor, double[] toF, double[] toQ) {
    for (Part part : parts[k]) {
      int locals = columns(part, x);
      int instance = part.number.instance();
      for (int i = 1; i < locals; i++) {
        int row = system.unknownOf(instance, i);
        if (toF.length > 0) {
          toF[row] += factor * slope[i];
        }
        if (toQ.length > 0) {
          toQ[row] += factor * slope[locals + i];
        }
      }
    }
  }

  /**
   * Returns multipliers' dx0/dp for number {@code k}, where x0 are the values that {@link
   * Assembly#initialValues} gives: where a held state stays, and where {@code uic} starts.
   *
   * @param multipliers of the unknowns, length size() or more
   */
  public double contractInitial(int k, double[] multipliers) {
    double sum = 0;
    for (Part part : parts[k]) {
      refresh(part);
      int instance = part.number.instance();
      Declared now = system.part(instance);
      int size = system.size();
      if (!now.starts.isEmpty()) {
        double[] change = new double[size + 1];
        difference(part, (v, y) -> system.initialValues(instance, declared(part, v), y), size + 1, change);
        for (int i = 0; i < size; i++) {
          sum += multipliers[i] * change[i];
        }
        continue;
      }
      int first = 1 + now.key.pins();
      int own = now.locals() - first;
      if (own == 0) {
        continue;
      }
      double[] change = new double[own];
      difference(part, (v, y) -> initials(declared(part, v), y), own, change);
      for (int i = 0; i < own; i++) {
        int row = system.unknownOf(instance, first + i);
        if (now.extras.get(i).quantity() != null
            && !now.extras.get(i).node()
            && change[i] != 0
            && !system.circuit().initial().containsKey(system.unknown(row).name())) {
          sum += multipliers[row] * change[i];
        }
      }
    }
    return sum;
  }

  private static void initials(Declared law, double[] y) {
    for (int i = 0; i < law.extras.size(); i++) {
      boolean own = law.extras.get(i).quantity() != null;
      y[i] = own ? law.extras.get(i).quantity().initial() : 0;
    }
  }

  /** Fills values of a variant. */
  private interface Filler {
    void fill(int variant, double[] y);
  }

  /**
   * Returns the derivative by number {@code k} of a function of what instance {@code instance}
   * declares; 0 when the number is not one of that instance.
   */
  double derivative(int k, int instance, ToDoubleFunction<Declared> function) {
    double sum = 0;
    for (Part part : parts[k]) {
      if (part.number.instance() == instance) {
        refresh(part);
        double[] change = new double[1];
        difference(part, (v, y) -> y[0] = function.applyAsDouble(declared(part, v)), 1, change);
        sum += change[0];
      }
    }
    return sum;
  }

  /** A function of what an instance declares, and of its parallel copies. */
  interface Form {
    void at(int instance, Declared law, double copies, double[] y);
  }

  /** Adds the derivatives by number {@code k} of a function with values of this length. */
  void differentiate(int k, Form form, double[] sum) {
    double[] change = new double[sum.length];
    for (Part part : parts[k]) {
      refresh(part);
      difference(
          part,
          (v, y) -> form.at(part.number.instance(), declared(part, v), part.copies[v], y),
          sum.length,
          change);
      for (int i = 0; i < change.length; i++) {
        sum[i] += change[i];
      }
    }
  }

  private void difference(Part part, Filler filler, int count, double[] to) {
    boolean found =
        differences.of(
            (p, y) -> {
              int v = variant(part, p);
              if (v >= 0) {
                filler.fill(v, y);
              }
              return v >= 0;
            },
            part.value,
            count,
            to);
    if (!found) {
      throw new IllegalStateException(
          "@" + system.instance(part.number.instance()).name() + "[" + part.number.name()
              + "] has no neighbouring values");
    }
  }

  /** Fills {@link #slope} with df/dp, then dq/dp, by local row; returns the number of locals. */
  private int columns(Part part, double[] x) {
    refresh(part);
    int instance = part.number.instance();
    int locals = system.part(instance).locals();
    if (slope.length < 2 * locals) {
      slope = new double[2 * locals];
    }
    if (rows.length < locals) {
      rows = new double[locals];
      charges = new double[locals];
      here = new double[locals];
    }
    here[0] = 0;
    for (int i = 1; i < locals; i++) {
      int unknown = system.unknownOf(instance, i);
      here[i] = unknown == system.size() || part.separate ? 0 : x[unknown];
    }
    if (part.number.kind() == DeviceNumber.Kind.PARAMETER
        && system.evaluation().single().slopes(instance, part.number.name(), here, slope)) {
      return locals;
    }
    if (part.separate && exactly(part, locals)) {
      return locals;
    }
    difference(
        part,
        (v, y) -> {
          evaluate(part, v);
          System.arraycopy(rows, 0, y, 0, locals);
          System.arraycopy(charges, 0, y, locals, locals);
        },
        2 * locals,
        slope);
    return locals;
  }

  /**
   * Does the same for what is the value times a constant, as what sources give: differences from
   * zero are free of rounding then.
   */
  private boolean exactly(Part part, int locals) {
    double whole = part.value == 0 ? 1 : part.value;
    int[] at = {variant(part, 0), variant(part, whole), variant(part, 2 * whole)};
    if (Math.min(at[0], Math.min(at[1], at[2])) < 0) {
      return false;
    }
    double[][] f = new double[3][2 * locals];
    for (int k = 0; k < 3; k++) {
      evaluate(part, at[k]);
      System.arraycopy(rows, 0, f[k], 0, locals);
      System.arraycopy(charges, 0, f[k], locals, locals);
    }
    for (int i = 0; i < 2 * locals; i++) {
      double half = f[1][i] - f[0][i];
      double all = f[2][i] - f[0][i];
      if (Math.abs(all - 2 * half) > 0x1p-50 * Math.abs(all)) {
        return false;
      }
      slope[i] = half / whole;
    }
    return true;
  }

  private void evaluate(Part part, int v) {
    system
        .evaluation()
        .single()
        .variant(part.number.instance(), declared(part, v), part.copies[v], here, rows, charges);
  }

  private static Declared declared(Part part, int v) {
    return (Declared) part.declared[v].orElseThrow();
  }

  /** Forgets the variants of an instance that has other parameters now. */
  private void refresh(Part part) {
    int instance = part.number.instance();
    Instance now = system.instance(instance);
    if (part.base == now) {
      return;
    }
    part.base = now;
    part.value = part.number.value(system);
    part.count = 0;
    // What holds with the cells as they are now may not hold after an event.
    boolean steady = now.model().linear() && system.part(instance).cells.isEmpty();
    part.separate = steady && isSeparate(part);
  }

  /** Returns whether two variants of a linear device have the same partials. */
  private boolean isSeparate(Part part) {
    double step = part.value == 0 ? 1 : 0.25 * part.value;
    int a = variant(part, part.value);
    int b = variant(part, part.value + step);
    if (a < 0 || b < 0) {
      return false;
    }
    int locals = system.part(part.number.instance()).locals();
    double[] y = new double[locals];
    SingleDevice device = system.evaluation().single();
    int instance = part.number.instance();
    device.variant(instance, declared(part, a), part.copies[a], new double[0], y, y);
    double[] f = device.fTerms().factors();
    double[] q = device.qTerms().factors();
    device.variant(instance, declared(part, b), part.copies[b], new double[0], y, y);
    return Arrays.equals(f, device.fTerms().factors())
        && Arrays.equals(q, device.qTerms().factors());
  }

  /** Returns the position of the variant at {@code p}; -1 when the device cannot be built there. */
  private int variant(Part part, double p) {
    for (int v = 0; v < part.count; v++) {
      if (part.at[v] == p) {
        return part.declared[v].isPresent() ? v : -1;
      }
    }
    if (part.count == part.at.length) {
      part.at = Arrays.copyOf(part.at, 2 * part.count);
      part.copies = Arrays.copyOf(part.copies, 2 * part.count);
      part.declared = Arrays.copyOf(part.declared, 2 * part.count);
    }
    int v = part.count++;
    part.at[v] = p;
    part.declared[v] = build(part, p, v);
    return part.declared[v].isPresent() ? v : -1;
  }

  private Optional<Declared> build(Part part, double p, int v) {
    Instance base = system.instance(part.number.instance());
    try {
      Optional<Instance> other = part.number.at(base, p);
      part.copies[v] = other.map(Instance::multiplicity).orElse(base.multiplicity());
      return other.flatMap(one -> system.declared(part.number.instance(), one));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a device whose values do not fit together there
    }
  }
}
