package org.ionspice.circuit;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of things that have names. Immutable; parts of it may follow a rule and are made when they
 * are asked for, so that a crossbar of a million cells needs no million objects.
 */
public final class NamedList<T> extends AbstractList<T> implements RandomAccess {
  /** A part of the list. */
  public interface Segment<T> {
    int size();

    /** Returns thing {@code k} of this part. */
    T get(int k);

    /** Returns the position in this part of the first thing of this name, -1 without one. */
    int indexOfName(String name);
  }

  private final List<Segment<T>> segments;
  private final int[] starts;

  /** Makes a list of parts. */
  public NamedList(List<? extends Segment<T>> parts) {
    segments = List.copyOf(parts);
    starts = new int[segments.size() + 1];
    for (int s = 0; s < segments.size(); s++) {
      starts[s + 1] = Math.addExact(starts[s], segments.get(s).size());
    }
  }

  /** Returns a list of nodes' names. */
  public static NamedList<String> of(List<String> names) {
    return new NamedList<>(List.of(new Stored<>(names, n -> n)));
  }

  /** Returns a list of instances. */
  public static NamedList<Instance> ofInstances(List<Instance> instances) {
    return new NamedList<>(List.of(new Stored<>(instances, Instance::name)));
  }

  @Override
  public int size() {
    return starts[segments.size()];
  }

  @Override
  public T get(int k) {
    int s = 0;
    while (s + 1 < segments.size() && k >= starts[s + 1]) {
      s++;
    }
    return segments.get(s).get(k - starts[s]);
  }

  /** Returns the position of the first thing of this name, -1 without one. */
  public int indexOfName(String name) {
    for (int s = 0; s < segments.size(); s++) {
      int k = segments.get(s).indexOfName(name);
      if (k >= 0) {
        return starts[s] + k;
      }
    }
    return -1;
  }

  /** Things that are kept, with an index of their names from the first question on. */
  public static final class Stored<T> implements Segment<T> {
    private final List<T> things;
    private final Function<T, String> naming;
    private @Nullable Map<String, Integer> index;

    /** Keeps a copy of {@code things}. */
    public Stored(List<T> things, Function<T, String> naming) {
      this.things = List.copyOf(things);
      this.naming = naming;
    }

    @Override
    public int size() {
      return things.size();
    }

    @Override
    public T get(int k) {
      return things.get(k);
    }

    @Override
    public int indexOfName(String name) {
      Map<String, Integer> known = index;
      if (known == null) {
        known = new HashMap<>(2 * things.size());
        for (int k = 0; k < things.size(); k++) {
          known.putIfAbsent(naming.apply(things.get(k)), k);
        }
        index = known;
      }
      return known.getOrDefault(name, -1);
    }
  }
}
