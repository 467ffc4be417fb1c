package org.ionspice.elaboration;

import org.ionspice.diagnostics.Span;

/** A parameter's value as read from a line: a number, word or object, and where both stand. */
record Given(Object value, Span name, Span at) {}
