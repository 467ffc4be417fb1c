/**
 * The façade: {@link org.ionspice.Simulation} reads a netlist, elaborates it, binds its analysis
 * lines and runs them. Everything else lives in the packages below.
 */
@NullMarked
package org.ionspice;

import org.jspecify.annotations.NullMarked;
