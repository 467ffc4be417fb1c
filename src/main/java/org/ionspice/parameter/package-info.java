/** Parameters declared on records: names, units, ranges, defaults, and building records from assignments. */
@NullMarked
package org.ionspice.parameter;

import org.jspecify.annotations.NullMarked;
