package org.ionspice.assembly;

/** What linear devices stamp that depends on nothing but the unknowns. */
record Constants(ConstantStamps f, ConstantStamps q) {
  /** Takes down the stamps of a circuit; those in q by the entries of {@code c}. */
  static Constants of(Assembly system, ChargeMatrix c) {
    ConstantStamps inF = new ConstantStamps(system.pattern().entryCount());
    ConstantStamps inQ = new ConstantStamps(c.slots().length);
    for (int k = 0; k < system.partCount(); k++) {
      Shape shape = system.part(k).shape();
      if (shape.constant()) {
        double m = system.instance(k).multiplicity();
        inF.add(system, k, shape.fTerms(), m, s -> s);
        inQ.add(system, k, shape.qTerms(), m, c::place);
      }
    }
    inF.trim(system.size());
    inQ.trim(system.size());
    return new Constants(inF, inQ);
  }
}
