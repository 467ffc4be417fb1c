package org.ionspice.elaboration;

import java.util.Arrays;
import java.util.Map;
import org.ionspice.device.DeviceModel;
import org.jspecify.annotations.Nullable;

/**
 * The devices built last, so that elements with the same card and values share one. Mutable.
 *
 * <p>Device models are immutable values. A place is overwritten by the next device that falls on it,
 * so the cache stays small however many different elements there are.
 */
final class ModelCache {
  private static final int PLACES = 1024;

  private final int[] hashes = new int[PLACES];
  private final Object[][] keys = new Object[PLACES][];
  private final @Nullable DeviceModel[] models = new DeviceModel[PLACES];

  /** What a model card said, compared by identity: a card is read once at each level. */
  private record Card(Map<String, Given> values) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Card card && card.values == values;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(values);
    }
  }

  /** Returns what tells a device from others; null when an object among the values may not be. */
  static Object @Nullable [] key(
      DeviceType type, Map<String, Given> card, Map<String, Given> own) {
    Object[] key = new Object[2 + 2 * own.size()];
    key[0] = type.record();
    key[1] = new Card(card);
    int at = 2;
    for (Map.Entry<String, Given> entry : own.entrySet()) {
      Object value = entry.getValue().value();
      if (!(value instanceof Double || value instanceof Boolean || value instanceof String)) {
        return null;
      }
      key[at++] = entry.getKey();
      key[at++] = value;
    }
    return key;
  }

  @Nullable DeviceModel find(Object[] key) {
    int hash = Arrays.hashCode(key);
    int place = place(hash);
    return hashes[place] == hash && Arrays.equals(keys[place], key) ? models[place] : null;
  }

  void put(Object[] key, DeviceModel model) {
    int hash = Arrays.hashCode(key);
    int place = place(hash);
    hashes[place] = hash;
    keys[place] = key;
    models[place] = model;
  }

  private static int place(int hash) {
    return (hash ^ hash >>> 10 ^ hash >>> 20) & PLACES - 1;
  }
}
