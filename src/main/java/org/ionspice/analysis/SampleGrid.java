package org.ionspice.analysis;

import org.ionspice.result.ResultSink;

/**
 * Equally spaced times at which a transient also gives its quantities, from its dense output: rows
 * of accepted points would have to be joined by straight lines.
 *
 * @param start s, the first time
 * @param spacing s
 * @param count number of times
 * @param sink receives a row for each time: the time, then every saved quantity
 */
public record SampleGrid(double start, double spacing, int count, ResultSink sink) {}
