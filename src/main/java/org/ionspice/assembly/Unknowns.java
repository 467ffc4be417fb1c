package org.ionspice.assembly;

import java.util.Arrays;
import java.util.Locale;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.circuit.Link;
import org.ionspice.device.Quantity;

/**
 * The numbers and names of a circuit's unknowns: the nodes, then what each instance declared.
 *
 * <p>Names are made when they are asked for; a large circuit never needs most of them.
 */
final class Unknowns {
  private static final Quantity NODE = Quantity.of("v", "V");

  private final Circuit circuit;
  private final Declared[] parts;
  private final int nodes;

  /** Index of the first own unknown of each instance, then the number of all unknowns. */
  private final int[] firstOwn;

  /** Unknowns of the locals of each instance, without ground. */
  private final int[] mapStarts;

  private final int[] maps;

  Unknowns(Circuit circuit, Declared[] parts) {
    this.circuit = circuit;
    this.parts = parts;
    nodes = circuit.nodes().size();
    int n = parts.length;
    firstOwn = new int[n + 1];
    mapStarts = new int[n + 1];
    int next = nodes;
    for (int k = 0; k < n; k++) {
      firstOwn[k] = next;
      for (Declared.Extra extra : parts[k].extras) {
        next += extra.quantity() == null ? 0 : 1;
      }
      mapStarts[k + 1] = Math.addExact(mapStarts[k], parts[k].locals() - 1);
    }
    firstOwn[n] = next;
    maps = new int[mapStarts[n]];
    for (int k = 0; k < n; k++) {
      fill(k, circuit.instances().get(k));
    }
  }

  private void fill(int k, Instance instance) {
    int at = mapStarts[k];
    for (int node : instance.nodes()) {
      maps[at++] = node == Instance.GROUND ? count() : node;
    }
    int own = firstOwn[k];
    for (Declared.Extra extra : parts[k].extras) {
      maps[at++] = extra.quantity() == null ? linked(instance, extra.link()) : own++;
    }
  }

  private int linked(Instance instance, int position) {
    Link link = instance.links().get(position);
    int index = own(circuit.instances().indexOfName(link.instance()), link.unknown());
    if (index < 0) {
      throw new IllegalStateException(instance.name() + " refers to unknown " + link);
    }
    return index;
  }

  /** Returns the number of unknowns, which is also the index that stands for ground. */
  int count() {
    return firstOwn[parts.length];
  }

  /** Returns the unknown at a local index of instance {@code k}. */
  int of(int k, int local) {
    return local == 0 ? count() : maps[mapStarts[k] + local - 1];
  }

  /** Returns the unknown that instance {@code k} declared by this name, -1 if it did not. */
  private int own(int k, String name) {
    if (k < 0) {
      return -1;
    }
    int index = firstOwn[k];
    for (Declared.Extra extra : parts[k].extras) {
      if (extra.quantity() != null) {
        if (extra.quantity().name().equals(name)) {
          return index;
        }
        index++;
      }
    }
    return -1;
  }

  /** Returns the instance that declared unknown {@code i}, -1 for a node of the circuit. */
  int owner(int i) {
    if (i < nodes) {
      return -1;
    }
    int found = Arrays.binarySearch(firstOwn, i);
    int k = found >= 0 ? found : -found - 2;
    while (firstOwn[k + 1] == i) {
      k++; // instances without unknowns of their own begin where the next one does
    }
    while (k > 0 && firstOwn[k] > i) {
      k--;
    }
    return k;
  }

  private Declared.Extra extra(int i) {
    int k = owner(i);
    int before = i - firstOwn[k];
    for (Declared.Extra extra : parts[k].extras) {
      if (extra.quantity() != null && before-- == 0) {
        return extra;
      }
    }
    throw new IllegalArgumentException("no unknown " + i);
  }

  boolean isNode(int i) {
    return i < nodes || extra(i).node();
  }

  Quantity quantity(int i) {
    return i < nodes ? NODE : extra(i).quantity();
  }

  /** Returns the name of unknown {@code i} as printed. */
  String name(int i) {
    if (i < nodes) {
      return "v(" + circuit.nodes().get(i) + ")";
    }
    Declared.Extra extra = extra(i);
    String owner = circuit.instances().get(owner(i)).name();
    String own = extra.quantity().name();
    if (extra.node()) {
      return "v(" + owner + "." + own + ")";
    }
    return own.equals("i") ? "i(" + owner + ")" : "@" + owner + "[" + own + "]";
  }

  /** Returns the index of the unknown printed as {@code name}, ground's index for v(0), or -1. */
  int indexOf(String name) {
    String key = name.toLowerCase(Locale.ROOT).replace(" ", "");
    if (key.equals("v(0)") || key.equals("v(gnd)") || key.equals("v(gnd!)")) {
      return count();
    }
    boolean closed = key.endsWith(")");
    if (key.startsWith("v(") && closed) {
      String inside = key.substring(2, key.length() - 1);
      int node = circuit.nodes().indexOfName(inside);
      int point = inside.lastIndexOf('.');
      if (node >= 0 || point < 0) {
        return node;
      }
      int index =
          own(
              circuit.instances().indexOfName(inside.substring(0, point)),
              inside.substring(point + 1));
      return index >= 0 && isNode(index) ? index : -1;
    }
    if (key.startsWith("i(") && closed) {
      int index = own(circuit.instances().indexOfName(key.substring(2, key.length() - 1)), "i");
      return index >= 0 && !isNode(index) ? index : -1;
    }
    int bracket = key.indexOf('[');
    if (!key.startsWith("@") || bracket < 0 || !key.endsWith("]")) {
      return -1;
    }
    return own(
        circuit.instances().indexOfName(key.substring(1, bracket)),
        key.substring(bracket + 1, key.length() - 1));
  }
}
