/** Formulas of the netlist: syntax tree, function library, evaluation with partial derivatives. */
@NullMarked
package org.ionspice.expression;

import org.jspecify.annotations.NullMarked;
