/**
 * Periodic orbits by shooting over the steps of a transient. {@link org.ionspice.periodic.Shooting}
 * finds one, {@link org.ionspice.periodic.Orbit} holds it. Knows no experiment and no netlist.
 */
@NullMarked
package org.ionspice.periodic;

import org.jspecify.annotations.NullMarked;
