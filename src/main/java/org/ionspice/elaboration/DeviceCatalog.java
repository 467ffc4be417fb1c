package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All device types: the records of the library that carry {@link org.ionspice.device.Model}.
 *
 * <p>The build lists them ({@code org.ionspice.build.DeviceProcessor}), so a new device is one new
 * file; a type is made when a netlist names it.
 */
public final class DeviceCatalog {
  private static final DeviceCatalog STANDARD = new DeviceCatalog();

  private final @Nullable DeviceType[] made = new DeviceType[DeviceIndex.LETTERS.length()];

  private DeviceCatalog() {}

  /** Returns the catalogue of the built-in library. */
  public static DeviceCatalog standard() {
    return STANDARD;
  }

  /** Returns the type of this name, or that also has this name, any case. */
  public Optional<DeviceType> byType(String name) {
    int k = DeviceIndex.find(name.toLowerCase(Locale.ROOT));
    return k < 0 ? Optional.empty() : Optional.of(type(k));
  }

  /** Returns the types with this element letter, by name. */
  public List<DeviceType> byLetter(char letter) {
    char upper = Character.toUpperCase(letter);
    List<DeviceType> types = new ArrayList<>();
    for (int k = 0; k < made.length; k++) {
      if (DeviceIndex.LETTERS.charAt(k) == upper) {
        types.add(type(k));
      }
    }
    return types;
  }

  /** Returns all types by name. */
  public List<DeviceType> all() {
    List<DeviceType> types = new ArrayList<>();
    for (int k = 0; k < made.length; k++) {
      types.add(type(k));
    }
    return types;
  }

  /** Returns all type names, sorted. */
  public List<String> names() {
    return all().stream().map(DeviceType::name).toList();
  }

  // Two threads may both make a type; the two are equal in all they say.
  private DeviceType type(int k) {
    DeviceType type = made[k];
    if (type == null) {
      type = DeviceIndex.type(k);
      made[k] = type;
    }
    return type;
  }
}
