package org.ionspice.experiment;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Linearisation;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Instance;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Column;

/**
 * {@code .eis}: the impedance that an independent source sees, at several biases, with the
 * equivalent circuit, the poles and zeros and the Kramers-Kronig test of each.
 *
 * @param source name of the V or I instance
 * @param current whether it is a current source
 * @param frequencies Hz, ascending, above zero
 * @param biases dc values of the source, V or A, in the order in which they are visited; none for
 *     the value that it has
 */
public record ImpedanceSpectra(
    String source, boolean current, double[] frequencies, double[] biases) implements Analysis {
  @Override
  public String keyword() {
    return "eis";
  }

  @Override
  public String plotName() {
    return "Impedance Spectra";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    return List.of(
        new Column("freq", "Hz"),
        new Column("bias", biasUnit()),
        new Column("re(Z)", "Ohm"),
        new Column("im(Z)", "Ohm"));
  }

  private String biasUnit() {
    return current ? "A" : "V";
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Assembly system = run.system();
    SpectrumFindings findings = new SpectrumFindings(biasUnit());
    Set<Diagnostic> remarks = new LinkedHashSet<>();
    double[] guess = {};
    double[] row = new double[4];
    double[] z = new double[2];
    int n = frequencies.length;
    double[] re = new double[n];
    double[] im = new double[n];
    long points = 0;
    long iterations = 0;
    int spectra = Math.max(1, biases.length);
    for (int b = 0; b < spectra; b++) {
      if (biases.length > 0) {
        drive(system, biases[b]);
      }
      Linearisation linear = new Linearisation(run, guess);
      if (linear.failure().isPresent()) {
        String where = biases.length > 0 ? " at " + source + " = " + biases[b] : "";
        return linear.failed(points, where);
      }
      double bias = biases.length > 0 ? biases[b] : present(system, linear.x());
      guess = linear.x();
      LinearPort port = new LinearPort(linear, system, source);
      for (int k = 0; k < n; k++) {
        if (!port.impedance(2 * Math.PI * frequencies[k], z)) {
          return linear.singular(
              points, port.singularRow(), " at " + frequencies[k] + " Hz and " + bias + " " + biasUnit());
        }
        row[0] = frequencies[k];
        row[1] = bias;
        row[2] = re[k] = z[0];
        row[3] = im[k] = z[1];
        run.sink().row(row);
        points++;
        run.watch().progress(points / ((double) n * spectra), frequencies[k]);
        if (run.watch().cancelled()) {
          return linear.done(points);
        }
      }
      findings.add(bias, new Spectrum(frequencies, re, im), port, linear.isRational());
      Outcome outcome = linear.done(points);
      remarks.addAll(outcome.remarks());
      iterations += outcome.iterations();
    }
    return new Outcome(points, 0, iterations, Optional.empty(), List.copyOf(remarks))
        .finding(findings.summaries(), findings.files());
  }

  /** Returns the dc value that the source has, at the operating point x. */
  private double present(Assembly system, double[] x) {
    Instance instance = system.instance(system.instanceIndex(source));
    if (current) {
      return ParameterTable.ofAny(instance.model().getClass())
          .get(instance.model(), "dc")
          .orElseThrow();
    }
    return voltage(instance.nodes().get(0), x) - voltage(instance.nodes().get(1), x);
  }

  private static double voltage(int node, double[] x) {
    return node == Instance.GROUND ? 0 : x[node];
  }

  private void drive(Assembly system, double bias) {
    int k = system.instanceIndex(source);
    DeviceModel model = system.instance(k).model();
    var built = ParameterTable.ofAny(model.getClass()).with(model, "dc", bias);
    system.replace(
        k,
        built
            .record()
            .map(DeviceModel.class::cast)
            .orElseThrow(
                () -> new IllegalArgumentException(built.problems().get(0).message())));
  }

  /** A spectrum at one bias. Arrays are shared, not copied, and used before they change. */
  record Spectrum(double[] frequencies, double[] re, double[] im) {}
}
