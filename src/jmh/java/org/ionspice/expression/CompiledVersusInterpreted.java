package org.ionspice.expression;

import java.util.concurrent.TimeUnit;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Netlist;
import org.ionspice.netlist.NetlistReader;
import org.ionspice.netlist.Statement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Asks what compiling a formula saves: a value with all partials, over 1000 instances in turn. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompiledVersusInterpreted {
  private static final int INSTANCES = 1000;

  /** The formula. The first two are those of testbenches/bench-crossbar. */
  @Param({
    "v(r,c)/(1000*v(x)+100000*(1-v(x)))",
    "1e9*(v(r,c)/(1000*v(x)+100000*(1-v(x))))*(1-(2*v(x)-1)^4)",
    "v(x)*1e-4*sinh(2*v(r,c))+(1-v(x))*1e-6*(exp(3*v(r,c))-1)",
    "1+2*v(r)+3*v(c)+0.1*v(r)*v(r)+0.2*v(r)*v(c)+0.3*v(c)*v(c)",
    "table(v(r,c),-1,0,0,0.1,0.3,0.5,0.7,1,1.2,1.5,2,1.8)",
    "v(r)>0.4 ? v(r)*tanh(v(c)) : if(v(c)<0.1,v(x)^2,-v(x))"
  })
  public String formula;

  private final Program[] programs = new Program[INSTANCES];
  private final double[][] inputs = new double[INSTANCES][];
  private double[] partials = {};

  /** Makes the instances and compiles their form. */
  @Setup
  public void build() {
    Diagnostics sink = new Diagnostics();
    Source source = new Source("bench", "bench\nB1 a 0 I={" + formula + "}\n.end\n");
    Netlist netlist = NetlistReader.parse(source, sink);
    Field.Assignment value =
        ((Statement.Element) netlist.statements().get(0))
            .fields().stream()
                .filter(f -> f instanceof Field.Assignment)
                .map(f -> (Field.Assignment) f)
                .findFirst()
                .orElseThrow();
    Expression parsed = ((Field.Formula) value.value()).expression();
    Behaviour first = Behaviour.of(Resolver.resolve(parsed, Scope.EMPTY, sink));
    partials = new double[first.inputCount()];
    for (int k = 0; k < INSTANCES; k++) {
      programs[k] = first.fresh().program();
      inputs[k] = new double[partials.length];
      for (int i = 0; i < partials.length; i++) {
        inputs[k][i] = (7 * k + 13 * i) % INSTANCES / (double) INSTANCES;
      }
    }
    first.program().form().compile();
  }

  /** Runs the compiled form; a thousandth of the time is that of one evaluation. */
  @Benchmark
  public double compiled() {
    double sum = 0;
    for (int k = 0; k < INSTANCES; k++) {
      sum += programs[k].run(inputs[k], 0, 27, partials);
    }
    return sum;
  }

  /** Interprets. */
  @Benchmark
  public double interpreted() {
    double sum = 0;
    for (int k = 0; k < INSTANCES; k++) {
      sum += programs[k].interpret(inputs[k], 0, 27, partials);
    }
    return sum;
  }
}
