/**
 * Experiments of the laboratory as one line: impedance, loops, pulse protocols, stability. Each
 * orchestrates the analyses on one circuit and leaves what follows from the numbers to {@code
 * reduction}; one file for one line.
 */
@org.jspecify.annotations.NullMarked
package org.ionspice.experiment;
