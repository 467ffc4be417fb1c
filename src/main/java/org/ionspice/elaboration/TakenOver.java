package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/**
 * Completes model cards of the form {@code .model name AKO:base [type](name=value ...)}: a kind of
 * {@code base}, whose values hold where the card gives none.
 */
final class TakenOver {
  private static final String PREFIX = "ako:";

  private TakenOver() {}

  /** Returns whether a card takes another one over. */
  static boolean is(Statement.Model model) {
    return model.type().key().startsWith(PREFIX);
  }

  /** Completes a card that is defined at {@code level}. */
  static Statement.Model complete(Statement.Model model, Level level) {
    Set<String> seen = new HashSet<>();
    List<Statement.Model> chain = new ArrayList<>();
    Level at = level;
    Statement.Model base = model;
    while (is(base)) {
      chain.add(0, base);
      String wanted = base.type().key().substring(PREFIX.length());
      Level owner = at.owner(wanted, true);
      if (owner == null) {
        throw new Mistake(
            Code.E201,
            base.type().span(),
            "there is no model '" + wanted + "'",
            Nearest.hint(wanted, at.models.keySet()));
      }
      if (!seen.add(wanted)) {
        throw new Mistake(
            Code.E216, model.type().span(), "model '" + model.name().text() + "' takes itself over", "");
      }
      at = owner;
      base = owner.models.get(wanted);
    }
    List<Field> fields = new ArrayList<>(base.fields());
    for (Statement.Model card : chain) {
      add(fields, card, base.type());
    }
    return new Statement.Model(model.name(), base.type(), fields, model.span());
  }

  private static void add(List<Field> fields, Statement.Model card, Field.Word type) {
    for (Field field : card.fields()) {
      if (field instanceof Field.Group group) {
        if (!group.key().equals(type.key())) {
          throw new Mistake(
              Code.E216,
              field.span(),
              "'" + group.head() + "' is not the type of the model that is taken over, "
                  + type.text(),
              "leave the type out");
        }
        fields.addAll(group.fields());
      } else if (!(field instanceof Field.Word word && word.key().equals(type.key()))) {
        fields.add(field);
      }
    }
  }
}
