/** Functions of time for sources, with the corners a time step must not cross. */
@NullMarked
package org.ionspice.waveform;

import org.jspecify.annotations.NullMarked;
