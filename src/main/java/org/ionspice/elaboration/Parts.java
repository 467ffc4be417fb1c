package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ionspice.circuit.NamedList;

/** All parts in order: those of their own, and arrays that follow a rule. Mutable. */
final class Parts {
  /** A run of parts, or an array, from index {@code first} on. */
  private record Run(int first, NamedList.Segment<Part> array, List<Part> own) {}

  private final List<Run> runs = new ArrayList<>();
  private final Names names = new Names();

  /** Parts of arrays that have been changed. */
  private final Map<Integer, Part> changed = new HashMap<>();

  private int size;

  int size() {
    return size;
  }

  /** Returns the names of the parts outside of arrays. */
  Collection<String> names() {
    return names;
  }

  void add(Part part) {
    if (runs.isEmpty() || runs.get(runs.size() - 1).own() == NONE) {
      runs.add(new Run(size, EMPTY, new ArrayList<>()));
    }
    runs.get(runs.size() - 1).own().add(part);
    names.append(part.name());
    size++;
  }

  void add(NamedList.Segment<Part> array) {
    runs.add(new Run(size, array, NONE));
    size = Math.addExact(size, array.size());
  }

  /** Returns the index of the part of this name, or -1. */
  int indexOf(String name) {
    int index = names.find(name);
    if (index >= 0) {
      for (Run run : runs) {
        index += run.first() <= index ? run.array().size() : 0;
      }
      return index;
    }
    for (Run run : runs) {
      int k = run.array().indexOfName(name);
      if (k >= 0) {
        return run.first() + k;
      }
    }
    return -1;
  }

  Part get(int index) {
    Part other = changed.get(index);
    if (other != null) {
      return other;
    }
    Run run = runs.get(0);
    for (int r = 1; r < runs.size() && runs.get(r).first() <= index; r++) {
      run = runs.get(r);
    }
    int k = index - run.first();
    return run.own() == NONE ? run.array().get(k) : run.own().get(k);
  }

  /** Returns the parts outside of arrays. */
  List<Part> own() {
    List<Part> all = new ArrayList<>();
    runs.forEach(run -> all.addAll(run.own()));
    return all;
  }

  /** Puts a part in the place of the one at {@code index}. */
  void keep(int index, Part part) {
    Run run = runs.get(0);
    for (int r = 1; r < runs.size() && runs.get(r).first() <= index; r++) {
      run = runs.get(r);
    }
    if (run.own() == NONE) {
      changed.put(index, part);
    } else {
      run.own().set(index - run.first(), part);
    }
  }

  /** Returns what {@code make} makes of all parts; of those in arrays only when asked for. */
  <T> NamedList<T> map(Function<Part, T> make, Function<T, String> naming) {
    List<NamedList.Segment<T>> segments = new ArrayList<>();
    for (Run run : runs) {
      if (run.own() != NONE) {
        segments.add(new NamedList.Stored<>(run.own().stream().map(make).toList(), naming));
        continue;
      }
      segments.add(
          new NamedList.Segment<T>() {
            @Override
            public int size() {
              return run.array().size();
            }

            @Override
            public T get(int k) {
              Part other = changed.isEmpty() ? null : changed.get(run.first() + k);
              return make.apply(other == null ? run.array().get(k) : other);
            }

            @Override
            public int indexOfName(String name) {
              return run.array().indexOfName(name);
            }
          });
    }
    return new NamedList<>(segments);
  }

  private static final List<Part> NONE = List.of();
  private static final NamedList.Segment<Part> EMPTY =
      new NamedList.Segment<>() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public Part get(int k) {
          throw new IndexOutOfBoundsException(k);
        }

        @Override
        public int indexOfName(String name) {
          return -1;
        }
      };
}
