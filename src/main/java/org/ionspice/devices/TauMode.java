package org.ionspice.devices;

/** How the relaxation time of a gate depends on voltage. */
public enum TauMode {
  /** It does not: tau = tau0. */
  CONST,
  /** Two exponential branches. */
  EXP,
  /** Two exponential branches and a longest time. */
  GEN
}
