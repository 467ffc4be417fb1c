package org.ionspice.integration;

import org.ionspice.analysis.Advice;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.Events;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;

/** Says why a transient has no gradient. */
final class NoGradient {
  private NoGradient() {}

  /** Returns that {@code number} changes one delay and leaves another alone that is as long. */
  static Diagnostic sharedDelay(Assembly system, DeviceNumber number) {
    String device = system.instance(number.instance()).name();
    return Diagnostic.of(
        Code.E405,
        system.instance(number.instance()).origin(),
        "no derivative by @" + device + "[" + number.name() + "], which changes one of two equal delays",
        "make the delays differ a little, or take differences of whole runs");
  }

  /** Returns that event {@code second} came at the same time as {@code first}, but not because of it. */
  static Diagnostic together(Assembly system, Events events, int first, int second, double t) {
    return Diagnostic.of(
        Code.E405,
        system.instance(events.instance(second)).origin(),
        events.name(first)
            + " and "
            + events.name(second)
            + " come together at t = "
            + t
            + " s: no derivative there, since their order may change",
        "give the devices slightly different values, or take differences of whole runs");
  }

  /** Returns that the transposed equations at {@code t} are singular in {@code row}. */
  static Diagnostic singular(Assembly system, Settings settings, int row, double t) {
    Advice advice = new Advice(system, settings, row);
    return Diagnostic.of(
        Code.E402,
        advice.place(),
        "the linearised equations at t = " + t + " s do not fix " + advice.phrase(),
        advice.forPoint(true, new double[system.size() + 1]));
  }
}
