package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.StateEquations;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.expression.Law;
import org.ionspice.parameter.Param;
import org.ionspice.parameter.Samples;
import org.jspecify.annotations.Nullable;

/**
 * A conductance that relaxes towards a steady value that the user gives as a law of the voltage.
 */
@Model(
    name = "svm",
    title = "Simple volatile memristor",
    source =
        "T. M. Kamsma et al., A simple mathematical theory for simple volatile memristors and their"
            + " spiking circuits, arXiv:2404.08647 (2024): the equation, and the theorem on loops;"
            + " own: the sigmoid, and the curve through a table",
    equations = {
      "i = g v,  g = g0 x,  tau dx/dt = steady(v) - x",
      "ginf={...}: steady = the formula of v",
      "table=...: steady = a monotone cubic spline through the points; end values outside",
      "neither: steady = gminr + (gmax - gminr) / (1 + exp(-(v - v0) / vs))",
      "noise current, A^2/Hz: thermal 4 k T g"
    },
    limits = {
      "One relaxation time, which does not depend on the voltage.",
      "A steady law that is even in v gives a loop that touches itself at the origin; any other law"
          + " gives one that crosses itself there.",
      "A formula that falls below zero gives a negative conductance; nothing prevents it.",
      "The slope of a table ends over the share edge of its first and last interval."
    })
public record VolatileMemristor(
    @Param(unit = "S", def = "1e-9", above = 0, doc = "conductance at which x = 1") double g0,
    @Param(unit = "s", def = "1e-3", above = 0, doc = "relaxation time") double tau,
    @Param(
            unit = "1",
            def = "none",
            argument = "v",
            doc = "steady conductance over g0, a formula of the voltage v")
        @Nullable Law ginf,
    @Param(def = "none", doc = "file with two columns: voltage, V, and steady conductance over g0")
        @Nullable Samples table,
    @Param(unit = "1", def = "2", doc = "sigmoid: steady conductance over g0 at large voltage")
        double gmax,
    @Param(
            unit = "1",
            def = "0.1",
            doc = "sigmoid: steady conductance over g0 at large negative voltage")
        double gminr,
    @Param(unit = "V", def = "0", doc = "sigmoid: voltage at its middle") double v0,
    @Param(unit = "V", def = "0.25", doc = "sigmoid: width; negative to fall with voltage")
        double vs,
    @Param(
            unit = "1",
            def = "1e-3",
            above = 0,
            max = 0.5,
            doc = "share of an end interval of the table over which the slope ends")
        double edge,
    @Param(unit = "1", def = "none", doc = "x at t = 0 under uic; the steady one at 0 V") double x0)
    implements DeviceModel {
  public VolatileMemristor {
    if (ginf != null && table != null) {
      throw new IllegalArgumentException("give ginf or table, not both");
    }
    if (vs == 0) {
      throw new IllegalArgumentException("vs must not be 0");
    }
  }

  /** A steady law and its slope. */
  private interface Steady {
    double at(double v);

    double slope(double v);
  }

  private Steady steady() {
    if (ginf != null) {
      Law law = ginf.fresh();
      return new Steady() {
        @Override
        public double at(double v) {
          return law.at(v);
        }

        @Override
        public double slope(double v) {
          return law.slope(v);
        }
      };
    }
    if (table != null) {
      MonotoneSpline curve = new MonotoneSpline(table, edge);
      return new Steady() {
        @Override
        public double at(double v) {
          return curve.at(v);
        }

        @Override
        public double slope(double v) {
          return curve.slope(v);
        }
      };
    }
    return new Steady() {
      @Override
      public double at(double v) {
        return gminr + (gmax - gminr) * Smooth.sigmoid((v - v0) / vs);
      }

      @Override
      public double slope(double v) {
        return (gmax - gminr) * Smooth.sigmoidSlope((v - v0) / vs) / vs;
      }
    };
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Steady steady = steady();
    Unknown state =
        self.unknown(Quantity.of("x", "1").initially(Double.isNaN(x0) ? steady.at(0) : x0));
    self.output("g", "S", at -> g0 * at.of(state));
    self.noise(
        "thermal", branch, NoiseDensity.thermal(self.temperature(), at -> g0 * at.of(state)));
    self.output("i", "A", at -> g0 * at.of(state) * at.of(voltage));
    self.output("ginf", "1", at -> steady.at(at.of(voltage)));

    return new StateEquations(branch, voltage, state, (v, x, to) -> {
      to.current(g0 * x * v, g0 * x, g0 * v);
      to.rate((steady.at(v) - x) / tau, steady.slope(v) / tau, -1 / tau);
    });
  }
}
