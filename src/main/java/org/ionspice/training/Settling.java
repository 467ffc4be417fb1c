package org.ionspice.training;

import java.util.Optional;
import org.ionspice.diagnostics.Diagnostic;

/**
 * One copy of the circuit that settles for a sample and differentiates what is read then. Mutable
 * workspace, for one thread at a time.
 */
public interface Settling {
  /** Returns the length of what {@link #settle} leaves in its state. */
  int stateSize();

  /** Gives the weights of a task their values, in the task's order. */
  void weights(double[] values);

  /** Gives the inputs of a task their values; NaN stands for the netlist's. */
  void inputs(double[] values);

  /**
   * Lets the circuit settle and reads the outputs.
   *
   * @param state receives what a later call may start from; holds such a thing when {@code warm}
   * @return why it did not settle; empty when it did
   */
  Optional<Diagnostic> settle(double[] state, boolean warm, double[] outputs);

  /**
   * Adds the derivatives of a function of the outputs by all weights, with the weights and inputs of
   * the last {@link #settle}.
   *
   * @param state what that call left
   * @param slopes derivatives of the function by the outputs
   * @param gradient by weight, in the task's order
   * @return why there are none; empty when there are
   */
  Optional<Diagnostic> pullBack(double[] state, double[] slopes, double[] gradient);

  /** Returns the Newton iterations so far. */
  long iterations();
}
