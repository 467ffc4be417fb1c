package org.ionspice.control;

import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;
import org.ionspice.expression.RandomFunctions;
import org.ionspice.expression.RandomSource;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.measure.Wave;
import org.jspecify.annotations.Nullable;

/**
 * The random functions of a script: {@code sunif sgauss rnd poisson exponential} of each value of a
 * vector, and the functions that a netlist's formulas have, {@code gauss agauss unif aunif limit}.
 * Mutable.
 */
final class RandomVectors implements RandomSource {
  private static final List<String> OF_VECTORS =
      List.of("sunif", "sgauss", "rnd", "poisson", "exponential");

  private final PrintStream err;
  private SplittableRandom generator = new SplittableRandom(1);
  private boolean told;

  RandomVectors(PrintStream err) {
    this.err = err;
  }

  /** Begins the numbers that follow from a seed. */
  void seed(long seed) {
    generator = new SplittableRandom(seed);
    told = true;
  }

  @Override
  public double uniform() {
    if (!told) {
      told = true;
      err.println("note: the random numbers of the script follow from setseed 1");
    }
    return generator.nextDouble();
  }

  /** Returns new random numbers; null when the function is none of these. */
  @Nullable Wave of(String name, List<Wave> x) throws NotMeasurable {
    if (x.size() == 1 && OF_VECTORS.contains(name)) {
      double[] from = x.get(0).re();
      double[] drawn = new double[from.length];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = one(name, from[i]);
      }
      return new Wave("1", drawn, null);
    }
    for (RandomFunctions.Form form : RandomFunctions.all()) {
      if (form.name().equals(name) && form.counts().contains(x.size())) {
        return Vectors.number(form.rule().value(numbers(x), this));
      }
    }
    return null;
  }

  private static double[] numbers(List<Wave> x) throws NotMeasurable {
    double[] numbers = new double[x.size()];
    for (int k = 0; k < numbers.length; k++) {
      double[] values = x.get(k).re();
      if (values.length == 0) {
        throw new NotMeasurable("an argument has no value");
      }
      numbers[k] = values[values.length - 1];
    }
    return numbers;
  }

  private double one(String name, double x) {
    return switch (name) {
      case "sunif" -> 2 * uniform() - 1;
      case "sgauss" -> normal();
      case "rnd" -> Math.floor(uniform() * Math.max(1, Math.floor(Math.abs(x))));
      case "exponential" -> -Math.abs(x) * StrictMath.log(1 - uniform());
      default -> poisson(Math.abs(x));
    };
  }

  /** Draws a number of events of this mean, in parts so that the exponential stays a number. */
  private double poisson(double mean) {
    if (!(mean < 1e6)) {
      return Math.rint(mean + Math.sqrt(mean) * normal());
    }
    double events = 0;
    for (double left = mean; left > 0; left -= 500) {
      // Knuth, The Art of Computer Programming 2, 3.4.1: products of even numbers down to exp(-mean).
      double bound = StrictMath.exp(-Math.min(left, 500));
      for (double product = uniform(); product > bound; product *= uniform()) {
        events++;
      }
    }
    return events;
  }
}
