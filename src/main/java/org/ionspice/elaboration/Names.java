package org.ionspice.elaboration;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names in the order they came, each with its position: 16 to 28 bytes a name beside its text. Mutable. */
final class Names extends AbstractList<String> {
  private final List<String> names = new ArrayList<>();

  /**
   * Open addressing: hash above, position plus one below, 0 where nothing is. The hash is beside the
   * position, so that other names are passed over without a look at their text.
   */
  private long[] table = new long[64];

  /** Returns the position of a name, or -1. */
  int find(String name) {
    return (int) table[slot(name, spread(name))] - 1;
  }

  /** Adds a name that is not known yet and returns its position. */
  int append(String name) {
    if (3 * (names.size() + 1) > 2 * table.length) {
      grow();
    }
    names.add(name);
    int hash = spread(name);
    table[slot(name, hash)] = (long) hash << 32 | names.size();
    return names.size() - 1;
  }

  private void grow() {
    long[] before = table;
    table = new long[2 * before.length];
    int mask = table.length - 1;
    for (long entry : before) {
      if (entry != 0) {
        int at = (int) (entry >>> 32) & mask;
        while (table[at] != 0) {
          at = at + 1 & mask;
        }
        table[at] = entry;
      }
    }
  }

  private int slot(String name, int hash) {
    int mask = table.length - 1;
    int at = hash & mask;
    while (table[at] != 0
        && !((int) (table[at] >>> 32) == hash && names.get((int) table[at] - 1).equals(name))) {
      at = at + 1 & mask;
    }
    return at;
  }

  /** Mixes all bits into the low ones: numbered names differ in few (MurmurHash3's last step). */
  private static int spread(String name) {
    int hash = name.hashCode();
    hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
    hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
    return hash ^ hash >>> 16;
  }

  @Override
  public String get(int index) {
    return names.get(index);
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public boolean contains(Object name) {
    return name instanceof String text && find(text) >= 0;
  }

  /** Returns the names as an array that nobody else holds. */
  @Override
  public String[] toArray() {
    return names.toArray(new String[0]);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(table);
  }
}
