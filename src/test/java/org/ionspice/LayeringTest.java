package org.ionspice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which package may see which, as the table in docs/architecture.md says. Change it together with an
 * ADR.
 */
class LayeringTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ionspice");

  private static final Path MAP = Path.of("docs/architecture.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]* \\| ([a-z ]*?) ?\\|$");

  /** Reads what each package may see, from the table of the architecture page. */
  private static Map<String, Set<String>> maySee() throws IOException {
    Map<String, Set<String>> packages = new TreeMap<>();
    ROW.matcher(Files.readString(MAP))
        .results()
        .forEach(
            row -> packages.put(row.group(1), new TreeSet<>(List.of(row.group(2).split(" ")))));
    return packages;
  }

  @Test
  void thePageNamesEveryPackage() throws IOException {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : CODE) {
      String inner = type.getPackageName().replaceFirst("^org\\.ionspice\\.?", "");
      packages.add(inner.replaceFirst("\\..*", ""));
    }
    packages.remove("");

    assertThat(maySee().keySet()).isEqualTo(packages);
  }

  @Test
  void everyPackageSeesOnlyWhatIsBelowIt() throws IOException {
    Map<String, Set<String>> packages = maySee();
    for (String name : packages.keySet()) {
      Set<String> below = packages.get(name);
      if (below.contains("all")) {
        continue;
      }
      String own = "org.ionspice." + name + "..";
      Stream<String> others =
          packages.keySet().stream()
              .filter(p -> !p.equals(name) && !below.contains(p))
              .map(p -> "org.ionspice." + p + "..");
      // Nothing but the command line sees the facade.
      String[] outside =
          Stream.concat(Stream.of("org.ionspice"), others).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(own)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(outside)
          .check(CODE);
    }
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("org.ionspice.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void devicesNeedNothingButTheirContract() {
    classes()
        .that()
        .resideInAPackage("org.ionspice.devices")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.ionspice.devices",
            "org.ionspice.device",
            "org.ionspice.waveform",
            "org.ionspice.parameter",
            "org.ionspice.units",
            "org.ionspice.expression",
            "org.jspecify.annotations",
            "java..")
        .check(CODE);
  }

  @Test
  void theGeneratedParserStaysInsideTheNetlistPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ionspice.netlist..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.ionspice.netlist.grammar..", "org.antlr..")
        .check(CODE);
  }

  @Test
  void onlyTheWritersOfCodeLoadTheClassWriter() {
    // Runs without a hot formula or bank do not load them, so they must not load ASM either.
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.ionspice.expression.KernelWriter")
        .and()
        .doNotHaveFullyQualifiedName("org.ionspice.assembly.AdderWriter")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.objectweb.asm..")
        .check(CODE);
  }

  @Test
  void onlyTheCommandLineTouchesTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ionspice.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CODE);
  }
}
