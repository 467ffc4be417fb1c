package org.ionspice.circuit;

/** An unknown of another instance that an instance refers to, such as ("V1", "i"). Full names, as printed. */
public record Link(String instance, String unknown) {}
