package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.DeviceCatalog;
import org.ionspice.elaboration.DeviceType;
import org.ionspice.expression.Behaviour;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Law;
import org.ionspice.expression.Transfer;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.Parameter;
import org.ionspice.units.Units;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every device of the library keeps, whatever it is. A new device is checked unasked. */
class DeviceContractTest {
  private static final long SEED = 20241129;

  /** Values for parameters without a default. */
  private static Map<String, Object> required(DeviceType type) {
    Map<String, Object> given = new HashMap<>();
    for (Parameter p : type.table().parameters()) {
      if (p.type() == Behaviour.class) {
        given.put(p.name(), sampleBehaviour());
      } else if (p.type() == Transfer.class) {
        given.put(p.name(), Transfer.of(new double[] {1, 2, 0, 0.5}, new double[] {3, 0, 0.1}));
      } else if (p.isNumber() && p.isRequired()) {
        given.put(p.name(), p.unit().equals("s") ? 2e-3 : 0.7);
      }
    }
    return given;
  }

  /** Variants that switch further equations on. */
  private static List<Map<String, Object>> variants(DeviceType type) {
    List<Map<String, Object>> list = new ArrayList<>();
    list.add(Map.of());
    for (Parameter p : type.table().parameters()) {
      for (String choice : p.choices()) {
        list.add(Map.of(p.name(), choice));
      }
      if (p.isNumber()) {
        for (double end : new double[] {p.min(), p.max()}) {
          if (Double.isFinite(end)) {
            list.add(Map.of(p.name(), end));
          }
        }
      }
    }
    InputStream further =
        DeviceContractTest.class.getResourceAsStream("variants/" + type.name() + ".txt");
    if (further != null) {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(further, StandardCharsets.UTF_8))) {
        lines.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(l -> list.add(variant(type, l)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return list;
  }

  /** Reads {@code name=value name=value}; a formula is a law of its parameter's variable. */
  private static Map<String, Object> variant(DeviceType type, String line) {
    Map<String, Object> given = new HashMap<>();
    for (String pair : line.trim().split("\\s+")) {
      String name = pair.substring(0, pair.indexOf('='));
      String value = pair.substring(pair.indexOf('=') + 1);
      Parameter p = type.table().find(name).orElseThrow(() -> new AssertionError(line));
      given.put(
          name,
          p.isNumber()
              ? (Object) Double.valueOf(value)
              : p.type() == Law.class ? law(value, p.argument()) : value);
    }
    return given;
  }

  /** Makes the law {@code sin}, {@code tanh}, ... of its variable. */
  private static Law law(String function, String variable) {
    return Law.of(
        new Expression.Call(
            function, List.of(new Expression.Name(variable, Span.NONE)), Span.NONE),
        variable);
  }

  /** The formula v(a)^2 v(b) + 2 i(v1) + ddt(v(a)) + idt(v(b), 0.1) + delay(v(a), 1 ms). */
  private static Behaviour sampleBehaviour() {
    Expression a = new Expression.NodeVoltage("a", "", Span.NONE);
    Expression b = new Expression.NodeVoltage("b", "", Span.NONE);
    Expression sum = binary(Expression.Operator.TIMES, binary(Expression.Operator.TIMES, a, a), b);
    for (Expression term :
        List.of(
            binary(
                Expression.Operator.TIMES,
                new Expression.Literal(2, Span.NONE),
                new Expression.BranchCurrent("v1", Span.NONE)),
            new Expression.Call("ddt", List.of(a), Span.NONE),
            new Expression.Call(
                "idt", List.of(b, new Expression.Literal(0.1, Span.NONE)), Span.NONE),
            new Expression.Call(
                "delay", List.of(a, new Expression.Literal(1e-3, Span.NONE)), Span.NONE))) {
      sum = binary(Expression.Operator.PLUS, sum, term);
    }
    return Behaviour.of(sum);
  }

  private static Expression binary(Expression.Operator op, Expression left, Expression right) {
    return new Expression.Binary(op, left, right, Span.NONE);
  }

  private static int pins(DeviceType type) {
    boolean behavioural =
        type.table().parameters().stream().anyMatch(p -> p.type() == Behaviour.class);
    return behavioural ? 4 : type.allPins().size();
  }

  private static ContractProbe probe(DeviceModel model, DeviceType type) {
    return new ContractProbe(model, pins(type), 2);
  }

  /** A device whose optional pins are left out keeps the contract as well. */
  private static void fewestPins(DeviceType type) {
    for (int pins = type.terminals().size(); pins < pins(type); pins++) {
      if (!type.optional().isEmpty() && type.allows(pins)) {
        for (DeviceModel model : models(type).values()) {
          ContractProbe probe = new ContractProbe(model, pins, 2);
          Random random = new Random(SEED);
          for (int round = 0; round < 10; round++) {
            double[] x = probe.randomPoint(random, 1);
            compare(type, "with " + pins + " pins", probe, x, round);
            assertThat(sumOverNodes(probe, probe.at(x).f())).isZero();
          }
        }
      }
    }
  }

  private static Map<String, DeviceModel> models(DeviceType type) {
    Map<String, DeviceModel> models = new LinkedHashMap<>();
    for (Map<String, Object> variant : variants(type)) {
      Map<String, Object> given = new HashMap<>(required(type));
      given.putAll(variant);
      Built<? extends DeviceModel> built = type.table().build(given);
      // An end of one range may contradict another parameter; the record says so.
      boolean onlyRelations =
          built.problems().stream().allMatch(p -> p.kind() == Built.Kind.RELATION);
      assertThat(onlyRelations).as("%s %s: %s", type.name(), variant, built.problems()).isTrue();
      built.record().ifPresent(m -> models.put(variant.toString(), m));
    }
    assertThat(models).as("models of %s", type.name()).isNotEmpty();
    return models;
  }

  @TestFactory
  Stream<DynamicContainer> everyDevice() {
    return DeviceCatalog.standard().all().stream()
        .map(
            type ->
                DynamicContainer.dynamicContainer(
                    type.name(),
                    Stream.of(
                        DynamicTest.dynamicTest("is described", () -> described(type)),
                        DynamicTest.dynamicTest(
                            "has the partials of its values",
                            () -> models(type).forEach((name, m) -> partials(type, name, m))),
                        DynamicTest.dynamicTest(
                            "is pure, conserves current, keeps its pattern",
                            () -> models(type).forEach((name, m) -> conduct(type, name, m))),
                        DynamicTest.dynamicTest(
                            "may lose its optional pins", () -> fewestPins(type)),
                        DynamicTest.dynamicTest(
                            "is finite everywhere",
                            () -> models(type).forEach((name, m) -> finite(type, name, m))))));
  }

  private static void described(DeviceType type) {
    assertThat(type.title()).isNotBlank();
    assertThat(type.source()).isNotBlank();
    assertThat(type.equations()).isNotEmpty();
    assertThat(type.name()).isEqualTo(type.name().toLowerCase(java.util.Locale.ROOT));
    for (Parameter p : type.table().parameters()) {
      assertThat(p.doc()).as("text of %s", p.name()).isNotBlank();
      if (p.isNumber()) {
        assertThat(p.unit()).as("unit of %s", p.name()).isNotBlank();
        assertThat(Units.isUnit(p.unit())).as("unit of %s: %s", p.name(), p.unit()).isTrue();
        if (!p.isRequired()) {
          assertThat(p.allows(p.defaultValue())).as("default of %s", p.name()).isTrue();
        }
      }
    }
    models(type)
        .forEach(
            (name, model) ->
                probe(model, type)
                    .outputUnits
                    .forEach(
                        (output, unit) ->
                            assertThat(Units.isUnit(unit)).as("%s: %s", output, unit).isTrue()));
  }

  private static void partials(DeviceType type, String variant, DeviceModel model) {
    Random random = new Random(SEED);
    ContractProbe probe = probe(model, type);
    // The work grows with the cube of the size; the variants of a large device share its formulas.
    int rounds = probe.size() < 16 || variant.equals("{}") ? 100 : 6;
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        probe.inDc();
      } else {
        probe.inTransient(1e-3 * random.nextDouble());
      }
      compare(type, variant, probe, probe.randomPoint(random, round % 4 < 2 ? 1 : 3), round);
    }
  }

  private static void compare(
      DeviceType type, String variant, ContractProbe probe, double[] x, int round) {
    ContractProbe.Sample sample = probe.at(x);
    for (int column = 1; column < probe.columns(); column++) {
      Moved moved = new Moved(probe, x, column);
      for (int row = 1; row < probe.size(); row++) {
        String where =
            "%s %s, seed %d, round %d, row %d, column %d"
                .formatted(type.name(), variant, SEED, round, row, column);
        check(where + " of f", moved, row, true, sample.g()[row][column]);
        check(where + " of q", moved, row, false, sample.c()[row][column]);
      }
    }
  }

  /** Samples at points of which one coordinate is moved, each taken when it is first asked for. */
  private static final class Moved {
    private final ContractProbe probe;
    private final double[] x;
    private final int column;
    private final Map<Double, ContractProbe.Sample> taken = new HashMap<>();

    Moved(ContractProbe probe, double[] x, int column) {
      this.probe = probe;
      this.x = x;
      this.column = column;
    }

    double value(double h, int row, boolean f) {
      ContractProbe.Sample sample =
          taken.computeIfAbsent(
              h,
              by -> {
                double[] moved = x.clone();
                moved[column] += by;
                return probe.at(moved);
              });
      return f ? sample.f()[row] : sample.q()[row];
    }
  }

  /** Compares with the central difference, at the best of several steps. */
  private static void check(String where, Moved moved, int row, boolean f, double slope) {
    double best = Double.POSITIVE_INFINITY;
    double nearest = Double.NaN;
    for (double h = 1e-3; h > 1e-9; h *= 0.1) {
      double high = moved.value(h, row, f);
      double low = moved.value(-h, row, f);
      double difference = (high - low) / (2 * h);
      // What rounding of the two values alone can do to the difference.
      double noise = 4 * Math.ulp(Math.max(Math.abs(high), Math.abs(low))) / h;
      double error = Math.max(0, Math.abs(difference - slope) - noise);
      if (error < best) {
        best = error;
        nearest = difference;
      }
      if (best <= 1e-6 * Math.max(Math.abs(slope), Math.abs(nearest))) {
        return;
      }
    }
    assertThat(best)
        .as("%s: partial %s, difference %s", where, slope, nearest)
        .isLessThanOrEqualTo(
            // Below the normal numbers a double has no six digits.
            Math.max(Double.MIN_NORMAL, 1e-6 * Math.max(Math.abs(slope), Math.abs(nearest))));
  }

  private static void conduct(DeviceType type, String variant, DeviceModel model) {
    Random random = new Random(SEED);
    ContractProbe probe = probe(model, type);
    double[] first = probe.randomPoint(random, 1);
    ContractProbe.Sample before = probe.at(first);
    for (int round = 0; round < 20; round++) {
      probe.inTransient(1e-3 * round);
      double[] x = probe.randomPoint(random, Math.pow(10, random.nextInt(4)));
      ContractProbe.Sample sample = probe.at(x);
      String where = type.name() + " " + variant + " at " + Arrays.toString(x);
      assertThat(sample.calls()).as("stamps of %s", where).isEqualTo(before.calls());
      assertThat(sumOverNodes(probe, sample.f())).as("currents of %s", where).isZero();
      assertThat(sumOverNodes(probe, sample.q())).as("charges of %s", where).isZero();
      if (model.linear()) {
        assertThat(sample.g()).as("linear: %s", where).isDeepEqualTo(before.g());
        assertThat(sample.c()).as("linear: %s", where).isDeepEqualTo(before.c());
      }
    }
    probe.inDc();
    ContractProbe.Sample after = probe.at(first);
    assertThat(after.f()).as("%s again", variant).isEqualTo(before.f());
    assertThat(after.q()).as("%s again", variant).isEqualTo(before.q());
    assertThat(after.g()).as("%s again", variant).isDeepEqualTo(before.g());
    assertThat(after.c()).as("%s again", variant).isDeepEqualTo(before.c());
  }

  /** Sums what the nodes receive; rounding of sums within a row is taken off. */
  private static double sumOverNodes(ContractProbe probe, double[] values) {
    double sum = 0;
    double size = 0;
    for (int k = 0; k < probe.size(); k++) {
      if (probe.isNode.get(k)) {
        sum += values[k];
        size += Math.abs(values[k]);
      }
    }
    return Math.abs(sum) <= 1e-15 * size ? 0 : sum;
  }

  private static void finite(DeviceType type, String variant, DeviceModel model) {
    Random random = new Random(SEED);
    ContractProbe probe = probe(model, type);
    for (int round = 0; round < 60; round++) {
      double[] x = probe.randomPoint(random, Math.pow(10, random.nextInt(7) - 1));
      ContractProbe.Sample sample = probe.at(x);
      String where = type.name() + " " + variant + " at " + Arrays.toString(x);
      assertThat(allFinite(sample.f()) && allFinite(sample.q())).as("values, %s", where).isTrue();
      for (int row = 0; row < probe.size(); row++) {
        assertThat(allFinite(sample.g()[row])).as("df of row %d, %s", row, where).isTrue();
        assertThat(allFinite(sample.c()[row])).as("dq of row %d, %s", row, where).isTrue();
      }
      for (String output : probe.outputs.keySet()) {
        assertThat(probe.output(output, x)).as("%s, %s", output, where).isFinite();
      }
      for (String noise : probe.noises.keySet()) {
        for (double hertz : new double[] {1e-3, 1e9}) {
          assertThat(probe.noise(noise, x, hertz))
              .as("%s, %s", noise, where)
              .isGreaterThanOrEqualTo(0)
              .isFinite();
        }
      }
      probe.guards.keySet().forEach(g -> assertThat(probe.guard(g, x)).as(g).isFinite());
      for (var limiter : probe.limiters) {
        assertThat(limiter.limit(x[1], x[probe.size() - 1])).as("limit, %s", where).isFinite();
        assertThat(limiter.limit(x[1], x[1])).as("limit at rest, %s", where).isEqualTo(x[1]);
      }
    }
  }

  private static boolean allFinite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
