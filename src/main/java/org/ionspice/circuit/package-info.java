/** The flat, immutable circuit. */
@NullMarked
package org.ionspice.circuit;

import org.jspecify.annotations.NullMarked;
