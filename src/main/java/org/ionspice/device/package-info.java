/** The contract for device authors. Read DeviceModel, Declaration, Equations first. */
@NullMarked
package org.ionspice.device;

import org.jspecify.annotations.NullMarked;
