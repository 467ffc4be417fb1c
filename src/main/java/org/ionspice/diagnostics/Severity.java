package org.ionspice.diagnostics;

/** How much a {@link Diagnostic} matters: an error stops the run, a warning does not. */
public enum Severity {
  ERROR("error"),
  WARNING("warning"),
  NOTE("note");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** Returns the word that is printed, in lower case. */
  public String word() {
    return word;
  }
}
