/**
 * Measurements of results: {@code .meas} lines and formulas over whole columns.
 *
 * <p>Read {@link org.ionspice.measure.Measure} and {@link org.ionspice.measure.Waves} first. Knows
 * results and formulas, never the solver.
 */
@NullMarked
package org.ionspice.measure;

import org.jspecify.annotations.NullMarked;
