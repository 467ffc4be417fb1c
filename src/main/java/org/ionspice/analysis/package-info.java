/**
 * What is common to all analyses, steady states and small signals, each written once over f, q, G and C.
 * {@link org.ionspice.analysis.Analysis} and {@link org.ionspice.analysis.Run} are the frame, {@code
 * CircuitEquations} the system that Newton's method sees, {@code DcSolver} the way to a steady state.
 * Knows no step of time: transients are in {@code integration}.
 */
@NullMarked
package org.ionspice.analysis;

import org.jspecify.annotations.NullMarked;
