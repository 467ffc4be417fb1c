package org.ionspice.expression;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The forms of all formulas in use, so that equal ones share one object, its count of evaluations
 * and its compiled code. Beyond one circuit, since every step of {@code .step} builds a new one.
 */
final class Forms {
  /**
   * A form is compiled after so many evaluations. The first time that costs 60 ms, most of it to
   * load the class writer, and later 3 ms; an interpreted evaluation loses about 200 ns.
   */
  private static final int HOT = 20_000;

  private static final int FIRST_HOT = 200_000;

  /** A netlist cannot make more classes than this at a time; the rest is interpreted. */
  private static final int MOST_KERNELS = 2000;

  private static final Map<Form, WeakReference<Form>> KNOWN = new WeakHashMap<>();
  private static final List<WeakReference<Kernel>> KERNELS = new ArrayList<>();

  /** Whether the class writer is loaded. */
  private static volatile boolean ready;

  private Forms() {}

  /** Returns the form that is equal to the given one and shared by all who ask. */
  static Form shared(Form form) {
    synchronized (KNOWN) {
      WeakReference<Form> known = KNOWN.get(form);
      Form shared = known == null ? null : known.get();
      if (shared == null) {
        KNOWN.put(form, new WeakReference<>(form));
        return form;
      }
      return shared;
    }
  }

  /** Returns whether a form that was evaluated so many times is worth compiling. */
  static boolean isHot(long evaluations) {
    return evaluations > HOT && (ready || evaluations > FIRST_HOT);
  }

  /** Returns the compiled form; null when it is too large, or there are too many. */
  static @Nullable Kernel compile(Form form) {
    synchronized (KERNELS) {
      KERNELS.removeIf(known -> known.get() == null);
      ready = true;
      Kernel made = KERNELS.size() < MOST_KERNELS ? KernelWriter.compile(form) : null;
      if (made != null) {
        KERNELS.add(new WeakReference<>(made));
      }
      return made;
    }
  }
}
