package org.ionspice.result;

/**
 * One quantity of a result.
 *
 * @param name lower case: {@code time}, {@code v(out)}, {@code i(v1)}, {@code @n1[x]}
 * @param unit SI unit symbol, {@code 1} for a pure number
 */
public record Column(String name, String unit) {}
