package org.ionspice.circuit;

import java.util.List;
import java.util.Map;

/**
 * The flat, immutable circuit.
 *
 * @param title first line of the netlist
 * @param nodes names of all nodes but ground, lower case, in order of appearance
 * @param instances all devices, in order of appearance
 * @param initial {@code .ic}: quantity name ({@code v(out)} or {@code @n1[x]}) to value
 * @param guesses {@code .nodeset}: the same form
 * @param nominalTemperature K, at which model parameters hold
 * @param temperature K, of the circuit
 * @param gmin S, across junctions; NaN lets it follow the smallest conductance of the circuit
 */
public record Circuit(
    String title,
    NamedList<String> nodes,
    NamedList<Instance> instances,
    Map<String, Double> initial,
    Map<String, Double> guesses,
    double nominalTemperature,
    double temperature,
    double gmin) {
  public Circuit {
    initial = Map.copyOf(initial);
    guesses = Map.copyOf(guesses);
  }

  /** Makes a circuit of nodes and instances that are all kept. */
  public Circuit(
      String title,
      List<String> nodes,
      List<Instance> instances,
      Map<String, Double> initial,
      Map<String, Double> guesses,
      double nominalTemperature,
      double temperature,
      double gmin) {
    this(
        title,
        NamedList.of(nodes),
        NamedList.ofInstances(instances),
        initial,
        guesses,
        nominalTemperature,
        temperature,
        gmin);
  }
}
