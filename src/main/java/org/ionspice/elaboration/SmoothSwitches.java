package org.ionspice.elaboration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/**
 * Reads switches whose cards ask for LTspice's smooth transitions: a negative hysteresis, {@code
 * vh=-0.5}, is half the width of PSpice's transition around the threshold; level 2 follows an arc
 * tangent and is never quite on or off.
 */
final class SmoothSwitches {
  private static final Map<Character, List<String>> NAMES =
      Map.of('S', List.of("vt", "vh", "von", "voff", "vswitch"), 'W', List.of("it", "ih", "ion", "ioff", "iswitch"));

  private final Flattening flat;
  private final Elements elements;

  SmoothSwitches(Flattening flat, Elements elements) {
    this.flat = flat;
    this.elements = elements;
  }

  /** Reads a switch; false when its transition is not smooth. */
  boolean read(Line line, char letter) {
    int at = letter == 'S' ? 4 : 3;
    if (line.positional.size() <= at || !(line.positional.get(at) instanceof Field.Word word)) {
      return false;
    }
    Level owner = line.level.owner(word.key(), true);
    Statement.Model model = owner == null ? null : owner.models.get(word.key());
    if (model == null || !model.type().key().equals(letter == 'S' ? "sw" : "csw")) {
      return false;
    }
    List<String> names = NAMES.get(letter);
    double level = number(model, "level", 1, owner);
    double half = number(model, names.get(1), 0, owner);
    if (level == 1 && !(half < 0) || level != 1 && level != 2) {
      return false;
    }
    if (half == 0) {
      throw new Mistake(
          Code.E203,
          word.span(),
          "a switch of level 2 needs " + names.get(1) + ", the width of its transition",
          "");
    }
    CodeCard card =
        new CodeCard(model, owner, flat.reading, Set.of("level", names.get(0), names.get(1), "ron", "roff"));
    double threshold = card.number(names.get(0), 0);
    double on = card.number("ron", 1);
    double off = card.number("roff", 1e12);
    List<Field.Word> nodes = line.nodes(letter == 'S' ? 4 : 2);
    List<Expression> links = letter == 'S' ? List.of() : List.of(elements.control(line));
    line.word("the model's name");
    if (line.takeKeyword("on") || line.takeKeyword("off")) {
      flat.diagnostics.add(
          Code.W214, line.span(), "a smooth switch has no side to start on", "remove on or off");
    }
    if (level == 2) {
      Terms terms = new Terms(word.span());
      Expression control =
          letter == 'W'
              ? links.get(0)
              : new Expression.NodeVoltage(nodes.get(2).text(), nodes.get(3).text(), word.span());
      Expression across =
          new Expression.NodeVoltage(nodes.get(0).text(), nodes.get(1).text(), word.span());
      if (!(on > 0 && off > 0)) {
        throw new Mistake(Code.E203, word.span(), "resistances must be greater than zero", "");
      }
      Expression angle =
          terms.call("atan", terms.over(terms.plus(control, -threshold), terms.number(Math.abs(half))));
      Expression power =
          terms.plus(terms.times(Math.log(off / on) / Math.PI, angle), -0.5 * (Math.log(on) + Math.log(off)));
      elements.behavioural(
          line,
          "bi",
          new LinkedHashMap<>(),
          nodes.subList(0, 2),
          flat.reading.resolve(terms.times(across, terms.call("exp", power)), line.level));
      return true;
    }
    Map<String, Given> given = new LinkedHashMap<>();
    given.put("ron", new Given(on, word.span(), word.span()));
    given.put("roff", new Given(off, word.span(), word.span()));
    given.put(names.get(2), new Given(threshold - half, word.span(), word.span()));
    given.put(names.get(3), new Given(threshold + half, word.span(), word.span()));
    elements.finish(line, elements.type(names.get(4), line), given, nodes, List.of(), links);
    return true;
  }

  private double number(Statement.Model model, String name, double otherwise, Level owner) {
    for (Field field : model.fields()) {
      if (field instanceof Field.Assignment a && a.name().key().equals(name)) {
        return flat.reading.number(a.value(), owner);
      }
    }
    return otherwise;
  }
}
