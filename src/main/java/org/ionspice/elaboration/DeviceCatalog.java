package org.ionspice.elaboration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Model;

/**
 * All device types: the records of package {@code org.ionspice.devices} that carry {@link Model}.
 *
 * <p>The package is listed once, from a folder or a jar, so a new device is one new file.
 */
public final class DeviceCatalog {
  private static final String PACKAGE = "org.ionspice.devices";

  private final Map<String, DeviceType> byName;
  private final Map<String, DeviceType> byOtherName;

  private DeviceCatalog(List<DeviceType> types) {
    Map<String, DeviceType> map = new LinkedHashMap<>();
    types.stream()
        .sorted(Comparator.comparing(DeviceType::name))
        .forEach(
            t -> {
              if (map.put(t.name(), t) != null) {
                throw new IllegalStateException("two devices are named " + t.name());
              }
            });
    byName = Collections.unmodifiableMap(map);
    Map<String, DeviceType> others = new LinkedHashMap<>();
    byName.values().forEach(t -> t.also().keySet().forEach(name -> others.put(name, t)));
    byOtherName = Collections.unmodifiableMap(others);
  }

  private static final class Holder {
    // Listed on first use only: start-up of commands that need no device stays cheap.
    static final DeviceCatalog STANDARD = new DeviceCatalog(list());
  }

  /** Returns the catalogue of the built-in library. */
  public static DeviceCatalog standard() {
    return Holder.STANDARD;
  }

  /** Makes a catalogue of exactly these records, for tests. */
  public static DeviceCatalog of(List<Class<? extends DeviceModel>> records) {
    List<DeviceType> types = new ArrayList<>();
    records.forEach(r -> types.add(DeviceType.of(r)));
    return new DeviceCatalog(types);
  }

  /** Returns the type of this name, or that also has this name, any case. */
  public Optional<DeviceType> byType(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(byName.getOrDefault(key, byOtherName.get(key)));
  }

  /** Returns the types with this element letter, by name. */
  public List<DeviceType> byLetter(char letter) {
    char upper = Character.toUpperCase(letter);
    return byName.values().stream().filter(t -> t.letter() == upper).toList();
  }

  /** Returns all types by name. */
  public List<DeviceType> all() {
    return List.copyOf(byName.values());
  }

  /** Returns all type names, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  private static List<DeviceType> list() {
    String folder = PACKAGE.replace('.', '/');
    ClassLoader loader = DeviceCatalog.class.getClassLoader();
    List<DeviceType> types = new ArrayList<>();
    try {
      for (URL url : Collections.list(loader.getResources(folder))) {
        for (String file : files(url, folder)) {
          if (file.endsWith(".class") && file.indexOf('$') < 0 && !file.contains("-info")) {
            String name = file.substring(0, file.length() - ".class".length());
            Class<?> found = Class.forName(PACKAGE + "." + name, false, loader);
            if (found.isRecord() && found.isAnnotationPresent(Model.class)) {
              types.add(DeviceType.of(found.asSubclass(DeviceModel.class)));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the device library cannot be listed", e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a listed class cannot be loaded", e);
    }
    return types;
  }

  private static List<String> files(URL url, String folder) throws IOException {
    List<String> files = new ArrayList<>();
    if (url.getProtocol().equals("jar")) {
      JarURLConnection connection = (JarURLConnection) url.openConnection();
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          String name = entry.getName();
          if (name.startsWith(folder + "/") && name.indexOf('/', folder.length() + 1) < 0) {
            files.add(name.substring(folder.length() + 1));
          }
        }
      }
    } else {
      try {
        String[] names = new File(url.toURI()).list();
        if (names != null) {
          files.addAll(List.of(names));
        }
      } catch (URISyntaxException e) {
        throw new IOException(e);
      }
    }
    return files;
  }
}
