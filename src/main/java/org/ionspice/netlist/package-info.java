/** Netlist text to syntax tree. The generated parser stays inside; other packages see Netlist and its statements. */
@NullMarked
package org.ionspice.netlist;

import org.jspecify.annotations.NullMarked;
