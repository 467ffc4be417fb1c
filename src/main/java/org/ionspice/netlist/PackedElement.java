package org.ionspice.netlist;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;

/**
 * An element on one physical line that has words and {@code word=word} only: most lines of a large
 * netlist.
 *
 * <p>It keeps where its words stand, 4 bytes for each, and makes them when asked for, because a line
 * is elaborated once: a million elements that keep their fields take half a gigabyte.
 */
final class PackedElement implements Statement.Element {
  /** Marks the length of a word that is a name: the value is the next word. */
  static final int NAMES = 0x8000;

  private static final int LONGEST = 0x7FFF;

  private final Source source;
  private final int line;

  /** Column from zero and length of each word in turn, the element's name first. */
  private final char[] places;

  /**
   * Makes an element of the places of its words.
   *
   * @param line from one
   * @param places column from zero and length of each word, the name's first; a length with {@link
   *     #NAMES} is that of a name
   */
  PackedElement(Source source, int line, char[] places) {
    this.source = source;
    this.line = line;
    this.places = places;
  }

  /** Returns the element in the smallest form that it has. */
  static Statement.Element of(Statement.Element element) {
    int words = 1;
    for (Field field : element.fields()) {
      words += field instanceof Field.Assignment ? 2 : 1;
    }
    Field.Word name = element.name();
    char[] places = new char[2 * words];
    if (!put(places, 0, name, name.span(), 0)) {
      return element;
    }
    int at = 1;
    for (Field field : element.fields()) {
      boolean fits;
      if (field instanceof Field.Assignment a && a.value() instanceof Field.Word value) {
        fits =
            put(places, at++, a.name(), name.span(), NAMES)
                && put(places, at++, value, name.span(), 0);
      } else {
        fits = field instanceof Field.Word word && put(places, at++, word, name.span(), 0);
      }
      if (!fits) {
        return element;
      }
    }
    return new PackedElement(name.span().source(), name.span().line(), places);
  }

  private static boolean put(char[] places, int at, Field.Word word, Span first, int mark) {
    Span span = word.span();
    int length = word.text().length();
    // v(a)=1 has a name that was written with blanks perhaps; its text is not the line's.
    boolean asWritten = length == span.length() && word.text().indexOf('(') < 0;
    if (span.source() != first.source()
        || span.line() != first.line()
        || span.column() > LONGEST
        || length > LONGEST
        || !asWritten) {
      return false;
    }
    places[2 * at] = (char) (span.column() - 1);
    places[2 * at + 1] = (char) (length | mark);
    return true;
  }

  /** Returns the same with all its fields made. */
  Statement.Element whole() {
    return Statement.Element.of(name(), fields(), span());
  }

  @Override
  public Field.Word name() {
    return word(0);
  }

  @Override
  public char letter() {
    return Character.toUpperCase(source.charAt(line, places[0]));
  }

  @Override
  public List<Field> fields() {
    int words = places.length / 2;
    List<Field> fields = new ArrayList<>(words - 1);
    for (int k = 1; k < words; k++) {
      Field.Word word = word(k);
      if ((places[2 * k + 1] & NAMES) != 0) {
        Field.Word value = word(++k);
        fields.add(new Field.Assignment(word, value, word.span().to(value.span())));
      } else {
        fields.add(word);
      }
    }
    return fields;
  }

  private Field.Word word(int k) {
    int from = places[2 * k];
    int length = places[2 * k + 1] & LONGEST;
    return new Field.Word(
        source.part(line, from, length), new Span(source, line, from + 1, length));
  }

  @Override
  public Span span() {
    return new Span(source, line, places[0] + 1, places[1]);
  }
}
