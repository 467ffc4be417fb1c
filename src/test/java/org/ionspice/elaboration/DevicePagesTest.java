package org.ionspice.elaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/devices} with the records it is generated from. After a change of a device:
 * {@code mvn test -Dtest=DevicePagesTest -Dupdate=true}.
 */
class DevicePagesTest {
  private static final Path FOLDER = Path.of("docs/devices");
  private static final Path FIGURES = Path.of("docs/figures/devices");
  private static final Path EXAMPLES = Path.of("netlists/devices");

  @Test
  void theDevicePagesSayWhatTheRecordsSay() throws IOException {
    Map<String, String> pages = DevicePages.of(DeviceCatalog.standard(), examples());
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(FOLDER);
      for (String stale : committed().keySet()) {
        Files.delete(FOLDER.resolve(stale));
      }
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(FOLDER.resolve(page.getKey()), page.getValue(), StandardCharsets.UTF_8);
      }
    }

    assertThat(committed())
        .as("run with -Dupdate=true to regenerate docs/devices")
        .isEqualTo(pages);
  }

  @Test
  void everyPageHasAnExampleWithTheTypesOwnLetter() {
    for (DeviceType type : DeviceCatalog.standard().all()) {
      String example = DevicePages.page(type, null).split("```\n")[1];
      char letter = type.name().matches("b[vi]") ? 'B' : type.letter();

      assertThat(example).as(type.name()).startsWith(letter + "1 ");
    }
  }

  @Test
  void everyExampleIsOfADeviceAndHasItsFigure() throws IOException {
    for (String name : examples().keySet()) {
      assertThat(DeviceCatalog.standard().byType(name)).as(name).isPresent();
      assertThat(FIGURES.resolve(name + ".png"))
          .as("made by mvn test -Dtest=DeviceFiguresTest -Dupdate=true")
          .isNotEmptyFile();
    }
  }

  @Test
  void everyDeviceWithAStateIsShownAtWork() throws IOException {
    assertThat(examples().keySet())
        .containsAll(
            DeviceCatalog.standard().byLetter('N').stream().map(DeviceType::name).toList());
  }

  private static Map<String, String> examples() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".cir")).toList()) {
        String name = file.getFileName().toString().replace(".cir", "");
        found.put(name, Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n"));
      }
    }
    return found;
  }

  private static Map<String, String> committed() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
        String text = Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
        found.put(file.getFileName().toString(), text);
      }
    }
    return found;
  }
}
