package org.ionspice.device;

import org.jspecify.annotations.Nullable;

/**
 * The equations of a device with one current and one state, made of its law: f is the current in its
 * rows and minus the rate in that of the state, q is the state.
 *
 * <p>The engine knows this kind and evaluates many of them in one loop, which calls the law only.
 *
 * @param current where the current flows
 * @param voltage what the law sees as v
 * @param limited what it sees in place of it where the change in an iteration is limited; null for none
 * @param state what it sees as x
 * @param law the current and the rate
 */
public record StateEquations(
    Current current, Voltage voltage, @Nullable Limited limited, Unknown state, StateLaw law)
    implements Equations {
  /** Makes the equations of a law that sees the voltage as it is. */
  public StateEquations(Current current, Voltage voltage, Unknown state, StateLaw law) {
    this(current, voltage, null, state, law);
  }

  /** Makes the equations of a law that sees a limited voltage. */
  public StateEquations(Current current, Limited limited, Unknown state, StateLaw law) {
    this(current, new Voltage(limited.plus(), limited.minus()), limited, state, law);
  }

  @Override
  public void evaluate(Point at, Stamp f, Stamp q) {
    StateLaw.Reply reply = at.reply();
    double x = at.of(state);
    law.evaluate(limited == null ? at.of(voltage) : at.of(limited), x, reply);
    by(f.add(current, reply.current()), reply.currentByVoltage())
        .d(state, reply.currentByState());
    by(f.add(state, -reply.rate()), -reply.rateByVoltage()).d(state, -reply.rateByState());
    q.add(state, x).d(state, 1);
  }

  private Stamp by(Stamp value, double byVoltage) {
    return limited == null ? value.d(voltage, byVoltage) : value.d(limited, byVoltage);
  }
}
