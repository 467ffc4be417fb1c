/** Reductions of results to numbers (.meas). Knows results, never the solver. */
@NullMarked
package org.ionspice.measure;

import org.jspecify.annotations.NullMarked;
