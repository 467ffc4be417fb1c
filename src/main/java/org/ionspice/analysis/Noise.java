package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.NoiseCurrents;
import org.ionspice.result.Column;
import org.ionspice.solver.ComplexSparseLu;

/**
 * {@code .noise}: the noise of an output, from the noise currents of all devices at the operating
 * point.
 *
 * <p>With A = G + j omega C and e the output (v = e' x), one solve of A' y = e gives what a unit
 * current between any two nodes makes at the output: y at one less y at the other. Independent noise
 * currents of densities S add as |y+ - y-|^2 S. Dividing by the gain from the source refers the sum
 * to the input.
 *
 * @param output the noisy voltage or current
 * @param source name of the V or I instance at the input
 * @param sourceIsCurrent whether that is a current source
 * @param frequencies Hz, ascending, above zero
 * @param every write contributions, at each so many frequencies; 0 for sums only, at each frequency
 */
public record Noise(
    OutputVariable output,
    String source,
    boolean sourceIsCurrent,
    double[] frequencies,
    int every)
    implements Analysis {
  @Override
  public String keyword() {
    return "noise";
  }

  @Override
  public String plotName() {
    return "Noise Spectral Density Curves";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("frequency", "Hz"));
    String unit = output.unit() + "/sqrt(Hz)";
    for (String part : parts(new NoiseCurrents(system).sources())) {
      columns.add(new Column("onoise_" + part, unit));
    }
    columns.add(new Column("onoise_spectrum", unit));
    columns.add(new Column("inoise_spectrum", sourceUnit() + "/sqrt(Hz)"));
    return columns;
  }

  @Override
  public double leastRows() {
    return every == 0 ? frequencies.length : frequencies.length / every;
  }

  @Override
  public List<ResultShape> further(Assembly system) {
    List<Column> columns = new ArrayList<>();
    for (String part : parts(new NoiseCurrents(system).sources())) {
      columns.add(new Column("onoise_total_" + part, output.unit()));
      columns.add(new Column("inoise_total_" + part, sourceUnit()));
    }
    columns.add(new Column("onoise_total", output.unit()));
    columns.add(new Column("inoise_total", sourceUnit()));
    return List.of(new ResultShape("noise_total", "Integrated Noise", columns, false));
  }

  private String sourceUnit() {
    return sourceIsCurrent ? "A" : "V";
  }

  /** Returns the names of the contributions: those of a device, then the device itself. */
  private List<String> parts(List<NoiseCurrents.Source> sources) {
    List<String> names = new ArrayList<>();
    for (int k = 0; every > 0 && k < sources.size(); k++) {
      names.add(sources.get(k).device() + "_" + sources.get(k).name());
      if (isLastOfDevice(sources, k)) {
        names.add(sources.get(k).device());
      }
    }
    return names;
  }

  private static boolean isLastOfDevice(List<NoiseCurrents.Source> sources, int k) {
    return k + 1 == sources.size() || sources.get(k).instance() != sources.get(k + 1).instance();
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    Assembly system = run.system();
    int n = system.size();
    NoiseCurrents noises = new NoiseCurrents(system);
    List<NoiseCurrents.Source> sources = noises.sources();
    double[] real = new double[system.pattern().entryCount() + 1];
    double[] imaginary = new double[real.length];
    double[] re = new double[n + 1];
    double[] im = new double[n + 1];
    double[] unit = new double[n + 1];
    TransferFunction.Port.of(system, source).excite(unit, 1);
    unit[n] = 0;
    ComplexSparseLu factors = ComplexSparseLu.analyse(system.pattern());
    Integral[] atOutput = integrals(sources.size());
    Integral[] atInput = integrals(sources.size());
    double[] density = new double[sources.size()];
    long rows = 0;
    for (int step = 0; step < frequencies.length; step++) {
      double frequency = frequencies[step];
      linear.at(2 * Math.PI * frequency, real, imaginary);
      boolean good = step == 0 ? factors.factor(real, imaginary) : factors.refactor(real, imaginary);
      if (!good) {
        return linear.singular(rows, factors.singularRow(), " at " + frequency + " Hz");
      }
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      re[output.plusIn(system)] += 1;
      re[output.minusIn(system)] -= 1;
      re[n] = 0;
      factors.solveTransposed(re, im);
      re[n] = 0;
      im[n] = 0;
      double gainRe = 0;
      double gainIm = 0;
      for (int i = 0; i < n; i++) {
        gainRe += re[i] * unit[i];
        gainIm += im[i] * unit[i];
      }
      double gain = gainRe * gainRe + gainIm * gainIm;
      for (int k = 0; k < density.length; k++) {
        NoiseCurrents.Source s = sources.get(k);
        double a = re[s.plus()] - re[s.minus()];
        double b = im[s.plus()] - im[s.minus()];
        density[k] = (a * a + b * b) * noises.density(s, linear.x(), frequency);
        atOutput[k].next(frequency, density[k]);
        atInput[k].next(frequency, referred(density[k], gain));
      }
      if (step % Math.max(1, every) == 0) {
        run.sink().row(spectrum(frequency, sources, density, gain));
        rows++;
      }
      run.watch().progress((step + 1) / (double) frequencies.length, frequency);
      if (run.watch().cancelled()) {
        return linear.done(rows);
      }
    }
    run.further().get(0).row(totals(sources, atOutput, atInput));
    return linear.done(rows);
  }

  private static Integral[] integrals(int count) {
    Integral[] all = new Integral[count];
    Arrays.setAll(all, k -> new Integral());
    return all;
  }

  /** Returns an output density at the input; nothing stays nothing where the gain is zero. */
  private static double referred(double density, double gain) {
    return density == 0 ? 0 : density / gain;
  }

  private double[] spectrum(
      double frequency, List<NoiseCurrents.Source> sources, double[] density, double gain) {
    double[] row = new double[3 + parts(sources).size()];
    int at = 0;
    row[at++] = frequency;
    double sum = 0;
    double ofDevice = 0;
    for (int k = 0; k < density.length; k++) {
      sum += density[k];
      ofDevice += density[k];
      if (every > 0) {
        row[at++] = Math.sqrt(density[k]);
        if (isLastOfDevice(sources, k)) {
          row[at++] = Math.sqrt(ofDevice);
          ofDevice = 0;
        }
      }
    }
    row[at++] = Math.sqrt(sum);
    row[at] = Math.sqrt(referred(sum, gain));
    return row;
  }

  private double[] totals(
      List<NoiseCurrents.Source> sources, Integral[] atOutput, Integral[] atInput) {
    double[] row = new double[2 + 2 * parts(sources).size()];
    int at = 0;
    double[] sum = new double[2];
    double[] ofDevice = new double[2];
    for (int k = 0; k < atOutput.length; k++) {
      double[] here = {atOutput[k].sum, atInput[k].sum};
      for (int side = 0; side < 2; side++) {
        sum[side] += here[side];
        ofDevice[side] += here[side];
      }
      if (every > 0) {
        row[at++] = Math.sqrt(here[0]);
        row[at++] = Math.sqrt(here[1]);
        if (isLastOfDevice(sources, k)) {
          row[at++] = Math.sqrt(ofDevice[0]);
          row[at++] = Math.sqrt(ofDevice[1]);
          Arrays.fill(ofDevice, 0);
        }
      }
    }
    row[at++] = Math.sqrt(sum[0]);
    row[at] = Math.sqrt(sum[1]);
    return row;
  }

  /**
   * The integral of a density over frequency, each interval as the power law through its ends, which
   * is exact for white noise and for powers of the frequency. Mutable.
   */
  static final class Integral {
    private double frequency;
    private double density;
    private boolean begun;
    double sum;

    /** Goes on to the next frequency, Hz. */
    void next(double hertz, double value) {
      if (begun) {
        sum += between(frequency, density, hertz, value);
      }
      frequency = hertz;
      density = value;
      begun = true;
    }

    /** Returns the integral of the power law through (a, atA) and (b, atB), a below b. */
    static double between(double a, double atA, double b, double atB) {
      if (atA == 0 || atB == 0) {
        return 0.5 * (atA + atB) * (b - a);
      }
      double decades = Math.log(b / a);
      double z = Math.log(atB / atA) + decades;
      return a * atA * decades * (z == 0 ? 1 : Math.expm1(z) / z);
    }
  }
}
