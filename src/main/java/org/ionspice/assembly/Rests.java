package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells that follow from a rest, as the side of a switch with hysteresis does where its control is
 * beyond both thresholds.
 *
 * <p>Mutable workspace, for one thread.
 */
public final class Rests {
  private final Assembly system;
  private final List<Integer> instances = new ArrayList<>();

  /** Collects the instances of {@code system} that have such cells. */
  public Rests(Assembly system) {
    this.system = system;
    for (int k = 0; k < system.partCount(); k++) {
      if (!system.part(k).settlings.isEmpty()) {
        instances.add(k);
      }
    }
  }

  /** Returns the number of instances that have such cells. */
  public int count() {
    return instances.size();
  }

  /** Sets the cells to what they are at {@code x}, all seen before any is set; returns whether one changes. */
  public boolean settle(double[] x) {
    if (instances.isEmpty()) {
      return false;
    }
    Evaluation evaluation = system.evaluation();
    double[] settled = evaluation.cells().clone();
    boolean changed = false;
    for (int k : instances) {
      for (Declared.Settling settling : system.part(k).settlings) {
        int slot = system.cellBase(k) + settling.cell().slot();
        settled[slot] = settling.value().applyAsDouble(evaluation.point(k, x));
        changed |= settled[slot] != evaluation.cells()[slot];
      }
    }
    evaluation.takeCells(settled);
    return changed;
  }
}
