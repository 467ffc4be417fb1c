package org.ionspice.device;

/** A current row pair: leaves {@code plus}'s node through the device into {@code minus}'s, A. */
public record Current(int plus, int minus) {}
