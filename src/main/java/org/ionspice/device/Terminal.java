package org.ionspice.device;

/** A pin of an instance: a local index, 0 is ground. */
public record Terminal(int index) {
  /** The reference node, which every circuit has. */
  public static final Terminal GROUND = new Terminal(0);
}
