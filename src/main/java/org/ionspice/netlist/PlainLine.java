package org.ionspice.netlist;

import java.util.Arrays;
import org.ionspice.diagnostics.Source;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of an element on one physical line that has ASCII words and {@code word=word} only,
 * as most lines of a large netlist do, without the generated parser: that one costs ten times as much,
 * and in a short run most of it is not compiled yet. Says nothing about any other line, which the parser
 * reads or refuses.
 *
 * <p>Mutable workspace, for one thread.
 */
final class PlainLine {
  /** Longer lines are left to the parser. */
  private static final int LONGEST = 4096;

  /** What a line may hold beside blanks: parts of words. Slash and dollar begin comments perhaps. */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    Arrays.fill(PLAIN, 0x21, 0x7F, true);
    for (char c : "()=,{}'\";\\$/".toCharArray()) {
      PLAIN[c] = false;
    }
  }

  /** Column from zero and length of each word, marked where a value follows, as packed elements do. */
  private char[] places = new char[32];

  /** Returns the element on a line of {@code source}, counted from one; null for any other line. */
  @Nullable PackedElement read(Source source, int line) {
    int end = source.lineLength(line);
    int at = blanks(source, line, 0, end);
    if (end > LONGEST || at == end || !isElementLetter(source.charAt(line, at))) {
      return null;
    }
    int words = 0;
    boolean valueExpected = false;
    boolean nameBefore = false; // a word that an equals sign may follow
    while (at < end) {
      int from = at;
      at = wordEnd(source, line, at, end);
      if (at > from) {
        if (2 * words == places.length) {
          places = Arrays.copyOf(places, 2 * places.length);
        }
        places[2 * words] = (char) from;
        places[2 * words + 1] = (char) (at - from);
        nameBefore = words > 0 && !valueExpected;
        valueExpected = false;
        words++;
      } else if (source.charAt(line, at) == '=' && nameBefore && !isParam(source, line, words - 1)) {
        places[2 * words - 1] |= PackedElement.NAMES;
        nameBefore = false;
        valueExpected = true;
        at++;
      } else {
        return null;
      }
      int behind = at;
      at = blanks(source, line, at, end);
      boolean apart = at > behind || at == end;
      if (words == 1 && !apart) {
        return null;
      }
    }
    return valueExpected ? null : new PackedElement(source, line, Arrays.copyOf(places, 2 * words));
  }

  /** Returns whether an element begins so; a B source has a formula. */
  private static boolean isElementLetter(char c) {
    char small = (char) (c | 0x20);
    return small >= 'a' && small <= 'z' && small != 'b';
  }

  private static int blanks(Source source, int line, int from, int end) {
    int at = from;
    while (at < end && (source.charAt(line, at) == ' ' || source.charAt(line, at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int wordEnd(Source source, int line, int from, int end) {
    int at = from;
    while (at < end) {
      char c = source.charAt(line, at);
      if (c >= PLAIN.length || !PLAIN[c]) {
        break;
      }
      at++;
    }
    return at;
  }

  /** Returns whether a word is {@code param}, behind whose equals sign a formula stands. */
  private boolean isParam(Source source, int line, int word) {
    return places[2 * word + 1] == 5
        && source.part(line, places[2 * word], 5).equalsIgnoreCase("param");
  }
}
