package org.ionspice.elaboration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.Field;

/** Reads elements that have a letter of their own and take their values from a model card. */
final class Modelled {
  /** Letters whose line may give the area without a name. */
  private static final Set<Character> WITH_AREA = Set.of('D', 'J', 'Q', 'Z');

  private final Flattening flat;
  private final Models models;
  private final Elements elements;
  private final SmoothSwitches smooth;

  Modelled(Flattening flat, Models models, Elements elements) {
    this.flat = flat;
    this.models = models;
    this.elements = elements;
    this.smooth = new SmoothSwitches(flat, elements);
  }

  /** Reads a switch, controlled by a voltage (S) or by the current of a source (W). */
  void controlledSwitch(Line line, char letter) {
    if (!smooth.read(line, letter)) {
      List<Field.Word> nodes = line.nodes(letter == 'S' ? 4 : 2);
      read(line, letter, nodes, letter == 'S' ? List.of() : List.of(elements.control(line)));
    }
  }

  /** Reads what follows the nodes: the model's name, words, and values with and without a name. */
  void read(Line line, char letter, List<Field.Word> nodes, List<Expression> links) {
    read(line, letter, nodes, links, Map.of());
  }

  private void read(
      Line line,
      char letter,
      List<Field.Word> nodes,
      List<Expression> links,
      Map<String, Given> further) {
    Field.Word name = Bins.choose(line.word("the model's name"), line, flat.reading, flat.scale);
    DeviceType type = models.type(name, line.level, letter);
    Map<String, Given> card = models.given(name, line.level, letter, type);
    Map<String, Given> given = new LinkedHashMap<>(further);
    boolean area = false;
    while (line.hasNext()) {
      Field field = line.peek();
      if (line.takeKeyword("off") || line.takeKeyword("on")) {
        String word = Reading.lower(Reading.text(field));
        String parameter = type.table().find("on").isPresent() ? "on" : "initial";
        if (type.table().find(parameter).isPresent()) {
          Object value = parameter.equals("on") ? (Object) word.equals("on") : word;
          given.put(parameter, new Given(value, field.span(), field.span()));
        } else {
          // The operating point finds its own start; there is nothing that the word would change.
          flat.diagnostics.add(
              Code.W214, field.span(), "'" + word + "' has no effect on " + type.name(), "remove it");
        }
      } else if (WITH_AREA.contains(letter) && Reading.isNumeric(field) && !area) {
        line.take("the area");
        given.put("area", number(field, line));
        area = true;
      } else {
        break;
      }
    }
    elements.finish(line, type, card, given, nodes, List.of(), links);
  }

  /**
   * Reads a transistor: a node after the third is given when the model's name stands behind it.
   *
   * @param initial the parameters that {@code ic=first,second} sets, in this order
   */
  void transistor(Line line, char letter, List<String> initial) {
    int pins = isModel(line, 3) || !isModel(line, 4) ? 3 : 4;
    transistor(line, letter, pins, initial);
  }

  /** Reads a MOSFET: of four pins, or of three when its card is of a power MOSFET. */
  void metalOxide(Line line) {
    for (int pins = 3; pins <= 5; pins++) {
      if (isModel(line, pins) && models.isPower((Field.Word) line.positional.get(pins), line.level)) {
        power(line, pins);
        return;
      }
    }
    transistor(line, 'M', 4, List.of("icvds", "icvgs", "icvbs"));
  }

  private void power(Line line, int pins) {
    for (Field field : line.positional) {
      if (Reading.lower(Reading.text(field)).equals("thermal")) {
        throw new Mistake(
            Code.E122,
            field.span(),
            "self-heating of a power MOSFET is not supported",
            "remove the word, and the nodes for temperatures; temp= sets one");
      }
    }
    if (pins > 3) {
      Field fourth = line.positional.get(3);
      String source = Reading.lower(Reading.text(line.positional.get(2)));
      if (pins > 4 || !Reading.lower(Reading.text(fourth)).equals(source)) {
        throw new Mistake(
            Code.E120,
            fourth.span(),
            "a power MOSFET has three nodes; a fourth must be its source",
            "write " + line.element.name().text() + " drain gate source model");
      }
      line.positional.remove(3); // LTspice's symbols write the source twice.
    }
    Map<String, Given> given = initial(line, List.of("icvds", "icvgs"));
    read(line, 'M', line.nodes(3), List.of(), given);
  }

  /** Reads a transistor of so many pins. */
  void transistor(Line line, char letter, int pins, List<String> initial) {
    Map<String, Given> given = initial(line, initial);
    if (letter == 'M') {
      sizes(line, given);
    }
    List<Field.Word> nodes = line.nodes(pins);
    if (letter == 'Q' && pins == 4) {
      nodes.set(3, withoutBrackets(nodes.get(3)));
    }
    read(line, letter, nodes, List.of(), given);
  }

  /** PSpice writes the substrate's node in brackets: {@code [0]}. */
  private static Field.Word withoutBrackets(Field.Word node) {
    String text = node.text();
    return text.startsWith("[") && text.endsWith("]") && text.length() > 2
        ? new Field.Word(text.substring(1, text.length() - 1), node.span())
        : node;
  }

  /** Gives a transistor the sizes of the options that its line leaves out. */
  private void sizes(Line line, Map<String, Given> given) {
    for (String name : List.of("l", "w", "ad", "as")) {
      double size = flat.option("def" + name);
      if (!Double.isNaN(size) && !line.named.containsKey(name)) {
        given.put(name, new Given(size, line.span(), line.span()));
      }
    }
  }

  /** Takes {@code ic=} and the values after it, which arrive as fields without a name. */
  Map<String, Given> initial(Line line, List<String> names) {
    Map<String, Given> given = new LinkedHashMap<>();
    Field.Assignment ic = line.remove("ic");
    if (ic == null) {
      return given;
    }
    given.put(names.get(0), number(ic.value(), line));
    List<Field> fields = line.fields;
    int next = fields.indexOf(ic) + 1;
    for (String name : names.subList(1, names.size())) {
      if (next == fields.size() || !Reading.isNumeric(fields.get(next))) {
        break;
      }
      Field value = fields.get(next);
      // The same object, since equal texts may stand elsewhere on the line.
      line.positional.removeIf(f -> f == value);
      given.put(name, number(value, line));
      next++;
    }
    return given;
  }

  private static boolean isModel(Line line, int at) {
    return at < line.positional.size()
        && line.positional.get(at) instanceof Field.Word w
        && line.level.owner(w.key(), true) != null;
  }

  private Given number(Field field, Line line) {
    return new Given(flat.reading.number(field, line.level), field.span(), field.span());
  }
}
