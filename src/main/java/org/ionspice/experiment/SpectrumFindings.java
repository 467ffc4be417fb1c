package org.ionspice.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ionspice.reduction.ComplexFunction;
import org.ionspice.reduction.EquivalentCircuit;
import org.ionspice.reduction.KramersKronig;
import org.ionspice.reduction.OnePort;
import org.ionspice.reduction.PartialFractions;
import org.ionspice.result.Attachment;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;

/** What follows from impedance spectra, bias after bias: tables and files. Mutable. */
final class SpectrumFindings {
  /** Unknowns beyond which dense matrices take too long at every bias. */
  private static final int LARGEST = 150;

  /** Deviation of the circuit from the spectrum, part of |Z|, above which it is not given. */
  private static final double FAITHFUL = 1e-6;

  /** Share in a pole below which an unknown is not named. */
  private static final double NAMED = 0.05;

  private static final int MOST_NAMES = 3;

  private final String biasUnit;
  private final List<List<Object>> circuits = new ArrayList<>();
  private final List<List<Object>> roots = new ArrayList<>();
  private final List<List<Object>> checks = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  /** Poles of what the source measures, at the present bias, where they are known. */
  private List<double[]> responsePoles = List.of();

  SpectrumFindings(String biasUnit) {
    this.biasUnit = biasUnit;
  }

  /** Returns whether a voltage drives, so that the admittance is the response. */
  private boolean voltageDriven() {
    return biasUnit.equals("V");
  }

  /** Adds what follows from the spectrum at one bias. */
  void add(double bias, ImpedanceSpectra.Spectrum spectrum, LinearPort port, boolean rational) {
    texts.add(ZViewText.of(bias, spectrum));
    String circuit = "exact";
    responsePoles = List.of();
    double off = Double.NaN;
    if (!rational) {
      circuit = "none: a delay or an impedance in closed form is no finite number of elements";
    } else if (port.size() > LARGEST) {
      circuit = "none: the circuit has over " + LARGEST + " unknowns";
    } else {
      Optional<EquivalentCircuit> found = circuit(bias, spectrum, port);
      off = found.map(c -> deviation(c, spectrum)).orElse(Double.NaN);
      if (found.isEmpty()) {
        circuit = "none: a pole of higher order, or a short or open circuit";
      } else if (!(off <= FAITHFUL)) {
        circuit = "none: rounding would make it differ from the spectrum";
      } else {
        rows(bias, found.get(), port);
      }
    }
    check(bias, spectrum, circuit, off);
  }

  private Optional<EquivalentCircuit> circuit(
      double bias, ImpedanceSpectra.Spectrum spectrum, LinearPort port) {
    double[] f = spectrum.frequencies();
    double scale = 2 * Math.PI * f[f.length - 1];
    try {
      List<double[]> poles = port.poles();
      List<double[]> zeros = port.polesBehind(0, 0);
      responsePoles = voltageDriven() ? zeros : poles;
      PartialFractions.of(port::at, poles, scale)
          .ifPresent(z -> roots(bias, "pole", z.terms(), port));
      PartialFractions.of(inverse(port), zeros, scale)
          .ifPresent(y -> roots(bias, "zero", y.terms(), port));
      return OnePort.reduce(
          port::at,
          port::frozen,
          poles,
          (r, l) -> r == 0 && l == 0 ? zeros : port.polesBehind(r, l),
          scale);
    } catch (LinearPort.Degenerate never) {
      return Optional.empty();
    }
  }

  private static ComplexFunction inverse(LinearPort port) {
    return (re, im, value) -> {
      port.at(re, im, value);
      double size = value[0] * value[0] + value[1] * value[1];
      value[0] /= size;
      value[1] /= -size;
    };
  }

  private static double deviation(EquivalentCircuit circuit, ImpedanceSpectra.Spectrum spectrum) {
    double worst = 0;
    double[] z = new double[2];
    for (int k = 0; k < spectrum.frequencies().length; k++) {
      circuit.impedance(2 * Math.PI * spectrum.frequencies()[k], z);
      double re = spectrum.re()[k];
      double im = spectrum.im()[k];
      double off = Math.hypot(z[0] - re, z[1] - im) / Math.hypot(re, im);
      worst = off <= worst ? worst : off;
    }
    return worst;
  }

  private void check(
      double bias, ImpedanceSpectra.Spectrum spectrum, String circuit, double off) {
    int n = spectrum.frequencies().length;
    double[] omega = new double[n];
    double[] re = spectrum.re().clone();
    double[] im = spectrum.im().clone();
    boolean admittance = voltageDriven();
    for (int k = 0; k < n; k++) {
      omega[k] = 2 * Math.PI * spectrum.frequencies()[k];
      double size = re[k] * re[k] + im[k] * im[k];
      if (admittance) {
        re[k] /= size;
        im[k] /= -size;
      }
    }
    Optional<KramersKronig> test = KramersKronig.test(omega, re, im, responsePoles);
    checks.add(
        List.of(
            bias,
            admittance ? "admittance" : "impedance",
            test.map(t -> (double) t.elements()).orElse(Double.NaN),
            test.map(KramersKronig::mu).orElse(Double.NaN),
            test.map(KramersKronig::worst).orElse(Double.NaN),
            test.map(KramersKronig::rms).orElse(Double.NaN),
            circuit,
            off));
  }

  private void roots(
      double bias, String kind, List<PartialFractions.Term> terms, LinearPort port) {
    for (PartialFractions.Term term : terms) {
      double size = Math.hypot(term.poleRe(), term.poleIm());
      roots.add(
          List.of(
              bias,
              kind,
              term.poleRe(),
              term.poleIm(),
              finite(term.isPair() ? 1 / size : -1 / term.poleRe()),
              names(term, port)));
    }
  }

  private void rows(double bias, EquivalentCircuit circuit, LinearPort port) {
    double none = Double.NaN;
    if (circuit.seriesResistance() != 0) {
      element(bias, "Rs", "series", none, none, circuit.seriesResistance(), none, none, "");
    }
    if (circuit.seriesInductance() != 0) {
      element(bias, "Ls", "series", none, none, none, circuit.seriesInductance(), none, "");
    }
    if (circuit.capacitance() != 0) {
      element(bias, "C", "parallel", none, none, none, none, circuit.capacitance(), "");
    }
    double g = circuit.conductance();
    if (g != 0) {
      element(bias, "gb", "parallel", g, none, 1 / g, none, none, "");
    }
    int number = 0;
    for (EquivalentCircuit.Branch branch : circuit.branches()) {
      String name = "g" + ++number;
      String state = names(branch.term(), port);
      element(
          bias,
          name,
          kind(branch),
          branch.conductance(),
          branch.tau(),
          branch.resistance(),
          branch.inductance(),
          branch.isPair() || capacitive(branch) ? branch.capacitance() : none,
          state);
      if (branch.isPair()) {
        double parallel = branch.parallelResistance();
        element(bias, name, "across its C", none, none, parallel, none, none, state);
      }
    }
  }

  private static boolean capacitive(EquivalentCircuit.Branch branch) {
    return !branch.grows() && branch.term().residueRe() < 0;
  }

  private static String kind(EquivalentCircuit.Branch branch) {
    if (branch.isPair()) {
      return "resonant, damping " + String.format(Locale.ROOT, "%.4g", branch.damping());
    }
    if (branch.grows()) {
      return "growing";
    }
    return capacitive(branch) ? "capacitive" : "inductive";
  }

  private void element(
      double bias,
      String name,
      String kind,
      double g,
      double tau,
      double r,
      double l,
      double c,
      String state) {
    circuits.add(
        List.of(bias, name, kind, finite(g), finite(tau), finite(r), finite(l), finite(c), state));
  }

  /** Returns a number, or NaN for one that there is not: the time constant of a pole at zero. */
  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** Returns the unknowns that a pole comes from, with their shares when there are several. */
  private static String names(PartialFractions.Term term, LinearPort port) {
    List<LinearPort.Participant> all = port.participants(term.poleRe(), term.poleIm());
    StringBuilder text = new StringBuilder();
    int named = 0;
    for (LinearPort.Participant each : all) {
      if (each.share() < NAMED || named == MOST_NAMES) {
        break;
      }
      named++;
      text.append(text.isEmpty() ? "" : ", ").append(each.name());
      if (each.share() < 1 - NAMED) {
        text.append(' ').append(Math.round(100 * each.share())).append(" %");
      }
    }
    return text.toString();
  }

  /** Returns the tables; one that is empty is left out. */
  List<Summary> summaries() {
    List<Summary> list = new ArrayList<>();
    Column bias = new Column("bias", biasUnit);
    if (!circuits.isEmpty()) {
      list.add(
          new Summary(
              "circuit",
              "Equivalent circuit: Rs and Ls in series with C, gb and the branches in parallel",
              List.of(
                  bias,
                  new Column("element", ""),
                  new Column("kind", ""),
                  new Column("g", "S"),
                  new Column("tau", "s"),
                  new Column("R", "Ohm"),
                  new Column("L", "H"),
                  new Column("C", "F"),
                  new Column("from", "")),
              circuits));
    }
    if (!roots.isEmpty()) {
      list.add(
          new Summary(
              "roots",
              "Poles and zeros of the impedance",
              List.of(
                  bias,
                  new Column("root", ""),
                  new Column("re", "rad/s"),
                  new Column("im", "rad/s"),
                  new Column("tau", "s"),
                  new Column("from", "")),
              roots));
    }
    list.add(
        new Summary(
            "check",
            "Linear Kramers-Kronig test, and how far the circuit is from the spectrum",
            List.of(
                bias,
                new Column("response", ""),
                new Column("elements", "1"),
                new Column("mu", "1"),
                new Column("worst", "1"),
                new Column("rms", "1"),
                new Column("circuit", ""),
                new Column("off", "1")),
            checks));
    return list;
  }

  /** Returns a ZView file for each bias: {@code eis-1.z}, {@code eis-2.z}, or {@code eis.z}. */
  List<Attachment> files() {
    List<Attachment> files = new ArrayList<>();
    for (int k = 0; k < texts.size(); k++) {
      String number = texts.size() == 1 ? "" : "-" + (k + 1);
      files.add(new Attachment("eis" + number + ".z", texts.get(k)));
    }
    return files;
  }
}
