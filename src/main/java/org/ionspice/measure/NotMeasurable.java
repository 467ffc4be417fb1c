package org.ionspice.measure;

/** Says why a formula or a measurement has no value for these results, in the reader's words. */
public final class NotMeasurable extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes the refusal with its reason. */
  public NotMeasurable(String reason) {
    super(reason, null, false, false);
  }
}
