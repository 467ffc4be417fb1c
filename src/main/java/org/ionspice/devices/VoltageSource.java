package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;
import org.ionspice.waveform.Waveform;

/** An independent voltage source; its current flows from p through the source to n. */
@Model(
    name = "v",
    letter = "V",
    title = "Independent voltage source",
    source = "L. W. Nagel, SPICE2, Memorandum ERL-M520, University of California, Berkeley, 1975",
    equations = {"v = waveform(t) in a transient, dc in other analyses, ac magnitude in .ac"})
public record VoltageSource(
    @Param(unit = "V", def = "none", principal = true, doc = "value in DC; the waveform's first")
        double dc,
    @Param(unit = "V", def = "0", alias = {"ac", "acmag"}, doc = "magnitude in AC") double acMagnitude,
    @Param(unit = "deg", def = "0", doc = "phase in AC") double acPhase,
    @Param(unit = "V", def = "none", doc = "function of time in a transient") Waveform waveform)
    implements IndependentSource {
  public VoltageSource {
    waveform = SourceValue.orConstant(waveform, dc);
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage v = self.voltage(p, n);
    Current branch = self.current(p, n);
    Unknown i = self.unknown(Quantity.branchCurrent());
    followTime(self);
    self.excite(i, acMagnitude, acPhase);

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(v) - value(at)).d(v, 1);
    };
  }
}
