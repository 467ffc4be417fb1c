/**
 * Netlist text to syntax tree. The generated parser stays inside; other packages see {@link
 * org.ionspice.netlist.NetlistReader}, {@link org.ionspice.netlist.Netlist} and its statements.
 */
@NullMarked
package org.ionspice.netlist;

import org.jspecify.annotations.NullMarked;
