package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.device.Point;
import org.ionspice.device.NoiseDensity;

/** The noise currents that the devices of a circuit declared, as pairs of rows. Immutable. */
public final class NoiseCurrents {
  /**
   * One noise current.
   *
   * @param instance position of the device
   * @param device name of the device
   * @param name what makes it: {@code thermal}, {@code id}
   * @param plus row that the current leaves; the size of the system for ground
   * @param minus row that it enters
   * @param law its density for one of the device's parallel copies
   */
  public record Source(
      int instance, String device, String name, int plus, int minus, NoiseDensity law) {}

  private final Assembly system;
  private final List<Source> sources;

  /** Collects the noise currents of a circuit, in the order of the netlist. */
  public NoiseCurrents(Assembly system) {
    this.system = system;
    List<Source> found = new ArrayList<>();
    for (int k = 0; k < system.partCount(); k++) {
      Declared part = system.part(k);
      for (Declared.Noise noise : part.noises()) {
        found.add(
            new Source(
                k,
                system.instance(k).name(),
                noise.name(),
                system.unknownOf(k, noise.through().plus()),
                system.unknownOf(k, noise.through().minus()),
                noise.density()));
      }
    }
    sources = List.copyOf(found);
  }

  /** Returns the noise currents; those of one device stand together. */
  public List<Source> sources() {
    return sources;
  }

  /** Returns the density of a noise current at {@code x} and a frequency, Hz, in A^2/Hz. */
  public double density(Source source, double[] x, double hertz) {
    Evaluation evaluation = system.evaluation();
    Point at = evaluation.point(source.instance(), x);
    return system.instance(source.instance()).multiplicity()
        * source.law().at(at, hertz);
  }
}
