/** SPICE numbers, SI units and their printing. */
@NullMarked
package org.ionspice.units;

import org.jspecify.annotations.NullMarked;
