/**
 * Transients: steps, their formulas and lengths, events, delays, and the walk back for derivatives.
 * {@link org.ionspice.integration.Transient} is the analysis, {@code TransientRun} its loop, {@code
 * StepSolver} one step, {@code Tape} what the walk back needs. Knows no periodic orbit, no loss and no
 * netlist.
 */
@NullMarked
package org.ionspice.integration;

import org.jspecify.annotations.NullMarked;
