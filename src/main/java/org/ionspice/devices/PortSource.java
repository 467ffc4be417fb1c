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

/**
 * A port: a voltage source behind its reference impedance, in every analysis. The impedance makes no
 * noise, as in ngspice.
 */
@Model(
    name = "port",
    letter = "V",
    title = "Port of S parameters",
    source =
        "K. Kurokawa, Power waves and the scattering matrix, IEEE Trans. Microwave Theory Tech. 13,"
            + " 194 (1965); ngspice manual 39, section .sp",
    equations = {
      "v = e + z0 i, i flows from p through the source to n",
      "e = waveform(t) in a transient, dc in other analyses, ac magnitude in .ac"
    })
public record PortSource(
    @Param(unit = "V", def = "none", principal = true, doc = "value in DC; the waveform's first")
        double dc,
    @Param(unit = "V", def = "0", alias = {"ac", "acmag"}, doc = "magnitude in AC") double acMagnitude,
    @Param(unit = "deg", def = "0", doc = "phase in AC") double acPhase,
    @Param(unit = "V", def = "none", doc = "function of time in a transient") Waveform waveform,
    @Param(unit = "1", def = "1", min = 1, max = 1e6, doc = "number of the port") int portnum,
    @Param(unit = "ohm", def = "50", above = 0, doc = "reference impedance") double z0)
    implements IndependentSource {
  public PortSource {
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
    self.output("p", "W", at -> at.of(v) * at.of(i));

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(v) - z0 * at.of(i) - value(at)).d(v, 1).d(i, -z0);
    };
  }
}
