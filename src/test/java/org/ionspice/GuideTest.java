package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ionspice.elaboration.AnalysisKeyword;
import org.ionspice.elaboration.Options;
import org.ionspice.expression.FunctionLibrary;
import org.ionspice.expression.LibraryFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every word that the program understands stands in its guide. Words are taken from where the code
 * compares with them.
 */
class GuideTest {
  private static final Path CODE = Path.of("src/main/java/org/ionspice");
  private static final Pattern QUOTED = Pattern.compile("\"([\\w-]+)\"");

  private static String guide(String page) throws IOException {
    return Files.readString(Path.of("docs/guide", page + ".md"));
  }

  private static String code(String file) throws IOException {
    return Files.readString(CODE.resolve(file));
  }

  /** The quoted words in every part of a text that a pattern finds. */
  private static Set<String> words(String text, String parts) {
    Set<String> words = new TreeSet<>();
    Matcher part = Pattern.compile(parts).matcher(text);
    while (part.find()) {
      QUOTED.matcher(part.group()).results().forEach(w -> words.add(w.group(1)));
    }
    assertThat(words).as(parts).isNotEmpty();
    return words;
  }

  private static void stand(Iterable<String> words, String before, String page) {
    for (String word : words) {
      Pattern whole = Pattern.compile(Pattern.quote(before) + "\\b" + Pattern.quote(word) + "\\b");
      assertThat(whole.matcher(page).find()).as(before + word).isTrue();
    }
  }

  @Test
  void everyDotLine() throws IOException {
    String reader = code("elaboration/CommandReader.java");
    String netlist = guide("netlist");

    stand(AnalysisKeyword.keywords(), ".", netlist);
    stand(words(reader, "(SUPPORTED|COMMANDS|SILENT) =[^;]*;"), ".", netlist);
    Matcher key =
        Pattern.compile("\"\\.(\\w+)\"").matcher(code("netlist/Reading.java"));
    List<String> read = new ArrayList<>();
    while (key.find()) {
      read.add(key.group(1));
    }
    assertThat(read).contains("include", "control");
    stand(read, ".", netlist);
  }

  @Test
  void everyOption() throws IOException {
    String netlist = guide("netlist");

    stand(Options.KNOWN, "", netlist.substring(netlist.indexOf("## Options")));
    stand(Options.WITHOUT_EFFECT, "", netlist.substring(netlist.indexOf("## Options")));
  }

  @Test
  void everyFunctionAndConstant() throws IOException {
    String netlist = guide("netlist");
    String formulas =
        netlist.substring(netlist.indexOf("## Formulas"), netlist.indexOf("## Elements"));

    List<String> names = FunctionLibrary.all().stream().map(LibraryFunction::name).toList();
    assertThat(names).hasSizeGreaterThan(40);
    stand(names, "", formulas);
    stand(FunctionLibrary.RUNNING, "", formulas);
    List<String> constants =
        FunctionLibrary.constants().keySet().stream()
            .filter(c -> !List.of("true", "false", "yes", "no").contains(c))
            .toList();
    assertThat(constants).contains("boltz");
    stand(constants, "", formulas);
  }

  /** The arguments of the lines of experiments. */
  @ParameterizedTest
  @CsvSource({
    "ProtocolLine,pulse-protocols",
    "HysteresisLine,hysteresis",
    "PeriodicLine,periodic-orbits",
    "StabilityLines,stability",
    "ImpedanceLine,impedance",
    "TrainLine,training",
    "SampleLines,training"
  })
  void everyArgument(String file, String page) throws IOException {
    String asked = "\\.(number|numbers|positive|whole|word|value)\\(\\s*\"\\w+\"";

    stand(words(code("lines/" + file + ".java"), asked), "", guide(page));
  }

  @Test
  void everyMeasurement() throws IOException {
    String netlist = guide("netlist");
    String measurements = netlist.substring(netlist.indexOf("## Measurements"));

    stand(words(code("elaboration/MeasureLines.java"), "RECIPES =[^;]*;"), "", measurements);
    stand(AnalysisKeyword.resultNames(), "", measurements);
  }

  @Test
  void everyCommandOfScripts() throws IOException {
    String control = guide("control");
    for (String file : List.of("Session", "Running", "Assigning", "Writing", "Signals")) {
      String text = code("control/" + file + ".java");

      stand(words(text, "case (\"\\w+\",?\\s*)+->"), "", control);
    }
  }

  @Test
  void everyFlagOfTheCommandLine() throws IOException {
    StringBuilder pages = new StringBuilder(Files.readString(Path.of("README.md")));
    try (Stream<Path> guide = Files.list(Path.of("docs/guide"))) {
      for (Path page : guide.sorted().toList()) {
        pages.append(Files.readString(page));
      }
    }

    for (String flag : words(code("cli/Options.java"), "List\\.of\\(\\s*\"--[^;]*;")) {
      assertThat(pages).contains(flag);
    }
  }
}
