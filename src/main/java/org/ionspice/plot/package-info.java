/** Pictures of results. */
@NullMarked
package org.ionspice.plot;

import org.jspecify.annotations.NullMarked;
