package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ionspice.solver.Pencil;

/**
 * Walks along a curve of solutions, with the eigenvalues of each point, and finds the points at
 * which it turns back or its stability changes.
 *
 * <p>A fold is where the slope of the source's value along the curve is zero; a Hopf point, where the
 * real part of a pair is. Both are sought by regula falsi on points of the curve itself, down to
 * rounding. Other changes are bisected. Mutable workspace, for one thread.
 */
final class BranchWalk {
  /** Steps below this part of the longest one lead nowhere. */
  private static final double SHORTEST = 1e-9;

  /** Steps below this part of the longest one may turn by any angle: the curve has a corner. */
  private static final double CORNER = 1e-4;

  /** Cosines of the turn of a step that is refused, and of one after which steps may grow. */
  private static final double SHARP = 0.98;

  private static final double GENTLE = 0.996;

  /** Distance from the tangent, in steps, at which the point belongs to another branch. */
  private static final double ASTRAY = 0.3;

  /** Bisections before what is between two points is taken as one change. */
  private static final int SEPARATED = 6;

  private static final int FINEST = 40;
  private static final int MOST_TRIALS = 60;

  private final SolutionCurve curve;
  private final Deviations deviations;
  private final double longest;

  /** What happens at a special point. */
  enum Kind {
    /** The source's value turns back and a real eigenvalue goes through zero. */
    FOLD("fold"),
    /** A pair of eigenvalues crosses the imaginary axis. */
    HOPF("Hopf"),
    /** A real eigenvalue goes through zero, but the curve goes on: another curve crosses. */
    BRANCH("branch point"),
    /** A real eigenvalue goes through infinity: a capacitance is missing there. */
    IMPASSE("impasse");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    /** Returns the number that stands in tables. */
    int number() {
      return ordinal() + 1;
    }
  }

  /** A point with its eigenvalues, {@code distance} along the tangent of the point before. */
  record Place(double distance, SolutionCurve.Point point, Deviations.Spectrum spectrum) {}

  /**
   * A special point.
   *
   * @param growing eigenvalues that grow on the stabler side
   * @param omega of a Hopf point, the angular frequency, rad/s; else 0
   */
  record Special(Kind kind, Place place, int growing, double omega) {}

  /** Takes the points in order. */
  interface Visitor {
    /** Takes an ordinary point; returns whether to go on. */
    boolean point(double length, Place place) throws IOException;

    /** Takes a special point. */
    void special(double length, Special special) throws IOException;
  }

  /** How a walk ended. */
  enum Ending {
    /** At the value where it was to end. */
    ARRIVED,
    /** At the value where it began. */
    RETURNED,
    /** The visitor wished so. */
    STOPPED,
    /** No further point was found. */
    STUCK,
    /** A point has no eigenvalues. */
    SINGULAR
  }

  BranchWalk(SolutionCurve curve, Deviations deviations, double longest) {
    this.curve = curve;
    this.deviations = deviations;
    this.longest = longest;
  }

  /** Walks from {@code start} until the source's value leaves the interval from..to. */
  Ending walk(SolutionCurve.Point start, double from, double to, Visitor visitor)
      throws IOException {
    Optional<Place> first = place(0, Optional.of(start));
    if (first.isEmpty()) {
      return Ending.SINGULAR;
    }
    Place here = first.get();
    double length = 0;
    double ds = longest / 10;
    curve.accept(start);
    if (!visitor.point(0, here)) {
      return Ending.STOPPED;
    }
    while (true) {
      Optional<SolutionCurve.Point> tried = curve.next(here.point(), ds);
      double turn = tried.isEmpty() ? -1 : curve.cosine(here.point(), tried.get());
      boolean strayed = tried.isPresent() && astray(here.point(), tried.get(), ds);
      boolean sharp = turn < SHARP && ds > CORNER * longest;
      if (tried.isEmpty() || strayed || sharp) {
        ds /= 2;
        if (ds < SHORTEST * longest) {
          return Ending.STUCK;
        }
        continue;
      }
      double value = tried.get().value();
      boolean beyond = (value - to) * Math.signum(to - from) >= 0;
      boolean before = (value - from) * Math.signum(to - from) < 0;
      double distance = ds;
      if (beyond || before) {
        double bound = beyond ? to : from;
        Optional<SolutionCurve.Point> end = endAt(here.point(), tried.get(), bound);
        if (end.isEmpty()) {
          ds /= 2;
          if (ds < SHORTEST * longest) {
            return Ending.STUCK;
          }
          continue;
        }
        tried = end;
        distance = curve.distance(here.point(), end.get());
      }
      Optional<Place> next = place(distance, tried);
      if (next.isEmpty()) {
        return Ending.SINGULAR;
      }
      List<Special> found = new ArrayList<>();
      between(here.point(), new Place(0, here.point(), here.spectrum()), next.get(), 0, found);
      for (Special special : found) {
        visitor.special(length + special.place().distance(), special);
      }
      length += distance;
      here = next.get();
      curve.accept(here.point());
      if (!visitor.point(length, here)) {
        return Ending.STOPPED;
      }
      if (beyond || before) {
        return beyond ? Ending.ARRIVED : Ending.RETURNED;
      }
      if (turn > GENTLE) {
        ds = Math.min(longest, 1.5 * ds);
      }
    }
  }

  /** Returns whether a point lies so far off the tangent that it belongs to another branch. */
  private boolean astray(SolutionCurve.Point from, SolutionCurve.Point to, double ds) {
    return curve.offTangent(from, to, ds) > ASTRAY * ds && ds > CORNER * longest;
  }

  /** Returns the point at the source's value {@code bound} between two points of the curve. */
  private Optional<SolutionCurve.Point> endAt(
      SolutionCurve.Point a, SolutionCurve.Point b, double bound) {
    double part = (bound - a.value()) / (b.value() - a.value());
    double[] x = new double[a.x().length];
    for (int i = 0; i < x.length; i++) {
      x[i] = a.x()[i] + part * (b.x()[i] - a.x()[i]);
    }
    Optional<SolutionCurve.Point> end = curve.at(x, bound, a);
    double whole = curve.distance(a, b);
    return end.filter(
        p -> {
          double distance = curve.distance(a, p);
          return distance >= 0
              && distance <= 1.01 * whole
              && curve.offTangent(a, p, distance) <= ASTRAY * whole;
        });
  }

  private Optional<Place> place(double distance, Optional<SolutionCurve.Point> point) {
    if (point.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Place(distance, point.get(), deviations.at(point.get().x())));
    } catch (Pencil.SingularEverywhere never) {
      return Optional.empty();
    }
  }

  private Optional<Place> place(SolutionCurve.Point from, double distance) {
    return place(distance, curve.next(from, distance));
  }

  /** Adds the special points between two places near {@code from}, in their order. */
  private void between(
      SolutionCurve.Point from, Place a, Place b, int depth, List<Special> found) {
    boolean fold = a.point().slope() * b.point().slope() < 0;
    int change = Math.abs(b.spectrum().growing() - a.spectrum().growing());
    if (!fold && change == 0) {
      return;
    }
    if (fold && change == 1 && depth >= 1) {
      Optional<Place> at = root(from, a, b, p -> p.point().slope());
      if (at.isPresent()) {
        found.add(special(Kind.FOLD, at.get(), a, b));
        return;
      }
    }
    if (!fold && change == 2 && depth >= SEPARATED) {
      Optional<Place> at = root(from, a, b, BranchWalk::growthOfPair);
      if (at.isPresent()) {
        found.add(special(Kind.HOPF, at.get(), a, b));
        return;
      }
    }
    Optional<Place> middle =
        depth < FINEST
            ? place(from, (a.distance() + b.distance()) / 2)
            : Optional.empty();
    if (middle.isEmpty()) {
      found.add(special(kind(fold, a, b), b, a, b));
      return;
    }
    between(from, a, middle.get(), depth + 1, found);
    between(from, middle.get(), b, depth + 1, found);
  }

  private static double growthOfPair(Place place) {
    return place.spectrum().criticalPair().map(r -> r.re() / r.size()).orElse(Double.NaN);
  }

  private static Special special(Kind kind, Place at, Place a, Place b) {
    int growing = Math.min(a.spectrum().growing(), b.spectrum().growing());
    double omega =
        kind == Kind.HOPF
            ? at.spectrum().criticalPair().map(Pencil.Root::im).orElse(Double.NaN)
            : 0;
    return new Special(kind, at, growing, omega);
  }

  /** Returns what changes between two places that are as near as they can be. */
  private static Kind kind(boolean fold, Place a, Place b) {
    if (fold) {
      return Kind.FOLD;
    }
    if (Math.abs(a.spectrum().growing() - b.spectrum().growing()) == 2) {
      return Kind.HOPF;
    }
    // A real eigenvalue went through zero, where det G changes its sign, or through infinity.
    return a.spectrum().determinant() == b.spectrum().determinant() ? Kind.IMPASSE : Kind.BRANCH;
  }

  /**
   * Returns the place between two others at which {@code what} is zero, by regula falsi with the
   * Illinois weights (M. Dowell and P. Jarratt, BIT 11, 168 (1971)); nothing when the signs of the
   * ends agree or a point is not found.
   */
  private Optional<Place> root(
      SolutionCurve.Point from,
      Place left,
      Place right,
      ToDoubleFunction<Place> what) {
    Place a = left;
    Place b = right;
    double fa = what.applyAsDouble(a);
    double fb = what.applyAsDouble(b);
    if (!(fa * fb < 0)) {
      return Optional.empty();
    }
    double smallest = Double.POSITIVE_INFINITY;
    Place best = a;
    for (int k = 0; k < MOST_TRIALS; k++) {
      double width = b.distance() - a.distance();
      double distance = a.distance() + width * fa / (fa - fb);
      if (!(distance > a.distance() && distance < b.distance())) {
        break;
      }
      Optional<Place> middle = place(from, distance);
      if (middle.isEmpty()) {
        return Optional.empty();
      }
      double f = what.applyAsDouble(middle.get());
      if (Double.isNaN(f)) {
        return Optional.empty();
      }
      if (Math.abs(f) < smallest) {
        smallest = Math.abs(f);
        best = middle.get();
      }
      if (f == 0) {
        break;
      }
      if (f * fb < 0) {
        a = b;
        fa = fb;
      } else {
        fa /= 2;
      }
      b = middle.get();
      fb = f;
      if (a.distance() > b.distance()) {
        Place swap = a;
        a = b;
        b = swap;
        double swapped = fa;
        fa = fb;
        fb = swapped;
      }
      if (b.distance() - a.distance() < 1e-14 * longest) {
        break;
      }
    }
    return Optional.of(best);
  }
}
