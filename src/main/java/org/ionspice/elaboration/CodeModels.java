package org.ionspice.elaboration;

import java.util.Map;
import java.util.Optional;
import org.ionspice.diagnostics.Code;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/** Says of XSPICE's code models, elements with the letter A, what takes their place. */
final class CodeModels {
  /** What to write instead of the analog models, by type. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("gain", "B1 out 0 V=out_offset+gain*(v(in)+in_offset)"),
          Map.entry("summer", "B1 out 0 V=out_offset+out_gain*(k1*v(a)+k2*v(b))"),
          Map.entry("mult", "B1 out 0 V=v(a)*v(b)"),
          Map.entry("divide", "B1 out 0 V=v(num)/v(den)"),
          Map.entry("limit", "B1 out 0 V=limit(gain*v(in),lower,upper)"),
          Map.entry("climit", "B1 out 0 V=limit(gain*v(in),v(lower),v(upper))"),
          Map.entry("pwl", "B1 out 0 V=table(v(in),x1,y1,x2,y2)"),
          Map.entry("sine", "B1 out 0 V=sin(2*pi*idt(frequency))"),
          Map.entry("int", "B1 out 0 V=idt(gain*v(in),out_ic)"),
          Map.entry("d_dt", "B1 out 0 V=gain*ddt(v(in))"),
          Map.entry("s_xfer", "E1 out 0 LAPLACE {v(in)} = {(1+s)/(1+s+s*s)}"),
          Map.entry("hyst", "a switch SW with vt and vh"),
          Map.entry("aswitch", "a switch VSWITCH with ron, roff, von and voff"),
          Map.entry("pswitch", "a switch VSWITCH with ron, roff, von and voff"),
          Map.entry("zener", "a diode with bv and ibv"),
          Map.entry("ilimit", "B1 0 out I=limit(v(in),-i_limit,i_limit)"),
          Map.entry("spice2poly", "E1 out 0 POLY(n) ..."),
          Map.entry("multi_input_pwl", "B1 out 0 V=table(max(v(a),v(b)),x1,y1,x2,y2)"));

  private CodeModels() {}

  /** Returns the mistake of a line whose last word is the name of a card; else nothing. */
  static Optional<Mistake> refusal(Line line) {
    Field last = line.positional.isEmpty() ? null : line.positional.get(line.positional.size() - 1);
    Level owner = last instanceof Field.Word w ? line.level.owner(w.key(), true) : null;
    if (owner == null) {
      return Optional.empty();
    }
    Statement.Model model = owner.models.get(((Field.Word) last).key());
    String type = model.type().key();
    boolean digital =
        type.startsWith("d_") || type.startsWith("adc_") || type.startsWith("dac_");
    String instead = INSTEAD.get(type);
    String hint =
        instead != null
            ? "write " + instead
            : digital
                ? "write gates as B sources, B1 out 0 V=(v(a)>2.5 && v(b)>2.5) ? 5 : 0, or of MOSFETs"
                : "write B, E, G or S elements instead";
    return Optional.of(
        new Mistake(
            Code.E123,
            last.span(),
            "code models of XSPICE are not supported: '" + type + "'",
            hint));
  }
}
