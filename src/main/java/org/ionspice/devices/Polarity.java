package org.ionspice.devices;

/** The carriers of a MOSFET's channel, and with them the sign of all its voltages and currents. */
public enum Polarity {
  NMOS,
  PMOS;

  /** Returns 1 for the n-channel, -1 for the p-channel device. */
  int sign() {
    return this == NMOS ? 1 : -1;
  }
}
