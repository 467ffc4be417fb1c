package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A lossless transmission line by Branin's method: each end sees the other's wave, delayed. */
@Model(
    name = "t",
    letter = "T",
    title = "Lossless transmission line",
    terminals = {"p1", "n1", "p2", "n2"},
    source = "F. H. Branin, Proc. IEEE 55 (1967) 2012, doi:10.1109/PROC.1967.6033",
    equations = {
      "v1(t) - z0 i1(t) = v2(t - td) + z0 i2(t - td)",
      "v2(t) - z0 i2(t) = v1(t - td) + z0 i1(t - td)"
    })
public record LosslessLine(
    @Param(unit = "ohm", above = 0, doc = "characteristic impedance") double z0,
    @Param(unit = "s", above = 0, doc = "delay of one passage") double td)
    implements DeviceModel {
  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p1 = self.terminal("p1");
    Terminal n1 = self.terminal("n1");
    Terminal p2 = self.terminal("p2");
    Terminal n2 = self.terminal("n2");
    Voltage v1 = self.voltage(p1, n1);
    Voltage v2 = self.voltage(p2, n2);
    Current branch1 = self.current(p1, n1);
    Current branch2 = self.current(p2, n2);
    Unknown i1 = self.unknown(Quantity.of("i1", "A").nominal(1e-3));
    Unknown i2 = self.unknown(Quantity.of("i2", "A").nominal(1e-3));
    Delayed pastV1 = self.delayed(v1, td);
    Delayed pastV2 = self.delayed(v2, td);
    Delayed pastI1 = self.delayed(i1, td);
    Delayed pastI2 = self.delayed(i2, td);

    return (at, f, q) -> {
      f.add(branch1, at.of(i1)).d(i1, 1);
      f.add(branch2, at.of(i2)).d(i2, 1);
      f.add(i1, at.of(v1) - z0 * at.of(i1) - at.of(pastV2) - z0 * at.of(pastI2))
          .d(v1, 1)
          .d(i1, -z0)
          .d(pastV2, -1)
          .d(pastI2, -z0);
      f.add(i2, at.of(v2) - z0 * at.of(i2) - at.of(pastV1) - z0 * at.of(pastI1))
          .d(v2, 1)
          .d(i2, -z0)
          .d(pastV1, -1)
          .d(pastI1, -z0);
    };
  }
}
