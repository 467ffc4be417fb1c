/** Sparse LU and Newton. Pure numerics: knows no circuit. */
@NullMarked
package org.ionspice.solver;

import org.jspecify.annotations.NullMarked;
