package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.ionspice.analysis.AcSweep;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.device.DeviceModel;
import org.ionspice.devices.VoltageSource;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.DeviceType;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;
import org.ionspice.waveform.Dc;
import org.junit.jupiter.api.Test;
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
  void theDeviceOfTheGuideCompilesAndHasItsAdmittance() throws Exception {
    String code = blocks(Path.of("docs/guide/write-a-device.md"), "java").get(0);
    Path file = Files.createDirectories(work.resolve("source")).resolve("FirstOrderGate.java");
    Files.writeString(file, code);
    Path classes = Files.createDirectories(work.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();

    List<String> options =
        List.of(
            "-d", classes.toString(), "-cp", System.getProperty("java.class.path"),
            "-processor", "org.ionspice.build.DeviceProcessor");
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
      DeviceModel gate = DeviceType.of(type).table().build(Map.of()).record().orElseThrow();
      hasTheAdmittanceThatTheGuideStates(gate);
    }
  }

  /** Y = g + (gOn - gOff) v xInf'(v) / (1 + j omega tau), the defaults of the guide put in. */
  private static void hasTheAdmittanceThatTheGuideStates(DeviceModel gate) throws IOException {
    double v = 0.35;
    double xInf = 1 / (1 + Math.exp(-(v - 0.3) / 50e-3));
    double change = (1e-3 - 1e-6) * v * xInf * (1 - xInf) / 50e-3;
    double omegaTau = 2 * Math.PI * 10 * 10e-3;
    List<Instance> instances =
        List.of(
            instance("v1", new VoltageSource(v, 1, 0, new Dc(v))), instance("n1", gate));
    Circuit circuit =
        new Circuit("guide", List.of("a"), instances, Map.of(), Map.of(), 300.15, 300.15, 1e-12);

    Assembly system = new Assembly(circuit);
    Probes probes = Probes.of(system, List.of("i(v1)"), Map.of(), new ArrayList<>());
    Settings settings =
        ParameterTable.of(Settings.class).build(Map.of()).record().orElseThrow();
    Table table = new Table();
    table.begin(
        new Header(
            "ac",
            "AC Analysis",
            "guide",
            List.of(new Column("frequency", "Hz"), new Column("i(v1)", "A")),
            true,
            List.of()));
    table.block(new double[0]);
    Run.Watch watch =
        new Run.Watch() {
          @Override
          public void progress(double fraction, double step) {}

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    new AcSweep(new double[] {10})
        .run(new Run(system, settings, probes, table, watch, celsius -> system));

    double square = 1 + omegaTau * omegaTau;
    double real = 1e-6 + (1e-3 - 1e-6) * xInf + change / square;
    // Relative to a millisiemens, rounding only.
    assertThat(-table.column("i(v1)")[0]).isCloseTo(real, within(1e-12));
    assertThat(-table.imaginary("i(v1)")[0]).isCloseTo(-change * omegaTau / square, within(1e-12));
  }

  private static Instance instance(String name, DeviceModel model) {
    return new Instance(
        name, name, model, List.of(0, Instance.GROUND), List.of(), 1, 300.15, Span.NONE);
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
