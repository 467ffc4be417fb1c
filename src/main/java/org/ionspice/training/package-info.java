/** Losses, gradients by the adjoint, optimisers: circuits that learn by their own physics. */
@org.jspecify.annotations.NullMarked
package org.ionspice.training;
