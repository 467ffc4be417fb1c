/** The report of a run: one HTML file that needs no network. Knows results, never the solver. */
@NullMarked
package org.ionspice.report;

import org.jspecify.annotations.NullMarked;
