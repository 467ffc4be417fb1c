package org.ionspice.elaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Model;
import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;

/** The index that the build writes, against the classes and annotations themselves. */
class DeviceCatalogTest {
  private static List<Class<? extends DeviceModel>> annotated() throws Exception {
    String sample = "Resistor.class";
    URL url = Objects.requireNonNull(org.ionspice.devices.Resistor.class.getResource(sample));
    String[] files = new File(url.toURI()).getParentFile().list();
    List<Class<? extends DeviceModel>> found = new ArrayList<>();
    for (String file : Objects.requireNonNull(files)) {
      if (file.endsWith(".class")) {
        String name = file.substring(0, file.length() - ".class".length());
        Class<?> type = Class.forName("org.ionspice.devices." + name, false, loader());
        if (type.isAnnotationPresent(Model.class)) {
          found.add(type.asSubclass(DeviceModel.class));
        }
      }
    }
    return found;
  }

  private static ClassLoader loader() {
    return DeviceCatalog.class.getClassLoader();
  }

  @Test
  void everyAnnotatedClassOfTheLibraryIsListedOnce() throws Exception {
    List<Class<? extends DeviceModel>> listed = new ArrayList<>();
    DeviceCatalog.standard().all().forEach(type -> listed.add(type.record()));

    assertThat(listed).hasSizeGreaterThan(50);
    assertThat(listed).doesNotHaveDuplicates();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(annotated());
  }

  @Test
  void everyTypeSaysWhatItsAnnotationSays() throws Exception {
    for (Class<? extends DeviceModel> record : annotated()) {
      DeviceType read = DeviceType.of(record);

      assertThat(DeviceCatalog.standard().byType(read.name())).contains(read);
      assertThat(DeviceCatalog.standard().byLetter(read.letter())).contains(read);
      assertThat(ParameterTable.pins(record)).isEqualTo(read.allPins());
    }
  }

  @Test
  void aTypeIsFoundByEachOfItsNamesInAnyCase() throws Exception {
    for (Class<? extends DeviceModel> record : annotated()) {
      DeviceType read = DeviceType.of(record);
      for (String name : read.also().keySet()) {
        assertThat(DeviceCatalog.standard().byType(name.toUpperCase(java.util.Locale.ROOT)))
            .as(name)
            .contains(read);
      }
    }
    assertThat(DeviceCatalog.standard().byType("PNP")).isPresent();
    assertThat(DeviceCatalog.standard().byType("nothing")).isEmpty();
  }
}
