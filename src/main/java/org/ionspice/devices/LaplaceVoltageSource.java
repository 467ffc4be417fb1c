package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.expression.Transfer;
import org.ionspice.parameter.Param;

/** A voltage source that follows a voltage through a rational transfer function. */
@Model(
    name = "elaplace",
    letter = "E",
    title = "Voltage source with a transfer function",
    terminals = {"p", "n", "cp", "cn"},
    source = "T. Kailath, Linear Systems, Prentice-Hall 1980, section 2.1 (canonical form)",
    equations = {
      "V(p,n) = H(s) V(cp,cn), H = N/D, D = sum d_k s^k, order n",
      "(g_{k+1}/g_k) dx_k/dt = x_{k+1}, k < n",
      "sum (d_k/g_k) x_k = v(cp,cn)",
      "v(p,n) = sum (n_k/g_k) x_k, with a numerator of order n + 1 also (n_{n+1}/g_n) dx_n/dt",
      "g_k = |d_k|, or above it on the concave curve over log |d_k|"
    })
public record LaplaceVoltageSource(
    @Param(unit = "1", principal = true, doc = "H(s), a quotient of polynomials") Transfer transfer)
    implements DeviceModel {
  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Voltage control = self.voltage(self.terminal("cp"), self.terminal("cn"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown i = self.unknown(Quantity.branchCurrent());
    CanonicalForm form = CanonicalForm.of(self, transfer);

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      form.states(at, f, q, control);
      form.partials(f.add(i, at.of(v) - form.output(at)).d(v, 1), -1);
      if (form.direct() != 0) {
        q.add(i, -form.direct() * at.of(form.last())).d(form.last(), -form.direct());
      }
    };
  }
}
