package org.ionspice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The map of the code: which package may see which. Change it together with an ADR. */
class LayeringTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ionspice");

  private static final Map<String, String> MAY_SEE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("build", ""),
              Map.entry("units", ""),
              Map.entry("diagnostics", ""),
              Map.entry("expression", "units diagnostics"),
              Map.entry("netlist", "units diagnostics expression"),
              Map.entry("parameter", "units diagnostics"),
              Map.entry("waveform", "parameter units"),
              Map.entry("device", "parameter units"),
              Map.entry("devices", "device waveform parameter units expression"),
              Map.entry("circuit", "device units diagnostics"),
              Map.entry(
                  "elaboration",
                  "netlist circuit device waveform parameter units diagnostics expression"),
              Map.entry("solver", ""),
              Map.entry("assembly", "circuit device solver parameter"),
              Map.entry("result", "units"),
              Map.entry(
                  "analysis",
                  "assembly circuit device solver result parameter diagnostics units"),
              Map.entry("reduction", "units"),
              Map.entry(
                  "experiment",
                  "analysis assembly circuit device waveform parameter solver result reduction"
                      + " diagnostics units"),
              Map.entry(
                  "training",
                  "analysis assembly circuit device waveform parameter solver result reduction"
                      + " diagnostics units"),
              Map.entry(
                  "lines",
                  "experiment training analysis elaboration netlist circuit device waveform"
                      + " parameter expression diagnostics units"),
              Map.entry("output", "result units"),
              Map.entry("measure", "result units diagnostics expression elaboration"),
              Map.entry("plot", "measure result units diagnostics expression elaboration"),
              Map.entry(
                  "report",
                  "plot output measure result circuit device parameter units diagnostics"),
              Map.entry(
                  "control",
                  "plot output measure result units diagnostics expression elaboration netlist")));

  @Test
  void everyPackageSeesOnlyWhatIsBelowIt() {
    MAY_SEE.forEach(
        (name, below) -> {
          String[] allowed =
              java.util.stream.Stream.concat(
                      java.util.stream.Stream.of("org.ionspice." + name + ".."),
                      Arrays.stream(below.split(" "))
                          .filter(p -> !p.isEmpty())
                          .map(p -> "org.ionspice." + p + ".."))
                  .toArray(String[]::new);
          String[] outside =
              MAY_SEE.keySet().stream()
                  .map(p -> "org.ionspice." + p + "..")
                  .filter(p -> !Arrays.asList(allowed).contains(p))
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage("org.ionspice." + name + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(outside)
              .check(CODE);
          noClasses()
              .that()
              .resideInAPackage("org.ionspice." + name + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("org.ionspice", "org.ionspice.cli..")
              .check(CODE);
        });
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
