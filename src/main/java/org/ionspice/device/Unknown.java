package org.ionspice.device;

/** A further unknown of the system (state, branch current, charge) and the row that goes with it. */
public record Unknown(int index) {}
