package org.ionspice.elaboration;

import java.util.Map;
import java.util.Optional;
import org.ionspice.diagnostics.Code;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/** Says of dot lines and elements that only other simulators have what takes their place. */
final class Elsewhere {
  private static final String PORT = "write sources with portnum 1 z0 50, and .sp";
  private static final String RANDOM =
      "write .mc runs, with gauss(), agauss(), unif() or aunif() in values";
  private static final String STIMULUS = "write the values as PWL(...) or PWL file=name";
  private static final String DEVICE =
      "write the device's equations with B, E and G sources, or choose a type of ionspice devices";
  private static final String STATES =
      "write the states as switches with hysteresis, or as B sources with idt()";
  private static final String ALIAS = "remove the block up to .endaliases";
  private static final String OPERATING_POINT = "write .ic or .nodeset v(node)=value";

  /** What to write instead, by the word behind the point. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("hb", "write .pss for a periodic solution and its harmonics"),
          Map.entry("sampling", RANDOM),
          Map.entry("embeddedsampling", RANDOM),
          Map.entry("pce", RANDOM),
          Map.entry("wcase", RANDOM),
          Map.entry("distribution", RANDOM),
          Map.entry("lin", PORT),
          Map.entry("net", PORT),
          Map.entry("wave", "write .print tran, or use a raw file"),
          Map.entry("loadbias", OPERATING_POINT),
          Map.entry("load", OPERATING_POINT),
          Map.entry("dcvolt", OPERATING_POINT),
          Map.entry("savebias", "write .save, and .op for the operating point"),
          Map.entry("machine", STATES),
          Map.entry("state", STATES),
          Map.entry("rule", STATES),
          Map.entry("output", STATES),
          Map.entry("endmachine", STATES),
          Map.entry("alter", "write .step, or alter and run between .control and .endc"),
          Map.entry("connect", "give the two nodes one name"),
          Map.entry("macro", "write .subckt and .ends"),
          Map.entry("eom", "write .subckt and .ends"),
          Map.entry("hdl", DEVICE),
          Map.entry("verilog", DEVICE),
          Map.entry("pre_osdi", DEVICE),
          Map.entry("vec", STIMULUS),
          Map.entry("stimlib", STIMULUS),
          Map.entry("stimulus", STIMULUS),
          Map.entry("stim", STIMULUS),
          Map.entry("aliases", ALIAS),
          Map.entry("endaliases", ALIAS),
          Map.entry("probe64", "write .probe or .save"),
          Map.entry("probe/csdf", "write .probe or .save"),
          Map.entry("graph", "write .plot"),
          Map.entry("fft", "write .four, or fft between .control and .endc"),
          Map.entry("biaschk", "write .meas with max and min"),
          Map.entry("ferret", "copy the file into the netlist's folder"),
          Map.entry("enddata", "write .step with name list values, once for each column"),
          Map.entry("text", "write the text as a number of .param"));

  /** Lines that change no result elsewhere either. */
  private static final Map<String, String> SHOWN =
      Map.of(
          "watch", "shows values while PSpice runs",
          "autoconverge", "tunes how PSpice looks for a solution",
          "malias", "renames models for a schematic",
          "lstb", "tunes a listing of HSPICE");

  private Elsewhere() {}

  /** Returns the mistake of a dot line that is known elsewhere only; else nothing. */
  static Optional<Mistake> refusal(Statement.Directive d) {
    String instead = INSTEAD.get(d.keyword());
    return instead == null
        ? Optional.empty()
        : Optional.of(
            new Mistake(Code.E104, d.span(), "." + d.keyword() + " is not supported", instead));
  }

  /** Tells of a dot line without effect on results, and returns whether it is one. */
  static boolean isShown(Statement.Directive d, Flattening flat) {
    String why = SHOWN.get(d.keyword());
    if (why == null && !d.keyword().equals("preprocess")) {
      return false;
    }
    String what =
        why != null
            ? "." + d.keyword() + " has no effect here: it " + why
            : "." + d.keyword() + " has no effect here: 0, gnd and gnd! are ground, all parts are kept";
    flat.diagnostics.add(Code.W214, d.span(), what, "remove it");
    return true;
  }

  /** Returns the mistake of an element whose letter only other simulators have. */
  static Mistake letter(Line line, char letter) {
    String name = line.element.name().text();
    return switch (letter) {
      case 'A' -> new Mistake(
          Code.E123,
          line.span(),
          "devices of the letter A, LTspice's functions and XSPICE's code models, are not supported",
          "write gates as B sources, B1 out 0 V=v(a)>0.5 ? 1 : 0, an OTA as a G source, or a switch S");
      case 'P' -> new Mistake(
          Code.E123,
          line.span(),
          "ports and coupled lines of the letter P are not supported",
          "a port is a source, V1 in 0 dc 0 ac 1 portnum 1 z0 50; a line is T or O");
      case 'Y' -> new Mistake(
          Code.E123,
          line.span(),
          "devices of the letter Y are not supported, but for YMEMRISTOR: '" + name + "'",
          "an ADC or DAC is a B source, a line T or O, a resonator R, L and C");
      default -> new Mistake(
          Code.E123,
          line.span(),
          "there is no element with the letter " + letter,
          "the letters are R C L K V I E F G H B D J M Q Z S W T O U X, and N for devices with a .model");
    };
  }

  /** Refuses a line that begins a netlist of Spectre. */
  static void refuseSpectre(Line line) {
    Statement.Element element = line.element;
    if (element.name().key().equals("simulator")
        && !element.fields().isEmpty()
        && element.fields().get(0) instanceof Field.Assignment a
        && a.name().key().equals("lang")) {
      throw new Mistake(
          Code.E104,
          element.span(),
          "netlists in Spectre's language are not supported",
          "write them as SPICE netlists; a line simulator lang=spice is not needed");
    }
  }
}
