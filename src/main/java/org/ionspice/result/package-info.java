/** Named columns with units, and where rows go. */
@NullMarked
package org.ionspice.result;

import org.jspecify.annotations.NullMarked;
