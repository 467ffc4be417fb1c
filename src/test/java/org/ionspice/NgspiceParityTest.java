package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every netlist of testbenches/ngspice-parity in both simulators in the same minute.
 *
 * <p>The measure: root-mean-square difference at most 1e-3 of the signal's range (see the bench's
 * README). Without ngspice on the path the comparisons are skipped.
 */
class NgspiceParityTest {
  private static final Path BENCH = Path.of("testbenches/ngspice-parity");
  private static final double LIMIT = 1e-3;
  private static final Pattern VECTOR =
      Pattern.compile(
          "[vi]\\(((?:[SYZ]|Cy)_[0-9]+_[0-9]+|NF|NFmin|SOpt|Rn|.*(?:transfer_function|_impedance|noise_total).*)\\)", Pattern.CASE_INSENSITIVE);

  @TempDir static Path work;

  private static boolean hasNgspice() {
    try {
      Process process =
          new ProcessBuilder("ngspice", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(20, TimeUnit.SECONDS);
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyNetlistAgreesWithNgspice() throws IOException {
    boolean oracle = hasNgspice();
    List<Path> netlists;
    try (Stream<Path> files = Files.list(BENCH)) {
      netlists = files.filter(f -> f.toString().endsWith(".cir")).sorted().toList();
    }
    assertThat(netlists).hasSizeGreaterThanOrEqualTo(110);
    return netlists.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      assumeTrue(oracle, "ngspice is not installed: comparison skipped");
                      compare(file);
                    }));
  }

  private static void compare(Path netlist) throws Exception {
    List<RawReader.Plot> plots = ngspice(netlist);
    Simulation simulation = Simulation.read(netlist, List.of(), Map.of());
    assertThat(simulation.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::render))
        .isEmpty();
    List<Table> tables = List.copyOf(simulation.tables().values());
    assertThat(tables.stream().map(t -> t.header().plotName()))
        .containsExactlyElementsOf(plots.stream().map(RawReader.Plot::name).toList());
    for (int k = 0; k < plots.size(); k++) {
      if (tables.get(k).header().analysis().equals("pz")) {
        compareRoots(plots.get(k), tables.get(k));
      } else {
        compare(plots.get(k), tables.get(k));
      }
    }
  }

  private static void compare(RawReader.Plot reference, Table ours) {
    int compared = 0;
    for (String name : reference.names()) {
      String own = ours.header().analysis().equals("sens") ? slope(name, ours) : plain(name);
      if (own.isEmpty()) {
        continue;
      }
      int column = ours.header().indexOf(own);
      boolean scale = name.equals(reference.names().get(0));
      if (scale && isScaled(ours)) {
        continue;
      }
      // Of the port driven last, which says nothing of S parameters.
      boolean ofLastPort = ours.header().analysis().equals("sp") && plain(name).equals(name);
      boolean internal = name.contains("#") && !name.toLowerCase(Locale.ROOT).endsWith("_impedance)");
      if (internal || ofLastPort || name.contains("$") || isKnownToBeWrong(name, reference)
          || column < 0 && isNothing(name, reference, ours)) {
        continue;
      }
      assertThat(column).as("vector " + name).isGreaterThanOrEqualTo(0);
      double off = difference(reference, ours, name, own);
      assertThat(off).as("rms difference of " + name + " over its range").isLessThanOrEqualTo(LIMIT);
      compared++;
    }
    assertThat(compared).isPositive();
  }

  /** Returns whether vectors go along a scale; sensitivities in DC are single values. */
  private static boolean isScaled(Table ours) {
    return ours.header().hasScale()
        && (!ours.header().analysis().equals("sens") || ours.header().complex());
  }

  /** ngspice has a vector for each root, in another order: each needs one of ours nearby. */
  private static void compareRoots(RawReader.Plot reference, Table ours) {
    for (String kind : List.of("pole", "zero")) {
      double[] re = ours.column(kind);
      double[] im = ours.imaginary(kind);
      long finite = Arrays.stream(re).filter(x -> !Double.isNaN(x)).count();
      List<String> theirs =
          reference.names().stream().filter(name -> name.contains(kind)).toList();
      assertThat(finite).as("number of %ss", kind).isEqualTo(theirs.size());
      for (String name : theirs) {
        double x = reference.vectors().get(name)[0];
        double y = reference.vectors().get(name + "#im")[0];
        double nearest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < finite; k++) {
          nearest = Math.min(nearest, Math.hypot(re[k] - x, im[k] - y));
        }
        assertThat(nearest / Math.hypot(x, y)).as(name).isLessThanOrEqualTo(LIMIT);
      }
    }
  }

  /** Returns a name as ngspice prints it: its raw files write {@code v(...)} around it. */
  private static String plain(String name) {
    Matcher vector = VECTOR.matcher(name);
    String plain = vector.matches() ? vector.group(1) : name;
    // i(v.x1.v1) is i(x1.v1): the kind's letter stands before the path only in raw files.
    return plain.replaceFirst("^(i\\(|@)[a-z]\\.(x.*)", "$1$2");
  }

  /**
   * Returns our name of a derivative of {@code .sens}; empty for one that is not compared. The bench's
   * README has the rules.
   */
  private static String slope(String name, Table ours) {
    String key = name.toLowerCase(Locale.ROOT).replaceFirst("^v\\((.*)\\)$", "$1");
    key = key.replaceFirst("^[a-z]\\.(x.*)", "$1").replaceFirst("_tc$", "_tc1").replaceFirst(":vt0$", ":vto");
    boolean resistor = key.matches("(.*\\.)?r[^.]*");
    if (ours.header().complex() && resistor) {
      // With a resistance of its own for AC, ngspice's derivative by that of DC is zero.
      key = key.endsWith("_ac") ? key.substring(0, key.length() - 3) : key.matches(".*[_:].*") ? key : "";
    }
    boolean nothing = resistor && key.matches(".*_[lw]");
    return nothing || key.matches(".*(bv_max|:is|:tnom|:uo|(^|\\.)l[^.]*_m)") ? "" : key;
  }

  /** Returns whether ngspice is known to be wrong here; the bench's README says why. */
  private static boolean isKnownToBeWrong(String name, RawReader.Plot reference) {
    boolean resistance =
        name.endsWith("#Output_impedance)") && reference.vectors().get(name)[0] == 1e20;
    return resistance || name.contains("inoise_total") || isWrongNoise(name, reference);
  }

  /** Of donoise: NF always, the best source and its figure where correlations are complex. */
  private static boolean isWrongNoise(String name, RawReader.Plot reference) {
    double[] cross = reference.vectors().get("v(Cy_1_2)#im");
    boolean real = cross == null || Arrays.stream(cross).allMatch(y -> y == 0);
    return name.equals("v(NF)") || !real && (name.equals("v(NFmin)") || name.equals("v(SOpt)"));
  }

  /** Returns whether it is the noise of something that is not there, such as a resistance of 0. */
  private static boolean isNothing(String name, RawReader.Plot reference, Table ours) {
    return (name.contains("onoise_") || ours.header().analysis().equals("sens"))
        && Arrays.stream(reference.vectors().get(name)).allMatch(y -> y == 0);
  }

  private static List<RawReader.Plot> ngspice(Path netlist) throws Exception {
    Path raw = work.resolve(netlist.getFileName() + ".raw");
    Process process =
        new ProcessBuilder(
                "ngspice", "-n", "-b", "-r", raw.toString(), netlist.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return RawReader.read(raw);
  }

  /** Returns the root-mean-square difference over the reference's size. */
  static double difference(RawReader.Plot reference, Table ours, String name) {
    return difference(reference, ours, name, plain(name));
  }

  private static double difference(
      RawReader.Plot reference, Table ours, String name, String own) {
    String analysis = ours.header().analysis();
    double[] expected = reference.vectors().get(name);
    if (!isScaled(ours)) {
      double value = ours.column(own)[0];
      double largest = 0;
      boolean voltages = analysis.equals("op");
      for (String other : reference.names()) {
        if (voltages && other.charAt(0) == name.charAt(0)) {
          largest = Math.max(largest, Math.abs(reference.vectors().get(other)[0]));
        }
      }
      double size = Math.max(Math.abs(expected[0]), 1e-6 * largest);
      return value == expected[0] ? 0 : Math.abs(value - expected[0]) / size;
    }
    double[] scale = reference.vectors().get(reference.names().get(0));
    double[] mine = ours.column(ours.header().columns().get(0).name());
    double[] values = ours.column(own);
    double[] imaginary = ours.header().complex() ? ours.imaginary(own) : null;
    double[] expectedIm = reference.vectors().get(name + "#im");
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      low = Math.min(low, expected[i]);
      high = Math.max(high, expected[i]);
      double im = expectedIm == null ? 0 : expectedIm[i];
      largest = Math.max(largest, Math.hypot(expected[i], im));
    }
    boolean density = analysis.equals("noise"); // White noise has no range.
    double range =
        density ? largest : Math.max(expectedIm == null ? high - low : largest, 1e-6 * largest + 1e-12);
    if (density && largest == 0) {
      return Arrays.stream(values).allMatch(y -> y == 0) ? 0 : Double.POSITIVE_INFINITY;
    }
    if (!analysis.equals("tran")) {
      assertThat(values.length).as("points of " + name).isEqualTo(expected.length);
      double sum = 0;
      for (int i = 0; i < expected.length; i++) {
        assertThat(mine[i]).isCloseTo(scale[i], org.assertj.core.data.Offset.offset(
            1e-9 * Math.max(1e-9, Math.abs(scale[scale.length - 1]))));
        double re = values[i] - expected[i];
        double im = imaginary == null ? 0 : imaginary[i] - expectedIm[i];
        sum += re * re + im * im;
      }
      return Math.sqrt(sum / expected.length) / range;
    }
    assertThat(mine[mine.length - 1])
        .as("end of the run")
        .isCloseTo(scale[scale.length - 1], org.assertj.core.data.Offset.offset(
            1e-9 * scale[scale.length - 1]));
    TreeSet<Double> grid = new TreeSet<>();
    for (double t : scale) {
      grid.add(t);
    }
    double from = scale[0];
    for (double t : mine) {
      if (t >= from) {
        grid.add(t);
      }
    }
    double sum = 0;
    double length = 0;
    double last = Double.NaN;
    double before = 0;
    for (double t : grid) {
      double d = at(mine, values, t) - at(scale, expected, t);
      if (!Double.isNaN(last)) {
        sum += (t - last) * (d * d + before * before) / 2;
        length += t - last;
      }
      last = t;
      before = d;
    }
    return Math.sqrt(sum / length) / range;
  }

  private static double at(double[] t, double[] v, double when) {
    int low = 0;
    int high = t.length - 1;
    if (when <= t[0]) {
      return v[0];
    }
    if (when >= t[high]) {
      return v[high];
    }
    while (high - low > 1) {
      int mid = (low + high) >>> 1;
      if (t[mid] <= when) {
        low = mid;
      } else {
        high = mid;
      }
    }
    return t[high] == t[low] ? v[high]
        : v[low] + (v[high] - v[low]) * (when - t[low]) / (t[high] - t[low]);
  }
}
