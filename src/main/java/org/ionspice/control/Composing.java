package org.ionspice.control;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.measure.Wave;
import org.ionspice.netlist.ScriptLine;

/** The commands that make vectors of numbers: {@code compose} and {@code cross}. */
final class Composing {
  private static final String FORM =
      "compose name values a b c ..., or compose name start=a stop=b step=c (or lin=n, log=n, dec=n;"
          + " center=a span=b)";
  private static final List<String> KEYS =
      List.of("start", "stop", "step", "center", "span", "lin", "log", "dec");

  private final Vectors vectors;

  Composing(Vectors vectors) {
    this.vectors = vectors;
  }

  /** Makes a vector of the values of a line. */
  void compose(ScriptLine line, List<String> given) throws ScriptError {
    if (given.size() < 3) {
      throw Session.form(line, "compose lacks values", FORM);
    }
    double[] values =
        given.get(1).equalsIgnoreCase("values") ? listed(line, given) : spread(line, given);
    keep(given.get(0), new Wave("1", values, null));
  }

  private void keep(String name, Wave wave) {
    vectors.current().vectors.put(name.toLowerCase(Locale.ROOT), wave);
  }

  private double[] listed(ScriptLine line, List<String> given) throws ScriptError {
    double[] values = new double[given.size() - 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = vectors.numberOf(given.get(i + 2), line.span());
    }
    return values;
  }

  private double[] spread(ScriptLine line, List<String> given) throws ScriptError {
    Map<String, Double> said = new HashMap<>();
    String text = String.join(" ", given.subList(1, given.size())).replaceAll("\\s*=\\s*", "=");
    for (String word : Words.of(text)) {
      String[] sides = word.split("=", 2);
      String key = sides[0].toLowerCase(Locale.ROOT);
      if (!KEYS.contains(key) || sides.length < 2) {
        throw Session.form(line, "'" + word + "' is not understood", FORM);
      }
      said.put(key, vectors.numberOf(sides[1], line.span()));
    }
    double start = said.getOrDefault("start", Double.NaN);
    double stop = said.getOrDefault("stop", Double.NaN);
    if (said.containsKey("center")) {
      double half = said.getOrDefault("span", Double.NaN) / 2;
      start = said.get("center") - half;
      stop = said.get("center") + half;
    }
    boolean decades = said.containsKey("log") || said.containsKey("dec");
    double count =
        said.containsKey("lin")
            ? said.get("lin")
            : said.containsKey("log")
                ? said.get("log")
                : said.containsKey("dec")
                    ? Math.floor(said.get("dec") * Math.log10(stop / start) * (1 + 1e-12)) + 1
                    : Math.floor((stop - start) / said.getOrDefault("step", Double.NaN) * (1 + 1e-12))
                        + 1;
    boolean possible = count >= 1 && count <= 1e7 && Double.isFinite(start);
    if (!possible || decades && !(start * stop > 0)) {
      throw Session.form(line, "this is no range of values", FORM);
    }
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      double share = values.length == 1 ? 0 : i / (count - 1);
      values[i] =
          said.containsKey("dec")
              ? start * Math.pow(10, i / said.get("dec"))
              : decades
                  ? start * Math.pow(stop / start, share)
                  : said.containsKey("lin")
                      ? start + share * (stop - start)
                      : start + i * said.get("step");
    }
    return values;
  }

  /** Makes a vector of the values at one place of others: {@code cross name place a b ...}. */
  void cross(ScriptLine line) throws ScriptError {
    List<String> given = Expressions.split(line.rest());
    if (given.size() < 3) {
      throw Session.form(line, "cross needs a name, a place and vectors", "cross name 0 a b ...");
    }
    double place = vectors.numberOf(given.get(1), line.span());
    double[] re = new double[given.size() - 2];
    double[] im = new double[re.length];
    boolean complex = false;
    for (int k = 0; k < re.length; k++) {
      Wave wave = vectors.of(given.get(k + 2), line.span());
      double[] from = wave.im();
      if (!(place >= 0 && place < wave.re().length)) {
        throw new ScriptError(
            Code.E141,
            line.span(),
            given.get(k + 2) + " has no element " + Text.general(place),
            "elements count from 0");
      }
      re[k] = wave.re()[(int) place];
      im[k] = from == null ? 0 : from[(int) place];
      complex |= from != null;
    }
    keep(given.get(0), new Wave("1", re, complex ? im : null));
  }
}
