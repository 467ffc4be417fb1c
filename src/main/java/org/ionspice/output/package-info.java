/** Files of results: CSV, SPICE raw, JSON. */
@NullMarked
package org.ionspice.output;

import org.jspecify.annotations.NullMarked;
