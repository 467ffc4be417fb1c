/** Operating point, sweeps, AC and transient, each written once over f, q, G and C. */
@NullMarked
package org.ionspice.analysis;

import org.jspecify.annotations.NullMarked;
