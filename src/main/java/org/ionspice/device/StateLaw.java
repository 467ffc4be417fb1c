package org.ionspice.device;

/**
 * The law of a device with one current between two nodes and one state x:
 *
 * <pre>
 *   i = i(v, x),   dx/dt = r(v, x)
 * </pre>
 *
 * <p>A device that fits says no more than this, and the engine puts both where they belong ({@link
 * StateEquations}). That takes a third of the time which stamps take that come one by one.
 */
@FunctionalInterface
public interface StateLaw {
  /**
   * Gives {@code reply} the current and the rate at the voltage {@code v}, V, and the state {@code x},
   * each once. Pure: the same point gives the same reply.
   */
  void evaluate(double v, double x, Reply reply);

  /** Takes what a law says at a point. Mutable workspace, for one thread. */
  final class Reply {
    private double current;
    private double currentByVoltage;
    private double currentByState;
    private double rate;
    private double rateByVoltage;
    private double rateByState;

    /** Takes the current, A, and its partials by the voltage and the state. */
    public void current(double i, double byVoltage, double byState) {
      current = i;
      currentByVoltage = byVoltage;
      currentByState = byState;
    }

    /** Takes the rate of the state, 1/s, and its partials by the voltage and the state. */
    public void rate(double r, double byVoltage, double byState) {
      rate = r;
      rateByVoltage = byVoltage;
      rateByState = byState;
    }

    public double current() {
      return current;
    }

    public double currentByVoltage() {
      return currentByVoltage;
    }

    public double currentByState() {
      return currentByState;
    }

    public double rate() {
      return rate;
    }

    public double rateByVoltage() {
      return rateByVoltage;
    }

    public double rateByState() {
      return rateByState;
    }
  }
}
