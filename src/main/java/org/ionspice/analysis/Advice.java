package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.UnknownInfo;
import org.ionspice.diagnostics.Span;

/** Says in words which row of the equations made trouble, where it stands, and what may help. */
public final class Advice {
  private static final int MOST = 3;
  private static final Set<String> SWITCHING =
      Set.of("s", "w", "sw", "csw", "vswitch", "iswitch", "tsw", "mott", "pershin");

  private final Assembly system;
  private final Settings settings;
  private final int row;
  private final List<Integer> users;

  /** Looks at row {@code row}; -1 when no row is to blame. */
  public Advice(Assembly system, Settings settings, int row) {
    this.system = system;
    this.settings = settings;
    this.row = row < system.size() ? row : -1;
    users = this.row < 0 ? List.of() : system.users(this.row);
  }

  /** Returns the row as a phrase: a voltage of a node, a current, a state. */
  public String phrase() {
    return phrase(system, row);
  }

  /** Returns row {@code row} as a phrase, with who is on it when it is a node's. */
  public static String phrase(Assembly system, int row) {
    if (row < 0 || row >= system.size()) {
      return "the circuit";
    }
    UnknownInfo info = system.unknown(row);
    if (info.instance() < 0) {
      List<String> names =
          system.users(row).stream().limit(6).map(k -> system.instance(k).name()).toList();
      return "the voltage of node '" + system.circuit().nodes().get(row) + "' (on it: "
          + String.join(", ", names) + ")";
    }
    String own = system.instance(info.instance()).name();
    String quantity = info.quantity().name();
    if (info.node()) {
      return "the voltage of the inner node '" + quantity + "' of " + own;
    }
    return quantity.equals("i")
        ? "the current of " + own
        : "the state '" + quantity + "' of " + own;
  }

  /** Returns where the netlist has the first device on the row. */
  public Span place() {
    if (row >= 0 && system.unknown(row).instance() >= 0) {
      return system.instance(system.unknown(row).instance()).origin();
    }
    return users.isEmpty() ? Span.NONE : system.instance(users.get(0)).origin();
  }

  /** Returns three suggestions for a transient that cannot go on at {@code x}. */
  public String forSteps(boolean solved, double[] x, double t) {
    List<String> all = new ArrayList<>();
    state(x, all);
    if (isSwitching()) {
      all.add("soften the switching there: a wider threshold or hysteresis, or a formula without a jump");
    }
    if (row >= 0 && system.unknown(row).node() && !system.chargeColumn(row)) {
      all.add("give that node a capacitance to ground, such as 1f: nothing there takes time now");
    }
    double corner = system.nextCorner(t - 1e-6 * Math.abs(t) - 1e-15);
    if (Math.abs(corner - t) < 1e-6 * Math.abs(t) + 1e-15) {
      all.add("give the source that turns at that time a longer rise time");
    }
    all.add(
        solved
            ? text("loosen reltol (it is %.0e)", settings.reltol())
            : "raise .options itl4 (it is " + settings.itl4() + ")");
    if (settings.method() != Settings.Method.TRBDF2) {
      all.add("use method=trbdf2, which damps what moves faster than the steps");
    }
    all.add("look at the results up to there, which are kept: does a quantity run away?");
    all.add("start from other values with .ic");
    return join(all);
  }

  /** Returns three suggestions for an operating point that was not found; {@code x} is the last try. */
  public String forPoint(boolean singular, double[] x) {
    List<String> all = new ArrayList<>();
    boolean node = row >= 0 && system.unknown(row).node();
    if (singular && !node) {
      all.add("look for a loop of voltage sources and inductors there, and put a small resistor in it");
    }
    if (singular && node) {
      all.add("give the node a path for direct current: a resistor, or .options rshunt=1e12 for all");
    }
    state(x, all);
    if (isSwitching()) {
      all.add("soften the switching there: a wider threshold or hysteresis, or a formula without a jump");
    }
    String name = row >= 0 ? system.unknown(row).name() : "v(...)";
    if (node) {
      all.add("give .nodeset " + name + "= a value near the expected solution");
      all.add(".options rshunt=1e12 gives every node a path to ground");
    }
    all.add("start a transient with uic and let the circuit settle");
    all.add("raise .options itl1 (it is " + settings.itl1() + ")");
    all.add("check the units of the models on that row");
    return join(all);
  }

  private void state(double[] x, List<String> all) {
    if (row < 0 || system.unknown(row).node() || system.unknown(row).quantity().unit().equals("A")) {
      return;
    }
    all.add(
        text(
            "the state has come to %.4g: check the device's bounds and window, or drive it less",
            x[row]));
  }

  private boolean isSwitching() {
    return users.stream()
        .anyMatch(k -> SWITCHING.contains(system.instance(k).type().toLowerCase(Locale.ROOT)));
  }

  private static String text(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }

  private static String join(List<String> all) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < Math.min(MOST, all.size()); k++) {
      text.append(k > 0 ? "; (" : "(").append(k + 1).append(") ").append(all.get(k));
    }
    return text.toString();
  }
}
