package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.elaboration.DeviceType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows must exist and work. */
class DocsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCE =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("^\\s*\\./ionspice (.*)$", Pattern.MULTILINE);

  @TempDir static Path work;

  @Test
  void everyRelativeLinkLeadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1).replaceFirst("#.*", "");
        boolean elsewhere = target.isEmpty() || target.contains("://");
        // Pictures come from running the netlists; there may be none yet in a fresh checkout.
        boolean picture = target.contains("figures/") && target.endsWith(".png");
        if (!elsewhere && !picture && !Files.exists(folder(page).resolve(target))) {
          broken.add(page + ": " + target);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyDecisionIsListedInTheIndex() throws IOException {
    String index = Files.readString(Path.of("docs/index.md"));
    try (Stream<Path> decisions = Files.list(Path.of("docs/decisions"))) {
      assertThat(decisions.map(p -> "decisions/" + p.getFileName()))
          .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyNetlistShownReadsAndRunsWithoutErrors() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      int count = 0;
      for (String netlist : blocks(page, "spice")) {
        if (netlist.stripTrailing().toLowerCase(Locale.ROOT).endsWith(".end")) {
          String name = page.getFileName() + " netlist " + ++count;
          tests.add(DynamicTest.dynamicTest(name, () -> run(name, netlist)));
        }
      }
    }
    return tests.stream();
  }

  private static void run(String name, String netlist) throws IOException {
    Simulation simulation = Simulation.of(name, netlist);

    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    assertThat(simulation.tables()).isNotEmpty();
  }

  @Test
  void everyCommandInTheReadmeNamesAnExistingNetlist() throws IOException {
    Matcher command = COMMAND.matcher(Files.readString(Path.of("README.md")));
    int found = 0;
    while (command.find()) {
      for (String word : command.group(1).split("\\s+")) {
        if (word.endsWith(".cir")) {
          assertThat(Path.of(word)).isRegularFile();
          found++;
        }
      }
    }

    assertThat(found).isPositive();
  }

  @Test
  void theMistakeInTheReadmeLooksAsShown() throws IOException {
    String shown = blocks(Path.of("README.md"), "text").get(0);
    String line = shown.lines().toList().get(2).substring("3 | ".length());
    Simulation simulation = Simulation.of("bad.cir", "title\nV1 a 0 1\n" + line + "\n.op\n.end\n");

    String rendered = simulation.diagnostics().get(0).render();
    // The list of parameters at the end of the hint is cut in the README.
    assertThat(rendered).startsWith(shown.substring(0, shown.lastIndexOf(" nanopore takes")));
  }

  @Test
  void theDeviceOfTheGuideCompilesAndIsADevice() throws Exception {
    String code = blocks(Path.of("docs/guide/write-a-device.md"), "java").get(0);
    Path file = Files.createDirectories(work.resolve("source")).resolve("FirstOrderGate.java");
    Files.writeString(file, code);
    Path classes = Files.createDirectories(work.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();

    List<String> options =
        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                options,
                null,
                compiler
                    .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)
                    .getJavaFileObjects(file))
            .call();

    assertThat(compiled).as(messages.toString()).isTrue();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Class<? extends DeviceModel> type =
          loader.loadClass("org.ionspice.devices.FirstOrderGate").asSubclass(DeviceModel.class);
      assertThat(DeviceType.of(type).name()).isEqualTo("gate");
      assertThat(DeviceType.of(type).table().find("gon")).isPresent();
    }
  }

  private static List<String> blocks(Path page, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(Files.readString(page).replace("\r\n", "\n"));
    while (fence.find()) {
      if (fence.group(1).equals(language)) {
        blocks.add(fence.group(2));
      }
    }
    return blocks;
  }

  private static Path folder(Path page) {
    return page.getParent() == null ? Path.of("") : page.getParent();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }
}
