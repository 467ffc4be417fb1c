/**
 * Pure functions over arrays of results: fits, partial fractions, tests. Knows no circuit and no
 * netlist. Read {@link org.ionspice.reduction.OnePort} first.
 */
@NullMarked
package org.ionspice.reduction;

import org.jspecify.annotations.NullMarked;
