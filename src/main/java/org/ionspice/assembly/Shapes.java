package org.ionspice.assembly;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets devices that stamp alike share what is known about it: a million memristors that differ in
 * their numbers have one shape. Mutable; used while a circuit is put together.
 */
final class Shapes {
  private record Key(Shape shape) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && shape.same(key.shape);
    }

    @Override
    public int hashCode() {
      return shape.likeness();
    }
  }

  private final Map<Key, Shape> known = new HashMap<>();

  /** Returns a shape that says the same, and shares what an earlier one has. */
  Shape shared(Shape shape) {
    Shape first = known.putIfAbsent(new Key(shape), shape);
    return first == null || first == shape ? shape : shape.sharing(first);
  }
}
