package org.ionspice.result;

/**
 * A text file that an analysis leaves beside its results, in the format of another program.
 *
 * @param name file name without folder: letters, digits, {@code . _ -} only, since it becomes a path
 * @param text the whole content, lines ended by {@code \n}
 */
public record Attachment(String name, String text) {
  public Attachment {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("not a plain file name: " + name);
    }
  }

  /** Returns the same file for step {@code k} of several, {@code name-k.ext}. */
  public Attachment numbered(long k) {
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String tail = dot < 0 ? "" : name.substring(dot);
    return new Attachment(stem + "-" + k + tail, text);
  }
}
