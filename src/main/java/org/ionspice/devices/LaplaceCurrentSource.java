package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Voltage;
import org.ionspice.expression.Transfer;
import org.ionspice.parameter.Param;

/**
 * A current source that follows a voltage through a transfer function: state equations when it is
 * rational, its value at each frequency in AC when it is not.
 */
@Model(
    name = "glaplace",
    letter = "G",
    title = "Current source with a transfer function",
    terminals = {"p", "n", "cp", "cn"},
    source = "T. Kailath, Linear Systems, Prentice-Hall 1980, section 2.1 (canonical form)",
    equations = {
      "I(p,n) = H(s) V(cp,cn): as the voltage source, with i(p,n) in the place of v(p,n)",
      "H not rational: I = H(j omega) V in AC, i = H(0) v in DC, no transient"
    })
public record LaplaceCurrentSource(
    @Param(unit = "S", principal = true, doc = "H(s), S") Transfer transfer)
    implements DeviceModel {
  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage control = self.voltage(self.terminal("cp"), self.terminal("cn"));
    Current current = self.current(self.terminal("p"), self.terminal("n"));
    if (!transfer.isRational()) {
      double slow = transfer.atRest();
      self.response(current, control, transfer::at);
      return (at, f, q) -> f.add(current, slow * at.of(control)).d(control, slow);
    }
    CanonicalForm form = CanonicalForm.of(self, transfer);

    return (at, f, q) -> {
      form.states(at, f, q, control);
      form.partials(f.add(current, form.output(at)), 1);
      if (form.direct() != 0) {
        q.add(current, form.direct() * at.of(form.last())).d(form.last(), form.direct());
      }
    };
  }
}
