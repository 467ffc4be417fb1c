package org.ionspice.device;

/** The voltage of {@code plus} against {@code minus}, V; local indices. */
public record Voltage(int plus, int minus) {}
