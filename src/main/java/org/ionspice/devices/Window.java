package org.ionspice.devices;

/** What multiplies a drift near the bounds of its state; the formulas are in {@link Bounds}. */
public enum Window {
  BIOLEK,
  JOGLEKAR,
  PRODROMAKIS,
  ZHA,
  KVAT,
  WALL,
  NONE
}
