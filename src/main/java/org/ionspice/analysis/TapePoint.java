package org.ionspice.analysis;

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

  /** s. */
  final double t;

  final double alpha;

  /** Positions on the tape of the points that the equation takes from, and how much of each. */
  final int[] from;

  final double[] charges;
  final double[] slopes;

  /** Unknowns; empty while only a checkpoint before the point is kept. */
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

  /** Of a jump: cells before and after it. */
  double[] cellsBefore = NO_WEIGHTS;
  double[] cellsAfter = NO_WEIGHTS;

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
}
