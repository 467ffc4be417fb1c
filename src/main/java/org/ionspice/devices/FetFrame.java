package org.ionspice.devices;

import java.util.function.ToDoubleFunction;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Smooth;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;

/**
 * What field-effect transistors with a junction for a gate share: pins, resistances before drain and
 * source, the gate's two diodes, and the start of {@code uic}. Voltages are those of an n channel; a
 * p channel sees the negative of its own.
 */
final class FetFrame {
  /**
   * What a card says of them, for the area of the device.
   *
   * @param n whether the channel is an n channel
   * @param drain conductance before the drain, S; 0 for none, as {@code source}
   * @param saturation of each diode, A
   * @param thermal n k T / q of each diode, V
   * @param threshold of the channel, V
   * @param startDrain v(d,s) at t = 0 under uic, V; NaN when not given, as {@code startGate} of v(g,s)
   */
  record Card(
      boolean n,
      double drain,
      double source,
      double saturation,
      double thermal,
      double threshold,
      double startDrain,
      double startGate) {}

  /** Voltages gate-source and gate-drain of the inner nodes, and as Newton sees them. */
  final Voltage gs;

  final Voltage gd;
  final Limited vgs;
  final Limited vgd;

  /** Currents from drain to source, gate to source and gate to drain, of the inner nodes. */
  final Current channel;

  final Current toSource;
  final Current toDrain;

  /** Limits the voltage of a gate that opens a channel and is one side of a junction. */
  private record GateJunction(GateLimiter gate, PnLimiter junction) implements Limiter {
    @Override
    public double limit(double proposed, double last) {
      return junction.limit(gate.limit(proposed, last), last);
    }

    @Override
    public double bend(double v) {
      return junction.bend(v);
    }
  }

  private final Card card;
  private final double gmin;
  private final Voltage drainDrop;
  private final Voltage sourceDrop;
  private final Current drainSeries;
  private final Current sourceSeries;

  FetFrame(Declaration self, Card card) {
    this.card = card;
    gmin = self.gmin();
    Terminal d = self.terminal("d");
    Terminal g = self.terminal("g");
    Terminal s = self.terminal("s");
    Terminal di = card.drain > 0 ? self.internalNode("drain", d) : d;
    Terminal si = card.source > 0 ? self.internalNode("source", s) : s;
    GateJunction limiter =
        new GateJunction(
            new GateLimiter(card.threshold),
            new PnLimiter(card.thermal, card.saturation, Double.NaN));
    gs = card.n ? self.voltage(g, si) : self.voltage(si, g);
    gd = card.n ? self.voltage(g, di) : self.voltage(di, g);
    vgs = self.limited(gs, limiter);
    vgd = self.limited(gd, limiter);
    channel = card.n ? self.current(di, si) : self.current(si, di);
    toSource = card.n ? self.current(g, si) : self.current(si, g);
    toDrain = card.n ? self.current(g, di) : self.current(di, g);
    drainDrop = self.voltage(d, di);
    sourceDrop = self.voltage(s, si);
    drainSeries = self.current(d, di);
    sourceSeries = self.current(s, si);
    if (!Double.isNaN(card.startDrain)) {
      self.initialVoltage(self.voltage(d, s), card.startDrain);
    }
    if (!Double.isNaN(card.startGate)) {
      self.initialVoltage(self.voltage(g, s), card.startGate);
    }
    double kelvin = self.temperature();
    if (card.drain > 0) {
      self.noise("rd", drainSeries, NoiseDensity.thermal(kelvin, card.drain));
    }
    if (card.source > 0) {
      self.noise("rs", sourceSeries, NoiseDensity.thermal(kelvin, card.source));
    }
  }

  /** Returns 1 for an n channel, -1 for a p channel. */
  double sign() {
    return card.n ? 1 : -1;
  }

  /** Declares the outputs that every such transistor has, with the sign of its polarity. */
  void results(
      Declaration self,
      ToDoubleFunction<Point> drainCurrent,
      ToDoubleFunction<Point> gm,
      ToDoubleFunction<Point> gds) {
    double sign = sign();
    self.output("vgs", "V", at -> sign * at.of(gs));
    self.output("vds", "V", at -> sign * (at.of(gs) - at.of(gd)));
    self.output("id", "A", at -> sign * drainCurrent.applyAsDouble(at));
    self.output("gm", "S", gm);
    self.output("gds", "S", gds);
  }

  /** Stamps the resistances and the gate's diodes. */
  void evaluate(Point at, Stamp f) {
    diode(at, f, toSource, vgs);
    diode(at, f, toDrain, vgd);
    if (card.drain > 0) {
      f.add(drainSeries, card.drain * at.of(drainDrop)).d(drainDrop, card.drain);
    }
    if (card.source > 0) {
      f.add(sourceSeries, card.source * at.of(sourceDrop)).d(sourceDrop, card.source);
    }
  }

  private void diode(Point at, Stamp f, Current through, Limited voltage) {
    double u = at.of(voltage);
    double z = u / card.thermal;
    double e = Smooth.exp(z);
    f.add(through, card.saturation * (e - 1) + gmin * u)
        .d(voltage, card.saturation * Smooth.expSlope(z, e) / card.thermal + gmin);
  }
}
