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

/**
 * Lapicque's neuron: a leaky capacitance that is reset when its voltage reaches a threshold.
 *
 * <p>For the refractory time after a spike a conductance a million times the leak holds the membrane
 * at its reset voltage, which absorbs the input current.
 */
@Model(
    name = "lif",
    title = "Leaky integrate-and-fire neuron",
    source =
        "L. Lapicque, J. Physiol. Pathol. Gen. 9 (1907) 620; translated in Biol. Cybern. 97 (2007)"
            + " 341, doi:10.1007/s00422-007-0189-6",
    equations = {
      "i = gl (v - el) + cm dv/dt",
      "when v reaches vth: v becomes vres, spikes counts up",
      "for tref after a spike: i = gl (v - el) + 1e6 gl (v - vres) + cm dv/dt"
    },
    limits = {
      "A transient that starts above the threshold does not spike before v has fallen below it.",
      "The jump is that of p's node; n is usually ground."
    })
public record LeakyIntegrateAndFire(
    @Param(unit = "F", def = "2e-9", above = 0, doc = "membrane capacitance") double cm,
    @Param(unit = "S", def = "100e-9", above = 0, doc = "leak conductance") double gl,
    @Param(unit = "V", def = "0", doc = "reversal potential of the leak") double el,
    @Param(unit = "V", def = "15e-3", doc = "threshold") double vth,
    @Param(unit = "V", def = "0", doc = "voltage after a spike, below vth") double vres,
    @Param(unit = "s", def = "0", min = 0, doc = "refractory time after a spike") double tref,
    @Param(unit = "V", def = "none", doc = "voltage at t = 0 under uic") double ic)
    implements DeviceModel {
  private static final double HOLD = 1e6;

  public LeakyIntegrateAndFire {
    if (!(vres < vth)) {
      throw new IllegalArgumentException("vres must be below vth");
    }
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage v = self.voltage(p, n);
    Voltage base = self.voltage(n, Terminal.GROUND);
    Current i = self.current(p, n);
    if (!Double.isNaN(ic)) {
      self.initialVoltage(v, ic);
    }
    Cell spikes = self.cell("spikes", 0);
    Cell refractory = self.cell("refractory", 0);
    Cell until = self.cell("until", -1);
    self.when(
        "spike",
        at -> at.of(v) - vth,
        m -> {
          m.set(spikes, m.of(spikes) + 1);
          m.set(p, m.of(base) + vres);
          if (tref > 0) {
            m.set(refractory, 1);
            m.set(until, m.time() + tref);
          }
        });
    if (tref > 0) {
      self.when("recover", at -> at.time() - at.of(until), m -> m.set(refractory, 0));
    }

    return (at, f, q) -> {
      double hold = HOLD * gl * at.of(refractory);
      double volts = at.of(v);
      f.add(i, gl * (volts - el) + hold * (volts - vres)).d(v, gl + hold);
      q.add(i, cm * volts).d(v, cm);
    };
  }
}
