package org.ionspice.integration;

import org.ionspice.assembly.DelayStencil;
import org.jspecify.annotations.Nullable;

/**
 * A point of a recorded transient, with what its equation takes from the points before it:
 *
 * <pre>f(x, t) + qDot = 0,   qDot = alpha q(x) + sum_j (charges_j q_j + slopes_j qDot_j)</pre>
 *
 * <p>Adjoint quantities of a walk back are kept here as long as the walk needs them.
 */
final class TapePoint {
  /** What fixes the unknowns of a point. */
  enum Kind {
    /** The DC equations. */
    STEADY,
    /** Initial values that devices and the netlist give. */
    GIVEN,
    /** The charges of the point before; qDot is -f here. */
    SETTLED,
    /** A stage inside a step. */
    STAGE,
    /** The end of a step. */
    END,
    /** The action of an event on the point before. */
    JUMP
  }

  private static final int[] NONE = {};
  private static final double[] NO_WEIGHTS = {};

  final Kind kind;

  /** Position on the tape. */
  int index;

  /** s. */
  final double t;

  final double alpha;

  /** Positions on the tape of the points that the equation takes from, and how much of each. */
  final int[] from;

  final double[] charges;
  final double[] slopes;

  /** Unknowns. */
  double[] x = {};

  /** Of an end: points of the dense output and where they are, as fractions of the step. */
  int[] shown = NONE;

  double[] places = NO_WEIGHTS;

  /** The moving time at which the point lies, -1 when it stays where it is. */
  int clock = -1;

  /** Of the end of a step: the moving time at which the step began; of a stage also its end's. */
  int startClock = -1;

  /** Of a stage: how far into the step it is. 1 for all others. */
  double place = 1;

  /** Length of the step that this is a point of, or of the one before, s. */
  double span;

  /** Of a jump, and of an end that was put where a guard rises: the event. -1 for none. */
  int event = -1;

  /** Of a jump: cells before it. */
  double[] cellsBefore = NO_WEIGHTS;

  /** Where the values of delays came from; null where they were the present ones. */
  @Nullable DelayStencil delays;

  /** Adjoints: of the unknowns apart from their charges, of the charges, of their slopes. */
  double[] ofUnknowns = NO_WEIGHTS;

  double[] ofCharges = NO_WEIGHTS;
  double[] ofSlopes = NO_WEIGHTS;

  TapePoint(Kind kind, double t, double alpha, int[] from, double[] charges, double[] slopes) {
    this.kind = kind;
    this.t = t;
    this.alpha = alpha;
    this.from = from;
    this.charges = charges;
    this.slopes = slopes;
  }

  /** Makes a point that no formula has part in. */
  static TapePoint of(Kind kind, double t) {
    return new TapePoint(kind, t, 0, NONE, NO_WEIGHTS, NO_WEIGHTS);
  }

  /**
   * Notes the points of the dense output of the step that ends here, as {@link StepSolver#fill} puts
   * them: the last accepted ones before it, the latest first, and the stage inside it.
   */
  void show(
      TapePoint[] recent,
      @Nullable TapePoint inner,
      IntegrationFormula formula,
      StepHistory past,
      double h) {
    if (inner != null) {
      shown = new int[] {recent[0].index, index, inner.index};
      places = new double[] {0, 1, formula.end(0)};
      return;
    }
    int used = Math.min(formula.order() + 1, past.known());
    int spare = formula.isDense() && used > formula.order() ? 1 : 0;
    int more = Math.max(0, used - 1 - spare);
    shown = new int[2 + more];
    places = new double[2 + more];
    shown[0] = recent[0].index;
    shown[1] = index;
    places[1] = 1;
    for (int i = 1; i <= more; i++) {
      shown[1 + i] = recent[i].index;
      places[1 + i] = -past.age(i) / h;
    }
  }
}
