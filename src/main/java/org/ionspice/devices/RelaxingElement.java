package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;

/** An impedance element: exact in AC, a sum of relaxations in a transient. */
interface RelaxingElement extends DeviceModel {
  /** What is true of the transient form of every such element. */
  String ACCURACY =
      "AC is exact at every frequency. A transient replaces the element by relaxations that hold"
          + " between fmin and fmax; output error is the largest relative error there of the"
          + " admittance and of the current after a step of voltage, computed for the parameters"
          + " given.";

  /** What the band leaves out. */
  String RESOLUTION =
      "Waveforms shorter than 1 / (2 pi fmax) or longer than 1 / (2 pi fmin) are not resolved.";

  /** The transient form. */
  String SUM = "transient: Y = g + sum g_k s / (s + lambda_k), perdecade values of lambda_k a decade";

  /** An element with a capacitor's behaviour at rest. */
  String OPEN = "Nothing flows in DC: both nodes need another DC path.";

  /** Returns where the sum of relaxations holds. */
  Band band();

  /** Returns what stands for the element in a transient, right within {@code band}. */
  RelaxationSum sum(Band band);

  /** Writes the admittance, S, at {@code omega}, rad/s: real and imaginary part. */
  void admittance(double omega, double[] y);

  @Override
  default List<String> remarks() {
    return RelaxationSum.remarks(this);
  }

  @Override
  default Equations declare(Declaration self) {
    return RelaxationSum.declare(self, this);
  }
}
