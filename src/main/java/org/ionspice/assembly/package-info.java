/** Numbers the unknowns and fills f, q, G and C over one pattern; delay histories and events. */
@NullMarked
package org.ionspice.assembly;

import org.jspecify.annotations.NullMarked;
