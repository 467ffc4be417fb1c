package org.ionspice.elaboration;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * The random numbers of one elaboration. Each call of a random function has a stream of its own,
 * which follows from the seed, the number of the run, where the call stands in the netlist, and the
 * subcircuit instance: neither the order of evaluation nor other calls move it. Mutable.
 */
final class Draws {
  /** The seed of a netlist that gives none. */
  static final long STANDARD_SEED = 1;

  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  private final Source main;
  private final int run;
  private final LongSupplier wanted;
  private long seed;
  private @Nullable Span first;

  /**
   * Makes the numbers of one run.
   *
   * @param wanted gives the seed when it is first needed, since it may be a formula of parameters
   */
  Draws(Source main, int run, LongSupplier wanted) {
    this.main = main;
    this.run = run;
    this.wanted = wanted;
  }

  /** Returns the seed; meaningful once there was a call. */
  long seed() {
    return seed;
  }

  /** Returns where the first random function was called; null when none was. */
  @Nullable Span first() {
    return first;
  }

  /**
   * Returns the stream of a call.
   *
   * @param place names the instance, and the cell of a crossbar
   * @param calls the call and the calls of {@code .func} functions that led to it, outermost first
   */
  RandomSource of(String place, List<Call> calls) {
    if (first == null) {
      first = calls.get(0).span();
      seed = wanted.getAsLong();
    }
    // Fowler, Noll and Vo's hash (FNV-1a, 64 bit); SplittableRandom mixes what it is seeded with.
    long hash = add(add(BASIS, seed), run);
    hash = add(hash, place);
    for (Call call : calls) {
      Span at = call.span();
      // Included files by their names: where the folder lies must not matter, nor what stdin is.
      String file = at.source() == main ? "" : name(at.source().name());
      hash = add(add(add(hash, file), at.line()), at.column());
    }
    return new SplittableRandom(hash)::nextDouble;
  }

  private static String name(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static long add(long hash, long number) {
    long h = hash;
    for (int shift = 0; shift < 64; shift += 8) {
      h = (h ^ (number >>> shift & 0xff)) * PRIME;
    }
    return h;
  }

  private static long add(long hash, String text) {
    long h = add(hash, text.length());
    for (int k = 0; k < text.length(); k++) {
      h = (h ^ text.charAt(k)) * PRIME;
    }
    return h;
  }
}
