package org.ionspice.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ionspice.analysis.Settings;
import org.ionspice.elaboration.DeviceCatalog;
import org.ionspice.elaboration.DeviceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the build wrote about each record of parameters, against its annotations. */
class ComponentsTest {
  /** A record without parameters. */
  private record Plain(double x) {}

  static Stream<Class<?>> records() {
    Stream<Class<?>> devices = DeviceCatalog.standard().all().stream().map(DeviceType::record);
    return Stream.concat(devices, Stream.of(Settings.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyAnnotatedComponentIsDescribedAsAnnotated(Class<?> record) {
    assertThat(ParameterTable.ofAny(record).parameters()).isEqualTo(described(record));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyValueComesBackFromItsComponent(Class<?> record) throws Exception {
    comesBack(record);
  }

  /** Makes the record with a value of its own for every double and reads it by reflection. */
  private static <R> void comesBack(Class<R> type) throws Exception {
    ParameterTable<R> table = ParameterTable.of(type);
    Map<String, Object> given = new HashMap<>();
    table.parameters().stream()
        .filter(p -> p.isNumber() && p.isRequired())
        .forEach(p -> given.put(p.name(), 1.0));
    Optional<R> made = table.build(given).record();
    assumeThat(made).as("needs an object, so it has tests of its own").isPresent();
    int changed = 0;
    for (int k = 0; k < table.parameters().size(); k++) {
      Parameter parameter = table.parameters().get(k);
      if (parameter.type() != double.class) {
        continue;
      }
      // Half way to a bound or twice as much: one of them is allowed nearly everywhere.
      double old = table.get(made.get(), parameter.name()).orElseThrow();
      for (double factor : new double[] {0.5, 2}) {
        double other = Double.isFinite(old) && old != 0 ? old * factor : 0.125;
        Optional<R> copy = table.with(made.get(), parameter.name(), other).record();
        if (copy.isPresent()) {
          List<Object> before = new ArrayList<>();
          List<Object> after = new ArrayList<>();
          read(made.get(), before);
          read(copy.get(), after);
          assertThat(after.get(k)).as(parameter.name()).isEqualTo(other);
          after.set(k, before.get(k));
          // Objects may follow from a number: the waveform of a source from its value.
          assertThat(numbers(after)).isEqualTo(numbers(before));
          changed++;
        }
      }
    }
    assumeThat(changed).as("has no number that can change alone").isPositive();
  }

  private static List<Object> numbers(List<Object> values) {
    return values.stream().filter(Number.class::isInstance).toList();
  }

  private static void read(Object record, List<Object> into) throws Exception {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(record);
      if (component.isAnnotationPresent(Group.class)) {
        read(value, into);
      } else {
        into.add(value);
      }
    }
  }

  private static List<Parameter> described(Class<?> record) {
    List<Parameter> all = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.isAnnotationPresent(Group.class)) {
        all.addAll(described(component.getType()));
      } else {
        all.add(described(component));
      }
    }
    return all;
  }

  private static Parameter described(RecordComponent component) {
    Class<?> type = component.getType();
    Param p = component.getAnnotation(Param.class);
    List<String> words = new ArrayList<>();
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        words.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
      }
    }
    return p == null
        ? Parameter.undescribed(component.getName(), type, words)
        : Parameter.described(
            component.getName(), Arrays.asList(p.alias()), p.unit(), p.def(), p.min(), p.max(),
            p.above(), p.below(), p.principal(), p.doc(), type, words, p.argument());
  }

  @Test
  void aRecordWithoutParametersIsRefused() {
    assertThatThrownBy(() -> ParameterTable.of(Plain.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Plain");
  }
}
