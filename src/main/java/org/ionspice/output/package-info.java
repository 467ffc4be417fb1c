/**
 * Results as files: CSV, SPICE raw, and several sinks at once.
 *
 * <p>Read {@link org.ionspice.output.RawFile} first. Knows results, never the solver.
 */
@NullMarked
package org.ionspice.output;

import org.jspecify.annotations.NullMarked;
