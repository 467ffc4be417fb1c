package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.expression.Behaviour;

/**
 * Wires a behaviour's inputs to an instance: node voltages from pin {@code firstPin} on, links, and
 * an unknown for each part with a memory. Mutable workspace of one instance.
 *
 * <p>A derivative is the row {@code -w + d(argument)/dt = 0}, an integral {@code -argument + ds/dt =
 * 0}, held at its start in DC; a delayed argument is {@code a - argument = 0}, read some seconds ago.
 */
final class BehaviourInputs {
  private final Behaviour behaviour;
  private final List<Behaviour.Dynamic> dynamics;
  private final Voltage[] voltages;
  private final Unknown[] links;
  private final Unknown[] memories;
  private final Delayed[] delayed;
  private final double celsius;
  private final double[] inputs;
  private final double[] partials;

  BehaviourInputs(Declaration self, Behaviour shared, int firstPin) {
    behaviour = shared.fresh();
    dynamics = behaviour.dynamics();
    celsius = self.temperature() - 273.15;
    voltages = new Voltage[behaviour.nodes().size()];
    links = new Unknown[behaviour.quantities().size()];
    memories = new Unknown[dynamics.size()];
    delayed = new Delayed[dynamics.size()];
    inputs = new double[behaviour.inputCount()];
    partials = new double[behaviour.inputCount()];
    if (!behaviour.dependsOnTime()) {
      self.steady(t -> Double.POSITIVE_INFINITY);
    }
    for (int k = 0; k < voltages.length; k++) {
      voltages[k] = self.voltage(self.terminal(firstPin + k), Terminal.GROUND);
    }
    for (int k = 0; k < links.length; k++) {
      links[k] = self.linked(k);
    }
    for (int k = 0; k < memories.length; k++) {
      Behaviour.Dynamic part = dynamics.get(k);
      Quantity quantity =
          switch (part.kind()) {
            case DDT -> Quantity.of("ddt" + (k + 1), "1/s");
            case IDT ->
                Quantity.of("idt" + (k + 1), "s")
                    .initially(part.initial())
                    .heldInDc(true)
                    .followingInAc();
            case DELAY -> Quantity.of("delay" + (k + 1), "1");
          };
      memories[k] = self.unknown(quantity);
      if (part.kind() == Behaviour.Dynamic.Kind.DELAY && part.seconds() > 0) {
        delayed[k] = self.delayed(memories[k], part.seconds());
      }
    }
  }

  /** Reads the inputs, stamps the rows of the memories, and returns the behaviour's value. */
  double evaluate(Point at, Stamp f, Stamp q) {
    read(at);
    for (int k = 0; k < memories.length; k++) {
      Behaviour.Dynamic part = dynamics.get(k);
      double argument = part.argument().evaluate(inputs, at.time(), celsius, partials);
      double own = at.of(memories[k]);
      switch (part.kind()) {
        case DDT -> {
          f.add(memories[k], -own).d(memories[k], -1);
          partials(q.add(memories[k], argument), 1);
        }
        case IDT -> {
          partials(f.add(memories[k], -argument), -1);
          q.add(memories[k], own).d(memories[k], 1);
        }
        case DELAY -> partials(f.add(memories[k], own - argument).d(memories[k], 1), -1);
      }
    }
    return behaviour.evaluate(inputs, at.time(), celsius, partials);
  }

  /** Returns the behaviour's value without stamping anything, for outputs. */
  double value(Point at) {
    read(at);
    return behaviour.evaluate(inputs, at.time(), celsius, partials);
  }

  /** Stamps the partials of the last value, each times a factor, behind the last add. */
  void partials(Stamp stamp, double factor) {
    int input = 0;
    for (Voltage voltage : voltages) {
      stamp.d(voltage, factor * partials[input++]);
    }
    for (Unknown link : links) {
      stamp.d(link, factor * partials[input++]);
    }
    for (int k = 0; k < memories.length; k++) {
      double partial = factor * partials[input++];
      if (delayed[k] != null) {
        stamp.d(delayed[k], partial);
      } else {
        stamp.d(memories[k], partial);
      }
    }
  }

  private void read(Point at) {
    int input = 0;
    for (Voltage voltage : voltages) {
      inputs[input++] = at.of(voltage);
    }
    for (Unknown link : links) {
      inputs[input++] = at.of(link);
    }
    for (int k = 0; k < memories.length; k++) {
      inputs[input++] = delayed[k] != null ? at.of(delayed[k]) : at.of(memories[k]);
    }
  }
}
