package org.ionspice.devices;

import org.ionspice.parameter.Param;

/**
 * Names what steers the convolution by which SPICE3 computes lossy lines. The lines here are computed
 * otherwise and need none of it; the names are read so that models can be shared.
 */
record ConvolutionSettings(
    @Param(unit = "1", def = "1", doc = "no effect: breakpoints of SPICE3's convolution") double rel,
    @Param(unit = "1", def = "1", doc = "no effect: breakpoints of SPICE3's convolution") double abs,
    @Param(unit = "1", def = "0", doc = "no effect: step control of SPICE3's convolution")
        boolean nocontrol,
    @Param(unit = "1", def = "0", doc = "no effect: step control of SPICE3's convolution")
        boolean steplimit,
    @Param(unit = "1", def = "0", doc = "no effect: step control of SPICE3's convolution")
        boolean nosteplimit,
    @Param(unit = "1", def = "0", doc = "no effect: interpolation of SPICE3's convolution")
        boolean lininterp,
    @Param(unit = "1", def = "0", doc = "no effect: interpolation of SPICE3's convolution")
        boolean quadinterp,
    @Param(unit = "1", def = "0", doc = "no effect: interpolation of SPICE3's convolution")
        boolean mixedinterp,
    @Param(unit = "1", def = "1e-3", doc = "no effect: history of SPICE3's convolution")
        double compactrel,
    @Param(unit = "1", def = "1e-12", doc = "no effect: history of SPICE3's convolution")
        double compactabs,
    @Param(unit = "1", def = "0", doc = "no effect: step control of SPICE3's convolution")
        boolean truncnr,
    @Param(unit = "1", def = "0", doc = "no effect: step control of SPICE3's convolution")
        boolean truncdontcut) {}
