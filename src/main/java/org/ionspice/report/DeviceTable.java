package org.ionspice.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Model;
import org.ionspice.output.Numbers;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;

/**
 * The devices of a circuit that have the same type and the same parameters.
 *
 * @param type the type's name
 * @param title what it is
 * @param instances names of the first ones
 * @param count how many there are
 * @param parameters in the order of the manual page
 */
public record DeviceTable(
    String type, String title, List<String> instances, int count, List<Entry> parameters) {
  /** Names that are listed of a table, and tables of a report. */
  private static final int MOST_NAMES = 40;

  private static final int MOST_TABLES = 300;

  public DeviceTable {
    instances = List.copyOf(instances);
    parameters = List.copyOf(parameters);
  }

  /**
   * One parameter.
   *
   * @param value as text
   * @param unit empty when it has none
   * @param given whether it is other than the default
   */
  public record Entry(String name, String value, String unit, boolean given, String doc) {}

  /** Returns the tables of a circuit, in the order of its devices; at most 300. */
  public static List<DeviceTable> of(Circuit circuit) {
    Map<DeviceModel, List<Instance>> alike = new LinkedHashMap<>();
    for (Instance instance : circuit.instances()) {
      boolean meter = instance.name().contains("#");
      if (!meter && (alike.containsKey(instance.model()) || alike.size() < MOST_TABLES)) {
        alike.computeIfAbsent(instance.model(), m -> new ArrayList<>()).add(instance);
      }
    }
    List<DeviceTable> tables = new ArrayList<>();
    alike.forEach(
        (model, list) ->
            tables.add(
                new DeviceTable(
                    list.get(0).type(),
                    title(model),
                    list.stream().limit(MOST_NAMES).map(Instance::name).toList(),
                    list.size(),
                    entries(model))));
    return tables;
  }

  private static String title(DeviceModel model) {
    Model kind = model.getClass().getAnnotation(Model.class);
    return kind == null ? "" : kind.title();
  }

  private static List<Entry> entries(DeviceModel model) {
    ParameterTable<? extends DeviceModel> table = ParameterTable.ofAny(model.getClass());
    List<Entry> entries = new ArrayList<>();
    for (Parameter parameter : table.parameters()) {
      String value;
      boolean given;
      if (parameter.isNumber()) {
        double number = table.get(model, parameter.name()).orElse(Double.NaN);
        value = Double.isNaN(number) ? "none" : Numbers.shortest(number);
        given =
            parameter.isRequired()
                || !(number == parameter.defaultValue()
                    || Double.isNaN(number) && Double.isNaN(parameter.defaultValue()));
      } else {
        value = table.text(model, parameter.name());
        given = !value.equalsIgnoreCase(parameter.defaultText());
      }
      if (!value.isEmpty()) {
        String unit = parameter.unit().equals("1") ? "" : parameter.unit();
        entries.add(new Entry(parameter.name(), value, unit, given, parameter.doc()));
      }
    }
    return entries;
  }
}
