package org.ionspice.diagnostics;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt one was probably meant to be. */
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /**
   * Returns the candidate with the fewest typing slips to {@code wanted}, if it is close: one slip
   * in a name of up to five letters, one more for every three further letters. Case does not count;
   * of equally near candidates the alphabetically first is taken.
   */
  public static Optional<String> of(String wanted, Collection<String> candidates) {
    String folded = wanted.toLowerCase(Locale.ROOT);
    if (folded.isEmpty() || folded.length() > LONGEST) {
      return Optional.empty();
    }
    int best = Math.max(1, folded.length() / 3) + 1;
    String found = "";
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - folded.length()) > best) {
        continue;
      }
      int slips = distance(folded, candidate.toLowerCase(Locale.ROOT));
      // A name of one letter is one slip from every other one; such a hint says nothing.
      boolean meaningful = slips < Math.max(folded.length(), candidate.length());
      boolean earlier = slips == best && !found.isEmpty() && candidate.compareTo(found) < 0;
      if (meaningful && (slips < best || earlier)) {
        best = slips;
        found = candidate;
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** Returns {@code did you mean 'x'?} for the nearest candidate, or the empty text. */
  public static String hint(String wanted, Collection<String> candidates) {
    return of(wanted, candidates).map(name -> "did you mean '" + name + "'?").orElse("");
  }

  /**
   * Returns how many insertions, deletions, substitutions and swaps of neighbours lead from one
   * word to the other (Damerau 1964, in the restricted form that edits no letter twice).
   */
  public static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, before[j - 2] + 1);
        }
        row[j] = least;
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
