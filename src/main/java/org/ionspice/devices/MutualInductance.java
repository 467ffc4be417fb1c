package org.ionspice.devices;

import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Unknown;
import org.ionspice.parameter.Param;

/** A magnetic coupling: adds M times the other's current to the flux of each of two inductors. */
@Model(
    name = "k",
    letter = "K",
    title = "Mutual inductance of two inductors",
    terminals = {},
    source = "L. W. Nagel, SPICE2, Memorandum ERL-M520, University of California, Berkeley, 1975",
    equations = {
      "v1 = d(L1 i1 + M i2)/dt",
      "v2 = d(L2 i2 + M i1)/dt",
      "M = k sqrt(L1 L2)"
    })
public record MutualInductance(
    @Param(unit = "1", min = -1, max = 1, principal = true, doc = "coupling coefficient") double k,
    @Param(unit = "H", min = 0, doc = "inductance of the first inductor") double first,
    @Param(unit = "H", min = 0, doc = "inductance of the second inductor") double second)
    implements DeviceModel {

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Unknown i1 = self.linked(0);
    Unknown i2 = self.linked(1);
    double m = k * Math.sqrt(first * second);

    return (at, f, q) -> {
      q.add(i1, -m * at.of(i2)).d(i2, -m);
      q.add(i2, -m * at.of(i1)).d(i1, -m);
    };
  }
}
