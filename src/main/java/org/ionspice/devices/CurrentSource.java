package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Terminal;
import org.ionspice.parameter.Param;
import org.ionspice.waveform.Waveform;

/** An independent current source; its current flows from p through the source to n. */
@Model(
    name = "i",
    letter = "I",
    title = "Independent current source",
    source = "L. W. Nagel, SPICE2, Memorandum ERL-M520, University of California, Berkeley, 1975",
    equations = {"i = waveform(t) in a transient, dc in other analyses, ac magnitude in .ac"})
public record CurrentSource(
    @Param(unit = "A", def = "none", principal = true, doc = "value in DC; the waveform's first")
        double dc,
    @Param(unit = "A", def = "0", alias = {"ac", "acmag"}, doc = "magnitude in AC") double acMagnitude,
    @Param(unit = "deg", def = "0", doc = "phase in AC") double acPhase,
    @Param(unit = "A", def = "none", doc = "function of time in a transient") Waveform waveform)
    implements IndependentSource {
  public CurrentSource {
    waveform = SourceValue.orConstant(waveform, dc);
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Current i = self.current(p, n);
    followTime(self);
    self.excite(i, acMagnitude, acPhase);
    self.output("i", "A", this::value);

    return (at, f, q) -> f.add(i, value(at));
  }
}
