/** Mistakes and remarks as values, with code, place, caret and hint. */
@NullMarked
package org.ionspice.diagnostics;

import org.jspecify.annotations.NullMarked;
