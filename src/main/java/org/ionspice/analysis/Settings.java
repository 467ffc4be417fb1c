package org.ionspice.analysis;

import org.ionspice.parameter.Param;

/** The numbers of {@code .options} that analyses use. */
public record Settings(
    @Param(unit = "1", def = "1e-4", above = 0, max = 0.1, doc = "relative tolerance")
        double reltol,
    @Param(unit = "A", def = "none", above = 0,
            doc = "absolute tolerance of currents; scaled to the circuit when not given")
        double abstol,
    @Param(unit = "V", def = "none", above = 0,
            doc = "absolute tolerance of voltages; scaled to the circuit when not given")
        double vntol,
    @Param(unit = "1", def = "200", min = 2, doc = "Newton iterations of an operating point")
        int itl1,
    @Param(unit = "1", def = "30", min = 2, doc = "Newton iterations of a time point") int itl4,
    @Param(def = "trbdf2", doc = "integration formula") Method method,
    @Param(unit = "1", def = "2", min = 1, max = 6, doc = "highest order that method=gear takes")
        int maxord,
    @Param(def = "equilibrium", doc = "what the operating point does with states")
        DcStates dcstates,
    @Param(def = "hold", doc = "what it does with states that have no equilibrium") MemDc memdc,
    @Param(unit = "s", def = "1e30", above = 0, doc = "with memdc=solve, the time of return")
        double tauret,
    @Param(unit = "Ohm", def = "none", above = 0, doc = "resistance from every node to ground")
        double rshunt,
    @Param(unit = "1", def = "1", above = 0, doc = "factor on the allowed truncation error")
        double trtol,
    @Param(unit = "1", def = "0", min = 0, max = 1,
            doc = "1 tells how each operating point was found")
        int ladder) {

  /** Returns the conductance that {@code rshunt} puts between each node and ground, S. */
  public double shunt() {
    return Double.isNaN(rshunt) ? 0 : 1 / rshunt;
  }

  /** Integration formulas by their netlist names. */
  public enum Method {
    TRBDF2,
    TRAP,
    GEAR,
    EULER
  }

  /** What the operating point does with states of N devices that have no equilibrium. */
  public enum MemDc {
    /** They stay at their initial value. */
    HOLD,
    /** They are solved for, with a return to the initial value within tauret added. */
    SOLVE
  }

  /** What the operating point does with states. */
  public enum DcStates {
    /** States with an equilibrium go there; those without are held. */
    EQUILIBRIUM,
    /** Every state of an N device is held at its initial value. */
    HOLD,
    /** Every state is solved for, also where the device says there is no equilibrium. */
    SOLVE
  }

  /** Returns the same with another formula. */
  public Settings with(Method formula) {
    return with(reltol, formula);
  }

  /** Returns the same with another relative tolerance. */
  public Settings withReltol(double tolerance) {
    return with(tolerance, method);
  }

  private Settings with(double tolerance, Method formula) {
    return new Settings(
        tolerance, abstol, vntol, itl1, itl4, formula, maxord, dcstates, memdc, tauret, rshunt,
        trtol, ladder);
  }
}
