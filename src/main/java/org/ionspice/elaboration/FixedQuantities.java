package org.ionspice.elaboration;

import java.util.OptionalDouble;
import org.ionspice.device.DeviceModel;
import org.ionspice.expression.Behaviour;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Expression.DeviceQuantity;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;

/**
 * Puts the parameters of other devices into formulas: {@code @r1[r]} in a B source is the number that
 * R1 has, whatever gave it.
 */
final class FixedQuantities {
  private final Board board;
  private final DeviceCatalog catalog;

  FixedQuantities(Board board, DeviceCatalog catalog) {
    this.board = board;
    this.catalog = catalog;
  }

  /** Returns the part with numbers in its formula's place; itself when it reads none. */
  Part filled(Part part) {
    ParameterTable<? extends DeviceModel> table =
        catalog.byType(part.type()).orElseThrow().table();
    for (Parameter parameter : table.parameters()) {
      if (parameter.type() == Behaviour.class
          && table.object(part.model(), parameter.name()) instanceof Behaviour formula) {
        Expression filled =
            ExpressionWalk.rewrite(
                formula.expression(),
                q -> q instanceof DeviceQuantity wanted ? number(wanted, part.home()) : q);
        if (filled.equals(formula.expression())) {
          return part;
        }
        Behaviour shorter = Behaviour.of(filled);
        return new Part(
            part.name(),
            part.type(),
            table.exchange(part.model(), parameter.name(), shorter),
            part.pins(),
            part.senses(),
            shorter.quantities(),
            part.home(),
            part.multiplicity(),
            part.temperature(),
            part.origin());
      }
    }
    return part;
  }

  private Expression number(DeviceQuantity wanted, String home) {
    Part part = board.part(board.require(wanted.device(), home, wanted.span())).orElseThrow();
    if (Probing.of(part, catalog).unknowns().contains(wanted.quantity())) {
      return wanted;
    }
    OptionalDouble value =
        catalog.byType(part.type()).orElseThrow().table().get(part.model(), wanted.quantity());
    return value.isPresent() && !Double.isNaN(value.getAsDouble())
        ? new Expression.Literal(value.getAsDouble(), wanted.span())
        : wanted;
  }
}
