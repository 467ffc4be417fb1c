package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Transfer;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/**
 * Reads elements with the letter A, XSPICE's code models: the analog ones that are a formula of
 * voltages are made of B sources and transfer functions, the others refused with what takes their
 * place.
 */
final class CodeModels {
  /** What to write instead of other models, by type. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("sine", "B1 out 0 V=sin(2*pi*idt(frequency))"),
          Map.entry("hyst", "a switch SW with vt and vh"),
          Map.entry("pswitch", "a switch VSWITCH with ron, roff, von and voff"),
          Map.entry("zener", "a diode with bv and ibv"),
          Map.entry("ilimit", "B1 0 out I=limit(v(in),-i_limit,i_limit)"),
          Map.entry("spice2poly", "E1 out 0 POLY(n) ..."),
          Map.entry("multi_input_pwl", "B1 out 0 V=table(max(v(a),v(b)),x1,y1,x2,y2)"));

  private final Flattening flat;
  private final Elements elements;
  private final Laplace laplace;

  CodeModels(Flattening flat, Elements elements, Laplace laplace) {
    this.flat = flat;
    this.elements = elements;
    this.laplace = laplace;
  }

  /** Reads a line whose last word is the name of a card; false when it is not. */
  boolean read(Line line) {
    Field last = line.positional.isEmpty() ? null : line.positional.get(line.positional.size() - 1);
    Level owner = last instanceof Field.Word w ? line.level.owner(w.key(), true) : null;
    if (owner == null) {
      return false;
    }
    Statement.Model model = owner.models.get(((Field.Word) last).key());
    CodeLaw law = CodeLaw.of(model.type().key());
    if (law == null) {
      throw refusal(model.type().key(), last.span());
    }
    CodeCard card = new CodeCard(model, owner, flat.reading, law.parameters());
    List<List<CodePort>> ports = CodePort.all(line, line.positional.size() - 1);
    if (ports.size() != law.ports()) {
      throw new Mistake(
          Code.E120,
          line.span(),
          "the code model " + model.type().text() + " has " + law.ports() + " ports, not " + ports.size(),
          "several inputs of one port stand in brackets, [a b]");
    }
    List<List<Expression>> inputs = new ArrayList<>();
    for (List<CodePort> each : ports.subList(0, ports.size() - 1)) {
      inputs.add(each.stream().map(p -> p.input(line)).toList());
    }
    List<CodePort> outputs = ports.get(ports.size() - 1);
    if (outputs.size() != 1) {
      throw new Mistake(Code.E120, line.span(), "the output is one port", "");
    }
    place(line, law, card, inputs, outputs.get(0));
    card.end();
    return true;
  }

  private void place(
      Line line, CodeLaw law, CodeCard card, List<List<Expression>> inputs, CodePort output) {
    Line bare =
        new Line(
            Statement.Element.of(line.element.name(), List.of(), line.element.span()),
            line.level,
            line.form);
    if (law == CodeLaw.S_XFER) {
      transfer(bare, card, inputs.get(0).get(0), output);
      return;
    }
    Terms terms = new Terms(line.span());
    if (law == CodeLaw.INT && output.kind().startsWith("i")) {
      card.none("out_lower_limit", "limit a voltage");
      card.none("out_upper_limit", "limit a voltage");
    }
    Expression value = law.value(terms, card, inputs, output.across(line));
    Set<String> kinds = law.ofConductance() ? Set.of("g", "gd") : Set.of("v", "vd", "i", "id");
    if (!kinds.contains(output.kind())) {
      throw output.refused(line, "the output is given as %" + String.join("(...), %", kinds.stream().sorted().toList()) + "(...)");
    }
    String type = output.kind().startsWith("v") ? "bv" : "bi";
    elements.behavioural(
        bare,
        type,
        new LinkedHashMap<>(),
        output.nodes(line),
        flat.reading.resolve(value, line.level));
  }

  /** Places a quotient of polynomials, whose coefficients begin with the highest power. */
  private void transfer(Line line, CodeCard card, Expression input, CodePort output) {
    double[] numerator = card.numbers("num_coeff");
    double[] denominator = card.numbers("den_coeff");
    double unit = card.number("denormalized_freq", 1);
    double gain = card.number("gain", 1);
    double offset = card.number("in_offset", 0);
    card.onlyZero("int_ic", "integrators that do not begin at the operating point");
    Span at = card.span();
    Transfer transfer;
    try {
      transfer = Transfer.of(ascending(numerator, unit, gain), ascending(denominator, unit, 1));
    } catch (IllegalArgumentException e) {
      throw new Mistake(Code.E107, at, String.valueOf(e.getMessage()), "num_coeff=[...] den_coeff=[...]");
    }
    Terms terms = new Terms(line.span());
    char letter = output.kind().startsWith("v") ? 'E' : 'G';
    laplace.of(line, letter, output.nodes(line), terms.plus(input, offset), transfer, at);
  }

  /** Returns coefficients from the constant on, with s in units of {@code unit} rad/s. */
  private static double[] ascending(double[] descending, double unit, double factor) {
    double[] ascending = new double[descending.length];
    for (int k = 0; k < ascending.length; k++) {
      ascending[k] = factor * descending[descending.length - 1 - k] / Math.pow(unit, k);
    }
    return ascending;
  }

  private static Mistake refusal(String type, Span at) {
    boolean digital =
        type.startsWith("d_") || type.startsWith("adc_") || type.startsWith("dac_");
    String instead = INSTEAD.get(type);
    String hint =
        instead != null
            ? "write " + instead
            : digital
                ? "write gates as B sources, B1 out 0 V=(v(a)>2.5 && v(b)>2.5) ? 5 : 0, or of MOSFETs"
                : "write B, E, G or S elements instead";
    return new Mistake(
        Code.E123, at, "this code model of XSPICE is not supported: '" + type + "'", hint);
  }
}
