/** The command line: parse, call, print, exit code. */
@NullMarked
package org.ionspice.cli;

import org.jspecify.annotations.NullMarked;
