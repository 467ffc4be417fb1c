package org.ionspice;

import java.util.Set;
import org.ionspice.expression.Expression;

/** Finds the circuit quantities that a formula reads. */
final class Quantities {
  private Quantities() {}

  /** Adds the printed names of all quantities in {@code e}: {@code v(a)}, {@code v(a,b)}, ... */
  static void collect(Expression e, Set<String> names) {
    if (e instanceof Expression.NodeVoltage v) {
      names.add(v.minus().isEmpty() ? "v(" + v.plus() + ")" : "v(" + v.plus() + "," + v.minus() + ")");
    } else if (e instanceof Expression.BranchCurrent i) {
      names.add("i(" + i.device() + ")");
    } else if (e instanceof Expression.DeviceQuantity d) {
      names.add("@" + d.device() + "[" + d.quantity() + "]");
    } else if (e instanceof Expression.Unary u) {
      collect(u.operand(), names);
    } else if (e instanceof Expression.Binary b) {
      collect(b.left(), names);
      collect(b.right(), names);
    } else if (e instanceof Expression.Conditional c) {
      collect(c.condition(), names);
      collect(c.yes(), names);
      collect(c.no(), names);
    } else if (e instanceof Expression.Call call) {
      call.arguments().forEach(a -> collect(a, names));
    }
  }
}
