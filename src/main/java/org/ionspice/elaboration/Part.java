package org.ionspice.elaboration;

import java.util.List;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;

/**
 * A device before all names are known: pins that it connects, and quantities of others it reads.
 *
 * @param pins node indices; an ammeter may change the first
 * @param senses nodes that the device only reads, appended to the pins
 * @param links quantities of other devices, in the order that the model expects
 * @param home path of the subcircuit instance, where names are looked up first
 */
record Part(
    String name,
    String type,
    DeviceModel model,
    int[] pins,
    List<Expression.NodeVoltage> senses,
    List<Expression> links,
    String home,
    double multiplicity,
    double temperature,
    Span origin) {}
