/**
 * Runs inside the Java compiler: writes, from the annotations of devices and their parameters, the
 * classes that the program reads instead of annotations. Read first: {@link
 * org.ionspice.build.DeviceProcessor}. Compiled before everything else, so it knows the annotations
 * by name only.
 */
@NullMarked
package org.ionspice.build;

import org.jspecify.annotations.NullMarked;
