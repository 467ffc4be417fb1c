package org.ionspice.device;

/** Discrete memory of an instance: read by equations, written only by events. */
public record Cell(int slot) {}
