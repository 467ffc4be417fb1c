/** The device library, one file a device; a record with @Model is registered. */
@NullMarked
package org.ionspice.devices;

import org.jspecify.annotations.NullMarked;
