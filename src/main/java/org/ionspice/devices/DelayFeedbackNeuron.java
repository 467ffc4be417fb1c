package org.ionspice.devices;

import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Memory;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A leaky integrate-and-fire neuron whose own output, some time later, discharges the membrane: the
 * delay sets the width of the spike and the refractory time.
 *
 * <p>The comparator is an event, so that its output is one exponential after another. The delayed
 * output is the same exponentials started later: comparator events are kept in cells for the delay
 * time and then played back. Nothing has to be interpolated, and between spikes steps may be long.
 */
@Model(
    name = "dflif",
    title = "Leaky integrate-and-fire neuron with delayed feedback",
    terminals = {"in", "out", "vdd", "gnd"},
    optional = {"fb"},
    source =
        "Circuit idea and figure of merit (2 pJ per spike): Currie et al., Leveraging"
            + " Non-Equilibrium ECRAM Dynamics for Short-Term Plasticity in Neuromorphic Circuits,"
            + " arXiv:2605.11243 (2026), which states no component values; the equations are a"
            + " proposal of IonSpice, with defaults fitted to 2 pJ",
    equations = {
      "membrane: i(in) = gl vm + grst r(fb) vm + cm dvm/dt,  vm = v(in,gnd)",
      "h = 1 after vm has risen to vth, 0 after it has fallen to vlo",
      "tc dy/dt = h - y;  the output drives y v(vdd,gnd) through rout, loaded by cl",
      "without the pin fb: fb = y(t - td);  with it: fb = v(fb,gnd) / vdd",
      "r(fb) = 0 below 0, fb above wfb, wfb (2 z^2 - z^3) with z = fb / wfb between",
      "i(vdd) = iq y + what the output delivers; what it takes up goes to gnd",
      "energy of a spike from vdd: v(vdd,gnd)^2 cl + v(vdd,gnd) iq width"
    },
    limits = {
      "The comparator is ideal but for tc; AC sees it at rest, DC in the state of on.",
      "More than four pulses within td: the newest are swallowed by the delay.",
      "The charge of the membrane comes from the input, its energy is not the supply's.",
      "The published circuit has transistors; only its behaviour is described here."
    })
public record DelayFeedbackNeuron(
    @Param(unit = "F", def = "8e-12", above = 0, doc = "membrane capacitance") double cm,
    @Param(unit = "S", def = "80e-9", min = 0, doc = "membrane leak") double gl,
    @Param(unit = "V", def = "0.25", doc = "membrane voltage at which the output rises")
        double vth,
    @Param(unit = "V", def = "0.05", doc = "membrane voltage at which the output falls")
        double vlo,
    @Param(unit = "V", def = "0.5", above = 0, doc = "voltage at the pin fb that counts as one")
        double vdd,
    @Param(unit = "s", def = "15e-9", min = 0, doc = "delay of the feedback") double td,
    @Param(unit = "S", def = "2e-3", min = 0, doc = "conductance that discharges the membrane")
        double grst,
    @Param(unit = "s", def = "1e-9", above = 0, doc = "time constant of the output's edges")
        double tc,
    @Param(unit = "F", def = "3e-12", min = 0, doc = "load capacitance of the output") double cl,
    @Param(unit = "A", def = "25e-6", min = 0, doc = "supply current while the output is high")
        double iq,
    @Param(unit = "ohm", def = "100", above = 0, doc = "output resistance") double rout,
    @Param(unit = "1", def = "1e-3", above = 0, max = 0.5, doc = "share of fb that is rounded off")
        double wfb,
    @Param(unit = "A", def = "1e-9", above = 0, doc = "output current over which vdd takes over")
        double wi,
    @Param(unit = "V", def = "0", doc = "membrane voltage at t = 0 under uic") double ic,
    @Param(unit = "1", def = "false", doc = "whether the output is high at t = 0 and in DC")
        boolean on)
    implements DeviceModel {
  /** Comparator events that the delay can hold. */
  private static final int PENDING = 8;

  public DelayFeedbackNeuron {
    if (vlo >= vth) {
      throw new IllegalArgumentException("vlo must be below vth");
    }
  }

  /** Returns a smooth max(x, 0): exact below 0 and above the width. */
  private static double positive(double x, double width) {
    double z = x / width;
    return x <= 0 ? 0 : x >= width ? x : width * z * z * (2 - z);
  }

  private static double positiveSlope(double x, double width) {
    double z = x / width;
    return x <= 0 ? 0 : x >= width ? 1 : z * (4 - 3 * z);
  }

  /** The comparator's side now, its side as the delay shows it, and the edges under way. */
  private static final class Comparator {
    private final double td;
    private final double start;
    private final Cell side;
    private final Cell late;
    private final Cell spikes;
    private final Cell count;
    private final Cell[] due = new Cell[PENDING];

    Comparator(Declaration self, double td, boolean on) {
      this.td = td;
      this.start = on ? 1 : 0;
      side = self.cell("high", start);
      late = self.cell("late", start);
      spikes = self.cell("spikes", 0);
      count = self.cell("pending", 0);
      for (int k = 0; k < PENDING; k++) {
        due[k] = self.cell("due" + (k + 1), 0);
      }
    }

    void switchTo(double to, Memory memory) {
      memory.set(side, to);
      memory.set(spikes, memory.of(spikes) + to);
      int n = (int) memory.of(count);
      if (td == 0) {
        memory.set(late, to);
      } else if (n < PENDING) {
        memory.set(due[n], memory.time() + td);
        memory.set(count, n + 1);
      } else {
        // No room: this edge and the one before it go, and with them a pulse.
        memory.set(count, n - 1);
      }
    }

    /** Plays back all edges that are due. */
    void playBack(Memory memory) {
      int n = (int) memory.of(count);
      double now = memory.time() + 1e-9 * td;
      int past = 0;
      while (past < n && (past == 0 || memory.of(due[past]) <= now)) {
        past++;
      }
      if (past % 2 == 1) {
        memory.set(late, 1 - memory.of(late));
      }
      for (int k = past; k < n; k++) {
        memory.set(due[k - past], memory.of(due[k]));
      }
      memory.set(count, n - past);
    }
  }

  private Comparator comparator(Declaration self, Voltage membrane) {
    Comparator comparator = new Comparator(self, td, on);
    // An event is a rise through zero. The ramp lets a membrane beyond a threshold at t = 0 rise too.
    double soon = 1e-3 * tc;
    double scale = vth - vlo;
    self.when(
        "rise",
        at ->
            at.of(comparator.side) > 0
                ? -scale
                : Math.min(at.of(membrane) - vth, scale * (at.time() / soon - 1)),
        memory -> comparator.switchTo(1, memory));
    self.when(
        "fall",
        at ->
            at.of(comparator.side) > 0
                ? Math.min(vlo - at.of(membrane), scale * (at.time() / soon - 1))
                : -scale,
        memory -> comparator.switchTo(0, memory));
    return comparator;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal in = self.terminal("in");
    Terminal out = self.terminal("out");
    Terminal supply = self.terminal("vdd");
    Terminal gnd = self.terminal("gnd");
    boolean external = self.has("fb");
    Voltage membrane = self.voltage(in, gnd);
    Voltage output = self.voltage(out, gnd);
    Voltage rail = self.voltage(supply, gnd);
    Voltage feedback = external ? self.voltage(self.terminal("fb"), gnd) : membrane;
    Current leak = self.current(in, gnd);
    Current delivered = self.current(supply, out);
    Current taken = self.current(out, gnd);
    Current quiescent = self.current(supply, gnd);
    self.initialVoltage(membrane, ic);
    Comparator comparator = comparator(self, membrane);
    double start = on ? 1 : 0;
    Unknown y = self.unknown(Quantity.of("y", "1").initially(start));
    Unknown late = external ? y : self.unknown(Quantity.of("fb", "1").initially(start));
    if (external) {
      self.output("fb", "1", at -> at.of(feedback) / vdd);
    } else if (td > 0) {
      self.when(
          "delayed edge",
          at -> at.of(comparator.count) > 0 ? (at.time() - at.of(comparator.due[0])) / td : -1,
          comparator::playBack);
    }
    self.output("vm", "V", at -> at.of(membrane));
    self.output(
        "ivdd",
        "A",
        at ->
            iq * at.of(y)
                + positive((at.of(y) * at.of(rail) - at.of(output)) / rout, wi));

    return (at, f, q) -> {
      double vm = at.of(membrane);
      double fb = external ? at.of(feedback) / vdd : at.of(late);
      double resets = grst * positive(fb, wfb);
      double slope = grst * positiveSlope(fb, wfb) * vm;
      f.add(leak, (gl + resets) * vm).d(membrane, gl + resets);
      if (external) {
        f.d(feedback, slope / vdd);
      } else {
        f.d(late, slope);
      }
      q.add(leak, cm * vm).d(membrane, cm);

      double share = at.of(y);
      f.add(y, (share - at.of(comparator.side)) / tc).d(y, 1 / tc);
      q.add(y, share).d(y, 1);
      if (!external) {
        f.add(late, (fb - at.of(comparator.late)) / tc).d(late, 1 / tc);
        q.add(late, fb).d(late, 1);
      }

      double i = (share * at.of(rail) - at.of(output)) / rout;
      double from = positive(i, wi);
      double part = positiveSlope(i, wi);
      f.add(delivered, from)
          .d(y, part * at.of(rail) / rout)
          .d(rail, part * share / rout)
          .d(output, -part / rout);
      f.add(taken, from - i)
          .d(y, (part - 1) * at.of(rail) / rout)
          .d(rail, (part - 1) * share / rout)
          .d(output, (1 - part) / rout);
      f.add(quiescent, iq * share).d(y, iq);
      q.add(taken, cl * at.of(output)).d(output, cl);
    };
  }
}
