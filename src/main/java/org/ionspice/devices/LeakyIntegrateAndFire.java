package org.ionspice.devices;

import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A leaky membrane that is reset, counted and held for a while whenever it reaches a threshold. */
@Model(
    name = "lif",
    title = "Leaky integrate-and-fire neuron",
    source =
        "L. Lapicque, J. Physiol. Pathol. Gen. 9, 620 (1907), translated in Biol. Cybern. 97, 341"
            + " (2007), doi:10.1007/s00422-007-0189-6; W. Gerstner and W. M. Kistler,"
            + " Spiking Neuron Models, Cambridge University Press, 2002, section 4.1",
    equations = {
      "v = v(p,n)",
      "i = gl (v - el) + cm dv/dt",
      "v rises to vth: v jumps to vres, spikes = spikes + 1, v is held at vres for tref",
      "held: i = i above + gh (v - vres),  gh = 1e6 gl + 1e4 cm / tref"
    },
    limits = {
      "The reset takes charge out of the membrane at once: the spike has no shape.",
      "With something stiff in parallel (a source, an inductor) the reset is not possible.",
      "DC knows no threshold; an operating point above vth fires as soon as the transient starts."
    })
public record LeakyIntegrateAndFire(
    @Param(unit = "F", def = "2e-9", above = 0, doc = "membrane capacitance") double cm,
    @Param(unit = "S", def = "100e-9", min = 0, doc = "leak conductance") double gl,
    @Param(unit = "V", def = "0", doc = "voltage at which the leak carries no current") double el,
    @Param(unit = "V", def = "15e-3", doc = "threshold") double vth,
    @Param(unit = "V", def = "0", doc = "voltage after a spike") double vres,
    @Param(unit = "s", def = "2e-3", min = 0, doc = "refractory time; 0 for none") double tref,
    @Param(unit = "V", def = "none", doc = "voltage at t = 0 under uic; el when not given")
        double ic)
    implements DeviceModel {
  public LeakyIntegrateAndFire {
    if (vres >= vth) {
      throw new IllegalArgumentException("vres must be below vth");
    }
  }

  /** Between its events a neuron is a leak and a capacitance. */
  @Override
  public boolean linear() {
    return true;
  }

  /** Returns the conductance that holds the membrane while it is refractory, S. */
  private double holding() {
    // Far above the leak and above what charges cm within tref; still no short circuit.
    return tref > 0 ? 1e6 * gl + 1e4 * cm / tref : 0;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage v = self.voltage(p, n);
    Voltage base = self.voltage(n, Terminal.GROUND);
    Current branch = self.current(p, n);
    Cell spikes = self.cell("spikes", 0);
    Cell refractory = self.cell("refractory", 0);
    Cell until = self.cell("until", 0);
    self.initialVoltage(v, Double.isNaN(ic) ? el : ic);

    // An event is a rise through zero. The ramp lets a membrane above vth at t = 0 rise too.
    double soon = 1e-6 * (gl > 0 ? cm / gl : 1e-3);
    self.when(
        "spike",
        at -> {
          double below = vres - vth;
          return at.of(refractory) > 0
              ? below
              : Math.min(at.of(v) - vth, -below * (at.time() / soon - 1));
        },
        memory -> {
          memory.set(spikes, memory.of(spikes) + 1);
          memory.set(p, memory.of(base) + vres);
          if (tref > 0) {
            memory.set(until, memory.time() + tref);
            memory.set(refractory, 1);
          }
        });
    self.when(
        "end of refractory time",
        at -> at.of(refractory) > 0 ? (at.time() - at.of(until)) / tref : -1,
        memory -> memory.set(refractory, 0));
    self.output("v", "V", at -> at.of(v));

    double hold = holding();
    return (at, f, q) -> {
      double held = at.of(refractory) > 0 ? hold : 0;
      f.add(branch, gl * (at.of(v) - el) + held * (at.of(v) - vres)).d(v, gl + held);
      q.add(branch, cm * at.of(v)).d(v, cm);
    };
  }
}
