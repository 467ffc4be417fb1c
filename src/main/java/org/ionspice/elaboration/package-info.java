/** Syntax tree to circuit and commands: names, types, expressions, subcircuits. */
@NullMarked
package org.ionspice.elaboration;

import org.jspecify.annotations.NullMarked;
