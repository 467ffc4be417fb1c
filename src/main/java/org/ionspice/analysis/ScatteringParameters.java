package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.assembly.Assembly;
import org.ionspice.result.Column;
import org.ionspice.solver.ComplexSparseLu;

/**
 * {@code .sp}: S, Y and Z matrices of the circuit between its ports, small signals at the operating
 * point.
 *
 * <p>Port k, a source e behind the real impedance z, is driven with e = 1 while the others are quiet.
 * With V the voltages at the ports and I the currents into the circuit, a matrix column for each
 * driven port, Kurokawa's power waves are a = (V + z I)/(2 sqrt z), b = (V - z I)/(2 sqrt z), and
 * b = S a, V = Z I, I = Y V.
 *
 * @param ports names of the port instances, port 1 first
 * @param impedances their reference impedances, Ohm
 * @param frequencies Hz, ascending
 * @param noise whether the noise at the ports is computed too
 */
public record ScatteringParameters(
    List<String> ports, double[] impedances, double[] frequencies, boolean noise)
    implements Analysis {
  @Override
  public String keyword() {
    return "sp";
  }

  @Override
  public String plotName() {
    return "SP Analysis";
  }

  @Override
  public boolean complex() {
    return true;
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("frequency", "Hz"));
    String[] names = {"s", "y", "z"};
    String[] units = {"1", "S", "Ohm"};
    for (int m = 0; m < names.length; m++) {
      for (int i = 1; i <= ports.size(); i++) {
        for (int j = 1; j <= ports.size(); j++) {
          columns.add(new Column(names[m] + "_" + i + "_" + j, units[m]));
        }
      }
    }
    if (noise) {
      columns.addAll(PortNoise.columns(ports.size()));
    }
    return columns;
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    Assembly system = run.system();
    int n = system.size();
    int[] branch = new int[ports.size()];
    int[][] pins = new int[ports.size()][];
    for (int k = 0; k < branch.length; k++) {
      branch[k] = system.indexOf("i(" + ports.get(k) + ")");
      List<Integer> nodes = system.instance(system.instanceIndex(ports.get(k))).nodes();
      pins[k] = new int[] {index(system, nodes.get(0)), index(system, nodes.get(1))};
    }
    double[] real = new double[system.pattern().entryCount() + 1];
    double[] imaginary = new double[real.length];
    double[] re = new double[n + 1];
    double[] im = new double[n + 1];
    ComplexSparseLu factors = ComplexSparseLu.analyse(system.pattern());
    Touchstone file = new Touchstone(impedances);
    double kelvin = system.instance(system.instanceIndex(ports.get(0))).temperature();
    PortNoise noises = noise ? new PortNoise(system, impedances, branch, kelvin) : null;
    long points = 0;
    for (double frequency : frequencies) {
      linear.at(2 * Math.PI * frequency, real, imaginary);
      boolean good =
          points == 0 ? factors.factor(real, imaginary) : factors.refactor(real, imaginary);
      if (!good) {
        return linear.singular(points, factors.singularRow(), " at " + frequency + " Hz");
      }
      ComplexDense voltage = new ComplexDense(ports.size());
      ComplexDense current = new ComplexDense(ports.size());
      for (int k = 0; k < branch.length; k++) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        re[branch[k]] = 1;
        factors.solve(re, im);
        re[n] = 0;
        im[n] = 0;
        for (int j = 0; j < branch.length; j++) {
          int p = pins[j][0];
          int m = pins[j][1];
          voltage.set(j, k, re[p] - re[m], im[p] - im[m]);
          // A source's current flows into its first pin, the circuit takes the negative of it.
          current.set(j, k, -re[branch[j]], -im[branch[j]]);
        }
      }
      ComplexDense s = scattering(voltage, current);
      ComplexDense y = ComplexDense.quotient(current, voltage);
      double[] row = row(frequency, s, y, ComplexDense.quotient(voltage, current));
      file.add(frequency, s, voltage, current);
      if (noises != null) {
        double[] ofNoise = noises.at(linear.x(), frequency, factors, s, y);
        int matrices = row.length;
        row = Arrays.copyOf(row, matrices + ofNoise.length);
        System.arraycopy(ofNoise, 0, row, matrices, ofNoise.length);
        file.add(frequency, noises);
      }
      run.sink().row(row);
      points++;
      run.watch().progress(points / (double) frequencies.length, frequency);
      if (run.watch().cancelled()) {
        break;
      }
    }
    return linear.done(points).finding(List.of(), List.of(file.attachment()));
  }

  private static int index(Assembly system, int node) {
    return node == org.ionspice.circuit.Instance.GROUND ? system.size() : node;
  }

  /** Returns b/a; with e = 1 at port k, a is 1/(2 sqrt(z)) there and nothing elsewhere. */
  private ComplexDense scattering(ComplexDense voltage, ComplexDense current) {
    int n = ports.size();
    ComplexDense s = new ComplexDense(n);
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        int at = j * n + k;
        double scale = Math.sqrt(impedances[k] / impedances[j]);
        s.re[at] = (voltage.re[at] - impedances[j] * current.re[at]) * scale;
        s.im[at] = (voltage.im[at] - impedances[j] * current.im[at]) * scale;
      }
    }
    return s;
  }

  private static double[] row(double frequency, ComplexDense... matrices) {
    int each = 2 * matrices[0].re.length;
    double[] row = new double[2 + matrices.length * each];
    row[0] = frequency;
    int at = 2;
    for (ComplexDense matrix : matrices) {
      for (int k = 0; k < matrix.re.length; k++) {
        row[at++] = matrix.re[k];
        row[at++] = matrix.im[k];
      }
    }
    return row;
  }
}
