package org.ionspice.devices;

import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** The MOSFET of level 1: the channel of Shichman and Hodges, Meyer's capacitances. */
@Model(
    name = "nmos",
    also = "pmos polarity=pmos",
    letter = "M",
    title = "MOSFET, level 1: Shichman and Hodges",
    terminals = {"d", "g", "s", "b"},
    source = MosfetText.SQUARE_LAW + MosfetText.COMMON,
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
      MosfetText.TEMPERATURE,
      MosfetText.NOISE_CURRENTS
    },
    limits = {
      MosfetText.LEVEL,
      MosfetText.RATE_LIMIT,
      MosfetText.FLOOR,
      MosfetText.OXIDE,
      MosfetText.NOISE
    })
public record MosfetLevel1(
    @Param(def = "nmos", doc = "set by the type of the model card") Polarity polarity,
    @Group MosfetParameters common,
    @Param(unit = "1/V", def = "0", min = 0, doc = "channel-length modulation") double lambda,
    @Param(unit = "1", def = "1", min = 1, max = 1, doc = "chooses these equations") int level)
    implements DeviceModel {

  @Override
  public Equations declare(Declaration self) {
    MosfetProcess process =
        MosfetProcess.of(
            common,
            1,
            polarity.sign(),
            self.temperature(),
            MosfetProcess.nominal(common, self));
    return Mosfet.declare(common, polarity, process, new SquareLawChannel(process, lambda), self);
  }
}
