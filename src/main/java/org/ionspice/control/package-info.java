/**
 * The command language of {@code .control} sections: blocks, variables, vectors and the commands
 * that run analyses and write results.
 */
@org.jspecify.annotations.NullMarked
package org.ionspice.control;
