package org.ionspice.device;

/** A voltage whose change from one Newton iteration to the next is limited. */
public record Limited(int slot, int plus, int minus) {}
