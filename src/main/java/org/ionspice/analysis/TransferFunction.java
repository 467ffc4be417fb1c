package org.ionspice.analysis;

import java.io.IOException;
import java.util.List;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Instance;
import org.ionspice.result.Column;
import org.ionspice.solver.SparseLu;

/**
 * {@code .tf}: the DC small-signal gain from an independent source to an output, and the resistances
 * that the source and the output see.
 *
 * <p>With G the conductances at the operating point, G x = u for a unit excitation u by the source
 * gives the gain and the input resistance; one by the output gives the output resistance.
 *
 * @param output what is looked at
 * @param source name of the exciting V or I instance
 * @param sourceIsCurrent whether the source is a current source
 */
public record TransferFunction(OutputVariable output, String source, boolean sourceIsCurrent)
    implements Analysis {
  @Override
  public String keyword() {
    return "tf";
  }

  @Override
  public String plotName() {
    return "Transfer Function";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    String gain =
        output.current() == sourceIsCurrent ? "1" : sourceIsCurrent ? "Ohm" : "S";
    String device = output.label().substring(2, output.label().length() - 1);
    return List.of(
        new Column("transfer_function", gain),
        new Column(
            output.current()
                ? device + "#output_impedance"
                : "output_impedance_at_" + output.label(),
            "Ohm"),
        new Column(source + "#input_impedance", "Ohm"));
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    Assembly system = run.system();
    SparseLu factors = SparseLu.analyse(system.pattern());
    if (!factors.factor(linear.g())) {
      return linear.singular(0, factors.singularRow(), "");
    }
    int n = system.size();
    Port input = Port.of(system, source);
    double[] fromSource = new double[n + 1];
    input.excite(fromSource, 1);
    fromSource[n] = 0;
    factors.solve(fromSource);
    double gain = fromSource[output.plusIn(system)] - fromSource[output.minusIn(system)];
    double[] fromOutput = new double[n + 1];
    Port seen =
        output.current()
            ? new Port(output.plusIn(system), -1)
            : new Port(output.minusIn(system), output.plusIn(system));
    seen.excite(fromOutput, 1);
    fromOutput[n] = 0;
    factors.solve(fromOutput);
    run.sink()
        .row(new double[] {gain, seen.resistance(fromOutput), input.resistance(fromSource)});
    return linear.done(1);
  }

  /**
   * A place where a source excites the circuit: the row {@code plus} of a voltage source's equation
   * ({@code minus} -1), or a pair of nodes between which a current flows from plus to minus.
   */
  record Port(int plus, int minus) {
    /** Returns the port of an independent source. */
    static Port of(Assembly system, String source) {
      int branch = system.indexOf("i(" + source + ")");
      if (branch >= 0) {
        return new Port(branch, -1);
      }
      List<Integer> nodes = system.instance(system.instanceIndex(source)).nodes();
      return new Port(index(system, nodes.get(0)), index(system, nodes.get(1)));
    }

    private static int index(Assembly system, int node) {
      return node == Instance.GROUND ? system.size() : node;
    }

    /** Adds {@code size} volts or amperes to a right-hand side of length size() + 1. */
    void excite(double[] u, double size) {
      if (minus < 0) {
        u[plus] += size;
      } else {
        u[plus] -= size;
        u[minus] += size;
      }
    }

    /** Returns the resistance, Ohm, that a unit source here sees when the circuit answers with x. */
    double resistance(double[] x) {
      // A source's current flows into its plus pin, so the circuit takes the negative of it.
      return minus < 0 ? -1 / x[plus] : x[minus] - x[plus];
    }
  }
}
