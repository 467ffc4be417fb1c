package org.ionspice.diagnostics;

/** A second place that belongs to a diagnostic, such as the call of a subcircuit. */
public record Note(Span at, String message) {}
