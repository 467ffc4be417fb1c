package org.ionspice.build;

/** Names of the classes that are compiled later. */
final class Names {
  static final String PARAM = "org.ionspice.parameter.Param";
  static final String GROUP = "org.ionspice.parameter.Group";
  static final String MODEL = "org.ionspice.device.Model";

  private Names() {}
}
