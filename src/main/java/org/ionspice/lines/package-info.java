/** Reads the dot lines that ask for an analysis; one class for one line or family of lines. */
@org.jspecify.annotations.NullMarked
package org.ionspice.lines;
