package org.ionspice.elaboration;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Values that replace what the netlist says, from {@code .step} or the command line.
 *
 * @param parameters top-level {@code .param} name, lower case, to value
 * @param devices {@code v1.dc} (instance path, parameter) or {@code mod(is)} (model name,
 *     parameter), lower case, to value; {@code v1.pulse#2} is the third number of a waveform
 * @param temperature degrees Celsius; NaN leaves the netlist's
 * @param run which of the circuits of random values this is, from 1; 0 when they are not counted
 */
public record Overrides(
    Map<String, Double> parameters, Map<String, Double> devices, double temperature, int run) {
  /** Nothing is replaced. */
  public static final Overrides NONE = ofParameters(Map.of());

  public Overrides {
    parameters = lower(parameters);
    devices = lower(devices);
  }

  /** Returns overrides of top-level parameters only. */
  public static Overrides ofParameters(Map<String, Double> parameters) {
    return new Overrides(parameters, Map.of(), Double.NaN, 0);
  }

  /** Returns these overrides with the random values of another run. */
  public Overrides withRun(int number) {
    return new Overrides(parameters, devices, temperature, number);
  }

  /** Returns these overrides with a parameter's value added or replaced. */
  public Overrides withParameter(String name, double value) {
    Map<String, Double> more = new HashMap<>(parameters);
    more.put(name.toLowerCase(Locale.ROOT), value);
    return new Overrides(more, devices, temperature, run);
  }

  /** Returns these overrides with {@code v1.dc} or {@code mod(is)} added or replaced. */
  public Overrides withDevice(String path, double value) {
    Map<String, Double> more = new HashMap<>(devices);
    more.put(path.toLowerCase(Locale.ROOT), value);
    return new Overrides(parameters, more, temperature, run);
  }

  /** Returns these overrides with another waveform of a source, instead of an earlier one. */
  public Overrides withWaveform(String source, String shape, double[] numbers) {
    Map<String, Double> more = new HashMap<>(devices);
    String start = source.toLowerCase(Locale.ROOT) + ".";
    more.keySet().removeIf(path -> path.startsWith(start) && path.indexOf('#', start.length()) > 0);
    for (int k = 0; k < numbers.length; k++) {
      more.put(start + shape + "#" + k, numbers[k]);
    }
    return new Overrides(parameters, more, temperature, run);
  }

  /** Returns these overrides at {@code celsius} degrees. */
  public Overrides withTemperature(double celsius) {
    return new Overrides(parameters, devices, celsius, run);
  }

  /** Returns these overrides with others, which win. */
  public Overrides and(Overrides others) {
    Map<String, Double> more = new HashMap<>(parameters);
    more.putAll(others.parameters);
    Map<String, Double> further = new HashMap<>(devices);
    further.putAll(others.devices);
    double celsius = Double.isNaN(others.temperature) ? temperature : others.temperature;
    return new Overrides(more, further, celsius, others.run == 0 ? run : others.run);
  }

  private static Map<String, Double> lower(Map<String, Double> map) {
    Map<String, Double> lower = new HashMap<>();
    map.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return Map.copyOf(lower);
  }
}
