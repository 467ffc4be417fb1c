package org.ionspice.elaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Goes through the parameters of every device as ngspice 39 lists them: each is a parameter here too,
 * or a diagnostic stands at its place. That a parameter has an effect is {@code EffectTest}'s part.
 */
class NgspiceParametersTest {
  /** Element and card of each kind; PAR stands on the line that is asked. */
  private static final Map<String, String[]> FORMS =
      Map.ofEntries(
          Map.entry("r", form("R1 a 0 rx r=1k", ".model rx r(")),
          Map.entry("c", form("C1 a 0 cx c=1n", ".model cx c(")),
          Map.entry("l", form("L1 a 0 lx l=1u", ".model lx l(")),
          Map.entry("k", form("L1 a 0 1u\nL2 a 0 1u\nK1 L1 L2", "")),
          Map.entry("d", form("D1 a 0 dx", ".model dx d(")),
          Map.entry("q", form("Q1 a a 0 qx", ".model qx npn(")),
          Map.entry("j", form("J1 a 0 0 jx", ".model jx njf(")),
          Map.entry("j2", form("J1 a 0 0 jx", ".model jx njf(level=2 ")),
          Map.entry("z", form("Z1 a 0 0 zx", ".model zx nmf(")),
          Map.entry("m1", form("M1 a a 0 0 mx", ".model mx nmos(")),
          Map.entry("m2", form("M1 a a 0 0 mx", ".model mx nmos(level=2 ")),
          Map.entry("m3", form("M1 a a 0 0 mx", ".model mx nmos(level=3 ")),
          Map.entry("m6", form("M1 a a 0 0 mx", ".model mx nmos(level=6 ")),
          Map.entry("vdmos", form("M1 a a 0 mx", ".model mx vdmos(")),
          Map.entry("s", form("S1 a 0 a 0 sx", ".model sx sw(")),
          Map.entry("w", form("W1 a 0 V1 wx", ".model wx csw(")),
          Map.entry("o", form("O1 a 0 b 0 ox\nRb b 0 1", ".model ox ltra(r=1 l=1u c=1n len=1 ")),
          Map.entry("t", form("T1 a 0 b 0\nRb b 0 1", "")),
          Map.entry("u", form("U1 a b 0 ux l=1\nRb b 0 1", ".model ux urc(")),
          Map.entry("v", form("V2 b 0\nRb b 0 1", "")),
          Map.entry("i", form("I2 b 0\nRb b 0 1", "")),
          Map.entry("e", form("E1 b 0 a 0\nRb b 0 1", "")),
          Map.entry("g", form("G1 b 0 a 0\nRb b 0 1", "")),
          Map.entry("f", form("F1 b 0 V1\nRb b 0 1", "")),
          Map.entry("h", form("H1 b 0 V1\nRb b 0 1", "")),
          Map.entry("b", form("B1 b 0\nRb b 0 1", "")));

  /** The device types whose tables a kind's names are looked up in. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("q", "npn"), Map.entry("j", "njf"), Map.entry("j2", "njf2"),
          Map.entry("z", "nmf"), Map.entry("m1", "nmos"), Map.entry("m2", "nmos2"),
          Map.entry("m3", "nmos3"), Map.entry("m6", "nmos6"), Map.entry("s", "sw"),
          Map.entry("w", "csw"), Map.entry("o", "ltra"), Map.entry("u", "urc"));

  /** What every element or its letter has beside the table. */
  private static final Set<String> OF_ELEMENTS = Set.of("m", "temp", "dtemp", "ic", "tc");

  private static String[] form(String element, String card) {
    return new String[] {element, card};
  }

  @TestFactory
  Stream<DynamicTest> everyNameOfNgspiceIsTakenOrTold() throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    NgspiceParametersTest.class.getResourceAsStream("ngspice-parameters.txt")),
                StandardCharsets.UTF_8))) {
      file.lines().filter(l -> !l.startsWith("#")).forEach(lines::add);
    }
    return lines.stream()
        .map(l -> List.of(l.split(" ")))
        .filter(words -> words.size() > 2)
        .map(
            words ->
                DynamicTest.dynamicTest(
                    words.get(0) + " " + words.get(1),
                    () -> names(words.get(0), words.get(1), words.subList(2, words.size()))));
  }

  private static void names(String kind, String place, List<String> names) throws IOException {
    DeviceType type =
        DeviceCatalog.standard().byType(TYPES.getOrDefault(kind, kind)).orElse(null);
    List<String> silent = new ArrayList<>();
    for (String name : names) {
      boolean known =
          kind.equals("b") && (name.equals("v") || name.equals("i")) // The formulas themselves.
              || type != null && type.table().find(name).isPresent()
              || place.equals("instance") && OF_ELEMENTS.contains(name);
      if (!known && !isTold(kind, place, name)) {
        silent.add(name);
      }
    }
    assertThat(silent).as("taken without a word, of %s %s", kind, place).isEmpty();
  }

  /** Returns whether a diagnostic names the parameter or stands at its place. */
  private static boolean isTold(String kind, String place, String name) throws IOException {
    String[] form = FORMS.get(kind);
    String element = form[0];
    String card = form[1].isEmpty() ? "" : form[1] + (place.equals("model") ? name + "=0.37" : "") + ")\n";
    if (place.equals("instance")) {
      String[] lines = element.split("\n");
      int own = kind.equals("k") ? 2 : 0;
      lines[own] += " " + name + "=0.37";
      element = String.join("\n", lines);
    }
    String netlist = "title\nV1 a 0 1\n" + element + "\n" + card + ".op\n.end\n";
    int line = (int) netlist.substring(0, netlist.indexOf(name + "=0.37")).lines().count();
    List<Diagnostic> told = Simulation.of("case.cir", netlist).diagnostics();
    return told.stream()
        .anyMatch(
            d ->
                d.at().line() == line
                    || Arrays.asList(d.message().split("\\W+")).contains(name));
  }
}
