package org.ionspice.devices;

import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.parameter.Group;

/** The n-channel MOSFET of level 1: the channel of Shichman and Hodges, Meyer's capacitances. */
@Model(
    name = "nmos",
    letter = "M",
    title = "MOSFET, n-channel, level 1",
    terminals = {"d", "g", "s", "b"},
    source = MosfetText.SOURCE,
    equations = {
      MosfetText.THRESHOLD,
      MosfetText.CURRENT,
      MosfetText.REVERSE,
      MosfetText.DERIVED,
      MosfetText.JUNCTION,
      MosfetText.DEPLETION,
      MosfetText.BULK_CAPACITANCE,
      MosfetText.GATE_CAPACITANCE,
      MosfetText.SHARES,
      MosfetText.RATES,
      MosfetText.OVERLAP,
      MosfetText.TEMPERATURE
    },
    limits = {
      MosfetText.LEVEL, MosfetText.RATE_LIMIT, MosfetText.FLOOR, MosfetText.OXIDE, MosfetText.NOISE
    })
public record Nmos(@Group MosfetParameters parameters) implements DeviceModel {

  @Override
  public Equations declare(Declaration self) {
    return Mosfet.declare(parameters, false, self);
  }
}
