package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;
import org.ionspice.solver.Modes;
import org.ionspice.solver.NearestRoots;
import org.ionspice.solver.Pencil;

/**
 * {@code .poles}: the eigenvalues of small deviations from the operating point, G dx + d/dt C dx = 0,
 * with the unknowns that take part in each: all of them in a small circuit, those nearest to a
 * frequency in a large one.
 *
 * @param count how many of a large circuit, about
 * @param near frequency, Hz, to which they are nearest
 * @param origin where the line stands
 */
public record Poles(int count, double near, Span origin) implements Analysis {
  /** Unknowns that are named in columns; in larger circuits the summary names the first three. */
  private static final int MOST_COLUMNS = 400;

  /** Unknowns named in the summary of an eigenvalue. */
  private static final int MOST_NAMES = 3;

  /** Parts below this are not named. */
  private static final double SMALL = 0.01;

  /** Columns before the parts of the unknowns. */
  private static final List<Column> FIRST =
      List.of(
          new Column("number", "1"),
          new Column("re", "1/s"),
          new Column("im", "rad/s"),
          new Column("f0", "Hz"),
          new Column("damping", "1"),
          new Column("tau", "s"),
          new Column("stable", "1"));

  @Override
  public String keyword() {
    return "poles";
  }

  @Override
  public String plotName() {
    return "Poles";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>(FIRST);
    for (int i : shown(system)) {
      columns.add(new Column("p(" + system.unknown(i).name() + ")", "1"));
    }
    return columns;
  }

  /** Returns the unknowns that a charge depends on: no other takes part in an eigenvalue. */
  private static List<Integer> charged(Assembly system) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < system.size(); i++) {
      if (system.chargeColumn(i)) {
        all.add(i);
      }
    }
    return all;
  }

  /** Returns the unknowns that have a column: those of small circuits. */
  private static List<Integer> shown(Assembly system) {
    return system.size() <= MOST_COLUMNS ? charged(system) : List.of();
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Assembly system = run.system();
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    if (!linear.isRational()) {
      return unfit(
          "a delay or an impedance in closed form has no finite number of poles",
          "look at .ac instead");
    }
    boolean all = system.size() <= Deviations.LARGEST;
    List<Pencil.Root> roots;
    try {
      roots =
          all
              ? Pencil.of(system.pattern(), linear.g(), linear.c()).roots()
              : new NearestRoots(system.pattern(), linear.g(), linear.c())
                  .near(2 * Math.PI * near, count);
    } catch (Pencil.SingularEverywhere never) {
      return unfit(
          "part of the circuit is fixed at no frequency, so that there are no poles",
          "look for a loop of voltage sources or a cut of current sources");
    }
    if (!all && roots.isEmpty()) {
      return unfit(
          "no pole was found near " + near + " Hz",
          "the circuit may have no charges; or name another frequency with near=");
    }
    List<double[]> parts =
        new Modes(system.pattern(), linear.g(), linear.c()).participation(roots);
    List<Integer> charged = charged(system);
    List<Integer> shown = shown(system);
    double[] row = new double[FIRST.size() + shown.size()];
    List<List<Object>> found = new ArrayList<>();
    for (int k = 0; k < roots.size(); k++) {
      Pencil.Root root = roots.get(k);
      row[0] = k + 1;
      row[1] = root.re();
      row[2] = root.im();
      row[3] = root.size() / (2 * Math.PI);
      row[4] = root.size() == 0 ? Double.NaN : -root.re() / root.size();
      row[5] = -1 / root.re();
      row[6] = root.re() < 0 ? 1 : 0;
      double[] part = parts.get(k);
      for (int i = 0; i < shown.size(); i++) {
        row[FIRST.size() + i] = part.length == 0 ? Double.NaN : part[shown.get(i)];
      }
      run.sink().row(row);
      if (root.im() >= 0) {
        found.add(line(system, root, part, charged));
      }
    }
    long growing = roots.stream().filter(r -> !(r.re() < 0)).count();
    String title = title(all, growing, roots.size(), system.size());
    Summary summary =
        new Summary(
            "poles",
            title,
            List.of(
                new Column("re", "1/s"),
                new Column("im", "rad/s"),
                new Column("f0", "Hz"),
                new Column("damping", "1"),
                new Column("tau", "s"),
                new Column("kind", ""),
                new Column("unknowns", "")),
            found);
    return linear.done(roots.size()).finding(List.of(summary), List.of());
  }

  private String title(boolean all, long growing, int found, int unknowns) {
    if (all) {
      return growing == 0
          ? "Poles: stable, all " + found + " deviations die out"
          : "Poles: not stable, " + growing + " of " + found + " do not die out";
    }
    String which =
        "Poles: the " + found + " nearest to " + near + " Hz, of " + unknowns + " unknowns; ";
    return which + (growing == 0 ? "these die out" : growing + " do not die out");
  }

  private static List<Object> line(
      Assembly system, Pencil.Root root, double[] part, List<Integer> charged) {
    String kind =
        root.re() < 0
            ? root.im() == 0 ? "decays" : "rings"
            : root.im() == 0 ? "grows" : "oscillation grows";
    return List.of(
        root.re(),
        root.im(),
        root.size() / (2 * Math.PI),
        root.size() == 0 ? Double.NaN : -root.re() / root.size(),
        -1 / root.re(),
        kind,
        names(system, part, charged));
  }

  /** Returns {@code @n1[w] 62 %, v(a) 38 %}. */
  private static String names(Assembly system, double[] part, List<Integer> charged) {
    if (part.length == 0) {
      return "";
    }
    List<String> words = new ArrayList<>();
    charged.stream()
        .filter(i -> part[i] >= SMALL)
        .sorted(Comparator.comparingDouble(i -> -part[i]))
        .limit(MOST_NAMES)
        .forEach(
            i ->
                words.add(
                    String.format(
                        Locale.ROOT, "%s %.0f %%", system.unknown(i).name(), 100 * part[i])));
    return String.join(", ", words);
  }

  private Outcome unfit(String why, String hint) {
    return new Outcome(0, 0, 0, Optional.of(Diagnostic.of(Code.E405, origin, why, hint)));
  }
}
